"""The order in which a person writes load and reps, learned from what they write; it decides only in doubt."""

from __future__ import annotations

from dataclasses import replace

from coach_core.notation.reading import Reading
from coach_core.person import Person

LOAD_FIRST, REPS_FIRST = "load-first", "reps-first"
ENOUGH = 2  # sets written reps × load without a doubt, more than the other way round, make it a habit
MOST = 3  # what was learned is forgotten as quickly as it was learned
CHOSEN = 9  # what was chosen in the settings is not unlearned


def order_of(person: Person) -> str:
    """The order that holds for this person."""
    return REPS_FIRST if person.settings.order <= -ENOUGH else LOAD_FIRST


def learned(person: Person, reading: Reading) -> Person:
    """The person after a message whose numbers had a plain order."""
    seen = person.settings.order
    if reading.order is None or abs(seen) > MOST:
        return person
    now = max(-MOST, min(MOST, seen + (1 if reading.order == "LR" else -1)))
    return person if now == seen else replace(person, settings=replace(person.settings, order=now))


def chosen(order: str) -> int:
    """What stands for a choice made in the settings."""
    return -CHOSEN if order == REPS_FIRST else CHOSEN
