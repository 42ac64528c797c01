"""The workout as one message to train from on a phone: lines, buttons, data. One exercise: card_lines.py."""

from __future__ import annotations

from dataclasses import replace as renew

from coach_core.commands.card_lines import NOTHING, keep_msg, rest_msg, slot_lines
from coach_core.commands.ending import ending, is_over
from coach_core.commands.place import day_of, key_of, program_of, today_of, too_soon
from coach_core.commands.schemes import amount_msg, load_msg, schemes
from coach_core.knowledge.limits import BRIDGE, stage_limits
from coach_core.knowledge.pausing import withheld
from coach_core.person import Person
from coach_core.reminding.occurrences import SPACED
from coach_core.talk import Button, Msg, Say, msg
from coach_core.training.as_data import workout_data
from coach_core.training.prescription import DayPlan
from coach_core.training.weight import LoadKind
from coach_core.turn import Call

Rows = tuple[tuple[Button, ...], ...]


def card(call: Call, person: Person, *, replace: bool = False) -> Say:
    """The open or next workout of a person; while training is paused why there is none (R1)."""
    held = withheld(call, person, today_of(call))
    if held:
        return renew(held[0], anchor="workout", replace=replace)
    day, over = day_of(call, person), is_over(call, person)
    if over is not None:
        last = ending(call, person, over)
        return renew(last, data={**last.data, "workout": workout_data(call.given.book, day)}, replace=replace)
    return Say(
        lines=(*head(call, person, day), *body(call, person, day), *foot(call, day)),
        buttons=buttons(call, person, day),
        data={"workout": workout_data(call.given.book, day)},
        anchor="workout",
        replace=replace,
    )


def head(call: Call, person: Person, day: DayPlan) -> tuple[Msg, ...]:
    """Program, week and day; what holds for the whole day; the general warm-up."""
    program = program_of(call, person)
    if day.program is None or program is None:
        title = msg("card-free")
    else:
        block = msg(day.block) if day.block else NOTHING
        title = msg("card-title", title=program.title, week=day.week, weeks=program.weeks, day=day.day, block=block)
    notes = tuple(msg(r.key, **r.values) for r in day.notes)
    return (title, *notes, *_too_soon(call, person), *general_warmup(call, person, day, begun=_begun(day)))


def _too_soon(call: Call, person: Person) -> tuple[Msg, ...]:
    """R32: less than 48 hours after the last session it says so, and trains all the same if the person wants."""
    last = too_soon(person, call.at) if not (person.training.open and person.training.open.sets) else None
    if last is None:
        return ()
    later = last + SPACED <= today_of(call)  # the day is right, and the hour is not yet
    return (msg("card-too-soon-later" if later else "card-too-soon", last=last, on=last + SPACED),)


def general_warmup(call: Call, person: Person, day: DayPlan, *, begun: bool) -> tuple[Msg, ...]:
    """R18, before anything is done; not where the floor bridges that it begins with are all that may be done (R29)."""
    if stage_limits(person.health, today_of(call)).exercise == BRIDGE:
        return ()
    thrusts = call.given.book.exercises
    fits = any(thrusts[s.exercise].thrust for s in day.slots if s.exercise in thrusts)
    return (msg("card-warmup"),) if fits and not begun else ()


def _begun(day: DayPlan) -> bool:
    return any(s.done for slot in day.slots for s in slot.work)


def body(call: Call, person: Person, day: DayPlan) -> tuple[Msg, ...]:
    """Every exercise; the open one with all that is needed under the bar."""
    current = day.open
    return tuple(line for s in day.slots for line in slot_lines(call, person, s, s is current))


def foot(call: Call, day: DayPlan) -> tuple[Msg, ...]:
    """How to answer, or that everything is done."""
    if not day.slots:
        return ()
    how = "card-how-to-answer-here" if call.event.deaf else "card-how-to-answer"
    return (NOTHING, msg(how) if day.open else msg("card-all-done"))


def buttons(call: Call, person: Person, day: DayPlan) -> Rows:
    """The deeds of the open exercise; the first is the one most people want."""
    key = key_of(person.training)
    if not day.slots and person.training.open is None:
        return ((Button("program:list", msg("button-program")),),)
    if day.open is None:
        return ((Button(f"finish:{key}", msg("button-finish")),), (Button("undo:1", msg("button-undo")),))
    slot = day.open
    at = f"{key}:{slot.slot}:{len(slot.work) - len(slot.left)}"
    first: tuple[Button, ...] = (Button(f"done:{at}", msg("button-done")),)
    if len(slot.left) > 1:
        first += (Button(f"set:{at}", msg("button-one-set")),)
    first += (Button(f"fill:{at}", msg("button-fill"), form=True),)
    return (
        first,
        (
            Button(f"change:{at}", msg("button-change")),
            Button(f"skip:{at}", msg("button-skip")),
            Button(f"swap:{at}", msg("button-swap")),
        ),
        (
            Button(f"how:{slot.exercise}", msg("button-how")),
            Button(f"pain:{slot.slot}", msg("button-pain")),
            Button(f"why:{slot.slot}", msg("button-why")),
        ),
        (Button(f"finish:{key}", msg("button-finish")),),
    )


def next_line(day: DayPlan, just: str | None = None) -> Msg:
    """What comes next, in one line: the next set, the next exercise, or that all is done.

    ``just`` is the exercise that was spoken of just now; a set of any other one comes with its name.
    """
    slot = day.open
    if slot is None:
        return msg("next-finish")
    if len(slot.left) == len(slot.work):
        name, first = msg("exercise-name", exercise=slot.exercise), slot.left[0]
        if first.load is None and first.load_kind is LoadKind.EXTERNAL and first.rir is not None:  # to pick it by
            return msg("next-exercise-pick", name=name, schemes=schemes(slot.left), keep=keep_msg(first.rir))
        return msg("next-exercise", name=name, schemes=schemes(slot.left))
    s = slot.left[0]
    before = next((w for w in reversed(slot.work) if w.done is not None), s)  # its rest runs now
    rest_s = before.rest_s or s.rest_s
    load, rest = load_msg(s.load, s.load_kind, s.implements), rest_msg(rest_s) if rest_s else NOTHING
    if just != slot.exercise:
        name = msg("exercise-name", exercise=slot.exercise)
        return msg("next-set-of", name=name, set=s.number, amount=amount_msg(s), load=load, rest=rest)
    return msg("next-set", set=s.number, amount=amount_msg(s), load=load, rest=rest)
