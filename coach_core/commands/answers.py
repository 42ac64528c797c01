"""The answer after sets were stored, changed or removed: one line of what is stored, one of what comes next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from coach_core.commands.card import next_line
from coach_core.commands.place import day_of, key_of, local, today_of
from coach_core.commands.schemes import done_msgs
from coach_core.facts import SetDone
from coach_core.knowledge.pausing import withheld
from coach_core.person import Person
from coach_core.talk import Button, Msg, Reply, Say, msg
from coach_core.training.as_data import set_data
from coach_core.training.prescription import DayPlan, SlotPlan
from coach_core.turn import Call

LIVING = Say(anchor="workout", replace=True, live=True)  # the workout message, drawn anew when it is sent
DONE, ONE_SET, FINISH, UNDO = msg("button-done"), msg("button-one-set"), msg("button-finish"), msg("button-undo")
MANY = 60  # sets in one workout
Changed = tuple[SetDone, str]  # a set and "stored", "changed" or "removed"


def sets_lines(sets: Sequence[SetDone], key: str = "stored") -> tuple[Msg, ...]:
    """One line an exercise: what now stands."""
    if len(sets) == 1:
        return (msg(key, exercise=sets[0].exercise, sets=done_msgs(sets)),)
    groups = groupby(sets, lambda s: s.exercise)
    return tuple([msg(key, exercise=exercise, sets=done_msgs(tuple(group))) for exercise, group in groups])


ON_A_DAY: Mapping[str, str] = {
    "changed": "changed-on",
    "removed": "removed-on",
    "undone-back": "undone-back-on",
    "undone-removed": "undone-removed-on",
}


def dated_lines(call: Call, sets: Sequence[SetDone], key: str) -> tuple[Msg, ...]:
    """The same, each with its day where that is not today."""
    lines = []
    for (exercise, on), group in groupby(sets, lambda s: (s.exercise, local(call.person, s.at).date())):
        named = key if on == today_of(call) else ON_A_DAY[key]
        lines.append(msg(named, exercise=exercise, sets=done_msgs(tuple(group)), on=on))
    return tuple(lines)


def answer(call: Call, person: Person, lines: Sequence[Msg], changed: Sequence[Changed]) -> Reply:
    """The lines, what comes next with its buttons, and the living workout message edited in place.

    Nothing comes next while training is paused (R1).
    """
    data = {"logged": [set_data(s, change) for s, change in changed]}
    beside, undo = person.training.open is None and person.training.plan is None, (undo_button(person),)
    if beside or withheld(call, person, today_of(call)):
        return (Say(tuple(lines), (undo,), data),)
    day = day_of(call, person)
    just = changed[-1][0].exercise if changed else None
    first = Say((*lines, next_line(day, just)), (*next_row(person, day), undo), data)
    return (first, LIVING) if _worth_showing(person) else (first,)


def undo_button(person: Person) -> Button:
    """Takes back the turn that it is shown by, once."""
    return Button(f"undo:1:{person.turn}", UNDO)


def _worth_showing(person: Person) -> bool:
    """Very many sets beside the plan change nothing of what is left, and would only fill the screen."""
    workout = person.training.open
    return workout is None or len(workout.sets) <= MANY or workout.sets[-1].slot is not None


def next_row(person: Person, day: DayPlan) -> tuple[tuple[Button, ...], ...]:
    """The deeds of what comes next."""
    key, slot = key_of(person.training), day.open
    if slot is None:
        return ((Button(f"finish:{key}", FINISH),),)
    at = f"{key}:{slot.slot}:{len(slot.work) - len(slot.left)}"
    row = (Button(f"done:{at}", DONE),)
    return ((*row, Button(f"set:{at}", ONE_SET)),) if len(slot.left) > 1 else (row,)


def skip_button(person: Person, slot: SlotPlan) -> Button:
    """Leaves out what is left of an exercise."""
    return Button(f"skip:{key_of(person.training)}:{slot.slot}:{len(slot.work) - len(slot.left)}", msg("button-skip"))


def plain(person: Person, *lines: Msg, buttons: tuple[tuple[Button, ...], ...] = ()) -> Reply:
    """A message without data."""
    return (Say(lines=lines, buttons=buttons),)
