"""Prescriptions, sets, changes and reasons as plain data, in the shapes that interfaces.md promises. No decisions."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from coach_core.facts import LoadChange, Reason, SetDone
from coach_core.training.prescription import DayPlan, SetPlan, SlotPlan
from coach_core.training.weight import Weight

if TYPE_CHECKING:
    from coach_core.data.book import Book

Data = dict[str, object]


def workout_data(book: Book, day: DayPlan) -> Data:
    """``data.workout``: the day with all its sets."""
    slots = [slot_data(slot) for slot in day.slots]
    return {"program": day.program, "week": day.week, "day": day.day, "exercises": slots}


def slot_data(slot: SlotPlan) -> Data:
    """One exercise of ``data.workout``."""
    return {
        "slot": slot.slot,
        "exercise": slot.exercise,
        "name": english(slot.exercise),
        "planned": slot.planned,
        "skipped": slot.skipped,
        "stopped": slot.stopped,
        "sets": [plan_data(s) for s in slot.sets],
    }


def english(exercise: str) -> str:
    """The English name that an id stands for: "Barbell hip thrust"."""
    return exercise.replace("_", " ").capitalize()


def plan_data(s: SetPlan) -> Data:
    """One prescribed set. Plates are those on each side of the bar; no load, no unit."""
    return {
        "set": s.number,
        "kind": s.kind.value,
        "load": s.load.number if s.load else None,
        "unit": s.load.unit.value if s.load else None,
        "load_kind": s.load_kind.value,
        "implements": s.implements,
        "plates": [p.number for p in s.plates] if s.plates is not None else None,
        "pct": [plain(p) for p in s.pct] if s.pct else None,
        "tm": weight_data(s.tm),
        "reps": list(s.reps) if s.reps else None,
        "per_side": s.per_side,
        "seconds": s.seconds,
        "steps": s.steps,
        "hold_s": s.hold_s,
        "rir": list(s.rir) if s.rir else None,
        "rest_s": list(s.rest_s) if s.rest_s else None,
        "done": s.done is not None,
    }


def weight_data(weight: Weight | None) -> Data | None:
    """A weight with its unit."""
    return {"load": weight.number, "unit": weight.unit.value} if weight else None


def plain(number: float | Decimal | None) -> int | float | None:
    """A number for JSON: whole where it is whole."""
    if number is None:
        return None
    return int(number) if number == int(number) else float(number)


def set_data(done: SetDone, change: str) -> Data:
    """One element of ``data.logged``; ``change`` is "stored", "changed" or "removed"."""
    at = done.at.isoformat()
    return {
        "set_id": done.set_id,
        "change": change,
        "exercise": done.exercise,
        "slot": done.slot,
        "set": done.set,
        "program": done.program,
        "week": done.week,
        "day": done.day,
        "load": done.load.number if done.load else None,
        "unit": str(done.load.unit) if done.load else None,
        "load_kind": str(done.load_kind),
        "reps": done.reps,
        "reps_left": done.reps_left,
        "reps_right": done.reps_right,
        "seconds": done.seconds,
        "distance_m": done.distance_m if done.distance_m is None else plain(done.distance_m),
        "rir": done.rir if done.rir is None else plain(done.rir),
        "rpe": done.rpe if done.rpe is None else plain(done.rpe),
        "to_failure": done.to_failure,
        "failed": done.failed,
        "warmup": done.warmup,
        "drop": done.drop,
        "note": done.note,
        "at": at,
        "written_at": at if done.written_at is done.at else done.written_at.isoformat(),
    }


def change_data(change: LoadChange) -> Data:
    """One element of ``data.progress``."""
    return {
        "exercise": change.exercise,
        "slot": change.slot,
        "from": _target(change.before, change.reps_before),
        "to": _target(change.after, change.reps_after),
        "rule": change.reason.rule,
        "why": change.reason.key,
    }


def _target(load: Weight | None, reps: tuple[int, int | None] | None) -> Data:
    return {
        "load": load.number if load else None,
        "unit": load.unit.value if load else None,
        "reps": list(reps) if reps else None,
    }


def why_data(about: str, reason: Reason) -> Data:
    """``data.why``: what a number rests on."""
    return {
        "about": about,
        "rule": reason.rule,
        "reason": reason.key,
        "sets": list(reason.sets),
        "values": _values(reason.values),
        "source": reason.source,
    }


def _values(values: Mapping[str, object]) -> Data:
    return {name: weight_data(v) if isinstance(v, Weight) else v for name, v in values.items()}
