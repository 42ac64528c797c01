"""A workout that an emergency ends: closed with what was done (R1). Other ends are in finish.py, leaving.py."""

from __future__ import annotations

from dataclasses import replace

from coach_core.commands.finish import shut
from coach_core.facts import Ended, Fact
from coach_core.person import Person
from coach_core.turn import Call


def closed(call: Call, person: Person) -> tuple[Person, tuple[Fact, ...]]:
    """The person without an open workout; one that had no set is as if it had not been opened."""
    workout = person.training.open
    if workout is None:
        return person, ()
    if not workout.sets:
        return replace(person, training=replace(person.training, open=None)), ()
    person, done, moved = shut(call, person, Ended.LEFT)
    return person, (done, *moved.changes)
