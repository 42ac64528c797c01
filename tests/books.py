"""The books balance: after every turn a person's state is held against the facts, every reason against the sets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from coach_core.brought import own
from coach_core.data.book import Book
from coach_core.facts import Reason
from coach_core.person import Person, Plan
from coach_core.training.prescribe import prescribe
from coach_core.training.replay import replay
from coach_core.turn import Rows


def unbalanced(book: Book, person: Person, rows: Rows, on: date) -> Iterator[str]:
    """What does not agree; nothing when all is well."""
    yield from _open_workout(person, rows)
    yield from _whole(rows)
    yield from _plan(book, person, rows)
    yield from _reasons(book, person, rows, on)


def _open_workout(person: Person, rows: Rows) -> Iterator[str]:
    """The sets of the open workout are the facts of it, one by one."""
    workout = person.training.open
    closed = {w.workout for w in rows.workouts}
    here = {s.set_id: s for s in workout.sets} if workout else {}
    there = {s.set_id: s for s in rows.sets if s.workout is not None and s.workout not in closed}
    for name in here.keys() | there.keys():
        if here.get(name) != there.get(name):
            yield f"set {name} of the open workout: state {here.get(name)}, facts {there.get(name)}"
    if workout and workout.workout in closed:
        yield f"workout {workout.workout} is open and closed"


def _whole(rows: Rows) -> Iterator[str]:
    """Ids are unique, sets of a slot count from 1 without a gap."""
    ids = [s.set_id for s in rows.sets]
    if len(ids) != len(set(ids)):
        yield f"a set stands twice: {sorted(i for i in ids if ids.count(i) > 1)}"
    groups: dict[tuple[object, ...], list[int]] = {}
    for s in rows.sets:
        groups.setdefault((s.workout, s.slot, s.exercise if s.slot is None else "", s.warmup), []).append(s.set)
    for key, numbers in groups.items():
        if key[0] is not None and sorted(numbers) != list(range(1, len(numbers) + 1)):
            yield f"sets of {key} are numbered {sorted(numbers)}"


def _plan(book: Book, person: Person, rows: Rows) -> Iterator[str]:
    """Plan and lifts are what the facts alone give."""
    training = person.training
    if training.plan is None:
        return
    rows = own(rows)  # what an account that was joined brought along does not move this one's plan
    closed = {w.workout for w in rows.workouts} | {None}
    sets = tuple(s for s in rows.sets if s.workout in closed)
    again = replay(book, person.settings, rows.steps, rows.workouts, sets).training
    if again.plan is None or _placed(again.plan) != _placed(training.plan):
        yield f"plan: state {training.plan}, facts {again.plan}"
    for name in training.lifts.keys() | again.lifts.keys():
        if training.lifts.get(name) != again.lifts.get(name):
            yield f"lift {name}: state {training.lifts.get(name)}, facts {again.lifts.get(name)}"


def _placed(plan: Plan) -> Plan:
    return replace(plan, moved_to=None)


def _reasons(book: Book, person: Person, rows: Rows, on: date) -> Iterator[str]:
    """Every set that a reason names is there."""
    known = {s.set_id for s in rows.sets}
    for about, reason in _all_reasons(book, person, rows, on):
        missing = [s for s in reason.sets if s not in known]
        if missing:
            yield f"why {about}: {reason.key} names sets that are not stored: {missing}"


def _all_reasons(book: Book, person: Person, rows: Rows, on: date) -> Iterator[tuple[str, Reason]]:
    if person.training.plan is not None:
        day = prescribe(book, person.training, person.settings, on)
        for slot in day.slots:
            yield from ((slot.exercise, r) for r in (slot.because, *slot.reasons))
        yield from (("the day", r) for r in day.notes)
    for change in rows.changes:
        yield change.exercise, change.reason
    for name, lift in person.training.lifts.items():
        if lift.because is not None:
            yield name, lift.because
