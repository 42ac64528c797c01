"""After a gap: how much lighter, with how many sets and for how long (R24). What it does to a load is in today.py."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from functools import lru_cache
from zoneinfo import ZoneInfo

from coach_core.facts import Reason
from coach_core.person import Lift, Plan, Ramp, Reduction
from coach_core.training.cite import cite
from coach_core.values import dataclass

THIRDS, HALF = 2 / 3, 0.5


@dataclass(frozen=True, slots=True)
class After:
    """One row of the table of gaps: up to so many days, this much lighter, for so many weeks (0: one session)."""

    days: int
    key: str
    load: float = 1.0
    sets: float = 1.0
    rir: int | None = None
    weeks: int = 0


GAPS: tuple[After, ...] = (
    After(10, "gap-repeat"),
    After(20, "gap-lighter", 0.95, rir=3),
    After(27, "gap-week", 0.90, THIRDS, 3, 1),
    After(34, "gap-week", 0.85, THIRDS, 3, 1),
    After(56, "gap-weeks", 0.80, HALF, 3, 2),
)
LONGEST = After(0, "gap-screen", 0.70, HALF, 3, 2)
NO_GAP = 6  # days up to which nothing changes


@lru_cache(maxsize=64)
def exact(share: float) -> Fraction:
    """The share that a float of the state stands for: 0.95 is 19/20, 0.666… is 2/3."""
    return Fraction(share).limit_denominator(100)


def local_day(at: datetime, zone: str | None) -> date:
    """The day of an instant on the person's clock; UTC until a zone is told."""
    return at.astimezone(ZoneInfo(zone) if zone else UTC).date()


def gap_days(plan: Plan, on: date) -> int | None:
    """Days from the last session with a hip thrust (else the last session) to ``on``; None before the first."""
    last = plan.last_thrust or plan.last_on
    return (on - last).days if last else None


def row(days: int) -> After | None:
    """The row of the table for a gap of so many days; None where nothing changes (R24)."""
    if days <= NO_GAP:
        return None
    return next((r for r in GAPS if days <= r.days), LONGEST)


def reduction(days: int | None, a_week: int, before: int | None = None) -> Reduction | None:
    """What a gap asks for, in a program of ``a_week`` sessions a week (R24).

    ``before`` is the gap before the last session: who comes once a week keeps a rhythm and was not away.
    """
    found = row(days) if days is not None else None
    if found is None or days is None or (found is GAPS[0] and before is not None and before > NO_GAP):
        return None
    sessions = max(1, found.weeks * a_week)
    return Reduction(found.load, found.sets, found.rir, sessions, found is GAPS[0], days)


def in_force(held: Reduction | None, fresh: Reduction | None) -> Reduction | None:
    """The lighter of what still holds from an earlier gap and what this gap asks for."""
    if held is None or fresh is None:
        return held or fresh
    return fresh if fresh.load <= held.load else held


def used(now: Reduction | None) -> Reduction | None:
    """What is left of a reduction after one more session under it."""
    if now is None or now.sessions <= 1:
        return None
    return replace(now, sessions=now.sessions - 1, fresh=False)


def lasts(now: Reduction | None) -> bool:
    """Whether a gap was long enough for weeks of lighter workouts, and so for a way back from them."""
    return now is not None and now.sets < 1


def ramp_of(lift: Lift, way: str) -> Ramp | None:
    """How far a lift has come back in work of this rule; None where it has (R24)."""
    return lift.ramp_max if way == "percent" else lift.ramp_load


def ramp_told(ramp: Ramp, sets: tuple[str, ...]) -> Reason:
    """Why a load is not the full one yet, and how it gets there; it goes by the sets of the last time."""
    values = {"percent": ramp.percent, "step": ramp.step, "days": ramp.days}
    return Reason("gap", "gap-ramp", sets, values, cite("R24"))


def gap_note(now: Reduction | None, sets: tuple[str, ...] = ()) -> tuple[Reason, ...]:
    """Why the day is lighter, with the sets of the last time; after the longest gap it asks for a new screening."""
    found = row(now.gap_days) if now else None
    if now is None or found is None:
        return ()
    percent = int(100 - 100 * exact(now.load))
    if not now.fresh:  # trained since: the days are those of then
        held = {"n": now.sessions, "days": now.gap_days, "percent": percent, "sessions": now.sessions}
        return (Reason("gap", "gap-held", sets, held, cite("R24")),)
    values = {"n": now.gap_days, "days": now.gap_days, "percent": percent, "sessions": now.sessions}
    return (Reason("gap", found.key, sets, values, cite("R24")),)
