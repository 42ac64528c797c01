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
from coach_core.training.weight import LoadKind, Unit
from coach_core.turn import Call, Outcome

Settle = Callable[[Call, Person, Sequence[SetDone]], Outcome]


def new_name(reading: Reading) -> Entry | None:
    """The exercise that the sets were of, if that is all that is told."""
    entry = reading.entries[0] if len(reading.entries) == 1 else None
    return entry if entry is not None and entry.exercise and entry.name and not entry.sets else None


def is_about_a_message(reading: Reading) -> bool:
    """Whether all sets of the last message are meant: their exercise or their unit was another."""
    return new_name(reading) is not None or (told_unit(reading) is not None and reading.corrects == "last")


def told_elsewhere(sets: Sequence[SetDone], chosen: Sequence[SetDone], reading: Reading) -> Sequence[SetDone] | None:
    """All sets of an exercise whose unit is put right, where other messages than the last one told some of them."""
    unit = told_unit(reading)
    if unit is None or reading.corrects != "last":
        return None
    alike = [s for s in sets if s.exercise == chosen[-1].exercise and s.load is not None and s.load.unit is not unit]
    return alike if {s.message for s in alike} - {chosen[-1].message} else None


def told_unit(reading: Reading) -> Unit | None:
    """The unit, where a correction tells nothing else."""
    return next((s.unit for e in reading.entries for s in e.sets if s.unit is not None), None)


def with_numbers(sets: Sequence[SetDone], reading: Reading) -> tuple[Entry, ReadSet] | None:
    """The other exercise and the numbers of one set, where that was neither: "that was squats 60x10"."""
    entry = reading.entries[0] if len(reading.entries) == 1 else None
    if entry is None or not (entry.exercise and entry.name and len(entry.sets) == 1) or reading.corrects != "last":
        return None
    if not entry.sets[0].reps and entry.sets[0].seconds is None:  # "rdl failed"
        return None
    stored_so = any(s.exercise == entry.exercise for s in sets)
    return (entry, entry.sets[0]) if not stored_so or (reading.that and sets[-1].exercise != entry.exercise) else None


def in_open(
    call: Call, old: Sequence[SetDone], entry: Entry, settle: Settle, numbers: ReadSet | None = None
) -> Outcome:
    """The same sets in the exercise that they were of: in its slot of today, or beside the plan. ``numbers``: what
    the one set was besides.
    """
    exercise = entry.exercise or ""
    if not may_train(call.person, call.given.book, exercise):
        return Outcome(call.person, paused_reply(call))
    before = open_workout(call.person).sets
    ids = {s.set_id for s in old}
    kept = tuple(s for s in before if s.set_id not in ids)
    person = with_sets(call.person, renumber(kept))
    for one in old:
        person = add_read(call, person, exercise, _as_read(one) if numbers is None else _put(one, numbers), entry.name)
    new = open_workout(person).sets[len(kept) :]
    if any(s.load is None and s.load_kind is LoadKind.EXTERNAL and needs_load(call, s.exercise) for s in new):
        return Outcome(call.person, plain(call.person, msg("rename-needs-load", exercise=exercise)))
    at = next(k for k, s in enumerate(before) if s.set_id in ids)
    sets = (*kept[:at], *map(_in_place_of, old, new), *kept[at:])
    return settle(call, with_sets(person, renumber(sets)), before)


def _in_place_of(old: SetDone, new: SetDone) -> SetDone:
    return replace(new, set_id=old.set_id, at=old.at, written_at=old.written_at, message=old.message, note=old.note)


def _put(done: SetDone, told: ReadSet) -> ReadSet:
    """What was told; the load and the effort of before, where they were not."""
    if told.load is None and done.load is not None:
        told = replace(told, load=done.load)
    return told if (told.rir, told.rpe) != (None, None) else replace(told, rir=done.rir, rpe=done.rpe)


def _as_read(done: SetDone) -> ReadSet:
    """The set as it would have been written without its exercise."""
    kind = done.load_kind if done.load is not None and done.load_kind is not LoadKind.EXTERNAL else None
    return ReadSet(
        load=done.load, load_kind=kind, reps=done.reps, reps_left=done.reps_left, reps_right=done.reps_right,
        seconds=done.seconds, distance_m=done.distance_m, rir=done.rir, rpe=done.rpe, to_failure=done.to_failure,
        failed=done.failed, warmup=done.warmup, drop=done.drop,
    )  # fmt: skip
