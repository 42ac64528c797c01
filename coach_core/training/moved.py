"""What a rule gives back at the end of a workout: the lift as it is now, what moved, what stays and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from coach_core.facts import Reason
from coach_core.person import Lift
from coach_core.training.weight import Weight
from coach_core.values import dataclass

REPS = tuple[int, int | None] | None
WINDOW = 56  # days in which the third cut asks for a deload (R15)
THIRD = 3


@dataclass(frozen=True, slots=True)
class Change:
    """A number that moved; it becomes a ``LoadChange`` when the workout is closed."""

    exercise: str
    reason: Reason
    before: Weight | None = None
    after: Weight | None = None
    reps_before: REPS = None
    reps_after: REPS = None
    slot: int | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """A lift after a rule has looked at it."""

    lift: Lift
    changes: tuple[Change, ...] = ()
    notes: tuple[Reason, ...] = ()


def cut_on(lift: Lift, on: date) -> tuple[tuple[date, ...], bool]:
    """The days of cuts within eight weeks with this one, and whether it is the third."""
    days = (*(d for d in lift.backoffs if (on - d).days <= WINDOW), on)
    return days, len(days) == THIRD


def settled(lift: Lift) -> Lift:
    """The lift without a count of misses."""
    return replace(lift, misses=0) if lift.misses else lift
