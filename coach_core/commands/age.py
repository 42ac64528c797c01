"""Under 18 (R30), and the way back for who tapped wrongly or mistyped. Which words tell an age is in statements.py."""

from __future__ import annotations

from dataclasses import replace

from coach_core.commands.steps import next_step
from coach_core.knowledge.pausing import minor_reply
from coach_core.knowledge.statements import is_adult
from coach_core.person import Person
from coach_core.turn import Call, Outcome


def too_young(person: Person) -> Outcome:
    """The same for a tap and for words: nothing goes on, whatever was asked."""
    health = replace(person.health, minor=True)
    return Outcome(replace(person, health=health, question=None), minor_reply())


def adult_after_all(call: Call) -> Outcome | None:
    """It was a mistake: what comes next for an adult, who has agreed to nothing by it. None for who is none."""
    health = call.person.health
    if not health.minor:
        return None
    answers = tuple(a for a in health.answers if a != "minor")
    return next_step(call, replace(call.person, health=replace(health, minor=False, answers=answers), question=None))


def said_adult(call: Call) -> Outcome | None:
    """The same, typed: "I am 26", "I am 18 or over, that was a mistake"."""
    return adult_after_all(call) if call.person.health.minor and is_adult(call.event.text) else None
