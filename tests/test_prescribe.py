"""What stands in today's workout: rules of the day, adjusting within it, swaps, stand-ins, warm-ups, data."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from lifter import BOOK, MONDAY, NO, PROGRAMS, Do, Lifter, days, kg, lb

from coach_core.data.book import Book
from coach_core.person import Equipment, Level, Lift, Mark, Plan, Settings, Training, Workout
from coach_core.training.as_data import change_data, set_data, why_data, workout_data
from coach_core.training.prescribe import plain_day, prescribe, prescribe_day
from coach_core.training.prescription import SetKind, SetPlan, SlotPlan
from coach_core.training.program import Block, Program, Rule, Scheme, Slot
from coach_core.training.weight import Unit

KG = Settings(unit=Unit.KG)
THRUST, RDL, SQUAT = "barbell_hip_thrust", "romanian_deadlift", "back_squat"


def at(week: int, day: str, settings: Settings = KG, **lifts: Lift) -> Lifter:
    """A lifter at some place of glute-8 with these lifts known, the workout open."""
    plan = Plan("glute-8", MONDAY, week=week, day="AB".index(day))
    lifter = Lifter(settings, Training(plan, {"barbell_hip_thrust": Lift(tm=kg(96)), **lifts}))
    return lifter.open(MONDAY)


def only(exercise: str, *told: dict[str, Any]) -> Do:
    """Does the first sets of one exercise as told, nothing else."""

    def do(slot: SlotPlan, plan: SetPlan) -> dict[str, Any] | None:
        mine = slot.exercise == exercise and plan.number <= len(told)
        return told[plan.number - 1] if mine else None

    return do


# ---- percent, reserve cap, back-off


def test_a_single_percent_holds_in_both_weeks_and_a_range_gives_low_then_high() -> None:
    assert [at(w, "A").loads(THRUST)[0] for w in (1, 2, 3, 4, 5, 6)] == [37.5, 57.5, 65, 65, 72.5, 75]


def test_the_back_off_follows_the_top_set_really_lifted() -> None:
    lifter = at(7, "A")
    assert lifter.loads(THRUST) == [80, 67.5, 67.5]
    assert lifter.log(only(THRUST, {"load": kg(85)})).loads(THRUST) == [80, 70, 70]
    reason = next(r for r in lifter.slot(THRUST).reasons if r.rule == "back-off")
    assert reason.sets == (lifter.slot(THRUST).work[0].done.set_id,)  # type: ignore[union-attr]


def test_the_back_off_of_day_b_goes_by_72_over_88() -> None:
    assert at(7, "B").log(only(THRUST, {"load": kg("82.5")})).loads(THRUST)[1:] == [67.5] * 3


CUTS: list[tuple[list[dict[str, Any]], list[float]]] = [
    ([{"rir": 1}], [72.5, 72.5, 72.5, 72.5]),
    ([{"rir": 0}], [72.5, 70, 70, 70]),  # 73.92 × 0.95 = 70.22
    ([{"rpe": 10}], [72.5, 70, 70, 70]),
    ([{"rpe": 9.5}], [72.5, 70, 70, 70]),  # half a rep left is 1.5 under
    ([{"rpe": 9}], [72.5, 72.5, 72.5, 72.5]),  # 1 under
    ([{"reps": 7}], [72.5, 67.5, 67.5, 67.5]),  # 73.92 × 0.90 = 66.53; 65 would be 10.3 % under 72.5, so 67.5
    ([{"reps": 0, "failed": True}], [72.5, 67.5, 67.5, 67.5]),
    ([{}, {"reps": 7}], [72.5, 72.5, 67.5, 67.5]),
    ([{}, {"rir": 0}], [72.5, 72.5, 72.5, 72.5]),  # only the first set is asked for its reserve
    ([{"reps": 6}, {"reps": 7}], [72.5, 67.5, 62.5, 62.5]),  # missed again at what it was cut to
    ([{"reps": 6}, {"reps": 6, "load": kg("72.5")}], [72.5, 67.5, 67.5, 67.5]),  # … and not again above it
    ([{"rir": 6}], [72.5, 72.5, 72.5, 72.5]),  # percent work never rises within the workout
    ([{"load": kg(100), "rir": 0}], [72.5, 72.5, 72.5, 72.5]),  # hard, but far above what follows
    ([{"load": kg(60), "rir": 0}], [72.5, 55, 55, 55]),  # 60 × 0.95 = 57, by what was lifted
]


@pytest.mark.parametrize(("told", "loads"), CUTS)
def test_the_reserve_beats_the_percent(told: list[dict[str, Any]], loads: list[float]) -> None:
    lifter = at(5, "A").log(only(THRUST, *told))
    assert lifter.loads(THRUST) == loads


@pytest.mark.parametrize(("exercise", "least"), [(RDL, 20), ("step_up", 2.5)])
@pytest.mark.parametrize("told", [{"reps": 8}, {"rir": 0}])
def test_a_cut_is_5_to_10_percent_wherever_that_can_be_loaded(
    exercise: str, least: float, told: dict[str, Any]
) -> None:
    """3.7, for every load up to 120 kg; where nothing lies there, one jump of 15 % at most, else the load stays."""
    for k in range(48):
        was = least + k * 2.5
        lifter = at(3, "A", **{exercise: Lift(load=kg(was))}).log(only(exercise, told))
        now = lifter.loads(exercise)[1]
        assert now is not None
        between = [w for j in range(49) if 0.9 * was <= (w := least + j * 2.5) <= 0.95 * was]
        key = next(r.key for r in lifter.slot(exercise).reasons if r.rule == "reserve-cap")
        if between:
            assert now in between, (was, now)
            assert key.endswith(("missed", "reserve", "within", "down"))
        else:
            assert now in (was, was - 2.5) and (now == was or now >= 0.85 * was), (was, now)
            assert key.endswith("step" if now < was else "least" if was == least else "stays"), (was, key)


def test_a_weight_that_hardly_moved_goes_down_whatever_the_jump() -> None:
    """12.5 kg in each hand, 10 asked: after 8 they stay, since 10 kg is 20 % less; after 3 they go down."""
    loads = {reps: at(3, "A", step_up=Lift(load=kg(12.5))).log(only("step_up", {"reps": reps})) for reps in (8, 3)}
    assert {reps: lifter.loads("step_up")[1] for reps, lifter in loads.items()} == {8: 12.5, 3: 10}


def test_an_edited_set_is_judged_anew() -> None:
    lifter = at(5, "A").log(only(THRUST, {"reps": 7}))
    workout = lifter.training.open
    assert workout is not None
    mended = replace(workout, sets=tuple(replace(s, reps=8) for s in workout.sets))
    lifter.training = replace(lifter.training, open=mended)
    assert lifter.loads(THRUST) == [72.5] * 4


def test_rep_work_that_is_too_light_rises_within_the_workout() -> None:
    known = {RDL: Lift(load=kg(100))}
    assert at(3, "A", **known).log(only(RDL, {"rir": 6})).loads(RDL) == [100, 105, 105, 105]
    assert at(3, "A", **known).log(only(RDL, {"rir": 5})).loads(RDL) == [100] * 4
    beginner = Settings(unit=Unit.KG, level=Level.BEGINNER)
    assert at(3, "A", beginner, **known).log(only(RDL, {"rir": 6})).loads(RDL) == [100, 102.5, 102.5, 102.5]


def test_rounding_is_last_and_in_the_persons_unit() -> None:
    """162 lb × 70 % = 113.4 lb: 110 lb; in kilograms 51.43: 50 kg."""
    known = {THRUST: Lift(tm=lb(162))}
    assert at(3, "A", Settings(unit=Unit.LB), **known).loads(THRUST) == [110] * 5
    assert at(3, "A", KG, **known).loads(THRUST) == [50] * 5


# ---- unknown strength


def test_a_lift_of_unknown_strength_has_no_load_and_its_first_set_decides() -> None:
    """60 kg × 5 with 3 left: 76, × 0.9 = 68.4, × 0.8 = 54.72."""
    lifter = at(7, "B")
    assert (lifter.loads(SQUAT), lifter.slot(SQUAT).because.rule) == ([None] * 4, "unknown")
    lifter.log(only(SQUAT, {"load": kg(60), "rir": 3}))
    assert lifter.loads(SQUAT) == [None, 52.5, 52.5, 52.5]
    assert lifter.slot(SQUAT).because.sets == (lifter.training.open.sets[0].set_id,)  # type: ignore[union-attr]


def test_in_rep_work_the_first_set_is_the_load() -> None:
    assert at(1, "A").log(only(RDL, {"load": kg("42.5")})).loads(RDL) == [None, 42.5, 42.5]
    assert at(1, "A").log(only(RDL, {"load": kg(50), "reps": 9})).loads(RDL) == [None, 45, 45]


def test_a_percent_slot_after_rep_work_estimates_from_it() -> None:
    """60 × 12 with 3 left counts as 12: 75.6; 75 % is 56.7."""
    lifter = at(5, "A", romanian_deadlift=Lift(guess=kg("75.6"), guess_sets=("s9",)))
    assert lifter.loads(RDL) == [55] * 4
    assert lifter.slot(RDL).because.sets == ("s9",)


def test_without_percent_the_load_of_the_last_time_or_the_percent_of_the_other_day() -> None:
    assert at(1, "B").loads(THRUST) == [37.5] * 4
    assert at(2, "B").loads(THRUST) == [57.5] * 4
    assert at(2, "B", barbell_hip_thrust=Lift(tm=kg(96), full_load=kg(50))).loads(THRUST) == [50] * 4
    assert at(2, "B", barbell_hip_thrust=Lift()).loads(THRUST) == [None] * 4


# ---- beginners and calibration


def test_calibration_shows_one_set_at_a_time() -> None:
    lifter = Lifter(KG).begin().never().open(MONDAY)
    slot = lifter.slot(THRUST)
    assert [(s.load, s.reps, s.kind) for s in slot.sets] == [(kg(20), (8, 8), SetKind.WORK)]
    lifter.log(only(THRUST, {"rir": 6}))
    assert lifter.loads(THRUST) == [20, 22.5]
    lifter.log(only(THRUST, {}, {"load": kg(30), "rir": 5}))
    assert lifter.loads(THRUST) == [20, 22.5, 35]
    lifter.log(only(THRUST, {}, {}, {"rir": 4}))
    assert (lifter.loads(THRUST), lifter.slot(THRUST).left) == ([20, 22.5, 35], ())


@pytest.mark.parametrize("told", [{}, {"rir": 3}, {"reps": 6, "rir": 6}])
def test_calibration_ends_with_the_first_set_that_is_not_easy(told: dict[str, Any]) -> None:
    lifter = Lifter(KG).begin().never().open(MONDAY).log(only(THRUST, told))
    assert lifter.loads(THRUST) == [20]


def test_calibration_ends_after_five_sets_and_gives_load_and_training_max() -> None:
    lifter = Lifter(Settings(unit=Unit.LB)).begin().never().open(MONDAY)
    lifter.log(only(THRUST, *[{"rir": 6}] * 5))
    assert lifter.loads(THRUST) == [45, 50, 55, 60, 65]
    lifter.close()
    lift = lifter.training.lifts[THRUST]
    assert (lift.tm, lift.full_load, lift.calibrate) == (lb("81.9"), lb(65), False)  # RTF 13 counts as 12
    assert lifter.loads(THRUST) == [65] * 4


def test_the_last_set_of_a_calibration_is_the_starting_set() -> None:
    """25 × 8 with 4 left: RTF 12, 25 × 1.4 × 0.9 = 31.5."""
    lifter = Lifter(KG).begin().never().open(MONDAY)
    lifter.log(only(THRUST, {"rir": 5}, {"rir": 5}, {"rir": 4})).close()
    assert (lifter.tm(), lifter.loads(THRUST)) == (31.5, [25] * 4)


def test_with_a_dumbbell_the_calibration_starts_at_five_kilograms() -> None:
    lifter = Lifter(Settings(unit=Unit.KG, equipment=Equipment.DUMBBELLS)).begin().never().open(MONDAY)
    name = "dumbbell_hip_thrust"
    lifter.log(only(name, {"rir": 5}, {"rir": 3}))
    assert lifter.loads(name) == [5, 7.5]
    lifter.close()
    assert lifter.loads(name) == [7.5] * 4


def test_bands_need_no_calibration() -> None:
    lifter = Lifter(Settings(equipment=Equipment.BANDS)).begin().never()
    assert len(lifter.slot("banded_hip_thrust").work) == 4


def test_beginner_sets() -> None:
    day = Lifter(Settings(unit=Unit.KG, level=Level.BEGINNER)).begin().day()
    assert [len(s.work) for s in day.slots] == [2, 2, 2, 2]
    assert [n.rule for n in day.notes] == ["beginner-volume"]


# ---- other exercises


def test_top_and_back_off_have_no_percent_with_dumbbells() -> None:
    kit = Settings(unit=Unit.KG, equipment=Equipment.DUMBBELLS)
    slot = at(7, "A", kit).slot("dumbbell_hip_thrust")
    assert [(s.kind, s.reps, s.pct) for s in slot.work] == [
        (SetKind.TOP, (5, 5), None), (SetKind.BACKOFF, (8, 8), None), (SetKind.BACKOFF, (8, 8), None),
    ]  # fmt: skip
    assert (slot.planned, slot.reasons[0].rule) == (THRUST, "stand-in")


def test_bands_do_at_least_eight_reps_and_twelve_where_the_plan_says_fewer() -> None:
    slot = at(7, "A", Settings(equipment=Equipment.BANDS)).slot("banded_hip_thrust")
    assert [s.reps for s in slot.work] == [(12, 12), (8, 8), (8, 8)]
    grown = at(7, "A", Settings(equipment=Equipment.BANDS), banded_hip_thrust=Lift(target=40))
    assert [s.reps for s in grown.slot("banded_hip_thrust").work] == [(25, 25)] * 3


def test_with_bands_alone_nothing_is_added_to_the_body() -> None:
    slot = at(5, "B", Settings(equipment=Equipment.BANDS)).slot("single_leg_hip_thrust")
    assert [(s.load, s.load_kind.value, s.reps) for s in slot.work] == [(None, "bodyweight", (8, 8))] * 3


def test_a_swap_takes_the_other_lift_and_leaves_the_sets_done() -> None:
    lifter = at(3, "A").log(only(THRUST, {}, {}))
    lifter.mark(1, Mark(exercise="dumbbell_hip_thrust"))
    slot = lifter.slot("dumbbell_hip_thrust")
    assert [s.done is not None for s in slot.work] == [True, True, False, False, False]
    assert (slot.planned, slot.because.rule) == (THRUST, "unknown")


def test_a_swapped_lift_with_a_bar_goes_by_its_own_training_max() -> None:
    lifter = at(3, "A", paused_hip_thrust=Lift(tm=kg(80))).mark(1, Mark(exercise="paused_hip_thrust"))
    assert lifter.loads("paused_hip_thrust") == [55] * 5


def test_an_exercise_of_ones_own_can_be_swapped_in() -> None:
    assert at(3, "A").mark(1, Mark(exercise="my_machine")).loads("my_machine") == [None] * 5


def test_skipped_and_stopped_slots_have_nothing_left() -> None:
    lifter = at(3, "A").mark(1, Mark(skipped=True)).mark(2, Mark(pain=True))
    day = lifter.day()
    assert [(s.skipped, s.stopped, bool(s.left)) for s in day.slots[:2]] == [(True, False, False), (False, True, False)]
    assert day.open is day.slots[2]


def test_pain_makes_the_lift_lighter_once() -> None:
    lifter = at(3, "A", barbell_hip_thrust=Lift(tm=kg(96), ease=0.8))
    assert lifter.loads(THRUST) == [52.5] * 5  # 67.2 × 0.8 = 53.76
    assert at(3, "A", barbell_hip_thrust=Lift(tm=kg(96))).loads(THRUST) == [65] * 5


# ---- the day around it


def test_the_build_up_comes_before_the_first_thrust_with_a_bar_only() -> None:
    day = at(1, "A").day()
    ramps = {s.exercise: [w.load for w in s.sets if w.kind is SetKind.WARMUP] for s in day.slots}
    assert ramps == {
        "bodyweight_hip_thrust": [], THRUST: [None, kg("22.5")], RDL: [], "single_leg_glute_bridge": [],
    }  # fmt: skip


def test_without_a_thrust_the_first_main_lift_is_built_up() -> None:
    lifter = at(7, "B", back_squat=Lift(tm=kg(100))).mark(1, Mark(skipped=True))
    assert [s.load for s in lifter.slot(SQUAT).sets][:2] == [kg(30), kg("47.5")]


def test_sets_off_the_plan_and_more_than_asked_are_shown_as_done() -> None:
    lifter = at(3, "A").log(only(THRUST, {}))
    slot = lifter.slot(THRUST)
    for _ in range(5):
        lifter.add(slot, slot.work[1], {})
    workout = lifter.training.open
    assert workout is not None
    curls = replace(workout.sets[0], set_id="x", exercise="dumbbell_curl", slot=None)
    lifter.training = replace(lifter.training, open=replace(workout, sets=(*workout.sets, curls)))
    day = lifter.day()
    assert (len(day.slots[0].work), day.slots[0].left) == (6, ())
    assert [(s.slot, s.exercise, len(s.sets), s.left) for s in day.slots[-1:]] == [(None, "dumbbell_curl", 1, ())]


def test_a_drop_set_fills_no_prescribed_set() -> None:
    lifter = at(3, "A").log(only(THRUST, {}))
    slot = lifter.slot(THRUST)
    lifter.add(slot, slot.left[0], {"drop": True, "load": kg(40)})
    after = lifter.slot(THRUST)
    assert (len(after.work), len(after.left)) == (6, 4)


def test_no_plan_no_program_and_a_finished_plan() -> None:
    empty = prescribe(BOOK, Training(), KG, MONDAY)
    assert (empty.program, empty.slots) == (None, ())
    loose = Training(None, {}, Workout("w1", NO, MONDAY))
    assert prescribe(BOOK, loose, KG, MONDAY).slots == ()
    over = prescribe(BOOK, Training(Plan("glute-8", MONDAY, finished=True)), KG, MONDAY)
    assert (over.slots, [n.key for n in over.notes]) == ((), ["program-finished"])


def test_any_other_day_on_request() -> None:
    training = Lifter(KG).begin().start(kg(80), 10).training
    day = prescribe_day(BOOK, training, KG, 7, "B", MONDAY)
    assert [s.load.number for s in day.slots[0].work if s.load] == [82.5, 67.5, 67.5, 67.5]
    with pytest.raises(KeyError):
        prescribe_day(BOOK, training, KG, 9, "A", MONDAY)
    with pytest.raises(KeyError):
        prescribe_day(BOOK, training, KG, 1, "C", MONDAY)


def test_a_plain_day_needs_nobody() -> None:
    bare = plain_day(BOOK, PROGRAMS["glute-8"], 5, "A", Settings(), None)
    assert (bare.slots[0].work[0].load, bare.slots[0].work[0].pct) == (None, (Decimal(77), Decimal(80)))
    known = plain_day(BOOK, PROGRAMS["glute-8"], 5, "A", KG, kg(96))
    assert known.slots[0].work[0].load == kg("72.5")
    assert known.slots[1].work[0].load is None


def test_every_number_has_a_reason_with_the_sets_it_rests_on() -> None:
    lifter = Lifter(KG).begin().start(kg(80), 10)
    stored = {s.set_id for s in lifter.sets}
    for on in days(16):
        for slot in lifter.day(on).slots:
            has_load = any(s.load for s in slot.work)
            assert slot.because.source.startswith("R")
            assert set(slot.because.sets) <= stored
            assert bool(slot.because.sets) or not has_load
        advanced = lifter.train(on)
        stored |= {s.set_id for s in lifter.sets}
        for change in advanced.changes:
            assert change.reason.sets and set(change.reason.sets) <= stored


def test_the_shape_of_the_data() -> None:
    lifter = Lifter(KG).begin().start(kg(80), 10).open(MONDAY).log(only("bodyweight_hip_thrust", {}))
    data = workout_data(BOOK, lifter.day())
    thrust: Any = data["exercises"]
    assert (data["program"], data["week"], data["day"]) == ("glute-8", 1, "A")
    assert (thrust[1]["slot"], thrust[1]["name"]) == (2, "Barbell hip thrust")
    assert thrust[1]["sets"][2] == {
        "set": 1, "kind": "work", "load": 37.5, "unit": "kg", "load_kind": "external", "implements": 1,
        "plates": [5, 2.5, 1.25], "pct": [40, 60], "tm": {"load": 96, "unit": "kg"},
        "reps": [12, 12], "per_side": False, "seconds": None, "steps": None, "hold_s": 1, "rir": [3, 3],
        "rest_s": [150, 150], "done": False,
    }  # fmt: skip
    assert [s["done"] for s in thrust[0]["sets"]] == [True, False, False]
    assert (thrust[2]["sets"][0]["load"], thrust[2]["sets"][0]["unit"]) == (None, None)
    logged = set_data(lifter.training.open.sets[0], "stored")  # type: ignore[union-attr]
    assert (logged["change"], logged["reps"], logged["unit"], logged["load_kind"]) == ("stored", 15, None, "bodyweight")
    why = why_data(THRUST, lifter.slot(THRUST).because)
    assert (why["rule"], why["reason"], why["source"]) == ("percent", "load-percent", "R6 · docs/rules.md")
    values: Any = why["values"]
    assert (values["tm"], values["load"], values["pct"]) == (
        {"load": 96, "unit": "kg"}, {"load": 37.5, "unit": "kg"}, 40,
    )  # fmt: skip


def test_the_shape_of_progress() -> None:
    lifter = Lifter(KG).begin().start(kg(80), 10)
    lifter.train(MONDAY)
    change = next(c for c in lifter.train(days(2)[1]).changes if c.exercise == THRUST)
    assert change_data(change) == {
        "exercise": THRUST, "slot": None, "from": {"load": 96, "unit": "kg", "reps": None},
        "to": {"load": 100.8, "unit": "kg", "reps": None}, "rule": "weekly-rise", "why": "tm-rise",
    }  # fmt: skip


def test_ranges_of_reps_show_todays_target() -> None:
    slot = Slot(1, SQUAT, (Scheme(SetKind.WORK, 3, (8, 12)),), Rule("double"))
    program = Program("small", "Small", 1, ("A",), (Block("b", (1, 1), {"A": (slot,)}),))
    book = Book({"small": program}, BOOK.exercises, NO, NO, {})
    lifter = Lifter(KG, Training(Plan("small", MONDAY), {SQUAT: Lift(load=kg(60))}), book)
    assert [s.reps for s in lifter.slot(SQUAT).work] == [(10, 10)] * 3
    lifter.training = replace(lifter.training, lifts={SQUAT: Lift(load=kg(60), target=12)})
    assert [s.reps for s in lifter.slot(SQUAT).work] == [(12, 12)] * 3


def test_a_single_set_of_unknown_strength_gives_the_training_max() -> None:
    """Week 7, A: RDL top 1 × 5; 60 kg with 2 left is RTF 7: 60 × 37/30 × 0.9 = 66.6."""
    lifter = at(7, "A").log(only(RDL, {"load": kg(60), "rir": 2}))
    assert (lifter.loads(RDL), lifter.slot(RDL).because.key) == ([None], "tm-first-set")
    lifter.close()
    assert lifter.tm(RDL) == 66.6


# ---- reasons with their numbers, sets without a load, top sets with dumbbells


def moved(lifter: Lifter, exercise: str, rule: str) -> dict[str, Any]:
    return next(dict(r.values) for r in lifter.slot(exercise).reasons if r.rule == rule)


def test_a_cut_a_raise_and_a_back_off_say_from_where_to_where() -> None:
    """73.92 × 0.95 = 70.22; 100 × 1.05 = 105; 85 × 72/85 = 72."""
    cut = moved(at(5, "A").log(only(THRUST, {"rir": 0})), THRUST, "reserve-cap")
    assert cut == {"percent": 5, "before": kg("73.92"), "exact": kg("70.22"), "load": kg(70)}
    light = at(3, "A", romanian_deadlift=Lift(load=kg(100))).log(only(RDL, {"rir": 6}))
    assert moved(light, RDL, "within") == {"percent": 5, "before": kg(100), "load": kg(105)}
    off = moved(at(7, "A").log(only(THRUST, {"load": kg(85)})), THRUST, "back-off")
    assert off == {"top": kg(85), "pct": 72.0, "of": 85.0, "load": kg(70)}


def test_the_weight_of_a_weighted_thrust_on_one_leg_is_picked() -> None:
    name = "single_leg_hip_thrust"
    lifter = at(7, "B")
    sets = lifter.slot(name).work
    assert {(s.load, s.load_kind.value, s.implements) for s in sets} == {(None, "external", 1)}
    assert (lifter.slot(name).because.key, lifter.slot(name).note) == (
        "load-unknown",
        "note-the-heaviest-that-stays-clean",
    )
    lifter.log(only(name, {"load": kg("12.5")}))
    assert lifter.loads(name) == [None, 12.5, 12.5, 12.5]
    known = at(7, "B", single_leg_hip_thrust=Lift(load=kg(1)))
    assert known.loads(name) == [2.5] * 4  # never less than the first dumbbell


@pytest.mark.parametrize("told", [{"load": None, "reps": 6, "failed": True}, {"load": None, "reps": 10}])
@pytest.mark.parametrize(("week", "exercise"), [(1, RDL), (5, RDL), (3, "step_up")])
def test_a_set_without_a_load_is_nothing_to_go_by(week: int, exercise: str, told: dict[str, Any]) -> None:
    lifter = at(week, "A").log(only(exercise, told))
    assert set(lifter.loads(exercise)) == {None}
    slot = lifter.slot(exercise)
    lifter.add(slot, slot.left[0], {"load": kg(40)})
    assert lifter.loads(exercise)[:2] == [None, None]
    assert None not in lifter.loads(exercise)[2:]
    advanced = lifter.close()
    lift = lifter.training.lifts[exercise]
    assert lift.last_load == kg(40)
    assert all(c.after is not None and c.reason.values.get("picked", 1) for c in advanced.changes)


def test_only_sets_without_a_load_leave_the_lift_unknown() -> None:
    lifter = at(1, "A", romanian_deadlift=Lift(last_load=kg(50))).log(
        only(RDL, {"load": None}, {"load": None}, {"load": None})
    )
    assert lifter.close().changes == ()
    lift = lifter.training.lifts[RDL]
    assert (lift.load, lift.full_load, lift.last_load) == (None, None, kg(50))


def test_a_weight_that_was_not_lifted_once_is_not_the_last_load() -> None:
    lifter = at(3, "A").log(only(THRUST, {"load": kg(120), "reps": 0, "failed": True}, {"load": kg(60)}))
    lifter.close()
    lift = lifter.training.lifts[THRUST]
    assert (lift.last_load, lift.full_load) == (kg(60), kg(60))


def test_a_first_load_that_was_never_told_is_looked_for_again() -> None:
    lifter = Lifter(KG).begin().never().open(MONDAY).log(only(THRUST, {"load": None, "rir": 6}))
    lifter.close()
    lift = lifter.training.lifts[THRUST]
    assert (lift.calibrate, lift.tm, lift.load) == (True, None, None)


def test_the_top_set_of_a_dumbbell_lift_goes_by_its_best_estimate() -> None:
    """56.67 / (1 + 4/30) = 50; the back-offs stay at the working load."""
    kit, name = Settings(unit=Unit.KG, equipment=Equipment.DUMBBELLS), "dumbbell_hip_thrust"
    lifter = at(8, "B", kit, dumbbell_hip_thrust=Lift(load=kg("42.5"), best=kg("56.67")))
    assert lifter.loads(name) == [50, 42.5, 42.5, 42.5]
    why = lifter.slot(name).because
    assert (why.key, why.values) == ("load-top", {"best": kg("56.67"), "reps": 3, "load": kg(50)})
    weak = at(8, "B", kit, dumbbell_hip_thrust=Lift(load=kg("42.5"), best=kg(40)))
    assert (weak.loads(name), weak.slot(name).because.key) == ([42.5] * 4, "load-double")
    lifter.log().close()
    assert lifter.training.lifts[name].load == kg(45)  # by the back-offs, not by the top set
    picked = at(8, "B", kit).log(only(name, {"load": kg(50), "rir": 1}))
    assert picked.loads(name) == [None, 42.5, 42.5, 42.5]  # 50 × 34/30 at 10 to failure: 42.5


def test_the_start_of_a_dumbbell_lift_speaks_of_no_training_max() -> None:
    lifter = Lifter(Settings(unit=Unit.KG, equipment=Equipment.DUMBBELLS)).begin()
    lifter.start(kg(20), 12, "dumbbell_hip_thrust")
    because = lifter.training.lifts["dumbbell_hip_thrust"].because
    assert because is not None
    assert (because.key, because.values["best"]) == ("start-set-load", kg(28))
    lifter.start(kg(20), 20, "dumbbell_hip_thrust")
    capped = lifter.training.lifts["dumbbell_hip_thrust"].because
    assert capped is not None
    assert capped.key == "start-set-load-capped"
