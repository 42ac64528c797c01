"""Turns read or prescribed sets into sets done, in the open workout. Says nothing, judges nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from coach_core.commands.place import day_of, nearly, opened, slot_for, stands_in
from coach_core.facts import SetDone
from coach_core.notation.reading import Entry, ReadSet
from coach_core.person import Person, Training, Workout
from coach_core.training.exercise import Exercise, Tool
from coach_core.training.plates import bar_of
from coach_core.training.prescription import SetKind, SetPlan, SlotPlan
from coach_core.training.top_set import once_lifted
from coach_core.training.weight import LoadKind, Weight
from coach_core.turn import Call


def open_workout(person: Person) -> Workout:
    """The workout that is open. Only where ``opened`` has made sure that there is one."""
    assert person.training.open is not None
    return person.training.open


def with_sets(person: Person, sets: tuple[SetDone, ...]) -> Person:
    """The person with these sets in the open workout instead of those that were there."""
    return replace(person, training=replace(person.training, open=replace(open_workout(person), sets=sets)))


def exercise_id(entry: Entry) -> str | None:
    """The exercise of an entry; an unknown name becomes an exercise of the person's own."""
    if entry.exercise is not None or entry.name is None:
        return entry.exercise
    slug = re.sub(r"[^\w]+", "_", entry.name.strip().lower()).strip("_")[:40]
    return slug or None


def add_entries(
    call: Call,
    person: Person,
    entries: Iterable[Entry],
    note: str | None = None,
    notes: Sequence[tuple[int, str]] = (),
) -> tuple[Person, tuple[SetDone, ...]]:
    """Stores the sets of a message one after the other: each sees what the one before it changed.

    ``notes``: the parts of the note, each with how many of them stand before it; else it is the last one's.
    """
    person = opened(call, person)
    before = len(open_workout(person).sets)
    for entry in entries:
        exercise = exercise_id(entry)
        for read in entry.sets:
            person = add_read(call, person, exercise, read, entry.name)
    sets = open_workout(person).sets
    if note and len(sets) > before:
        person = with_sets(person, (*sets[:before], *_noted(sets[before:], notes or ((len(sets), note),))))
    return person, open_workout(person).sets[before:]


def _noted(sets: tuple[SetDone, ...], notes: Sequence[tuple[int, str]]) -> Iterable[SetDone]:
    """The sets, each with the words that were told of it."""
    for at, done in enumerate(sets, start=1):
        words = [note for behind, note in notes if at == max(1, min(behind, len(sets)))]
        yield replace(done, note=" · ".join(words)) if words else done


def slot_of(call: Call, person: Person, exercise: str | None, name: str | None, *, loaded: bool) -> SlotPlan | None:
    """The slot of today that a set belongs to; None for what is off the plan."""
    day = day_of(call, person)
    slot = slot_for(day, exercise) or nearly(call, day, exercise, name)
    if slot is None or exercise is None or exercise == slot.exercise:
        return slot
    return slot if stands_in(replace(call, person=person), slot, exercise, name, loaded) else None


def add_read(call: Call, person: Person, exercise: str | None, read: ReadSet, name: str | None = None) -> Person:
    """Stores one read set in the slot that it fits, or off the plan."""
    slot = slot_of(call, person, exercise, name, loaded=read.load is not None)
    planned = None if slot is None or read.warmup else next(iter(slot.left), None)
    done_in = slot.exercise if slot else exercise
    assert done_in is not None
    sided = planned.per_side if planned is not None else _has_sides(person, done_in)
    making = _from_read(call, done_in, read, planned, sided=sided)
    return _append(call, person, slot, done_in, making, warmup=read.warmup)


def _has_sides(person: Person, exercise: str) -> bool:
    """Whether the sets of an exercise that are stored today were told of both sides: then one more is of both too."""
    mine = [s for s in open_workout(person).sets if s.exercise == exercise and not s.warmup]
    return bool(mine) and mine[-1].reps_left is not None


# A set that only lacks its id, its message and its place: workout, slot, which set of it, program, week, day.
Making = Callable[[str, str, str, int | None, int, str | None, int | None, str | None], SetDone]


def _from_read(call: Call, exercise: str, read: ReadSet, planned: SetPlan | None, *, sided: bool) -> Making:
    load, kind = load_of(call, exercise, read, planned)
    reps, left, right = read.reps, read.reps_left, read.reps_right
    if sided and reps is not None and left is None:
        left = right = reps
    at, goal = call.event.at, (_goal_reps(planned), _goal_rir(planned))
    return lambda set_id, message, workout, slot, number, program, week, day: SetDone(
        set_id, exercise, at, at, message, workout, slot, number, program, week, day, load, kind,
        reps, left, right, read.seconds, read.distance_m, read.rir, read.rpe,
        read.to_failure, read.failed, read.warmup, read.drop, None, *goal,
    )  # fmt: skip


