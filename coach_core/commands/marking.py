"""What is marked on one exercise of the open workout: left out, swapped, stopped for pain, its own load."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from coach_core.commands.place import opened
from coach_core.commands.storing import open_workout
from coach_core.person import Mark, Person
from coach_core.turn import Call


def marked(call: Call, person: Person, slot: int, mark: Mark) -> Person:
    """The person with a mark on one slot of the open workout."""
    person = opened(call, person)
    workout = open_workout(person)
    marks: Mapping[int, Mark] = {**workout.marks, slot: mark}
    return replace(person, training=replace(person.training, open=replace(workout, marks=marks)))


def mark_of(person: Person, slot: int) -> Mark:
    """What is marked on a slot so far."""
    workout = person.training.open
    return workout.marks.get(slot, Mark()) if workout else Mark()
