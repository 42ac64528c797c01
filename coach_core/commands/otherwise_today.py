"""What is done about a day that is otherwise: little time, a bad night, other tools, days away (circumstances.py)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from coach_core.commands import putting_off
from coach_core.commands.answers import answer, plain
from coach_core.commands.marking import mark_of, marked
from coach_core.commands.place import day_of, today_of
from coach_core.commands.skipping import offer
from coach_core.commands.small_talk import whats_next
from coach_core.commands.until_said import until_said
from coach_core.knowledge.circumstances import Circumstance, circumstance
from coach_core.reminding.agreed import reminding_of
from coach_core.reminding.occurrences import going
from coach_core.reminding.state import DAILY
from coach_core.talk import Button, Msg, msg
from coach_core.training.prescription import SlotPlan
from coach_core.training.today import UNLOADED
from coach_core.turn import Call, Outcome

FEW = 30  # minutes, where it is not said how few
WARM_UP, SET = 5 * 60, 40  # seconds: one set of each part, and the time of a set; a second side takes as long again
TOOLS: Mapping[str, str] = {"dumbbells": "tools-dumbbells", "bands": "tools-bands"}


def otherwise_today(call: Call) -> Outcome | None:
    """What a text without sets tells of today or the next days, and what follows; None for any other text."""
    if call.person.training.plan is None:
        return None
    found, workout = circumstance(call.event.text), call.person.training.open
    if found is None or (found.kind == "tired" and workout is not None and workout.sets):
        return None  # in the middle of a workout it is how a set felt
    return DEEDS[found.kind](call, found)


def _short(call: Call, told: Circumstance) -> Outcome:
    """Which sets fit: the main lifts first, each as far as the time goes."""
    minutes = told.minutes if told.minutes is not None else FEW
    day = day_of(call, call.person)
    left, fits = max(0, minutes * 60 - WARM_UP), dict[int | None, int]()
    known = call.given.book.exercises
    for slot in sorted(day.slots, key=lambda s: not (s.exercise in known and known[s.exercise].main)):
        cost = _seconds(slot)
        many = min(len(slot.left), left // cost) if cost else 0
        fits[slot.slot], left = many, left - many * cost
    parts = tuple(msg("fits", exercise=s.exercise, n=fits[s.slot]) for s in day.slots if fits.get(s.slot))
    if not parts:
        return whats_next(call, msg("short-none", minutes=minutes))
    return whats_next(call, msg("short-fits", minutes=minutes, parts=parts), msg("short-rest"))


def _seconds(slot: SlotPlan) -> int:
    """Roughly what a set of the slot takes, with its rest."""
    first = next(iter(slot.left), None)
    if first is None:
        return 0
    work = (first.seconds or SET) * (2 if first.per_side else 1)
    return work + (first.rest_s[0] if first.rest_s else 0)


def _tired(call: Call, told: Circumstance) -> Outcome:
    """A bad night (R17): less today, never more."""
    return whats_next(call, msg("tired-easier"))


def _tools(call: Call, told: Circumstance) -> Outcome:
    """Other tools for today: every exercise that is left and needs another one is swapped for what stands in (R13)."""
    assert told.tools is not None
    known, person, swapped = call.given.book.exercises, call.person, list[Msg]()
    for slot in day_of(call, person).slots:
        own = known.get(slot.exercise)
        other = own.without.get(told.tools) if own is not None else None
        if slot.slot is None or not slot.left or not other or other == slot.exercise:
            continue
        mark = replace(mark_of(person, slot.slot), exercise=other, load=None)
        person = marked(call, person, slot.slot, mark)
        swapped.append(msg("swapped", old=slot.exercise, new=other))
    if not swapped:
        return whats_next(call, msg("tools-fit"))
    reply = answer(call, person, (msg(TOOLS[told.tools]), *swapped), ())
    return Outcome(replace(person, question=None), reply, undoable=True)


def _taken(call: Call, told: Circumstance) -> Outcome:
    """What is needed is taken or broken: something else for the next exercise that needs any."""
    known = call.given.book.exercises
    left = [s for s in day_of(call, call.person).slots if s.left and s.exercise in known]
    slot = next((s for s in left if known[s.exercise].tool not in UNLOADED), None)
    return offer(call, slot) if slot is not None and slot.slot is not None else whats_next(call, msg("tools-fit"))


def _week(call: Call, told: Circumstance) -> Outcome:
    return putting_off.nothing_due(call) or putting_off.not_this_week(call)


def _away(call: Call, told: Circumstance) -> Outcome:
    """The plan waits; so do the reminders of workouts: until the day that was told, else by a tap."""
    person, lines = call.person, (msg("away-ahead"), msg("away-back"))
    if not going(person) or DAILY.isdisjoint(reminding_of(person).kinds):
        return whats_next(call, *lines)
    until = until_said(call.event.text, call.given.book.typed, today_of(call))
    if until is None:
        done = whats_next(call, *lines)
        row = (Button("remind:week", msg("button-not-this-week")), Button("reminders:", msg("name-reminders")))
        first, *others = done.reply
        return replace(done, reply=(replace(first, buttons=(*first.buttons, row)), *others))
    done = putting_off.quiet_until(call, until)
    first, *others = done.reply
    return replace(done, reply=(replace(first, lines=(*lines, *first.lines)), *others))


def _pause(call: Call, told: Circumstance) -> Outcome:
    """A break from what: from this week's workouts, from messages, or between two sets."""
    rows = (
        (Button("remind:week", msg("button-not-this-week")),),
        (Button("reminders:", msg("name-reminders")), Button("rest:on", msg("button-rest-on"))),
    )
    return Outcome(call.person, plain(call.person, msg("pause-which"), msg("away-back"), buttons=rows))


Deed = Callable[[Call, Circumstance], Outcome]
DEEDS: Mapping[str, Deed] = {
    "short": _short,
    "tired": _tired,
    "tools": _tools,
    "taken": _taken,
    "week": _week,
    "away": _away,
    "pause": _pause,
}
