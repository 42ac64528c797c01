"""Another time zone in the middle of things: what was put off to a local hour keeps that hour, once. Sends nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from coach_core.person import Person
from coach_core.reminding.agreed import local_day, reminding_of, zone_of
from coach_core.reminding.state import GRACE, Later, Reminder
from coach_core.reminding.times import clock, instant


def moved_along(before: Person, person: Person, at: datetime) -> Person:
    """The person, whose zone has just changed, with what is put off to a local hour at that hour of the new zone.

    What has no hour ("in 2 h") stays at its instant; today's is that of the day it is there. An hour that is past there
    comes at once within its grace, later it is left out: an evening is not made up for at night.
    """
    now, today = reminding_of(person), local_day(before, at)
    later = tuple(there for w in now.later if (there := _moved(person, w, today, at)) is not None)
    if later == now.later:
        return person
    until = next((w.at for w in later if w.kind == Reminder.WORKOUT), None)
    return replace(person, reminding=replace(now, later=later, put_off=until))


def _moved(person: Person, later: Later, today: date, at: datetime) -> Later | None:
    if later.hour is None:
        return later
    day = later.day if later.day > today else local_day(person, at)
    there = instant(day, clock(later.hour), zone_of(person))
    return replace(later, day=day, at=max(there, at)) if there > at - GRACE[later.kind] else None
