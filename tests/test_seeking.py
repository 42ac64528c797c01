"""Who never did the lift: what was found by trying rises each session until 3 or fewer are left (R16)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

import pytest
from lifter import BOOK, MONDAY, Do, Lifter, days, kg, lb

from coach_core.person import Level, Settings
from coach_core.training.prescription import SetKind
from coach_core.training.replay import replay
from coach_core.training.seeking import one_step
from coach_core.training.weight import Unit, Weight

THRUST = "barbell_hip_thrust"
BEGINNER = Settings(unit=Unit.KG, level=Level.BEGINNER)


def thrusts(*reserves: float | None) -> Do:
    """Does everything; the thrusts with these reserves, the last one from then on. None: not told."""
    left = list(reserves)

    def do(slot: object, plan: object) -> dict[str, object]:
        if getattr(slot, "exercise", "") != THRUST:
            return {}
        return {"rir": left.pop(0) if len(left) > 1 else left[0]}

    return do


def walked(first: Do, sessions: Sequence[Do]) -> tuple[Lifter, list[float]]:
    """Never done: the first workout, then the first thrust load of each one that has thrusts."""
    lifter, seen, dates = Lifter(BEGINNER).begin().never(), [], days(len(sessions) + 1)
    lifter.train(dates[0], first)
    for on, do in zip(dates[1:], sessions, strict=True):
        slot = next((s for s in lifter.day(on).slots if s.exercise == THRUST), None)
        seen += [slot.work[0].load.number] if slot and slot.work[0].load else []
        lifter.train(on, do)
    return lifter, seen


def test_five_or_more_each_time_rises_each_time() -> None:
    _, seen = walked(thrusts(5), [thrusts(5)] * 15)
    assert seen[:6] == [30, 32.5, 35, 37.5, 40, 42.5]
    assert all(one <= other for one, other in pairwise(seen))


def test_three_left_ends_it_and_nobody_is_sent_back() -> None:
    """20 and 22.5 with 5 left, 25 with 3: the plan alone would ask for 20 kg in week 2 and 22.5 in week 4."""
    lifter, seen = walked(thrusts(5, 5, 3), [thrusts(None)] * 9)
    assert (seen[:4], min(seen)) == ([25, 25, 25, 25], 25)
    assert not lifter.training.lifts[THRUST].seeking


def test_when_the_percent_gives_more_the_plan_leads() -> None:
    lifter, seen = walked(thrusts(5, 5, 3), [thrusts(None)] * 15)
    assert seen[-1] > 25
    assert lifter.training.lifts[THRUST].found is None


def test_only_told_reserves_count_and_the_first_with_three_ends_it() -> None:
    _, seen = walked(thrusts(5, 4), [thrusts(None, 5), thrusts(None), thrusts(5)])
    assert seen == [22.5, 25, 25]


def test_sets_left_out_change_nothing() -> None:
    lifter, _ = walked(thrusts(5, 4), [])
    lifter.open(days(2)[1]).log(thrusts(5), limit=1).close()
    lift = lifter.training.lifts[THRUST]
    assert (lift.found, lift.seeking) == (kg("22.5"), True)


def test_a_lighter_day_after_a_gap_finds_nothing() -> None:
    lifter, _ = walked(thrusts(5), [])
    on = MONDAY + timedelta(days=25)
    assert lifter.loads(THRUST, on) == [25, 25]  # 30 × 0.9 = 27, of a bar of 20
    lifter.train(on, thrusts(5))
    assert lifter.training.lifts[THRUST].found == kg(30)


def test_two_misses_running_take_it_down() -> None:
    lifter, _ = walked(thrusts(5), [])

    def missing(slot: object, plan: object) -> dict[str, object]:
        return {"reps": 6} if getattr(slot, "exercise", "") == THRUST else {}

    for on in days(3)[1:]:
        lifter.train(on, missing)
    assert lifter.training.lifts[THRUST].found == kg("27.9")


def test_the_reason_is_that_it_was_found_and_names_the_sets() -> None:
    lifter, _ = walked(thrusts(5), [thrusts(5)])
    on = days(3)[2]
    why = lifter.slot(THRUST, on).because
    told = {s.set_id for s in lifter.sets}
    assert (why.key, why.values["load"], why.values["planned"]) == ("load-found", kg("32.5"), kg("22.5"))
    assert why.sets and set(why.sets) <= told
    assert [r.key for r in lifter.slot(THRUST, on).reasons][-1:] == ["still-light"]
    assert lifter.slot(THRUST, on).work[0].kind is SetKind.WORK


def test_the_past_gives_the_same_again() -> None:
    lifter, _ = walked(thrusts(5), [thrusts(5)] * 6)
    again = replay(BOOK, BEGINNER, lifter.steps, lifter.workouts, lifter.sets)
    assert again.training == lifter.training


@pytest.mark.parametrize(
    ("load", "step"),
    [
        (kg(20), kg("2.5")),
        (kg("47.5"), kg("2.5")),
        (kg(50), kg(5)),
        (kg(90), kg(5)),
        (lb(45), lb(5)),
        (lb(100), lb(10)),
    ],
)
def test_the_step(load: Weight, step: Weight) -> None:
    assert one_step(load) == step


def test_a_training_max_that_was_told_ends_it() -> None:
    lifter, _ = walked(thrusts(5), [])
    lifter.start(kg(80), 10)
    lift = lifter.training.lifts[THRUST]
    assert (lift.found, lift.seeking, lift.tm) == (None, False, kg(96))
