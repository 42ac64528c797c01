"""A weight without reps ("100"): how many were they? The answer stores the set as it would have been written."""

from __future__ import annotations

from dataclasses import replace

from coach_core.commands.asking import KEPT, ask
from coach_core.commands.reading import open_of
from coach_core.notation.reading import Reading, ReadSet
from coach_core.talk import Button, Say, msg
from coach_core.turn import Call, Outcome

OFFERED = 5
MOST = 100  # R35: more are asked about again when they are written as a set


def lacks_reps(read: ReadSet) -> bool:
    """Whether nothing tells how much of it was done."""
    return read.reps is None and read.seconds is None and read.distance_m is None and not read.failed


def which_reps(call: Call, reading: Reading, text: str) -> Outcome:
    """Asks for the reps; the prescribed ones first."""
    load = next(s.load for e in reading.entries for s in e.sets if lacks_reps(s) or reading.span is not None)
    near = _near(call, reading)
    row = tuple(Button(f"log:reps:{n}", msg("amount-reps", reps=n)) for n in near)
    line = msg("which-reps", load=msg("load-external", load=load) if load else msg("load-none"))
    return ask(call, "reps", Say((line,), (row,)), text=text[:KEPT])


def _near(call: Call, reading: Reading) -> tuple[int, ...]:
    """The reps that are offered: those of the range that was written, else those near the prescribed ones."""
    if reading.span is not None:
        low, high = reading.span
        return tuple(range(low, high + 1)) if high - low < OFFERED else (low, (low + high) // 2, high)
    wanted = open_of(call, call.person).reps
    reps = wanted[0] if wanted else 10
    return tuple(n for n in (reps, reps - 1, reps - 2, reps + 1, reps + 2) if n > 0)


def with_reps(reading: Reading, reps: int) -> Reading:
    """The reading with the reps for every set that had none, or had a range of them."""
    low = reading.span[0] if reading.span else None

    def told(s: ReadSet) -> ReadSet:
        return replace(s, reps=reps) if lacks_reps(s) or (low is not None and s.reps == low) else s

    entries = tuple(replace(e, sets=tuple(told(s) for s in e.sets)) for e in reading.entries)
    return replace(reading, entries=entries, needs_confirmation=False, span=None)


def reps_in(text: str) -> int | None:
    """A bare count of reps."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and 1 <= int(text[:4]) <= MOST else None
