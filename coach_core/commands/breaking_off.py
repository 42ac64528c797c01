"""What a red flag does to the workout that is on: a pain told before it counts, an emergency closes it (R1, R28)."""

from __future__ import annotations

from dataclasses import replace

from coach_core.commands import pain_stops
from coach_core.commands.closing import closed
from coach_core.commands.place import today_of
from coach_core.facts import Fact
from coach_core.knowledge.pausing import paused
from coach_core.person import Person
from coach_core.turn import Call


def broken_off(call: Call, person: Person, level: str) -> tuple[Person, tuple[Fact, ...]]:
    """The person paused, and what is true of the workout.

    A pain that was still asked about is held as one that stops, and comes back at 80 % (R28); of level R1 nothing goes
    on: the workout is closed with what was done, one without a set is as if it had not been opened.
    """
    question = person.question
    facts: tuple[Fact, ...] = ()
    if question is not None and question.command == "pain" and "held" not in question.keep:
        person, _, facts = pain_stops.hold(call, replace(person, question=None), question.keep)
    if level == "R1":
        person, over = closed(call, person)
        facts = (*facts, *over)
    return paused(person, level, today_of(call)), facts
