"""Work in total: kilograms moved, sets, repetitions, as far as the own plan asks for them."""

from __future__ import annotations

from collections.abc import Callable

from coach_core.challenge.kinds.kind import Kind, Late, Shape
from coach_core.challenge.values import Entry, Session
from coach_core.challenge.weeks import best_of, by_week


def of_plan(entry: Entry, value: Callable[[Session], int]) -> int:
    """The sum over the sessions that the plan has. What it did not ask for is not in their amounts (C1)."""
    return sum(best_of(entry, week, value) for week in by_week(entry).values())


def volume(entry: Entry) -> int:
    """Kilograms: load times repetitions."""
    return 10 * of_plan(entry, lambda s: s.volume)


def sets(entry: Entry) -> int:
    """Work sets."""
    return 1000 * of_plan(entry, lambda s: s.sets)


def reps(entry: Entry) -> int:
    """Repetitions."""
    return 1000 * of_plan(entry, lambda s: s.reps)


VOLUME = Kind("volume", volume, "kg", Late.ALWAYS, reads=("volume",))
SETS = Kind("sets", sets, "sets", Late.ALWAYS, reads=("sets",))
REPS = Kind("reps", reps, "reps", Late.ALWAYS, reads=("reps",))
TOGETHER = Kind(
    "together", volume, "kg", Late.ALWAYS, Shape.TOGETHER, goals=(100_000, 250_000, 500_000, 1_000_000),
    reads=("volume",),
)  # fmt: skip
