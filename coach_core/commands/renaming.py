"""Sets that were of another exercise than the one they were stored in: "that was squats". Numbers are in correct.py."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from coach_core.commands.answers import plain
from coach_core.commands.storing import add_read, needs_load, open_workout, renumber, with_sets
from coach_core.facts import SetDone
from coach_core.knowledge.guard import may_train, paused_reply
from coach_core.notation.reading import Entry, Reading, ReadSet
from coach_core.person import Person
from coach_core.talk import msg
from coach_core.training.weight import LoadKind
from coach_core.turn import Call, Outcome

Settle = Callable[[Call, Person, Sequence[SetDone]], Outcome]


def new_name(reading: Reading) -> Entry | None:
    """The exercise that the sets were of, if that is all that is told."""
    entry = reading.entries[0] if len(reading.entries) == 1 else None
    return entry if entry is not None and entry.exercise and entry.name and not entry.sets else None


def is_about_a_message(reading: Reading) -> bool:
    """Whether all sets of the last message are meant: their exercise or their unit was another."""
    return new_name(reading) is not None or any(s.unit is not None for e in reading.entries for s in e.sets)


def told_elsewhere(sets: Sequence[SetDone], chosen: Sequence[SetDone], reading: Reading) -> Sequence[SetDone] | None:
    """All sets of an exercise whose unit is put right, where other messages than the last one told some of them."""
    unit = next((s.unit for e in reading.entries for s in e.sets if s.unit is not None), None)
    if unit is None or reading.corrects != "last":
        return None
    alike = [s for s in sets if s.exercise == chosen[-1].exercise and s.load is not None and s.load.unit is not unit]
    return alike if {s.message for s in alike} - {chosen[-1].message} else None


def in_open(call: Call, old: Sequence[SetDone], entry: Entry, settle: Settle) -> Outcome:
    """The same sets in the exercise that they were of: in its slot of today, or beside the plan."""
    exercise = entry.exercise or ""
    if not may_train(call.person, call.given.book, exercise):
        return Outcome(call.person, paused_reply(call))
    before = open_workout(call.person).sets
    ids = {s.set_id for s in old}
    kept = tuple(s for s in before if s.set_id not in ids)
    person = with_sets(call.person, renumber(kept))
    for one in old:
        person = add_read(call, person, exercise, _as_read(one), entry.name)
    new = open_workout(person).sets[len(kept) :]
    if any(s.load is None and s.load_kind is LoadKind.EXTERNAL and needs_load(call, s.exercise) for s in new):
        return Outcome(call.person, plain(call.person, msg("rename-needs-load", exercise=exercise)))
    at = next(k for k, s in enumerate(before) if s.set_id in ids)
    sets = (*kept[:at], *map(_in_place_of, old, new), *kept[at:])
    return settle(call, with_sets(person, renumber(sets)), before)


def _in_place_of(old: SetDone, new: SetDone) -> SetDone:
    return replace(new, set_id=old.set_id, at=old.at, written_at=old.written_at, message=old.message, note=old.note)


def _as_read(done: SetDone) -> ReadSet:
    """The set as it would have been written without its exercise."""
    kind = done.load_kind if done.load is not None and done.load_kind is not LoadKind.EXTERNAL else None
    return ReadSet(
        load=done.load, load_kind=kind, reps=done.reps, reps_left=done.reps_left, reps_right=done.reps_right,
        seconds=done.seconds, distance_m=done.distance_m, rir=done.rir, rpe=done.rpe, to_failure=done.to_failure,
        failed=done.failed, warmup=done.warmup, drop=done.drop,
    )  # fmt: skip
