"""What moves after a workout: training max, double progression, stand-ins, pain, swaps, records of the last time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from lifter import BOOK, MONDAY, NO, Do, Lifter, days, kg, lb

from coach_core.data.book import Book
from coach_core.facts import Ended
from coach_core.person import Equipment, Level, Lift, Mark, Plan, Settings, Training
from coach_core.training.begin import begin, main_lift, with_place, with_training_max
from coach_core.training.prescription import SetKind, SetPlan, SlotPlan
from coach_core.training.program import Block, Program, Rule, Scheme, Slot
from coach_core.training.week import one_step
from coach_core.training.weight import LoadKind, Unit, Weight

KG, POUNDS = Settings(unit=Unit.KG), Settings(unit=Unit.LB)
THRUST, RDL, SQUAT = "barbell_hip_thrust", "romanian_deadlift", "back_squat"


def on(exercise: str, told: dict[str, Any] | None) -> Do:
    """Every set of one exercise as told, the others as asked; None leaves the exercise out."""

    def do(slot: SlotPlan, plan: SetPlan) -> dict[str, Any] | None:
        return told if slot.exercise == exercise else {}

    return do


def started(settings: Settings = KG, load: Weight | None = None, reps: int = 10) -> Lifter:
    return Lifter(settings).begin().start(load or kg(80), reps)


# ---- the training max


STARTS = [
    (80, 10, None, 96, "start-set"),
    (40, 20, None, 50.4, "start-set-capped"),
    (60, 10, 2, 75.6, "start-set"),
    (100, 1, None, 90, "start-set"),
    (60, 8, 5, 75.6, "start-set-capped"),
]


@pytest.mark.parametrize(("load", "reps", "rir", "tm", "key"), STARTS)
def test_a_starting_set_gives_the_training_max(load: int, reps: int, rir: int | None, tm: float, key: str) -> None:
    lifter = Lifter(KG).begin().start(kg(load), reps, rir=rir)
    reason = lifter.training.lifts[THRUST].because
    assert reason is not None
    assert (lifter.tm(), reason.key, reason.sets) == (tm, key, ("s2",))


@pytest.mark.parametrize(
    ("tm", "step"),
    [
        (kg(96), kg("4.8")), (kg(120), kg(5)), (kg(60), kg(3)), (kg("59.99"), kg("2.5")), (kg(40), kg(2)),
        (lb(200), lb(10)), (lb(132), lb(5)), (lb(133), lb("6.65")), (lb(80), lb(4)),
    ],
)  # fmt: skip
def test_one_step(tm: Weight, step: Weight) -> None:
    assert one_step(tm) == step


WEEKS: list[tuple[dict[str, Any], float]] = [
    ({}, 100.8),
    ({"rir": 3}, 100.8),
    ({"rir": 4}, 105.6),
    ({"rpe": 6}, 105.6),
    ({"rir": 2}, 96),  # under the reserve asked
    ({"reps": 13}, 100.8),  # more reps than asked, but too many for an estimate
    ({"load": kg(35)}, 96),  # lighter than asked
]


@pytest.mark.parametrize(("told", "tm"), WEEKS)
def test_the_training_max_after_the_first_week(told: dict[str, Any], tm: float) -> None:
    lifter, dates = started(), days(2)
    lifter.train(dates[0], on(THRUST, told))
    assert lifter.tm() == 96
    lifter.train(dates[1], on(THRUST, told if "load" not in told else {}))
    assert lifter.tm() == tm


def test_a_set_that_was_better_than_the_plan_gives_the_training_max() -> None:
    """85 × 9 with 3 left: RTF 12, 85 × 1.4 × 0.9 = 107.1."""
    lifter, dates = started(), days(2)
    lifter.train(dates[0], on(THRUST, {"load": kg(85), "reps": 9, "goal_reps": 9}))
    changes = lifter.train(dates[1]).changes
    rise = next(c for c in changes if c.exercise == THRUST)
    assert (lifter.tm(), rise.reason.key, len(rise.reason.sets)) == (107.1, "tm-rise-set", 1)


@pytest.mark.parametrize("day", [0, 1])
def test_a_missing_set_is_neither_success_nor_failure(day: int) -> None:
    lifter, dates = started(), days(2)
    for k in (0, 1):
        lifter.open(dates[k])
        if k == day:
            lifter.log(lambda slot, plan: None if slot.exercise == THRUST and plan.number == 4 else {})
        else:
            lifter.log()
        lifter.close()
    assert (lifter.tm(), lifter.training.lifts[THRUST].misses) == (96, 0)


def test_a_skipped_slot_or_session_keeps_the_training_max() -> None:
    lifter, dates = started(), days(2)
    lifter.train(dates[0], marks={2: Mark(skipped=True)})
    lifter.train(dates[1])
    assert lifter.tm() == 96
    lifter = started()
    lifter.skip(dates[0])
    lifter.train(dates[1])
    plan = lifter.training.plan
    assert plan is not None
    assert (lifter.tm(), plan.skipped, plan.week) == (96, 1, 2)


def test_two_slots_raise_the_training_max_once() -> None:
    """Weeks 5 and 6 have thrusts on both days."""
    lifter = Lifter(KG, Training(Plan("glute-8", MONDAY, week=5), {THRUST: Lift(tm=kg(96))}))
    lifter.train(MONDAY)
    lifter.train(days(2)[1])
    assert lifter.tm() == 100.8


def test_a_swap_feeds_its_own_lift_and_not_the_old_one() -> None:
    lifter, dates = started(), days(3)
    lifter.train(dates[0], marks={2: Mark(exercise="dumbbell_hip_thrust")})
    lifter.train(dates[1])
    lifts = lifter.training.lifts
    assert (lifter.tm(), lifts["dumbbell_hip_thrust"].load) == (96, kg("42.5"))
    assert lifts[THRUST].last_on == dates[1]


def test_two_misses_running_cut_once_and_a_good_session_between_them_resets() -> None:
    lifter, dates = started(), days(6)
    lifter.train(dates[0], on(THRUST, {"reps": 11}))
    assert lifter.training.lifts[THRUST].misses == 1
    lifter.train(dates[1])
    assert lifter.training.lifts[THRUST].misses == 0
    lifter.train(dates[2], on(THRUST, {"reps": 11}))
    advanced = lifter.train(dates[3], on(THRUST, {"reps": 11}))
    lift = lifter.training.lifts[THRUST]
    assert (lift.tm, lift.misses, lift.backoffs) == (kg("89.28"), 0, (dates[3],))
    cut = next(c for c in advanced.changes if c.exercise == THRUST)
    assert len(cut.reason.sets) == 8


def test_a_training_max_that_the_person_set() -> None:
    training = with_training_max(started().training, THRUST, kg(110))
    lifter = Lifter(KG, training)
    assert lifter.loads(THRUST) == [42.5] * 4
    assert lifter.slot(THRUST).reasons[-1].key == "tm-told"


# ---- double progression, on a small program of its own


def small(reps: tuple[int, int], lift: Lift, settings: Settings = KG) -> Lifter:
    slot = Slot(1, SQUAT, (Scheme(SetKind.WORK, 3, reps),), Rule("double"))
    program = Program("small", "Small", 52, ("A",), (Block("b", (1, 52), {"A": (slot,)}),))
    book = Book({"small": program}, BOOK.exercises, NO, NO, {})
    return Lifter(settings, Training(Plan("small", MONDAY), {SQUAT: lift}), book)


BEGINNER = Settings(unit=Unit.KG, level=Level.BEGINNER)
ADVANCED = Settings(unit=Unit.KG, level=Level.ADVANCED)
# range, settings, known before, what is told of every set, load and target after
DOUBLE: list[tuple[tuple[int, int], Settings, dict[str, Any], dict[str, Any], float, int | None]] = [
    ((8, 8), KG, {"load": kg(60)}, {}, 62.5, None),
    ((8, 8), KG, {"load": kg(80)}, {}, 85, None),
    ((8, 8), ADVANCED, {"load": kg(80)}, {}, 82.5, None),
    ((8, 8), KG, {"load": kg(60)}, {"rir": 0}, 60, None),
    ((8, 8), KG, {"load": kg(60)}, {"rir": 1}, 62.5, None),
    ((8, 8), BEGINNER, {"load": kg(60)}, {"rir": 1}, 60, None),
    ((8, 8), BEGINNER, {"load": kg(60)}, {"rir": 2}, 62.5, None),
    ((8, 8), KG, {"load": kg(60)}, {"load": kg(70)}, 75, None),  # heavier than asked
    ((8, 8), KG, {"load": kg(60)}, {"load": kg(50)}, 52.5, None),  # all lighter than asked
    ((8, 12), KG, {"load": kg(60), "target": 10}, {}, 60, 11),
    ((8, 12), KG, {"load": kg(60), "target": 10}, {"rir": 4}, 60, 12),
    ((8, 12), KG, {"load": kg(60), "target": 12}, {}, 62.5, 8),
    ((8, 12), KG, {"load": kg(60), "target": 10}, {"rir": 1}, 60, 11),
    ((8, 12), KG, {"load": kg(60), "target": 10}, {"reps": 9}, 60, 10),
    ((8, 12), KG, {"load": kg(60), "target": 10, "misses": 1}, {"reps": 9}, 55, 9),
]


@pytest.mark.parametrize(("reps", "settings", "known", "told", "load", "target"), DOUBLE)
def test_double_progression(
    reps: tuple[int, int],
    settings: Settings,
    known: dict[str, Any],
    told: dict[str, Any],
    load: float,
    target: int | None,
) -> None:
    lifter = small(reps, Lift(**known), settings)
    lifter.train(MONDAY, on(SQUAT, told))
    lift = lifter.training.lifts[SQUAT]
    assert lift.load is not None
    assert (lift.load.number, lift.target) == (load, target)


def test_five_or_more_left_in_every_set_adds_five_percent_on_top() -> None:
    lifter = small((8, 8), Lift(load=kg(60)))
    lifter.train(MONDAY, lambda slot, plan: {"rir": 5, "load": kg(60)})
    assert lifter.training.lifts[SQUAT].load == kg("65")  # 60 + 2.5 + the larger of 2.5 and 3, rounded down
    lifter = small((8, 8), Lift(load=kg(60)))
    lifter.train(MONDAY, on(SQUAT, {"rir": 5}))  # 60, then 62.5 and 62.5 as offered
    assert lifter.training.lifts[SQUAT].load == kg("67.5")  # 62.5 + 2.5 + 3.13, rounded down
    lifter = small((8, 12), Lift(load=kg(60), target=9))
    lifter.train(MONDAY, lambda slot, plan: {"rir": 5, "load": kg(60)})
    assert (lifter.training.lifts[SQUAT].load, lifter.training.lifts[SQUAT].target) == (kg("62.5"), 11)


def test_sets_left_out_move_nothing() -> None:
    lifter = small((8, 8), Lift(load=kg(60), misses=1))
    advanced = lifter.train(MONDAY, lambda slot, plan: None if plan.number == 3 else {})
    lift = lifter.training.lifts[SQUAT]
    assert (lift.load, lift.misses, [n.key for n in advanced.notes]) == (kg(60), 1, ["held-open"])
    assert advanced.changes == ()


def test_a_set_heavier_than_the_others_does_not_decide_alone() -> None:
    lifter = small((8, 8), Lift(load=kg(60)))
    lifter.train(MONDAY, lambda slot, plan: {"load": kg(80)} if plan.number == 3 else {})
    assert lifter.training.lifts[SQUAT].load == kg("62.5")


def test_one_set_lighter_than_asked_keeps_the_load() -> None:
    lifter = small((8, 8), Lift(load=kg(60)))
    advanced = lifter.train(MONDAY, lambda slot, plan: {"load": kg(50)} if plan.number == 3 else {})
    assert (lifter.training.lifts[SQUAT].load, advanced.notes[0].key) == (kg(60), "held-lighter")


def test_a_hold_names_the_load_that_was_really_picked() -> None:
    """40, then 50 twice: at least half of the sets reached 50, and 50 it is, with one sentence and by all its sets."""
    lifter = small((8, 8), Lift())
    moved = lifter.train(MONDAY, lambda slot, plan: {"load": kg(40 if plan.number == 1 else 50), "rir": 0.5})
    assert ([c.reason.key for c in moved.changes], moved.notes) == (["first-held-reserve"], ())
    lift = lifter.training.lifts[SQUAT]
    assert lift.because is not None
    assert (lift.load, lift.because.values["load"]) == (kg(50), kg(50))
    assert lift.because.sets == lift.last_sets


@pytest.mark.parametrize(
    ("told", "key", "after"),
    [
        ([40, 40, 40], "double-step", 45),
        ([42, 42, 42], "double-step", 45),  # no such bar: from 42 the next that can be loaded
        ([40, 45, 45], "double-step-most", 50),
        ([45, 40, 40], "first-held-lighter", 40),
        ([95, 95, 95], "double-step", 100),
        ([135, 135, 135], "double-step", 145),
        ([47, 47, 47], "double-step", 50),
        ([20, 20, 20], "double-step", 25),  # and not the bar of 45 that is assumed
    ],
)
def test_a_first_load_in_pounds_has_one_reason_of_the_sets_used(told: list[int], key: str, after: int) -> None:
    """A bar that was lifted lighter than the 45 lb that are assumed is there: it is asked for, and done as asked."""
    lifter = small((8, 8), Lift(), POUNDS)
    asked: list[float | None] = []

    def do(slot: SlotPlan, plan: SetPlan) -> dict[str, Any]:
        asked.append(plan.load.number if plan.load else None)
        return {"load": lb(told[plan.number - 1])}

    moved = lifter.train(MONDAY, do)
    assert [(c.reason.key, c.after, c.reason.sets) for c in moved.changes] == [
        (key, lb(after), tuple(s.set_id for s in lifter.sets))
    ]
    assert moved.notes == ()
    assert asked == [None, *[told[0] if told[0] < 45 else told[0] // 5 * 5] * 2]
    assert lifter.loads(SQUAT) == [after] * 3


@pytest.mark.parametrize(("rir", "load"), [(1, 60), (1.5, 60), (2, 62.5)])
def test_after_a_birth_a_success_keeps_two_in_reserve(rir: float, load: float) -> None:
    """A reserve of 4 was asked, as the ladder does: 1 left is no success, as it would be otherwise."""
    lifter = small((8, 8), Lift(load=kg(60)))
    lifter.train(MONDAY, lambda slot, plan: {"rir": rir if plan.number == 3 else 4, "goal_rir": 4})
    assert lifter.training.lifts[SQUAT].load == kg(load)
    other = small((8, 8), Lift(load=kg(60)))
    other.train(MONDAY, lambda slot, plan: {"rir": rir if plan.number == 3 else 4})
    assert other.training.lifts[SQUAT].load == kg("62.5")


def test_the_third_cut_within_eight_weeks_asks_for_an_easy_week() -> None:
    lifter, said = small((8, 8), Lift(load=kg(60))), []
    for date in days(6):
        said += [n.key for n in lifter.train(date, on(SQUAT, {"reps": 7})).notes if n.rule == "deload"]
    assert (said, len(lifter.training.lifts[SQUAT].backoffs)) == (["deload-due"], 3)


def test_the_load_of_rep_work_carries_on_through_the_blocks() -> None:
    lifter, dates = started(), days(5)
    for date in dates[:4]:
        lifter.train(date)
    assert [s.reps for s in lifter.slot(RDL).work] == [(10, 10)] * 4
    assert lifter.loads(RDL) == [45] * 4  # 40, then 42.5 and 45


def test_a_beginner_without_a_told_reserve_moves_on_where_little_is_asked() -> None:
    """The least reserve of a beginner is 2, unless the program asks for less."""
    slot = Slot(1, SQUAT, (Scheme(SetKind.WORK, 3, (5, 5)),), Rule("double"), rir=(1, 2))
    program = Program("small", "Small", 52, ("A",), (Block("b", (1, 52), {"A": (slot,)}),))
    book = Book({"small": program}, BOOK.exercises, NO, NO, {})
    lifter = Lifter(BEGINNER, Training(Plan("small", MONDAY), {SQUAT: Lift(load=kg(60))}), book)
    lifter.train(MONDAY)
    assert lifter.training.lifts[SQUAT].load == kg("62.5")


# ---- stand-ins, pain, what is remembered


def test_reps_of_a_band_grow_to_25_and_fall_back_after_two_misses() -> None:
    kit, name = Settings(equipment=Equipment.BANDS), "banded_hip_thrust"
    lifter = Lifter(kit).begin()
    change = next(c for c in lifter.train(MONDAY).changes if c.exercise == name)
    assert (change.reps_before, change.reps_after, change.before) == ((12, 12), (13, 13), None)
    lift = replace(lifter.training.lifts[name], target=25)
    lifter.training = replace(lifter.training, lifts={name: lift})
    for date in days(3)[1:]:
        moved = lifter.train(date, on(name, {"reps": 5}))
        assert [n.key for n in moved.notes if n.values["exercise"] == name] == ["held-missed"]
    assert lifter.training.lifts[name].target is None


@pytest.mark.parametrize(
    ("exercise", "date", "key", "low"),
    [("banded_hip_thrust", 1, "reps-out-band", 12), ("split_squat", 1, "reps-out-body", 10)],
)
def test_at_25_reps_it_gets_harder_instead(exercise: str, date: int, key: str, low: int) -> None:
    """A stronger band, slower or on one leg: said once it is due, on the card of the next time, and by /why."""
    lifter = Lifter(Settings(equipment=Equipment.BANDS)).begin()
    lifter.train(MONDAY)
    lift = replace(lifter.training.lifts.get(exercise, Lift()), target=25)
    lifter.training = replace(lifter.training, lifts={**lifter.training.lifts, exercise: lift})
    moved = lifter.train(days(2)[date])
    change = next(c for c in moved.changes if c.exercise == exercise)
    assert (change.reason.key, change.reps_before, change.reps_after) == (key, (25, 25), (low, low))
    assert change.reason.sets == tuple(s.set_id for s in lifter.sets if s.slot == change.slot and s.day == "B")
    lifter.training = with_place(BOOK, lifter.training, 1, "B")
    slot = lifter.slot(exercise)
    assert ({s.reps for s in slot.work}, [r.key for r in slot.reasons][-1]) == ({(low, low)}, key)
    lifter.train(days(3)[2])
    assert lifter.training.lifts[exercise].target == low + 1  # and grows again


def test_pain_eases_the_next_session_of_the_lift_and_only_that() -> None:
    lifter, dates = started(), days(4)
    lifter.open(dates[0]).log(on(RDL, None)).ease(THRUST).mark(2, Mark(pain=True))
    lifter.close()
    assert lifter.loads(THRUST) == [30] * 4  # 37.5 × 0.8
    advanced = lifter.train(dates[1])
    assert lifter.training.lifts[THRUST].ease is None
    assert (lifter.tm(), [c for c in advanced.changes if c.exercise == THRUST]) == (96, [])
    assert lifter.loads(THRUST) == [57.5] * 4


def test_what_a_lift_remembers_of_the_last_time() -> None:
    lifter = started()
    lifter.train(MONDAY, lambda slot, plan: {"load": kg(40), "reps": 12} if slot.exercise == THRUST else {})
    lift = lifter.training.lifts[THRUST]
    assert (lift.last_on, lift.last_load, lift.last_reps, len(lift.last_sets)) == (MONDAY, kg(40), (12,) * 4, 4)
    assert lift.best == kg("106.67")
    assert lift.heaviest == kg(80)


HEAVY: list[tuple[dict[str, Any], float]] = [
    ({"load": kg(85), "reps": 8}, 85),
    ({"load": lb(180), "reps": 1}, 81.65),
    ({"load": kg(85), "reps": 0, "failed": True}, 80),  # not lifted
    ({"load": kg(85), "warmup": True}, 80),
    ({"load": kg(85), "load_kind": LoadKind.ASSISTED}, 80),  # help is no load
    ({"load": kg(85), "load_kind": LoadKind.ADDED, "reps": None, "reps_left": 3, "reps_right": 2}, 85),
    ({"load": kg(85), "reps": None, "seconds": 30}, 80),  # held, for no rep
]


@pytest.mark.parametrize(("told", "heaviest"), HEAVY)
def test_the_heaviest_load_is_of_a_rep_or_more(told: dict[str, Any], heaviest: float) -> None:
    lifter = started()
    lifter.train(MONDAY, on(THRUST, told))
    found = lifter.training.lifts[THRUST].heaviest
    assert found is not None
    assert round(float(found.kg), 2) == heaviest


def test_a_workout_beside_the_plan_moves_no_place() -> None:
    lifter = started()
    lifter.open(MONDAY)
    workout = lifter.training.open
    assert workout is not None
    slot = lifter.slot(THRUST)
    lifter.training = replace(lifter.training, open=replace(workout, program=None, week=None, day=None))
    lifter.add(slot, slot.work[0], {"slot": None, "load": kg(100), "reps": 5})
    lifter.close()
    plan = lifter.training.plan
    assert plan is not None
    assert (plan.week, plan.day, plan.last_thrust, lifter.tm()) == (1, 0, MONDAY, 96)
    assert lifter.training.lifts[THRUST].last_load == kg(100)


def test_another_day_done_in_between_keeps_the_place() -> None:
    lifter = started()
    lifter.open(MONDAY)
    workout = lifter.training.open
    assert workout is not None
    lifter.training = replace(lifter.training, open=replace(workout, week=3, day="A"))
    lifter.log().close()
    plan = lifter.training.plan
    assert plan is not None
    assert (plan.week, plan.day, lifter.tm(), plan.last_on) == (1, 0, 96, MONDAY)


# ---- the place


def test_after_the_last_workout_the_program_is_done() -> None:
    lifter = started()
    for date in days(16):
        advanced = lifter.train(date)
    plan = lifter.training.plan
    assert plan is not None
    assert (plan.finished, advanced.notes) == (True, ())
    again = begin(BOOK, lifter.training, KG, "glute-8", days(17)[-1])
    assert again.plan is not None
    assert (again.plan.run, again.plan.week, again.lifts[THRUST].tm) == (2, 1, kg("135.8"))
    assert (again.plan.last_thrust, again.plan.finished) == (days(16)[-1], False)


def test_going_to_another_week_starts_its_tally_anew() -> None:
    lifter = started()
    lifter.train(MONDAY)
    lifter.training = with_place(BOOK, lifter.training, 5, "B")
    lifter.train(days(2)[1])
    assert lifter.tm() == 96  # day A of week 5 was not done
    with pytest.raises(KeyError):
        with_place(BOOK, lifter.training, 99, "A")


def test_a_block_that_was_hardly_trained_comes_again() -> None:
    lifter, dates = started(), days(4)
    said = []
    for k, date in enumerate(dates):
        said += [n.key for n in (lifter.skip(date) if k in (1, 2) else lifter.train(date)).notes]
    plan = lifter.training.plan
    assert plan is not None
    assert ("block-again" in said, plan.week, plan.day, plan.skipped) == (True, 1, 0, 0)


def test_one_skipped_workout_repeats_nothing() -> None:
    lifter = started()
    for k, date in enumerate(days(4)):
        lifter.skip(date) if k == 1 else lifter.train(date)
    plan = lifter.training.plan
    assert plan is not None
    assert plan.week == 3


def test_a_workout_left_without_a_set_counts_as_skipped() -> None:
    lifter = started()
    lifter.open(MONDAY).close(Ended.LEFT)
    plan = lifter.training.plan
    assert plan is not None
    assert (plan.day, plan.skipped, plan.last_on) == (1, 1, None)


def test_the_main_lift_of_a_program() -> None:
    assert main_lift(BOOK, BOOK.programs["glute-8"]) == THRUST


def test_a_day_that_ended_in_pain_is_no_miss() -> None:
    lifter, dates = started(), days(2)
    lifter.open(dates[0]).log(lambda slot, plan: {"reps": 6} if slot.exercise == THRUST else {})
    lifter.ease(THRUST).mark(2, Mark(pain=True))
    lifter.close()
    assert (lifter.training.lifts[THRUST].misses, lifter.training.lifts[THRUST].ease) == (0, 0.8)


def test_notes_name_the_lift_and_say_once_a_week_that_nothing_rises() -> None:
    lifter, dates = started(), days(4)
    first, second = (lifter.train(date, on(THRUST, {"rir": 2})) for date in dates[:2])
    assert [(n.key, n.values["exercise"]) for n in first.notes] == [("tm-held-reserve", THRUST)]
    assert second.notes == ()
    third = lifter.train(dates[2], on(THRUST, {"rir": 2}))
    assert [n.key for n in third.notes] == ["tm-held-reserve"]
