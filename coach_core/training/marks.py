"""What a finished workout keeps of its slots, read back: marks (and how they are written), loads that were shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from coach_core.person import Mark
from coach_core.training.weight import Unit, Weight, weigh

SKIPPED, PAIN = "skipped", "pain"
STATES = (SKIPPED, PAIN, "load")  # "load": the person chose the weight; it stands in the sets


def written_marks(marks: Mapping[int, Mark]) -> Mapping[str, str]:
    """Slot → "skipped", "pain" or the exercise swapped in; both with a blank between where both are true."""
    found = {str(slot): _written(mark) for slot, mark in sorted(marks.items())}
    return {slot: text for slot, text in found.items() if text}


def _written(mark: Mark) -> str:
    state = PAIN if mark.pain else SKIPPED if mark.skipped else ""
    return " ".join(part for part in (state, mark.exercise) if part)


def read_marks(written: Mapping[str, str]) -> Mapping[int, Mark]:
    """The marks of ``written_marks``; what is no slot number is left out."""
    return {int(slot): _read(text.split()) for slot, text in written.items() if slot.isdecimal()}


def _read(words: list[str]) -> Mark:
    exercise = next((w for w in words if w not in STATES), None)
    return Mark(skipped=SKIPPED in words, pain=PAIN in words, exercise=exercise)


def shown_loads(plan: Mapping[str, object]) -> Mapping[tuple[int, int], Weight]:
    """The loads of the work sets in the form of ``data.workout``, by slot and number of the set."""
    return {key: load for slot in _rows(plan, "exercises") for key, load in _loads(slot)}


def _rows(data: Mapping[str, object], name: str) -> Iterator[Mapping[str, object]]:
    found = data.get(name)
    return (row for row in found if isinstance(row, Mapping)) if isinstance(found, list | tuple) else iter(())


def _loads(slot: Mapping[str, object]) -> Iterator[tuple[tuple[int, int], Weight]]:
    for row in _rows(slot, "sets"):
        where, load, unit = (slot.get("slot"), row.get("set")), row.get("load"), row.get("unit")
        if row.get("kind") != "warmup" and isinstance(where[0], int) and isinstance(where[1], int) and load is not None:
            yield (where[0], where[1]), weigh(str(load), Unit(str(unit)))
