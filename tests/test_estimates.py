"""Estimated maxima: the printed vectors, the limits, the training max."""

from __future__ import annotations

from decimal import Decimal

import pytest

from coach_core.training.estimates import brzycki, capped, e1rm, is_rough, reps_to_failure, reserve, training_max
from coach_core.training.weight import Unit, Weight, weigh

KG, LB = Unit.KG, Unit.LB


@pytest.mark.parametrize(
    ("load", "rtf", "estimate"),
    [
        (weigh(100, KG), 5, weigh("116.67", KG)),
        (weigh(185, LB), 10, weigh("246.67", LB)),
        (weigh(95, LB), 12, weigh("133.0", LB)),
        (weigh(405, LB), 5, weigh("472.5", LB)),
        (weigh(100, KG), 1, weigh(100, KG)),
    ],
)
def test_epley(load: Weight, rtf: int, estimate: Weight) -> None:
    assert e1rm(load, rtf) == estimate


@pytest.mark.parametrize(
    ("load", "rtf", "estimate"),
    [
        (weigh(100, KG), 5, weigh("112.5", KG)),
        (weigh(225, LB), 10, weigh(300, LB)),
        (weigh(285, LB), 12, weigh("410.4", LB)),
        (weigh(100, KG), 1, weigh(100, KG)),
    ],
)
def test_brzycki(load: Weight, rtf: int, estimate: Weight) -> None:
    assert brzycki(load, rtf) == estimate


@pytest.mark.parametrize("rtf", [Decimal("12.5"), 13, 37, 40, 0])
def test_there_is_no_estimate_beyond_twelve_or_of_nothing(rtf: Decimal | int) -> None:
    assert e1rm(weigh(100, KG), rtf) is None
    assert brzycki(weigh(100, KG), rtf) is None


@pytest.mark.parametrize(("rtf", "rough"), [(10, False), (Decimal("10.5"), True), (12, True), (13, False)])
def test_eleven_and_twelve_are_rough(rtf: Decimal | int, rough: bool) -> None:
    assert is_rough(rtf) is rough


def test_reps_to_failure_are_exact() -> None:
    assert reps_to_failure(8, 1.5) == Decimal("9.5")
    assert reps_to_failure(8, Decimal(2)) == 10
    assert capped(Decimal(15)) == 12
    assert capped(Decimal(7)) == 7


@pytest.mark.parametrize(
    ("rir", "rpe", "told"), [(2, None, 2), (None, 8.5, Decimal("1.5")), (1, 7, 1), (None, None, None), (0, None, 0)]
)
def test_reserve_from_rir_or_rpe(rir: float | None, rpe: float | None, told: Decimal | None) -> None:
    assert reserve(rir, rpe) == told


def test_the_training_max_is_nine_tenths() -> None:
    assert training_max(weigh("106.67", KG)) == weigh("96", KG)
    assert training_max(weigh(300, LB)) == weigh(270, LB)
