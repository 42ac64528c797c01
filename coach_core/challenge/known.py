"""What the coach knew of a person's strength on joining, and whether that can be relied on (C5). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from fractions import Fraction

from coach_core.challenge.sessions import LATE
from coach_core.facts import SetDone
from coach_core.person import Person

SEEN = timedelta(weeks=4)  # so long the coach must have seen a lift trained: what is told at the start is no proof
LATELY = timedelta(weeks=8)
DAYS = 4  # on so many days


def known(person: Person, lift: str | None, sets: Iterable[SetDone], at: datetime) -> int | None:
    """What the person's maximum is taken for, in hundredths of a kilogram: a training max is nine tenths of it (R5).

    None where the coach has not seen the lift trained for weeks: who says at the start that they lift less than they
    do would seem to grow.
    """
    state = person.training.lifts.get(lift or "")
    tm = (state.tm or state.guess) if state is not None else None
    return round(float(tm.kg * Fraction(10, 9)) * 100) if tm is not None and seen(sets, lift, at) else None


def seen(sets: Iterable[SetDone], lift: str | None, at: datetime) -> bool:
    """Whether the lift was trained, and told in time, on several days of the last weeks, the first long enough ago."""
    work = (s for s in sets if s.exercise == lift and s.workout is not None and not s.warmup)
    days = {s.at.date(): s.at for s in work if s.written_at - s.at <= LATE and at - LATELY <= s.at}
    return len(days) >= DAYS and at - min(days.values()) >= SEEN
