"""Facts as rows and rows as facts, one shelf a kind. Which rows are asked for is in statements.py and loading.py."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import Table

from coach_core.facts import Ended, Fact, LoadChange, Measurement, Reason, SetDone, Step, StepKind, WorkoutDone
from coach_core.store import tables
from coach_core.store.docs import encode
from coach_core.store.seal import Seal
from coach_core.training.weight import LoadKind, Unit, Weight
from coach_core.values import dataclass

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAY, SECOND = 86_400, 1_000_000  # in seconds, in microseconds
UNITS = {str(unit): unit for unit in Unit}
KINDS = {str(kind): kind for kind in LoadKind}

SET_COLUMNS = tuple(column.name for column in tables.set_done.columns)[4:]

read_text = msgspec.json.Decoder(str).decode
read_plan = msgspec.json.Decoder(dict[str, Any]).decode
read_marks = msgspec.json.Decoder(dict[str, str]).decode
read_reps = msgspec.json.Decoder(tuple[int, int | None] | None).decode
read_reason = msgspec.json.Decoder(Reason).decode
read_body = msgspec.json.Decoder(tuple[str, float, str]).decode

Values = tuple[Any, ...]  # a border: the columns of a table


def moment(at: datetime) -> int:
    """Whole microseconds UTC since 1970. Raises ``TypeError`` for a time without a zone."""
    since = at - EPOCH
    return (since.days * DAY + since.seconds) * SECOND + since.microseconds


def at_moment(microseconds: int) -> datetime:
    """The time, in UTC."""
    return EPOCH + timedelta(microseconds=microseconds)


def load_of(load: Weight | None) -> tuple[int | None, str | None]:
    """The two columns of a weight."""
    return (None, None) if load is None else (load.hundredths, str(load.unit))


def weight_of(hundredths: int | None, unit: str | None) -> Weight | None:
    """The weight of two columns."""
    return None if hundredths is None or unit is None else Weight(hundredths, UNITS[unit])


def set_values(s: SetDone, seal: Seal) -> Values:
    """A set as the columns of ``set_done``, after the four that every fact has."""
    at = moment(s.at)
    note = None if s.note is None else seal.close(encode(s.note))
    sides = (s.reps, s.reps_left, s.reps_right, s.seconds, s.distance_m, s.rir, s.rpe)
    marks = (int(s.to_failure), int(s.failed), int(s.warmup), int(s.drop))
    return (
        *(
            s.exercise,
            at,
            at if s.written_at is s.at else moment(s.written_at),
            s.message,
            s.workout,
            s.slot,
            s.set,
            s.program,
            s.week,
            s.day,
        ),
        *(*load_of(s.load), str(s.load_kind), *sides, *marks, note, s.goal_reps, s.goal_rir),
    )


def read_set(set_id: str, values: Values, seal: Seal) -> SetDone:
    """The set of a row."""
    row = dict(zip(SET_COLUMNS, values, strict=True))
    row["load"] = weight_of(row["load"], row.pop("unit"))
    row["load_kind"] = KINDS[row["load_kind"]]
    row["note"] = None if row["note"] is None else read_text(seal.open(row["note"]))
    times = {name: at_moment(row[name]) for name in ("at", "written_at")}
    marks = {name: bool(row[name]) for name in ("to_failure", "failed", "warmup", "drop")}
    return SetDone(set_id, **{**row, **times, **marks})


def workout_values(w: WorkoutDone, seal: Seal) -> Values:
    """A workout as the columns of ``workout_done``."""
    plan, marks = seal.close(encode(w.plan)), seal.close(encode(w.marks))
    return (w.ended.value, moment(w.opened_at), moment(w.ended_at), w.program, w.week, w.day, w.gap_days, plan, marks)


def read_workout(workout: str, values: Values, seal: Seal) -> WorkoutDone:
    """The workout of a row."""
    how, opened_at, ended_at, program, week, day, gap_days, plan, marks = values
    times = at_moment(opened_at), at_moment(ended_at)
    told = read_plan(seal.open(plan)), read_marks(seal.open(marks))
    return WorkoutDone(workout, Ended(how), *times, program, week, day, *told, gap_days)


def change_values(c: LoadChange, seal: Seal) -> Values:
    """A changed target as the columns of ``load_change``."""
    reps = encode(c.reps_before).decode(), encode(c.reps_after).decode()
    reason = encode(c.reason).decode()
    loads = *load_of(c.before), *load_of(c.after)
    return (moment(c.at), c.exercise, c.slot, c.workout, *loads, *reps, c.reason.rule, reason)


def read_change(change_id: str, values: Values, seal: Seal) -> LoadChange:
    """The changed target of a row."""
    at, exercise, slot, workout, *loads, reps_before, reps_after, _, reason = values
    weights = weight_of(*loads[:2]), weight_of(*loads[2:])
    reps = read_reps(reps_before), read_reps(reps_after)
    return LoadChange(change_id, at_moment(at), exercise, read_reason(reason), slot, workout, *weights, *reps)


def step_values(s: Step, seal: Seal) -> Values:
    """A step as the columns of ``step``."""
    return (moment(s.at), s.kind.value, s.exercise, s.text, *load_of(s.load), s.factor)


def read_step(step_id: str, values: Values, seal: Seal) -> Step:
    """The step of a row."""
    at, kind, exercise, text, load, unit, factor = values
    return Step(step_id, at_moment(at), StepKind(kind), exercise, text, weight_of(load, unit), factor)


def measurement_values(m: Measurement, seal: Seal) -> Values:
    """A measurement as the columns of ``measurement``."""
    return (moment(m.at), seal.close(encode((m.what, m.value, m.unit))))


def read_measurement(measurement_id: str, values: Values, seal: Seal) -> Measurement:
    """The measurement of a row."""
    at, body = values
    return Measurement(measurement_id, at_moment(at), *read_body(seal.open(body)))


@dataclass(frozen=True, slots=True)
class Shelf:
    """One kind of facts: its table, the name of its id, its time, and the way there and back."""

    table: Table
    id: str
    time: str
    values: Callable[[Any, Seal], Values]
    read: Callable[[str, Values, Seal], Any]


SHELVES: dict[type, Shelf] = {
    SetDone: Shelf(tables.set_done, "set_id", "at", set_values, read_set),
    WorkoutDone: Shelf(tables.workout_done, "workout", "ended_at", workout_values, read_workout),
    LoadChange: Shelf(tables.load_change, "change_id", "at", change_values, read_change),
    Step: Shelf(tables.step, "step_id", "at", step_values, read_step),
    Measurement: Shelf(tables.measurement, "measurement_id", "at", measurement_values, read_measurement),
}


def order(fact: Fact) -> tuple[datetime, int, str]:
    """The order of facts: time, then id, s9 before s10."""
    shelf = SHELVES[type(fact)]
    name: str = getattr(fact, shelf.id)
    return getattr(fact, shelf.time), len(name), name
