"""Exact arithmetic of loads: shares of a weight, what can be loaded of it. Which share is due is in rules.py."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import floor

from coach_core.facts import Reason, Simple
from coach_core.training.cite import cite
from coach_core.training.exercise import Tool
from coach_core.training.plates import loadable_down
from coach_core.training.shape import Ask
from coach_core.training.today import ONE
from coach_core.training.weight import Unit, Weight
from coach_core.values import dataclass

HUNDRED = Fraction(100)


@dataclass(frozen=True, slots=True)
class Loads:
    """What a rule gives for the sets of a slot: exact loads before rounding, the reason, the training max if any."""

    values: tuple[Weight | None, ...]
    because: Reason
    tm: Weight | None = None
    reasons: tuple[Reason, ...] = ()

    @property
    def why_max(self) -> Reason:
        """Where the training max of percent work comes from."""
        return self.reasons[0] if self.reasons else self.because


def share(weight: Weight, factor: Fraction, unit: Unit) -> Weight:
    """A share of a weight in ``unit``, cut to hundredths, so that rounding down to plates is exact (R3)."""
    if weight.unit is unit:
        return Weight(weight.hundredths * factor.numerator // factor.denominator, unit)
    return Weight(floor(weight.hundredths * factor * Weight(1, weight.unit).kg / Weight(1, unit).kg), unit)


def times(one: Fraction, other: Fraction) -> Fraction:
    """The product; most factors are 1."""
    return one if other is ONE else one * other


@lru_cache(maxsize=256)
def part(percent: Decimal) -> Fraction:
    """The share that a percentage is."""
    return Fraction(percent) / HUNDRED


def loadable(ask: Ask, value: Weight | None) -> Weight | None:
    """The heaviest load of the slot's tool that is not above ``value``; what was lifted is there (R3)."""
    if not value or (off_the_table(ask, value) and value in _lifted(ask)):
        return value or None
    return carried(ask, value)


def carried(ask: Ask, value: Weight) -> Weight:
    """The heaviest load of the table that is not above ``value`` (R3).

    Who lifted less than the bar that is assumed goes on by the smallest jumps up to that bar: not 20 kg behind 10 kg.
    """
    bar = ask.today.bar
    below = ask.tool is Tool.BAR and value < bar and any(load and load < bar for load in _lifted(ask))
    return loadable_down(value, Tool.DUMBBELL if below else ask.tool, bar)


def off_the_table(ask: Ask, value: Weight) -> bool:
    """Whether only lifting it can tell that a load is there: any dumbbell, and less than the bar that is assumed."""
    return ask.tool is not Tool.BAR or value < ask.today.bar


def _lifted(ask: Ask) -> tuple[Weight | None, ...]:
    """The loads that this lift was done with, today or the last time."""
    today = [s.load for s in ask.counting if s.exercise == ask.exercise.id]
    return (*today, *ask.lift.last_loads, ask.lift.full_load if not ask.lift.full_cut else None)


def not_above(value: Weight, limit: Weight | None) -> Weight:
    """The lighter of the two, in the first one's unit."""
    return limit.to(value.unit) if limit is not None and limit < value else value


def because(rule: str, key: str, number: str, sets: tuple[str, ...] = (), **values: Simple) -> Reason:
    """A reason that cites a rule by its number."""
    told: Mapping[str, Simple] = values
    return Reason(rule, key, sets, told, cite(number))
