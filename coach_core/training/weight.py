"""Exact weights: what was typed, in its unit, and its kilograms. Rounding to plates is in plates.py."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction

from coach_core.values import dataclass

LB_IN_KG = Fraction(45359237, 100_000_000)


class Unit(StrEnum):
    """The unit in which a weight was typed."""

    KG = "kg"
    LB = "lb"


class LoadKind(StrEnum):
    """What a set's load is: a bar or dumbbell, the body, the body and more, the body and less, a band."""

    EXTERNAL = "external"
    BODYWEIGHT = "bodyweight"
    ADDED = "added"
    ASSISTED = "assisted"
    BAND = "band"


@dataclass(frozen=True, slots=True)
class Weight:
    """A weight as typed: whole hundredths of its unit. Kilograms are computed, never stored (R2)."""

    hundredths: int
    unit: Unit

    @property
    def kg(self) -> Fraction:
        """Exact kilograms."""
        value = Fraction(self.hundredths, 100)
        return value if self.unit is Unit.KG else value * LB_IN_KG

    @property
    def amount(self) -> Decimal:
        """The number in its own unit, two decimals, without trailing zeros."""
        return Decimal(self.hundredths).scaleb(-2)

    @property
    def number(self) -> int | float:
        """The number for JSON: 80 or 82.5."""
        whole, rest = divmod(self.hundredths, 100)
        return whole if rest == 0 else self.hundredths / 100

    def to(self, unit: Unit) -> Weight:
        """The same weight in another unit, to the nearest hundredth; itself if the unit is its own."""
        if unit is self.unit:
            return self
        value = self.kg if unit is Unit.KG else self.kg / LB_IN_KG
        return weigh(value, unit)

    def times(self, factor: Fraction | Decimal | int) -> Weight:
        """The weight times a factor, to the nearest hundredth."""
        return weigh(Fraction(self.hundredths, 100) * Fraction(factor), self.unit)

    def plus(self, other: Weight) -> Weight:
        """The sum, in this weight's unit."""
        return Weight(self.hundredths + other.to(self.unit).hundredths, self.unit)

    def is_over(self, percent: int, other: Weight) -> bool:
        """Whether it is more than so many percent of another weight."""
        if self.unit is other.unit:
            return self.hundredths * 100 > other.hundredths * percent
        return self.kg * 100 > other.kg * percent

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Weight) and self.hundredths == other.hundredths and self.unit is other.unit

    def __hash__(self) -> int:
        return self.hundredths

    def __lt__(self, other: Weight) -> bool:
        return self.hundredths < other.hundredths if self.unit is other.unit else self.kg < other.kg

    def __le__(self, other: Weight) -> bool:
        return self.hundredths <= other.hundredths if self.unit is other.unit else self.kg <= other.kg


def weigh(value: Fraction | Decimal | int | str, unit: Unit) -> Weight:
    """A weight from a number in ``unit``, rounded half up to hundredths. No floats: they are not exact."""
    exact = Fraction(value)
    cents = Decimal(exact.numerator * 100) / Decimal(exact.denominator)
    return Weight(int(cents.to_integral_value(ROUND_HALF_UP)), unit)
