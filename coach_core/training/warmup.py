"""The warm-up: the general part and the build-up to the first thrust with a bar. Its words are texts (R18)."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from coach_core.training.exercise import Tool
from coach_core.training.plates import loadable_down
from coach_core.training.weight import Weight
from coach_core.values import dataclass


@dataclass(frozen=True, slots=True)
class Easy:
    """One exercise of the general part: sets of so many reps, or of so many steps each way."""

    exercise: str
    sets: int
    reps: int | None = None
    steps: int | None = None


# 8 to 10 minutes before thrusts; in a hurry one set of each will do (1.6 and C15 of the training facts).
GENERAL: tuple[Easy, ...] = (
    Easy("glute_bridge", 2, reps=15),
    Easy("lateral_band_walk", 2, steps=10),
    Easy("bodyweight_hip_thrust", 1, reps=10),
)

Build = tuple[tuple[Fraction, int], ...]  # share of the first work set, reps
LIGHT = Fraction(40, 100)
USUAL: Build = ((LIGHT, 10), (Fraction(60, 100), 8))
HEAVY: Build = (*USUAL, (Fraction(80, 100), 4))
TOP: Build = ((LIGHT, 8), (Fraction(60, 100), 5), (Fraction(75, 100), 3), (Fraction(90, 100), 1))
HEAVY_FROM = Fraction(80, 100)  # of the estimated maximum: from here a third set is worth it


@lru_cache(maxsize=1024)
def ramp(first: Weight, e1rm: Weight | None, top_set: bool, bar: Weight) -> tuple[tuple[Weight | None, int], ...]:
    """The build-up to the first work set ``first``: (load in the bar's unit, reps), the lightest first (R18).

    Shares of the first work set, rounded down. A load of None is done with the body alone: 40 % would be less than
    the empty bar. A set that would be no lighter than the first work set, or the same as the one before, is left out.
    """
    done: list[tuple[Weight | None, int]] = []
    for share, reps in _build(first, e1rm, top_set):
        load = _load(first, share, bar)
        if load is None or (load < first and load not in [before for before, _ in done]):
            done.append((load, reps))
    return tuple(done)


def _build(first: Weight, e1rm: Weight | None, top_set: bool) -> Build:
    if top_set:
        return TOP
    return HEAVY if e1rm is not None and first.kg >= e1rm.kg * HEAVY_FROM else USUAL


def _load(first: Weight, share: Fraction, bar: Weight) -> Weight | None:
    target = first.times(share)
    if share == LIGHT and target < bar:
        return None
    return loadable_down(target, Tool.BAR, bar)
