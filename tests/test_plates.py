"""Plates, rounding down and steps: printed vectors, and a search through all combinations beside them."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach_core.person import Level, Settings
from coach_core.training.exercise import Tool
from coach_core.training.plates import BARS, PLATES, SMALLEST, bar_of, loadable_down, plates, step
from coach_core.training.weight import Unit, Weight, weigh

KG, LB = Unit.KG, Unit.LB
ALL_BARS = [*BARS[KG], *BARS[LB]]
weights = st.builds(Weight, st.integers(1, 100_000), st.sampled_from(Unit))
bars = st.sampled_from(ALL_BARS)


@pytest.mark.parametrize(
    ("load", "bar", "unit", "side"),
    [
        ("62.5", "20", KG, ["20", "1.25"]),
        ("100", "20", KG, ["25", "15"]),
        ("20", "20", KG, []),
        ("185", "45", LB, ["45", "25"]),
        ("285", "45", LB, ["45", "45", "25", "5"]),
        ("95", "45", LB, ["25"]),
        ("405", "45", LB, ["45"] * 4),
        ("47.5", "15", KG, ["15", "1.25"]),
        ("45", "35", LB, ["5"]),
    ],
)
def test_plates_on_each_side(load: str, bar: str, unit: Unit, side: list[str]) -> None:
    assert plates(weigh(load, unit), weigh(bar, unit)) == tuple(weigh(plate, unit) for plate in side)


@pytest.mark.parametrize(("load", "bar"), [("15", "20"), ("61", "20"), ("62.51", "20"), ("22.51", "20")])
def test_what_cannot_be_made_has_no_plates(load: str, bar: str) -> None:
    assert plates(weigh(load, KG), weigh(bar, KG)) is None


def test_a_load_in_the_other_unit_is_taken_exactly() -> None:
    assert plates(weigh(100, KG), weigh(45, LB)) is None
    assert plates(weigh(135, LB).to(KG), weigh(45, LB)) is None  # 61.23 kg is not 135 lb


def _by_search(side: int, unit: Unit) -> bool:
    """Whether some plates make ``side`` hundredths: every combination of up to three of each small one is tried."""
    big, small = PLATES[unit][0], PLATES[unit][1:]
    combinations = (sum(n * p for n, p in zip(ns, small, strict=True)) for ns in product(range(4), repeat=len(small)))
    return any(rest <= side and (side - rest) % big == 0 for rest in set(combinations))


@given(st.integers(0, 24_000), bars)
def test_plates_are_found_where_a_search_finds_them(side: int, bar: Weight) -> None:
    unit = bar.unit
    found = plates(Weight(bar.hundredths + 2 * side, unit), bar)
    assert (found is not None) == _by_search(side, unit)
    if found is not None:
        assert sum(plate.hundredths for plate in found) == side
        assert list(found) == sorted(found, key=lambda plate: -plate.hundredths)


@given(weights, bars)
def test_a_bar_is_rounded_down_to_the_next_load_that_can_be_made(value: Weight, bar: Weight) -> None:
    load = loadable_down(value, Tool.BAR, bar)
    assert plates(load, bar) is not None
    if load == bar:
        assert value.kg < bar.kg + Weight(SMALLEST[bar.unit], bar.unit).kg
    else:
        assert load.kg <= value.kg < load.kg + Weight(SMALLEST[bar.unit], bar.unit).kg


@given(weights, bars, st.sampled_from(Tool))
def test_rounding_twice_changes_nothing(value: Weight, bar: Weight, tool: Tool) -> None:
    once = loadable_down(value, tool, bar)
    assert once.unit is bar.unit
    assert once.hundredths >= 0
    assert loadable_down(once, tool, bar) == once


@pytest.mark.parametrize(
    ("value", "tool", "bar", "load"),
    [
        (weigh("84.9", KG), Tool.BAR, weigh(20, KG), weigh("82.5", KG)),
        (weigh("12", KG), Tool.BAR, weigh(20, KG), weigh(20, KG)),
        (weigh("100", KG), Tool.BAR, weigh(45, LB), weigh(220, LB)),
        (weigh("185", LB), Tool.BAR, weigh(20, KG), weigh("82.5", KG)),
        (weigh("19", KG), Tool.DUMBBELL, weigh(20, KG), weigh("17.5", KG)),
        (weigh("1", KG), Tool.DUMBBELL, weigh(20, KG), weigh("2.5", KG)),
        (weigh("33", LB), Tool.CABLE, weigh(45, LB), weigh(30, LB)),
        (weigh("2", KG), Tool.BODY, weigh(20, KG), weigh(0, KG)),
        (weigh("26", KG), Tool.BAR, weigh(10, KG), weigh(25, KG)),
    ],
)
def test_rounding_down(value: Weight, tool: Tool, bar: Weight, load: Weight) -> None:
    assert loadable_down(value, tool, bar) == load


@pytest.mark.parametrize(
    ("load", "tool", "level", "rise"),
    [
        (weigh(80, KG), Tool.BAR, Level.INTERMEDIATE, weigh(5, KG)),
        (weigh(65, KG), Tool.BAR, Level.INTERMEDIATE, weigh("2.5", KG)),
        (weigh("67.5", KG), Tool.BAR, Level.BEGINNER, weigh(5, KG)),
        (weigh(95, KG), Tool.BAR, Level.ADVANCED, weigh("2.5", KG)),
        (weigh(100, KG), Tool.BAR, Level.ADVANCED, weigh(5, KG)),
        (weigh(20, KG), Tool.BAR, Level.BEGINNER, weigh("2.5", KG)),
        (weigh(135, LB), Tool.BAR, Level.INTERMEDIATE, weigh(10, LB)),
        (weigh(130, LB), Tool.BAR, Level.INTERMEDIATE, weigh(5, LB)),
        (weigh(10, KG), Tool.DUMBBELL, Level.INTERMEDIATE, weigh("2.5", KG)),
        (weigh(100, LB), Tool.CABLE, Level.INTERMEDIATE, weigh(5, LB)),
    ],
)
def test_the_next_step(load: Weight, tool: Tool, level: Level, rise: Weight) -> None:
    assert step(load, tool, level) == rise


@given(weights, st.sampled_from(Tool), st.sampled_from(Level))
def test_a_step_is_loadable_and_small(load: Weight, tool: Tool, level: Level) -> None:
    rise, smallest = step(load, tool, level).hundredths, SMALLEST[load.unit]
    assert rise in (smallest, 2 * smallest)
    assert rise == smallest or Fraction(rise, load.hundredths) <= Fraction(3, 40)


def test_the_bar_of_a_person() -> None:
    assert bar_of(Settings()) == weigh(20, KG)
    assert bar_of(Settings(unit=LB)) == weigh(45, LB)
    assert bar_of(Settings(unit=KG, bar=weigh(15, KG))) == weigh(15, KG)