def load_of(call: Call, exercise: str, read: ReadSet, planned: SetPlan | None) -> tuple[Weight | None, LoadKind]:
    """What was written; else what is prescribed; else the exercise's own kind without a load."""
    known = call.given.book.exercises.get(exercise)
    natural = known.load_kind if known else LoadKind.EXTERNAL
    if read.load is not None:
        return read.load, _written_kind(read, known, planned)
    if read.load_kind not in (None, LoadKind.EXTERNAL):
        return None, read.load_kind or natural
    if planned is not None:
        return planned.load, planned.load_kind
    return None, natural


def _written_kind(read: ReadSet, known: Exercise | None, planned: SetPlan | None) -> LoadKind:
    """A plain number is what a weight is on this exercise, or what the program makes of it."""
    if read.load_kind not in (None, LoadKind.EXTERNAL):
        assert read.load_kind is not None
        return read.load_kind
    if planned is not None and planned.load_kind is LoadKind.ADDED:
        return LoadKind.ADDED
    return known.loaded if known else LoadKind.EXTERNAL


def add_prescribed(
    call: Call,
    person: Person,
    slot: SlotPlan,
    sets: int | None,
    rir: float | None,
    rpe: float | None,
    load: Weight | None = None,
) -> tuple[Person, tuple[SetDone, ...]]:
    """Stores the next ``sets`` sets of a slot as shown; all that are left if None: then back-offs go by the top set
    that is stored with them (R10), as when each is told by itself. ``load`` is lifted where none was prescribed.
    """
    person = opened(call, person)
    before = len(open_workout(person).sets)
    whole = sets is None
    left = once_lifted(slot, bar_of(person.settings)).left if whole else slot.left[:sets]
    for shown in left:
        if load is not None and whole and shown.load is None and shown.kind is SetKind.BACKOFF:
            shown = _as_now(call, person, slot, shown)
        picked = load if shown.load is None and shown.load_kind is LoadKind.EXTERNAL else shown.load
        person = _append(call, person, slot, slot.exercise, _as_prescribed(call, slot, shown, picked, rir, rpe))
    return person, open_workout(person).sets[before:]


def _as_now(call: Call, person: Person, slot: SlotPlan, shown: SetPlan) -> SetPlan:
    """A set as it is prescribed after those that were stored with it."""
    work = next((s.work for s in day_of(call, person).slots if s.slot == slot.slot), ())
    return next((s for s in work if s.number == shown.number), shown)


def _as_prescribed(
    call: Call, slot: SlotPlan, s: SetPlan, load: Weight | None, rir: float | None, rpe: float | None
) -> Making:
    reps = s.reps[0] if s.reps else s.steps
    side = reps if s.per_side else None
    at, goal = call.event.at, (_goal_reps(s), _goal_rir(s))
    return lambda set_id, message, workout, place, number, program, week, day: SetDone(
        set_id, slot.exercise, at, at, message, workout, place, number, program, week, day, load, s.load_kind,
        reps, side, side, s.seconds, None, rir, rpe,
        goal_reps=goal[0], goal_rir=goal[1],
    )  # fmt: skip


def _goal_reps(planned: SetPlan | None) -> int | None:
    if planned is None:
        return None
    return planned.reps[0] if planned.reps else planned.steps


def _goal_rir(planned: SetPlan | None) -> int | None:
    return planned.rir[0] if planned is not None and planned.rir else None


def _append(
    call: Call, person: Person, slot: SlotPlan | None, exercise: str, make: Making, *, warmup: bool = False
) -> Person:
    workout, number = open_workout(person), slot.slot if slot else None
    siblings = [
        s for s in workout.sets
        if s.slot == number and s.warmup == warmup and (number is not None or s.exercise == exercise)
    ]  # fmt: skip
    plan = (workout.program, workout.week, workout.day) if number is not None else (None, None, None)
    done = make(f"s{person.made + 1}", call.message, workout.workout, number, len(siblings) + 1, *plan)
    training = Training(person.training.plan, person.training.lifts, workout.with_set(done))
    return person.with_training(training, person.made + 1)


def renumber(sets: tuple[SetDone, ...]) -> tuple[SetDone, ...]:
    """After a set was taken out: every slot's sets count from 1 again."""
    seen: dict[tuple[object, ...], int] = {}
    out = []
    for s in sets:
        key = (s.slot, s.warmup, None if s.slot is not None else s.exercise)
        seen[key] = seen.get(key, 0) + 1
        out.append(s if s.set == seen[key] else replace(s, set=seen[key]))
    return tuple(out)


def needs_load(call: Call, exercise: str) -> bool:
    """Whether a set of the exercise means nothing without a weight."""
    known = call.given.book.exercises.get(exercise)
    return known is not None and known.tool in (Tool.BAR, Tool.DUMBBELL, Tool.CABLE)
