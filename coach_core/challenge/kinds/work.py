"""Work in total: kilograms moved, sets, repetitions. What is too much of it gives nothing."""

from __future__ import annotations

from coach_core.challenge.kinds.kind import Kind, Late, Shape
from coach_core.challenge.values import Entry, Session
from coach_core.challenge.weeks import by_week

MOST_SETS = 40  # of a session


def capped(amount: int, session: Session) -> int:
    """An amount of a session, without what goes beyond ``MOST_SETS``."""
    return amount if session.sets <= MOST_SETS else amount * MOST_SETS // session.sets


def of_plan(entry: Entry, amounts: dict[str, int]) -> int:
    """The sum over the sessions of each week that the plan has; extra ones give nothing."""
    weeks = by_week(entry).values()
    return sum(sum(sorted((amounts[s.workout] for s in week), reverse=True)[: entry.weekly]) for week in weeks)


def volume(entry: Entry) -> int:
    """Kilograms: load times repetitions."""
    return 10 * of_plan(entry, {s.workout: capped(s.volume, s) for s in entry.sessions})


def sets(entry: Entry) -> int:
    """Work sets."""
    return 1000 * of_plan(entry, {s.workout: capped(s.sets, s) for s in entry.sessions})


def reps(entry: Entry) -> int:
    """Repetitions."""
    return 1000 * of_plan(entry, {s.workout: capped(s.reps, s) for s in entry.sessions})


VOLUME = Kind("volume", volume, "kg", Late.ALWAYS, reads=("volume", "sets"))
SETS = Kind("sets", sets, "sets", Late.ALWAYS, reads=("sets",))
REPS = Kind("reps", reps, "reps", Late.ALWAYS, reads=("reps", "sets"))
TOGETHER = Kind(
    "together", volume, "kg", Late.ALWAYS, Shape.TOGETHER, goals=(100_000, 250_000, 500_000, 1_000_000),
    reads=("volume", "sets"),
)  # fmt: skip
