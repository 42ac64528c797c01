"""Why every number is what it is: the rule, the sets it really looked at, the source."""

from __future__ import annotations

from coach_core.commands.answers import plain
from coach_core.commands.done import nothing_open
from coach_core.commands.place import day_of, program_of, today_of
from coach_core.facts import LoadChange, Reason
from coach_core.talk import Button, Msg, Say, msg
from coach_core.training.as_data import why_data
from coach_core.training.prescribe import prescribe_day
from coach_core.training.prescription import DayPlan, SlotPlan
from coach_core.turn import Call, Outcome, Want


def wants(call: Call) -> Want | None:
    """The changes after a workout are facts; the numbers of today are worked out."""
    return Want(everything=True) if call.press[:1] == ("changes",) else None


def decide(call: Call) -> Outcome:
    """/why, "why rdl", "why 2", and the buttons."""
    if call.press[:1] == ("changes",):
        return _changes(call)
    day = day_of(call, call.person)
    slot = _meant(call, day)
    if slot is None:
        return _elsewhere(call)
    others = [s for s in day.slots if s.slot is not None and s is not slot]
    row = tuple(Button(f"why:{s.slot}", msg("button-why-slot", slot=s.slot)) for s in others[:5])
    return Outcome(call.person, (_say(slot, day, (row,) if row else ()),))


def _elsewhere(call: Call) -> Outcome:
    """A lift that is not in today's workout: the numbers of its next day, else what is known of it."""
    told = (call.press[0] if call.press else call.words).strip().rstrip("?").strip()
    if told.isascii() and told.isdigit():
        return Outcome(call.person, plain(call.person, msg("no-such-slot", slot=told[:4])))
    exercise, _ = call.given.book.lexicon.exercise(told)
    plan, program = call.person.training.plan, program_of(call, call.person)
    if exercise is None:
        return nothing_open(call)
    if plan is not None and program is not None and not plan.finished:
        for name in program.days:
            day = prescribe_day(
                call.given.book, call.person.training, call.person.settings, plan.week, name, today_of(call)
            )
            slot = next((s for s in day.slots if exercise in (s.exercise, s.planned)), None)
            if slot is not None:
                return Outcome(call.person, (_say(slot, day, ()),))
    lift = call.person.training.lifts.get(exercise)
    if lift is None or lift.because is None:
        return Outcome(call.person, plain(call.person, msg("why-no-number", exercise=exercise)))
    lines = (msg("why-head", exercise=exercise), *reason_lines(lift.because))
    return Outcome(call.person, (Say(lines, (), {"why": why_data(exercise, lift.because)}),))


def _meant(call: Call, day: DayPlan) -> SlotPlan | None:
    told = call.press[0] if call.press else call.words.strip().rstrip("?").strip()
    if told.isascii() and told.isdigit():
        return next((s for s in day.slots if str(s.slot) == told), None)
    exercise = call.given.book.lexicon.exercise(told)[0] if told else None
    if exercise is not None:
        return next((s for s in day.slots if exercise in (s.exercise, s.planned)), None)
    planned = [s for s in day.slots if s.slot is not None]
    return day.open or next(iter(planned), None)


def _say(slot: SlotPlan, day: DayPlan, rows: tuple[tuple[Button, ...], ...]) -> Say:
    reasons = (slot.because, *slot.reasons, *day.notes)
    lines = (msg("why-head", exercise=slot.exercise), *(line for r in reasons for line in reason_lines(r)))
    data = why_data(slot.exercise, slot.because)
    data["also"] = [why_data(slot.exercise, r) for r in (*slot.reasons, *day.notes)]
    return Say(lines, rows, {"why": data})


def reason_lines(reason: Reason) -> tuple[Msg, ...]:
    """The sentence of a reason and its source."""
    sentence = msg(reason.key, **reason.values)
    return (sentence, msg("why-source", source=reason.source.split(" · ")[0])) if reason.source else (sentence,)


def _changes(call: Call) -> Outcome:
    """What the last workout changed."""
    changes = call.given.rows.changes
    latest = max(changes, key=lambda c: c.at, default=None)
    if latest is None:
        return Outcome(call.person, plain(call.person, msg("why-no-changes")))
    of_it = [c for c in changes if c.workout == latest.workout and c.at == latest.at]
    lines = tuple(line for c in of_it for line in _change_lines(c))
    data = why_data(of_it[0].exercise, of_it[0].reason)
    data["also"] = [why_data(c.exercise, c.reason) for c in of_it[1:]]
    return Outcome(call.person, (Say(lines, (), {"why": data}),))


def _change_lines(change: LoadChange) -> tuple[Msg, ...]:
    return (msg("why-head", exercise=change.exercise), *reason_lines(change.reason))
