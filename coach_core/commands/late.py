"""Sets of another day, told late: in the workout of that day, else as one of their own beside the plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from coach_core.commands.answers import answer, sets_lines
from coach_core.commands.ids import new_ids
from coach_core.commands.place import day_of, local, slot_for
from coach_core.commands.reading import open_of
from coach_core.commands.storing import add_entries, open_workout, with_sets
from coach_core.facts import Ended, Fact, SetDone, WorkoutDone
from coach_core.notation.reading import Entry, Reading, ReadSet
from coach_core.person import Person, Workout
from coach_core.talk import msg
from coach_core.training.advance import advance
from coach_core.training.then import written_settings
from coach_core.turn import Call, Outcome


def log_on_day(call: Call, reading: Reading) -> Outcome:
    """ "yesterday squat 80 3x8": stored with the day it was done."""
    then = replace(call, event=replace(call.event, at=call.at + timedelta(days=reading.day_offset)))
    on = local(call.person, then.at).date()
    if _belongs(call.person, on):
        person, sets = _written_now(call, *add_entries(then, call.person, reading.entries, reading.note))
        return _told_late(call, person, sets, sets, on, "stored-for-day")
    person, done, sets = _beside(call, then, reading, on)
    return _told_late(call, person, sets, (*sets, done), on, "stored-beside")


def _belongs(person: Person, on: date) -> bool:
    """Whether sets of that day are of the workout that is open or next: it began by then, and nothing lies after it."""
    workout, plan = person.training.open, person.training.plan
    if workout is not None and (workout.sets or workout.marks):
        return workout.opened_on <= on
    if plan is None:
        return True
    return plan.started <= on and (plan.last_on is None or plan.last_on < on)


def _beside(call: Call, then: Call, reading: Reading, on: date) -> tuple[Person, WorkoutDone, tuple[SetDone, ...]]:
    """A workout of that day that is over; what is open stays as it is, and the plan where it is."""
    person, (number,) = new_ids(call.person, "w", 1)
    stays = person.training.open
    own = Workout(workout=number, opened_at=then.at, opened_on=on)
    person = replace(person, training=replace(person.training, open=own))
    entries = tuple(_whole(call, entry) for entry in reading.entries)
    person, sets = _written_now(call, *add_entries(then, person, entries, reading.note))
    settings = written_settings(person.settings)
    done = WorkoutDone(number, Ended.FINISHED, then.at, call.at, plan={"exercises": [], "settings": settings})
    moved = advance(call.given.book, person.training, person.settings, done, sets)
    return replace(person, training=replace(moved.training, open=stays)), done, sets


def _written_now(call: Call, person: Person, sets: Sequence[SetDone]) -> tuple[Person, tuple[SetDone, ...]]:
    """The sets as they are: done on that day, told in the message that was written now."""
    told = {s.set_id: replace(s, written_at=call.at) for s in sets}
    return with_sets(person, tuple(told.get(s.set_id, s) for s in open_workout(person).sets)), tuple(told.values())


def _whole(call: Call, entry: Entry) -> Entry:
    """What the words leave to what is open: the exercise, and the weight that is prescribed for it."""
    slot = slot_for(day_of(call, call.person), entry.exercise)
    planned = next(iter(slot.left), None) if slot is not None else None

    def loaded(s: ReadSet) -> ReadSet:
        if planned is None or s.load is not None or planned.load is None:
            return s
        return replace(s, load=planned.load, load_kind=planned.load_kind)

    exercise = entry.exercise or (None if entry.name else open_of(call, call.person).exercise)
    return replace(entry, exercise=exercise, sets=tuple(loaded(s) for s in entry.sets))


def _told_late(
    call: Call, person: Person, sets: tuple[SetDone, ...], facts: tuple[Fact, ...], on: date, key: str
) -> Outcome:
    lines = (*sets_lines(sets), msg(key, on=on)) if sets else ()
    reply = answer(call, person, lines, [(s, "stored") for s in sets])
    return Outcome(replace(person, question=None), reply, facts=facts, undoable=True)
