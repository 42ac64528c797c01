"""What an exercise counts: reps or seconds. Sets that tell the other one are asked about, with an example."""

from __future__ import annotations

from collections.abc import Sequence

from coach_core.commands.asking import KEPT, ask
from coach_core.commands.schemes import done_msgs
from coach_core.commands.storing import slot_of
from coach_core.facts import SetDone
from coach_core.notation.reading import ReadSet
from coach_core.talk import Button, Msg, Say, msg
from coach_core.training.weight import LoadKind
from coach_core.turn import Call, Outcome

Told = ReadSet | SetDone


def in_seconds(call: Call, exercise: str) -> bool | None:
    """Whether an exercise counts seconds, by its nature or by what is prescribed; None for one of the person's own."""
    known = call.given.book.exercises.get(exercise)
    slot = slot_of(call, call.person, exercise, None, loaded=False)
    if slot is not None and slot.left:
        return slot.left[0].seconds is not None
    return known.timed if known is not None else None


def miscounted(call: Call, exercise: str, sets: Sequence[Told]) -> bool:
    """Whether a set tells seconds where reps count, or reps where seconds do."""
    timed = in_seconds(call, exercise)
    if timed is None:
        return False
    return any(_only_reps(s) if timed else _only_seconds(s) for s in sets)


def _only_reps(s: Told) -> bool:
    return s.reps is not None and s.seconds is None and s.distance_m is None and not s.failed


def _only_seconds(s: Told) -> bool:
    return s.seconds is not None and s.reps is None


def turned(call: Call, old: Sequence[SetDone], new: Sequence[SetDone]) -> str | None:
    """The exercise of a set whose reps would become seconds, or the other way round, against what it counts."""
    stood = {s.set_id: s.seconds is None for s in old}
    other = (s for s in new if stood.get(s.set_id) is not (s.seconds is None))
    return next((s.exercise for s in other if miscounted(call, s.exercise, [s])), None)


def measure_lines(call: Call, exercise: str) -> tuple[Msg, Msg]:
    """What the exercise counts, and one example that works."""
    if in_seconds(call, exercise):
        return msg("counts-seconds", exercise=exercise), msg("example-seconds", exercise=exercise, seconds=45)
    slot = slot_of(call, call.person, exercise, None, loaded=False)
    first = slot.left[0] if slot is not None and slot.left else None
    reps = first.reps[0] if first is not None and first.reps else 10
    example = msg("example-reps", exercise=exercise, reps=reps)
    if first is not None and first.load is not None and first.load_kind is LoadKind.EXTERNAL:
        example = msg("example-load", exercise=exercise, load=first.load, reps=reps)
    return msg("counts-reps", exercise=exercise), example


def ask_measure(call: Call, exercise: str, sets: Sequence[SetDone], text: str) -> Outcome:
    """Stored only after a yes."""
    what, example = measure_lines(call, exercise)
    sure = msg("counts-sure", exercise=exercise, sets=done_msgs(tuple(sets)))
    row = (Button("log:yes", msg("button-yes-store")), Button("log:no", msg("button-no")))
    return ask(call, "confirm", Say((what, sure, example), (row,)), text=text[:KEPT])
