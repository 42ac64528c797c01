"""The build-up to the first thrust with a bar."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach_core.data.load import load_exercises
from coach_core.training.plates import BARS, plates
from coach_core.training.warmup import GENERAL, ramp
from coach_core.training.weight import Unit, Weight, weigh

KG, LB = Unit.KG, Unit.LB


def _kg(*sets: tuple[str | None, int]) -> tuple[tuple[Weight | None, int], ...]:
    return tuple((None if load is None else weigh(load, KG), reps) for load, reps in sets)


@pytest.mark.parametrize(
    ("first", "best", "top", "sets"),
    [
        ("100", None, False, _kg(("40", 10), ("60", 8))),
        ("100", "130", False, _kg(("40", 10), ("60", 8))),
        ("100", "125", False, _kg(("40", 10), ("60", 8), ("80", 4))),
        ("85", "107", True, _kg(("32.5", 8), ("50", 5), ("62.5", 3), ("75", 1))),
        ("45", None, False, _kg((None, 10), ("25", 8))),
        ("30", None, False, _kg((None, 10), ("20", 8))),
        ("22.5", None, True, _kg((None, 8), ("20", 5))),
        ("20", None, False, _kg((None, 10))),
    ],
)
def test_ramp(first: str, best: str | None, top: bool, sets: tuple[tuple[Weight | None, int], ...]) -> None:
    assert ramp(weigh(first, KG), weigh(best, KG) if best else None, top, weigh(20, KG)) == sets


def test_a_ramp_in_pounds() -> None:
    assert ramp(weigh(185, LB), None, False, weigh(45, LB)) == ((weigh(70, LB), 10), (weigh(110, LB), 8))


@given(
    st.integers(2000, 60_000),
    st.sampled_from([*BARS[KG], *BARS[LB]]),
    st.booleans(),
    st.none() | st.integers(2000, 90_000),
)
def test_a_ramp_rises_and_stays_under_the_work_set(first: int, bar: Weight, top: bool, best: int | None) -> None:
    work = Weight(first, bar.unit)
    loads = [load for load, _ in ramp(work, Weight(best, bar.unit) if best else None, top, bar)]
    made = [load for load in loads if load is not None]
    assert loads[: len(loads) - len(made)] == [None] * (len(loads) - len(made))
    assert all(plates(load, bar) is not None and load < work for load in made)
    assert made == sorted(set(made), key=lambda load: load.hundredths)


def test_the_general_part_names_exercises_that_exist() -> None:
    exercises = load_exercises()
    assert [exercises[easy.exercise].id for easy in GENERAL] == [
        "glute_bridge",
        "lateral_band_walk",
        "bodyweight_hip_thrust",
    ]
