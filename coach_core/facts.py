"""What a turn makes true and the store keeps in typed tables: sets, workouts, load changes, steps, measurements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime
from enum import StrEnum

from coach_core.training.weight import LoadKind, Weight
from coach_core.values import dataclass

Simple = str | int | float | bool | Weight | None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a number is what it is: the named rule, the key of its sentence, the sets it looked at, their values.

    ``values`` fill the placeholders of the sentence; dates are ISO strings and the text says ``{on:date}``.
    ``source`` is the number of the rule in docs/rules.md ("R12") and where it comes from.
    """

    rule: str
    key: str
    sets: tuple[str, ...] = ()
    values: Mapping[str, Simple] = field(default_factory=dict)
    source: str = ""


@dataclass(frozen=True, slots=True)
class SetDone:
    """One set as it was done. A set that is changed keeps its ``set_id``; the older version is ended by the turn."""

    set_id: str
    exercise: str
    at: datetime  # when it was done: when it was told, unless another day was named
    written_at: datetime  # when the message was written that told of it
    message: str | None = None  # platform and event id of the message that it was read from
    workout: str | None = None  # None: a starting set, told before the first workout
    slot: int | None = None  # None: off the plan
    set: int = 1  # from 1, among the work sets (or the warm-ups) of its slot or exercise in this workout
    program: str | None = None
    week: int | None = None
    day: str | None = None
    load: Weight | None = None
    load_kind: LoadKind = LoadKind.EXTERNAL
    reps: int | None = None  # None for a hold or a walk
    reps_left: int | None = None
    reps_right: int | None = None
    seconds: int | None = None
    distance_m: float | None = None
    rir: float | None = None  # as told
    rpe: float | None = None  # as told
    to_failure: bool = False
    failed: bool = False
    warmup: bool = False
    drop: bool = False
    note: str | None = None
    goal_reps: int | None = None  # what was prescribed, kept so that rules can judge the set later
    goal_rir: float | None = None  # the reserve that was prescribed (its low end)


class Ended(StrEnum):
    """How a workout ended."""

    FINISHED = "finished"
    SKIPPED = "skipped"
    LEFT = "left"  # closed by the coach after a long while, with what was done


@dataclass(frozen=True, slots=True)
class WorkoutDone:
    """A workout that is over. ``plan`` is its prescription in the form of ``data.workout``, as it stood at the end."""

    workout: str
    ended: Ended
    opened_at: datetime
    ended_at: datetime
    program: str | None = None
    week: int | None = None
    day: str | None = None
    plan: Mapping[str, object] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)  # slot → "skipped" | "pain" | the exercise swapped in
    gap_days: int | None = None


@dataclass(frozen=True, slots=True)
class LoadChange:
    """A target that moved: from, to, and why (``data.progress``)."""

    change_id: str
    at: datetime
    exercise: str
    reason: Reason
    slot: int | None = None
    workout: str | None = None
    before: Weight | None = None
    after: Weight | None = None
    reps_before: tuple[int, int | None] | None = None
    reps_after: tuple[int, int | None] | None = None


class StepKind(StrEnum):
    """What else, beside finished workouts, moves a plan: kept so that a corrected past can be worked out anew."""

    BEGIN = "begin"  # a program was begun; ``text`` is its name
    START_SET = "start-set"  # a starting set was told; ``text`` is its set_id
    TRAINING_MAX = "training-max"  # the person set a training max; ``load``
    EASE = "ease"  # pain: the lift comes back lighter; ``factor``
    PLACE = "place"  # the person went to another week or day; ``text`` is "week:day"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing beside a workout that moved the plan."""

    step_id: str
    at: datetime
    kind: StepKind
    exercise: str | None = None
    text: str = ""  # of a beginning: the program, and the local day on which it began (``begun_on``)
    load: Weight | None = None
    factor: float | None = None


def begun_on(program: str, day: date) -> str:
    """The text of a beginning: whatever zone is told later, that was the day."""
    return f"{program} {day.isoformat()}"


@dataclass(frozen=True, slots=True)
class Measurement:
    """Body weight or a girth. Encrypted at rest when a key is set."""

    measurement_id: str
    at: datetime
    what: str  # "body_weight", "hips"
    value: float
    unit: str


Fact = SetDone | WorkoutDone | LoadChange | Step | Measurement
