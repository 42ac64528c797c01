"""Exercises of a person's own: names that the book does not have. Which known ones they could be is in otherwise.py."""

from __future__ import annotations

from coach_core.commands.storing import exercise_id
from coach_core.notation.reading import Entry, Open, Reading
from coach_core.turn import Call


def is_own(call: Call, entry: Entry) -> bool:
    """Whether a name that nobody knows is plainly one: that of a movement, as "pinwheel curls" are."""
    return entry.name is not None and call.given.book.lexicon.is_movement(entry.name)


def is_strange(call: Call, entry: Entry, here: Open) -> bool:
    """Whether a name that nobody knows stands before sets while an exercise is open: "ugh 40x12" is none of its own."""
    if entry.exercise is not None or entry.name is None or here.exercise is None or is_own(call, entry):
        return False
    return not was_done(call, exercise_id(entry))


def asked_name(call: Call, reading: Reading) -> str | None:
    """The name of a message that is asked about: the first that nobody knows; None where sets have none."""
    unknown = [e for e in reading.entries if e.exercise is None]
    strange = (e for e in unknown if e.name is not None and not is_own(call, e) and not was_done(call, exercise_id(e)))
    asked = next(strange, next(iter(unknown), next(iter(reading.entries), None)))
    return None if asked is None else asked.name


def was_done(call: Call, exercise: str | None) -> bool:
    """Whether the person did an exercise before, in this workout or an earlier one."""
    training = call.person.training
    done = training.open.sets if training.open else ()
    return exercise in training.lifts or any(s.exercise == exercise for s in done)
