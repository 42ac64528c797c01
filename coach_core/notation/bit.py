"""A bit: a shape that was found in a message, such as a load or reps. What makes them is in makers.py."""

from __future__ import annotations

from typing import NamedTuple

from coach_core.training.weight import LoadKind, Unit


class Bit(NamedTuple):
    """``kind``: "num", "join", "sep", "mark", "lift", "word" or "feel". Numbers are in hundredths.

    ``role`` of a number: "L" load, "P" plates, "R" reps, "S" sets, "T" seconds, "D" metres, "M" reps that were missed,
    "f" where a set failed, "z" where the last one did, "o" what was done of a set that failed, "y" what is on an empty
    bar, "" not told; of anything else it is its letter.
    """

    kind: str
    role: str = ""
    number: int = 0
    start: int = 0
    end: int = 0
    high: int | None = None
    left: int | None = None
    right: int | None = None
    unit: Unit | None = None
    load_kind: LoadKind | None = None
    lift: str | None = None
    at: str = ""  # "@" or "A": written behind an at-sign or such a word
    plural: bool = False  # "25s": seconds, or dumbbells
    relative: int = 0  # 1 or -1: so much more or less than the load before, "5 kg up"
