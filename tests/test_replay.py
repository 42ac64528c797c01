"""The past worked out anew: the same as what was reached step by step, and right after a correction."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lifter import BOOK, MONDAY, Lifter, days, kg, lb, moment
from onboarding import onboard
from talking import talking, the_book

from coach_core.facts import Step, StepKind
from coach_core.person import Equipment, Level, Mark, Settings
from coach_core.training.begin import with_place, with_training_max
from coach_core.training.exercise import Tool
from coach_core.training.marks import read_marks, written_marks
from coach_core.training.plates import loadable_down
from coach_core.training.prescription import SetPlan, SlotPlan
from coach_core.training.replay import replay
from coach_core.training.today import Today
from coach_core.training.weight import Unit

THRUST = "barbell_hip_thrust"
SETS = st.fixed_dictionaries(
    {},
    optional={
        "reps": st.integers(0, 15),
        "rir": st.sampled_from([0, 1, 2, 3, 4, 5, 2.5]),
        "failed": st.just(True),
        "load": st.sampled_from([kg(30), kg("52.5"), kg(90)]),
        "drop": st.just(True),
    },
)
# rare changes to what is asked: most sets are done as prescribed
TOLD = st.one_of(st.just({}), st.just({}), st.just({}), SETS, st.none())
SESSIONS = st.fixed_dictionaries(
    {
        "apart": st.sampled_from([1, 3, 4, 7, 12, 25, 40, 70]),
        "skip": st.sampled_from([False, False, False, True]),
        "told": st.lists(TOLD, min_size=1, max_size=6),
        "mark": st.sampled_from([None, None, "skip", "swap", "pain", "ease"]),
        "slot": st.integers(1, 3),
    }
)
PEOPLE = st.builds(
    Settings,
    unit=st.sampled_from(Unit),
    level=st.sampled_from(Level),
    equipment=st.sampled_from(Equipment),
    zone=st.sampled_from([None, "Europe/Madrid", "Pacific/Auckland"]),
    bar=st.sampled_from([None, None, kg(15), lb(35)]),
)

PEOPLE_NOW = Settings(
    unit=Unit.LB, level=Level.ADVANCED, equipment=Equipment.BANDS, zone="Pacific/Auckland", bar=lb(35)
)


def live(person: Settings, start: str, sessions: list[dict[str, Any]]) -> Lifter:
    """A history: begun, a first set told or never done, then these sessions."""
    lifter = Lifter(person).begin()
    if start == "never":
        lifter.never()
    elif start == "set":
        lifter.start(kg(80), 10)
    on = MONDAY
    for session in sessions:
        if lifter.training.plan is None or lifter.training.plan.finished:
            break
        on = days(2, on, (session["apart"],))[1]
        if session["skip"]:
            lifter.skip(on)
        else:
            one(lifter, on, session)
    return lifter


def one(lifter: Lifter, on: date, session: dict[str, Any]) -> None:
    lifter.open(on)
    told, slot = session["told"], session["slot"]
    if session["mark"] == "swap":
        lifter.mark(slot, Mark(exercise="dumbbell_hip_thrust"))

    def do(plan: SlotPlan, one_set: SetPlan) -> dict[str, Any] | None:
        answer: dict[str, Any] | None = told[(plan.slot or 0) * 3 % len(told) - one_set.number % len(told)]
        return answer

    lifter.log(do, limit=20)
    if session["mark"] == "skip":
        lifter.mark(slot, Mark(skipped=True))
    if session["mark"] in ("pain", "ease"):
        lifter.ease(lifter.day(on).slots[slot - 1].exercise)
    if session["mark"] == "pain":
        lifter.mark(slot, Mark(pain=True))
    lifter.close()


@settings(max_examples=60, deadline=None)
@given(person=PEOPLE, start=st.sampled_from(["set", "never", "unknown"]), sessions=st.lists(SESSIONS, max_size=20))
def test_replay_equals_what_was_reached_step_by_step(
    person: Settings, start: str, sessions: list[dict[str, Any]]
) -> None:
    lifter = live(person, start, sessions)
    again = replay(BOOK, person, lifter.steps, lifter.workouts, lifter.sets)
    assert again.training == lifter.training


@settings(max_examples=30, deadline=None)
@given(start=st.sampled_from(["set", "never", "unknown"]), lived=st.lists(st.tuples(PEOPLE, SESSIONS), max_size=12))
def test_replay_works_every_workout_out_with_the_settings_of_its_time(
    start: str, lived: list[tuple[Settings, dict[str, Any]]]
) -> None:
    """Unit, level, equipment, zone and bar change from workout to workout; those of now decide nothing in the past."""
    lifter, on = live(Settings(), start, []), MONDAY
    for k, (person, session) in enumerate(lived):
        lifter.settings = person if k else lifter.settings
        if lifter.training.plan is None or lifter.training.plan.finished:
            break
        on = days(2, on, (session["apart"],))[1]
        if session["skip"]:
            lifter.skip(on)
        else:
            one(lifter, on, session)
    again = replay(BOOK, PEOPLE_NOW, lifter.steps, lifter.workouts, lifter.sets)
    assert again.training == lifter.training or not lifter.workouts


@settings(max_examples=20, deadline=None)
@given(person=PEOPLE, sessions=st.lists(SESSIONS, max_size=8), order=st.randoms(use_true_random=False))
def test_the_order_in_which_the_facts_are_handed_over_does_not_matter(
    person: Settings, sessions: list[dict[str, Any]], order: Random
) -> None:
    lifter = live(person, "set", sessions)
    steps, workouts, sets = list(lifter.steps), list(lifter.workouts), list(lifter.sets)
    for facts in (steps, workouts, sets):
        order.shuffle(facts)
    assert replay(BOOK, person, steps, workouts, sets).training == lifter.training


def plain_session(apart: int) -> dict[str, Any]:
    """Everything done as it was asked, so many days after the last time."""
    return {"apart": apart, "skip": False, "told": [{}], "mark": None, "slot": 1}


@settings(max_examples=40, deadline=None)
@given(person=PEOPLE, start=st.sampled_from(["set", "never", "unknown"]), sessions=st.lists(SESSIONS, max_size=12))
@example(
    person=Settings(unit=Unit.LB, level=Level.BEGINNER, equipment=Equipment.BARBELL),
    start="set",
    sessions=[plain_session(apart) for apart in (1, 1, 1, 40, 1, 1, 1)],
)
def test_whatever_was_logged_the_next_workout_can_be_trained(
    person: Settings, start: str, sessions: list[dict[str, Any]]
) -> None:
    """Every load can be made on the bar that is assumed, or the person lifted less than that bar, on one they have."""
    lifter = live(person, start, sessions)
    stored, bar = {s.set_id for s in lifter.sets}, Today(BOOK, BOOK.programs["glute-8"], 1, "A", person).bar
    for slot in lifter.day(MONDAY).slots:
        assert slot.work
        loaded = Tool.BAR if BOOK.exercises[slot.exercise].tool is Tool.BAR else Tool.DUMBBELL
        lifted = {s.load for s in lifter.sets if s.exercise == slot.exercise}
        lighter = any(load is not None and load < bar for load in lifted)
        for load in (plan.load for plan in slot.sets if plan.load is not None):
            assert loadable_down(load, loaded, bar) == load or load in lifted or (lighter and load < bar)
            assert 0 < load.hundredths < 100_000
            assert load.hundredths % 250 == 0
        for reason in (slot.because, *slot.reasons):
            assert set(reason.sets) <= stored


def test_all_changes_come_out_again() -> None:
    lifter, seen = Lifter(Settings(unit=Unit.KG)).begin().start(kg(80), 10), []
    for on in days(16):
        seen += lifter.train(on).changes
    again = replay(BOOK, lifter.settings, lifter.steps, lifter.workouts, lifter.sets)
    assert list(again.changes) == seen
    assert len({c.change_id for c in seen}) == len(seen)


def test_a_corrected_set_moves_everything_that_rested_on_it() -> None:
    lifter = Lifter(Settings(unit=Unit.KG)).begin().start(kg(80), 10)
    dates = days(4)
    lifter.train(dates[0], lambda slot, plan: {"reps": 7} if slot.exercise == THRUST and plan.number == 4 else {})
    for on in dates[1:]:
        lifter.train(on)
    assert lifter.tm() == 100.8
    mended = [replace(s, reps=12) if s.exercise == THRUST else s for s in lifter.sets[1:]]
    again = replay(BOOK, lifter.settings, lifter.steps, lifter.workouts, [lifter.sets[0], *mended])
    assert again.training.lifts[THRUST].tm == kg("105.8")


def test_a_deleted_workout_and_a_deleted_starting_set() -> None:
    lifter = Lifter(Settings(unit=Unit.KG)).begin().start(kg(80), 10)
    for on in days(2):
        lifter.train(on)
    gone = replay(BOOK, lifter.settings, lifter.steps, lifter.workouts[:1], lifter.sets)
    assert gone.training.plan is not None
    assert (gone.training.plan.day, gone.training.lifts[THRUST].tm) == (1, kg(96))
    unknown = replay(BOOK, lifter.settings, lifter.steps, (), ())
    assert unknown.training.lifts == {}


def test_everything_at_one_instant_goes_by_the_ids() -> None:
    """A whole life on a clock that stands still: the second program is begun after the first workout."""
    lifter = Lifter(Settings(unit=Unit.KG)).begin().start(kg(80), 10)
    lifter.train(MONDAY)
    lifter.begin(on=MONDAY)
    still = moment(MONDAY)
    steps = [replace(s, at=still) for s in lifter.steps]
    workouts = [replace(w, ended_at=still) for w in lifter.workouts]
    again = replay(BOOK, lifter.settings, steps, workouts, lifter.sets)
    assert again.training == lifter.training


def test_a_training_max_and_a_place_are_taken_up() -> None:
    lifter = Lifter(Settings(unit=Unit.KG)).begin().start(kg(80), 10)
    at = moment(MONDAY, 5)
    steps = [
        *lifter.steps,
        Step("p8", at, StepKind.TRAINING_MAX, THRUST, load=kg(120)),
        Step("p9", at, StepKind.PLACE, text="5:B"),
        Step("p10", at, StepKind.PLACE, text="77:Z"),
    ]
    again = replay(BOOK, lifter.settings, steps, (), lifter.sets).training
    wanted = with_training_max(lifter.training, THRUST, kg(120))
    assert again == with_place(BOOK, wanted, 5, "B")


def test_marks_are_read_as_they_were_written() -> None:
    marks = {
        1: Mark(),
        2: Mark(skipped=True),
        3: Mark(pain=True),
        4: Mark(exercise="step_up"),
        5: Mark(pain=True, exercise="step_up"),
        6: Mark(skipped=True, exercise="step_up"),
    }
    assert read_marks(written_marks(marks)) == {k: m for k, m in marks.items() if k > 1}
    assert read_marks({"2": "load", "x": "pain"}) == {2: Mark()}


@pytest.mark.parametrize("zone", ["Auckland", "Honolulu"])
async def test_the_first_day_stays_the_first_day_in_another_zone(zone: str, tmp_path: Path) -> None:
    """A zone is told after the beginning, in which that was another day."""
    talk = await talking(tmp_path / "z.db", clock=f"2026-11-23T{'18' if zone == 'Auckland' else '05'}:00:00+00:00")
    await onboard(talk)
    await talk(f"/timezone {zone}")
    for line in ("done", "finish", "yes", "/cancel"):
        await talk(line)
    person = await talk.store.person("terminal", "me")
    assert person is not None
    assert person.training.plan is not None
    rows = await talk.store.rows(person.number)
    await talk.close()
    again = replay(the_book(), person.settings, rows.steps, rows.workouts, rows.sets).training.plan
    assert again is not None
    assert again.started == person.training.plan.started == date(2026, 11, 23)
    old = tuple(replace(s, text=s.text.partition(" ")[0]) for s in rows.steps)
    before = replay(the_book(), person.settings, old, rows.workouts, rows.sets).training.plan
    assert before is not None
    assert before.started != date(2026, 11, 23), "the control: what was stored before did not say the day"
