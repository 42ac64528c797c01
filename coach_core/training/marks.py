"""What was decided for the slots of a workout, as a finished workout keeps it and back."""

from __future__ import annotations

from collections.abc import Mapping

from coach_core.person import Mark

SKIPPED, PAIN = "skipped", "pain"


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
    exercise = next((w for w in words if w not in (SKIPPED, PAIN)), None)
    return Mark(skipped=SKIPPED in words, pain=PAIN in words, exercise=exercise)
