"""What /why says of a load that was rounded or could not be lighter: every reason of it holds by arithmetic (R3)."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction as F

import pytest
from lifter import Lifter, days, kg, lb

from coach_core.facts import Reason
from coach_core.person import Equipment, Level, Lift, Settings
from coach_core.training.prescription import SlotPlan
from coach_core.training.weight import Unit, Weight

THRUST, RDL = "barbell_hip_thrust", "romanian_deadlift"
KG = Settings(unit=Unit.KG)


def reasons(slot: SlotPlan) -> dict[str, Reason]:
    return {r.key: r for r in (slot.because, *slot.reasons)}


def amount(reason: Reason, name: str) -> F:
    value = reason.values[name]
    assert isinstance(value, Weight)
    return F(str(value.amount))


def test_a_percent_that_comes_out_under_the_bar_says_so() -> None:
    """30 kg × 10: 30 × 40/30 × 0.9 = 36; 40 % of it is 14.4, less than the empty bar."""
    slot = Lifter(KG).begin().start(kg(30), 10).slot(THRUST)
    told = reasons(slot)["load-percent-least"]
    assert (slot.because.rule, amount(told, "exact"), amount(told, "load")) == ("percent", F("14.4"), 20)
    assert "rounded-down" not in reasons(slot)


def test_a_percent_rounded_down_names_what_it_was() -> None:
    slot = Lifter(KG).begin().start(kg(80), 10).slot(THRUST)
    told = reasons(slot)["load-percent"]
    assert (amount(told, "exact"), amount(told, "load")) == (F("38.4"), F("37.5"))


@pytest.mark.parametrize(("told", "key"), [({"reps": 6}, "cut-missed-least"), ({"rir": 0}, "cut-reserve-least")])
def test_a_cut_that_ends_at_the_empty_bar_claims_no_lighter_load(told: dict[str, int], key: str) -> None:
    lifter = Lifter(KG).begin().start(kg(30), 10).open(days(1)[0])
    slot = lifter.slot(THRUST)
    lifter.add(slot, slot.left[0], told)
    found = reasons(lifter.slot(THRUST))
    assert amount(found[key], "load") == 20 and not {"cut-missed", "cut-reserve"} & found.keys()
    assert lifter.loads(THRUST) == [20.0] * 4


def test_a_cut_above_the_bar_names_what_it_takes_from() -> None:
    """The control: 80 × 10, week 1: 38.4 × 0.95 = 36.48, so 35."""
    lifter = Lifter(KG).begin().start(kg(80), 10).open(days(1)[0])
    slot = lifter.slot(THRUST)
    lifter.add(slot, slot.left[0], {"rir": 0})
    found = reasons(lifter.slot(THRUST))["cut-reserve-down"]
    assert (amount(found, "before"), amount(found, "exact"), amount(found, "load")) == (F("38.4"), F("36.48"), 35)


def test_a_back_off_under_the_bar_says_so() -> None:
    lifter = at_week(7, THRUST, Lift(tm=kg(30)))
    slot = lifter.slot(THRUST)
    lifter.add(slot, slot.left[0], {"load": kg(22.5)})  # 22.5 × 72/85 = 19.06
    found = reasons(lifter.slot(THRUST))
    assert amount(found["backoff-from-least"], "load") == 20 and "backoff-from-top" not in found


@pytest.mark.parametrize(
    ("exercise", "week", "working", "exact", "load", "key"),
    [
        (RDL, 1, kg(47.5), F(38), F("37.5"), "rounded-down"),
        (RDL, 1, kg(22.5), F(18), F(20), "rounded-to-bar"),
        ("bulgarian_split_squat", 1, kg(12.5), F(10), F(10), None),
        ("bulgarian_split_squat", 1, kg("2.5"), F(2), F("2.5"), "rounded-to-least"),
    ],
)
def test_a_lighter_day_says_how_its_load_was_rounded(
    exercise: str, week: int, working: Weight, exact: F, load: F, key: str | None
) -> None:
    """× 0.80 because it hurt last time."""
    lifter = at_week(week, exercise, Lift(load=working, ease=0.8), "B" if "split" in exercise else "A")
    slot = lifter.slot(exercise)
    found = reasons(slot)
    assert F(str(slot.work[0].load.amount if slot.work[0].load else 0)) == load
    assert {k for k in found if k.startswith("rounded")} == ({key} if key else set())
    if key:
        assert (amount(found[key], "exact"), amount(found[key], "load")) == (exact, load)


def test_pounds_say_pounds() -> None:
    slot = Lifter(Settings(unit=Unit.LB)).begin().start(lb(135), 10).slot(THRUST)
    assert slot.because.values["exact"] == lb("64.8") and slot.because.values["load"] == lb(60)


def test_dumbbells_have_a_lightest_one_too() -> None:
    settings = Settings(unit=Unit.KG, equipment=Equipment.DUMBBELLS, level=Level.INTERMEDIATE)
    lifter = Lifter(settings).begin()
    lifter = with_lift(lifter, "dumbbell_hip_thrust", Lift(load=kg("2.5"), ease=0.8))
    found = reasons(lifter.slot("dumbbell_hip_thrust"))
    assert amount(found["rounded-to-least"], "load") == F("2.5")


def with_lift(lifter: Lifter, exercise: str, lift: Lift) -> Lifter:
    lifter.training = replace(lifter.training, lifts={**lifter.training.lifts, exercise: lift})
    return lifter


def at_week(week: int, exercise: str, lift: Lift, day: str = "A") -> Lifter:
    lifter = with_lift(Lifter(KG).begin(), exercise, lift)
    plan = lifter.training.plan
    assert plan is not None
    lifter.training = replace(lifter.training, plan=replace(plan, week=week, day="AB".index(day)))
    return lifter.open(days(1)[0])
