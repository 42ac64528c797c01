"""What can be loaded: plates on a bar, rounding down, the step to the next load. Which load is due is not here.

All arithmetic is in whole hundredths of a unit or in fractions; nothing is rounded on the way (R2, R3).
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache

from coach_core.person import Level, Settings
from coach_core.training.exercise import Tool
from coach_core.training.weight import Unit, Weight

# Plates in hundredths, the heaviest first; pairs are not counted: a gym has enough of them.
PLATES: Mapping[Unit, tuple[int, ...]] = {
    Unit.KG: (2500, 2000, 1500, 1000, 500, 250, 125),
    Unit.LB: (4500, 3500, 2500, 1000, 500, 250),
}
# Empty bars, the usual one first.
BARS: Mapping[Unit, tuple[Weight, ...]] = {
    Unit.KG: (Weight(2000, Unit.KG), Weight(1500, Unit.KG), Weight(1000, Unit.KG)),
    Unit.LB: (Weight(4500, Unit.LB), Weight(3500, Unit.LB), Weight(1500, Unit.LB)),
}
SMALLEST: Mapping[Unit, int] = {Unit.KG: 250, Unit.LB: 500}  # smallest step of a total, also between dumbbells
BAR_STEP: Mapping[Unit, int] = {Unit.KG: 500, Unit.LB: 1000}  # the step of a bar where the load is heavy enough
BARE = (Tool.BODY, Tool.BAND)
SHARE = Fraction(75, 1000)  # no step is more than this share of the load …
SHARE_ADVANCED = Fraction(50, 1000)  # … or this one for an advanced lifter


def bar_of(settings: Settings) -> Weight:
    """The empty bar of a person: the one that was told, else 20 kg, or 45 lb for somebody who trains in pounds."""
    return settings.bar or BARS[settings.unit or Unit.KG][0]


@lru_cache(maxsize=4096)
def plates(load: Weight, bar: Weight) -> tuple[Weight, ...] | None:
    """The plates on each side of ``bar``, the heaviest first, in the bar's unit.

    None if the load is lighter than the bar or cannot be made with the plates of a gym (3.10 of the training facts).
    """
    left = _cents(load, bar.unit) - bar.hundredths
    if left < 0 or left.denominator != 1 or left % 2:
        return None
    side, chosen = left.numerator // 2, []
    for plate in PLATES[bar.unit]:
        count, side = divmod(side, plate)
        chosen += [Weight(plate, bar.unit)] * count
    return None if side else tuple(chosen)


def loadable_down(value: Weight, tool: Tool, bar: Weight) -> Weight:
    """The heaviest load that can be made and is not above ``value``, in the bar's unit (R3).

    The empty bar is the least for a bar, the smallest step for dumbbells and stacks, nothing for added weight.
    """
    unit = bar.unit
    smallest = SMALLEST[unit]
    least = bar.hundredths if tool is Tool.BAR else 0 if tool in BARE else smallest
    above = (value.hundredths if value.unit is unit else _cents(value, unit)) - least
    return Weight(least + max(0, int(above // smallest)) * smallest, unit)


def step(load: Weight, tool: Tool, level: Level) -> Weight:
    """How much heavier the next load is, in the load's unit: 2.5 kg / 5 lb, with a bar 5 kg / 10 lb (R15).

    A bar's larger step is taken only where it is at most 7.5 % of the load (5 % for advanced lifters).
    """
    smallest = SMALLEST[load.unit]
    seed = BAR_STEP[load.unit] if tool is Tool.BAR else smallest
    share = SHARE_ADVANCED if level is Level.ADVANCED else SHARE
    most = min(Fraction(seed), load.hundredths * share)
    return Weight(max(smallest, most // smallest * smallest), load.unit)


def _cents(value: Weight, unit: Unit) -> Fraction:
    """The weight in exact hundredths of ``unit``."""
    if value.unit is unit:
        return Fraction(value.hundredths)
    one = Weight(1, unit).kg
    return value.kg / one
