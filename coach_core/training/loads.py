"""Exact arithmetic of loads: shares of a weight, what can be loaded of it. Which share is due is in rules.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from coach_core.facts import Reason, Simple
from coach_core.training.cite import cite
from coach_core.training.exercise import Tool
from coach_core.training.plates import loadable_down, plates
from coach_core.training.shape import Ask
from coach_core.training.weight import Unit, Weight

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
    cents = weight.hundredths * factor
    return Weight(floor(cents if weight.unit is unit else cents * Weight(1, weight.unit).kg / Weight(1, unit).kg), unit)


def loadable(ask: Ask, value: Weight | None) -> Weight | None:
    """The heaviest load of the slot's tool that is not above ``value``."""
    return loadable_down(value, ask.exercise.tool, ask.today.bar) if value else None


def sides(ask: Ask, load: Weight | None) -> tuple[Weight, ...] | None:
    """The plates on each side, where the load is a bar's."""
    return plates(load, ask.today.bar) if load and ask.exercise.tool is Tool.BAR else None


def not_above(value: Weight, limit: Weight | None) -> Weight:
    """The lighter of the two, in the first one's unit."""
    return limit.to(value.unit) if limit is not None and limit < value else value


def because(rule: str, key: str, number: str, sets: tuple[str, ...] = (), **values: Simple) -> Reason:
    """A reason that cites a rule by its number."""
    told: Mapping[str, Simple] = values
    return Reason(rule, key, sets, told, cite(number))
