"""People with reminders, and following them from one day to the next, for the tests of what is due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from coach_core.person import Person, Plan, Settings, Training
from coach_core.reminding.occurrences import daily
from coach_core.reminding.state import Reminding

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def reminded(
    *,
    kinds: Sequence[str] = ("workout",),
    hour: str | None = "00:30",
    days: tuple[int, ...] = tuple(range(7)),
    zone: str | None = None,
    last_on: date | None = None,
    moved_to: date | None = None,
) -> Person:
    plan = Plan("glute-8", date(2025, 1, 1), last_on=last_on, moved_to=moved_to)
    settings = Settings(reminders=bool(kinds), days=days, hour=hour, zone=zone)
    reminding = Reminding(kinds=tuple(kinds), since=LONG_AGO)
    return Person(1, settings, training=Training(plan), reminding=reminding)


def came(person: Person, day: date) -> Person:
    assert person.reminding is not None
    return replace(person, reminding=replace(person.reminding, sent={"workout": day.isoformat()}))


def follow(person: Person, at: datetime, times: int) -> list[date]:
    """The local dates of the next so many daily workouts."""
    days = []
    for _ in range(times):
        found = daily(person, at)
        assert found is not None
        days.append(found.day)
        person, at = came(person, found.day), max(at, found.at)
    return days
