"""A lifter for the tests of the engine: opens a workout, does what a test says, closes it. Keeps every fact."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from coach_core.data.book import Book
from coach_core.data.load import load_exercises, load_programs
from coach_core.facts import Ended, SetDone, Step, StepKind, WorkoutDone
from coach_core.person import Mark, Settings, Training, Workout
from coach_core.training.advance import Advanced, advance
from coach_core.training.as_data import workout_data
from coach_core.training.begin import begin, never_did, with_ease, with_start_set
from coach_core.training.gap import gap_days, local_day
from coach_core.training.marks import written_marks
from coach_core.training.prescribe import prescribe
from coach_core.training.prescription import DayPlan, SetPlan, SlotPlan
from coach_core.training.then import written_settings
from coach_core.training.weight import Unit, Weight, weigh

EXERCISES = load_exercises()
PROGRAMS = load_programs(EXERCISES)
NO: Any = None
BOOK = Book(PROGRAMS, EXERCISES, NO, NO, {})
MONDAY = date(2026, 11, 23)

# What a lifter does with the next set: changes to what is prescribed; None leaves the slot where it is.
Do = Callable[[SlotPlan, SetPlan], "dict[str, Any] | None"]
PICKS = {"external": 40, "added": 10}  # what is picked where no load is prescribed, by kind of load


def kg(number: float | str) -> Weight:
    return weigh(str(number), Unit.KG)


def lb(number: float | str) -> Weight:
    return weigh(str(number), Unit.LB)


def as_asked(slot: SlotPlan, plan: SetPlan) -> dict[str, Any] | None:
    return {}


def moment(on: date, minutes: int = 0) -> datetime:
    return datetime.combine(on, time(18, 0), UTC) + timedelta(minutes=minutes)


@dataclass
class Lifter:
    """One person of a test, with the facts that a store would keep."""

    settings: Settings = field(default_factory=Settings)
    training: Training = field(default_factory=Training)
    book: Book = BOOK
    steps: list[Step] = field(default_factory=list)
    workouts: list[WorkoutDone] = field(default_factory=list)
    sets: list[SetDone] = field(default_factory=list)
    last: Advanced | None = None
    made: int = 0
    picks: dict[str, int] = field(default_factory=lambda: dict(PICKS))

    def id(self, letter: str) -> str:
        self.made += 1
        return f"{letter}{self.made}"

    def local(self, on: date) -> date:
        return local_day(moment(on), self.settings.zone)

    def begin(self, program: str = "glute-8", on: date = MONDAY) -> Lifter:
        self.training = begin(self.book, self.training, self.settings, program, self.local(on))
        self.steps.append(Step(self.id("p"), moment(on), StepKind.BEGIN, text=program))
        return self

    def start(self, load: Weight, reps: int, exercise: str = "barbell_hip_thrust", rir: float | None = None) -> Lifter:
        at = self.steps[-1].at
        done = SetDone(self.id("s"), exercise, at, at, load=load, reps=reps, rir=rir)
        self.training, _ = with_start_set(self.book, self.training, self.settings, done)
        self.sets.append(done)
        self.steps.append(Step(self.id("p"), at, StepKind.START_SET, text=done.set_id))
        return self

    def never(self) -> Lifter:
        self.training = never_did(self.book, self.training, self.settings)
        self.steps.append(Step(self.id("p"), self.steps[-1].at, StepKind.START_SET))
        return self

    def day(self, on: date = MONDAY) -> DayPlan:
        return prescribe(self.book, self.training, self.settings, on)

    def open(self, on: date, marks: dict[int, Mark] | None = None) -> Lifter:
        plan = self.training.plan
        assert plan is not None
        day = self.book.programs[plan.program].days[plan.day]
        local = self.local(on)
        gap = gap_days(plan, local)
        workout = Workout(self.id("w"), moment(on), local, plan.program, plan.week, day, gap, marks or {})
        self.training = replace(self.training, open=workout)
        return self

    def log(self, do: Do = as_asked, limit: int = 100) -> Lifter:
        """Does the sets that are left, one after the other, each as it is prescribed after the one before."""
        passed: set[int | None] = set()
        for _ in range(limit):
            slot = next((s for s in self.day().slots if s.left and s.slot not in passed), None)
            if slot is None:
                return self
            told = do(slot, slot.left[0])
            if told is None:
                passed.add(slot.slot)
            else:
                self.add(slot, slot.left[0], told)
        return self

    def add(self, slot: SlotPlan, plan: SetPlan, told: dict[str, Any]) -> SetDone:
        workout = self.training.open
        assert workout is not None
        before = [s for s in workout.sets if s.slot == slot.slot and not s.warmup]
        at = workout.opened_at + timedelta(minutes=3 * len(workout.sets) + 1)
        reps = plan.reps[0] if plan.reps else plan.steps
        pick = self.picks.get(plan.load_kind.value)
        load = plan.load or (weigh(pick, self.settings.unit or Unit.KG) if pick else None)
        done = SetDone(
            self.id("s"), slot.exercise, at, at, None, workout.workout, slot.slot, len(before) + 1, workout.program,
            workout.week, workout.day, load, plan.load_kind, reps, goal_reps=reps,
            goal_rir=plan.rir[0] if plan.rir else None,
        )  # fmt: skip
        done = replace(done, **told)
        self.training = replace(self.training, open=replace(workout, sets=(*workout.sets, done)))
        return done

    def mark(self, slot: int, mark: Mark) -> Lifter:
        workout = self.training.open
        assert workout is not None
        self.training = replace(self.training, open=replace(workout, marks={**workout.marks, slot: mark}))
        return self

    def ease(self, exercise: str, factor: float = 0.8) -> Lifter:
        workout = self.training.open
        assert workout is not None
        self.training = with_ease(self.training, exercise, factor)
        step = Step(self.id("p"), workout.opened_at, StepKind.EASE, exercise, factor=factor)
        self.steps.append(step)
        return self

    def close(self, ended: Ended = Ended.FINISHED) -> Advanced:
        workout = self.training.open
        assert workout is not None
        over = workout.opened_at + timedelta(hours=1)
        plan = {**workout_data(self.book, self.day()), "settings": written_settings(self.settings)}
        done = WorkoutDone(
            workout.workout, ended, workout.opened_at, over, workout.program, workout.week, workout.day,
            plan=plan, marks=written_marks(workout.marks), gap_days=workout.gap_days,
        )  # fmt: skip
        self.last = advance(self.book, self.training, self.settings, done, workout.sets)
        self.training = self.last.training
        self.workouts.append(done)
        self.sets += workout.sets
        return self.last

    def train(self, on: date, do: Do = as_asked, marks: dict[int, Mark] | None = None) -> Advanced:
        return self.open(on, marks).log(do).close()

    def skip(self, on: date) -> Advanced:
        return self.open(on).close(Ended.SKIPPED)

    def slot(self, exercise: str, on: date = MONDAY) -> SlotPlan:
        return next(s for s in self.day(on).slots if s.exercise == exercise)

    def loads(self, exercise: str, on: date = MONDAY) -> list[float | None]:
        return [s.load.number if s.load else None for s in self.slot(exercise, on).work]

    def tm(self, exercise: str = "barbell_hip_thrust") -> float | None:
        tm = self.training.lifts[exercise].tm
        return tm.number if tm else None


def days(count: int, start: date = MONDAY, apart: tuple[int, ...] = (3, 4)) -> list[date]:
    """Days of ``count`` sessions, Monday and Thursday."""
    found = [start]
    while len(found) < count:
        found.append(found[-1] + timedelta(days=apart[(len(found) - 1) % len(apart)]))
    return found
