"""Whose numbers a correction is about: it is read beside the set that was stored last, whatever is open by then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coach_core.commands.reading import open_at, open_of, read_in, read_of
from coach_core.facts import SetDone
from coach_core.notation.reading import Intent, Reading
from coach_core.turn import Call

HARDLY = 3  # so many times the reps that were done are none: it is a weight


def of_the_last(call: Call, sets: Sequence[SetDone], reading: Reading) -> Reading:
    """ "All were 50" once the next exercise is open: 50 of what was done, not of what is to come.

    The reading as it was where the message names its exercise, or says nothing else beside that set.
    """
    told, last = read_of(call, call.event.text), sets[-1]
    if last.exercise == open_of(call, call.person).exercise or told.intent is not Intent.CORRECT:
        return reading
    if any(e.name for e in reading.entries) or reading.entries != told.entries:
        return reading
    again = _beside(call, last)
    if again is None:
        return reading
    if last.load is None and _are_hardly_reps(again, last):
        weighed = next((s for s in reversed(sets) if s.load is not None), None)
        again = (_beside(call, weighed) if weighed is not None else None) or again
    corrects = again.corrects if reading.corrects == told.corrects else reading.corrects  # else it was answered
    asks = not reading.sure
    return replace(
        again, corrects=corrects, needs_confirmation=again.needs_confirmation and asks, far=again.far and asks
    )


def _beside(call: Call, done: SetDone) -> Reading | None:
    """The message as a correction of that set; None if it is none."""
    again = read_in(call, call.event.text, open_at(call.person, done))
    return again if again.intent is Intent.CORRECT and again.problem is None else None


def _are_hardly_reps(reading: Reading, done: SetDone) -> bool:
    told = [s.reps for e in reading.entries for s in e.sets if s.reps is not None and s.load is None]
    return done.reps is not None and any(reps >= HARDLY * done.reps for reps in told)
