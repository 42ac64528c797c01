"""What is remembered of a day never changes it: drawn set by set it is the day that is drawn in one go."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import example, given, settings
from hypothesis import strategies as st
from talking import the_book

from coach_core.facts import SetDone
from coach_core.person import Equipment, Level, Lift, Mark, Settings, Training, Workout
from coach_core.training.begin import begin, with_start_set
from coach_core.training.memory import Memory
from coach_core.training.prescribe import prescribe
from coach_core.training.weight import LoadKind, Unit, Weight

NOW = datetime(2026, 11, 23, 18, tzinfo=UTC)
ON = date(2026, 11, 23)


def begun(start: SetDone | None, equipment: Equipment, level: Level) -> tuple[Training, Settings]:
    chosen = Settings(unit=Unit.KG, level=level, equipment=equipment)
    training = begin(the_book(), Training(), chosen, "glute-8", ON)
    if start is not None:
        training, _ = with_start_set(the_book(), training, chosen, start)
    return training, chosen


sets = st.lists(
    st.tuples(
        st.integers(1, 5),  # slot; 5 is none
        st.integers(3, 15),  # reps
        st.sampled_from([None, 0, 1, 3, 6]),  # reserve
        st.sampled_from([None, 2000, 6000, 8000]),  # load
        st.booleans(),  # a warm-up now and then
        st.booleans(),
    ),
    max_size=14,
)


@given(
    sets,
    st.integers(1, 8),
    st.sampled_from("AB"),
    st.sampled_from(list(Equipment)),
    st.sampled_from(list(Level)),
    st.booleans(),
    st.sampled_from([None, "romanian_deadlift", "glute_bridge"]),
)
@example(
    [(2, 8, None, 6000, False, False), (2, 12, None, 2000, False, False)],
    1, "A", Equipment.BARBELL, Level.INTERMEDIATE, True, None,
)  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_set_by_set_is_in_one_go(
    told: list[tuple[int, int, int | None, int | None, bool, bool]],
    week: int,
    day: str,
    equipment: Equipment,
    level: Level,
    known: bool,
    swapped: str | None,
) -> None:
    start = SetDone("s1", "barbell_hip_thrust", NOW, NOW, load=Weight(8000, Unit.KG), reps=10) if known else None
    training, chosen = begun(start, equipment, level)
    lifts = {**training.lifts, "romanian_deadlift": Lift(load=Weight(5000, Unit.KG))}
    marks = {2: Mark(exercise=swapped)} if swapped else {}
    workout = Workout("w1", NOW, ON, "glute-8", week, day, marks=marks)
    training = replace(training, lifts=lifts, open=workout)
    book = the_book()
    for k, (slot, reps, rir, load, warm, drop) in enumerate(told):
        shown = next((s for s in prescribe(book, training, chosen, ON).slots if s.slot == slot), None)
        done = SetDone(
            f"s{k + 2}", shown.exercise if shown else "plank", NOW, NOW, workout="w1", slot=slot if shown else None,
            set=1 + sum(s.slot == (slot if shown else None) and s.warmup == (warm and drop) for s in workout.sets),
            load=Weight(load, Unit.KG) if load else (shown.left[0].load if shown and shown.left else None),
            load_kind=LoadKind.EXTERNAL, reps=reps, rir=rir, warmup=warm and drop, drop=drop and not warm,
            goal_reps=shown.left[0].reps[0] if shown and shown.left and shown.left[0].reps else None,
        )  # fmt: skip
        workout = replace(workout, sets=(*workout.sets, done))
        training = replace(training, open=workout)
        chosen = replace(chosen, order=reps, names=((f"n{k}", "plank"),), asked=("rest",) * k)
        chosen = replace(chosen, bar=Weight(1500, Unit.KG) if reps == 7 else None)
        if reps == 8:  # other equipment in mid-workout: the slot goes on with another exercise
            other = Equipment.DUMBBELLS if chosen.equipment is not Equipment.DUMBBELLS else Equipment.BARBELL
            chosen = replace(chosen, equipment=other)
        remembered = prescribe(book, training, chosen, ON)
        assert remembered == prescribe(replace(book, memory=Memory()), training, chosen, ON)


def test_a_habit_of_writing_draws_nothing_anew() -> None:
    training, chosen = begun(None, Equipment.BARBELL, Level.INTERMEDIATE)
    book = the_book()
    day = prescribe(book, training, chosen, ON)
    assert prescribe(book, training, replace(chosen, order=1, asked=("rest",)), ON) is day
    assert prescribe(book, training, replace(chosen, equipment=Equipment.BANDS), ON) != day
