"""A Reading as the object that `topset parse` prints (interfaces.md section 4): names, order, nulls. No reading."""

from __future__ import annotations

from collections.abc import Iterable

from coach_core.notation.lexicon import Lexicon
from coach_core.notation.reading import Deed, Entry, Reading, ReadSet

Json = dict[str, object]


def reading_data(reading: Reading, lexicon: Lexicon) -> Json:
    """The object of a reading. ``problem`` is added to what section 4 promises."""
    corrects = reading.corrects
    return {
        "intent": reading.intent.value,
        "entries": _entries(reading.entries, lexicon),
        "corrects": list(corrects) if isinstance(corrects, tuple) else corrects,
        "count": reading.count,
        "day_offset": reading.day_offset,
        "note": reading.note,
        "safety": reading.safety,
        "also": reading.also,
        "then": [deed_data(d, lexicon) for d in reading.then],
        "needs_confirmation": reading.needs_confirmation or reading.stranger,
        "alternatives": [deed_data(d, lexicon) for d in reading.alternatives],
        "not_understood": list(reading.not_understood),
        "problem": None if reading.problem is None else {"key": reading.problem.key, **dict(reading.problem.values)},
    }


def deed_data(deed: Deed, lexicon: Lexicon) -> Json:
    """A second deed or another reading."""
    return {"intent": deed.intent.value, "entries": _entries(deed.entries, lexicon)}


def _entries(entries: Iterable[Entry], lexicon: Lexicon) -> list[Json]:
    return [{"exercise": e.exercise, "name": e.name, "sets": [set_data(s) for s in e.sets]} for e in entries]


def _unit(read: ReadSet) -> str | None:
    """The unit of the load; in a correction of the unit, that one."""
    unit = read.unit if read.load is None else read.load.unit
    return None if unit is None else unit.value


def set_data(read: ReadSet) -> Json:
    """One set."""
    return {
        "load": None if read.load is None else read.load.number,
        "unit": _unit(read),
        "load_kind": None if read.load_kind is None else read.load_kind.value,
        "reps": read.reps,
        "reps_left": read.reps_left,
        "reps_right": read.reps_right,
        "seconds": read.seconds,
        "distance_m": read.distance_m,
        "rir": read.rir,
        "rpe": read.rpe,
        "to_failure": read.to_failure,
        "failed": read.failed,
        "warmup": read.warmup,
        "drop": read.drop,
    }
