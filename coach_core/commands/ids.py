"""Ids of what a turn makes: counted by the person, so the same events give the same ids."""

from __future__ import annotations

from dataclasses import replace

from coach_core.person import Person


def number_of(made: str) -> int:
    """The number in an id: "s12" came after "s9"."""
    return int(made[1:]) if made[1:].isdigit() else 0


def new_ids(person: Person, prefix: str, n: int) -> tuple[Person, tuple[str, ...]]:
    """``n`` fresh ids ("s1", "s2" for prefix "s"), and the person who has given them out."""
    made = range(person.made + 1, person.made + n + 1)
    return replace(person, made=person.made + n), tuple(f"{prefix}{number}" for number in made)
