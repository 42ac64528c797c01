"""Messages that stored sets and were edited: their sets become what they say now. In words: correct.py."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coach_core.commands import correct_start
from coach_core.commands.answers import plain
from coach_core.commands.correct import as_counted, overlay, renamed, settled
from coach_core.commands.doubting import changed_oddly, line_of, sure_of_edit
from coach_core.commands.ids import new_ids
from coach_core.commands.measure import miscounted
from coach_core.commands.past import rework
from coach_core.commands.place import day_of
from coach_core.commands.reading import language_of, read_as, read_of
from coach_core.commands.storing import (
    add_entries,
    add_prescribed,
    exercise_id,
    open_workout,
    renumber,
    with_sets,
)
from coach_core.facts import SetDone
from coach_core.notation.read import read
from coach_core.notation.reading import Intent, Open, Reading
from coach_core.person import Person
from coach_core.talk import msg
from coach_core.turn import Call, Outcome


def edited(call: Call, *, sure: bool = False) -> Outcome:
    """A message was edited: its sets become what it says now. Not ``sure``: what is hardly meant only after a yes."""
    workout = call.person.training.open
    if workout is not None and any(s.message == call.message for s in workout.sets):
        return _edited_open(call, sure=sure)
    old = [s for s in call.given.rows.sets if s.message == call.message]
    if not old:
        from coach_core.commands.log import carry_out

        return carry_out(call, read_of(call, call.event.text), call.event.text)
    return _edited_past(call, old, sure=sure)


def _edited_open(call: Call, *, sure: bool) -> Outcome:
    before = open_workout(call.person).sets
    old = [s for s in before if s.message == call.message]
    kept = tuple(s for s in before if s.message != call.message)
    bare = with_sets(call.person, renumber(kept))
    reading = _where_it_was(call, bare, old)
    if reading.intent is Intent.DONE and (slot := day_of(call, bare).open) is not None:
        person, new = add_prescribed(call, bare, slot, None, None, None)
    elif reading.intent is Intent.LOG and reading.problem is None:
        person, new = add_entries(call, bare, reading.entries, reading.note, reading.notes)
    else:
        return _no_sets(call, reading)
    other = next((s.exercise for s in new if miscounted(call, s.exercise, [s])), None)
    if other is not None and not all(miscounted(call, s.exercise, [s]) for s in old):
        return as_counted(call, other)
    now = _same_ids(old, new)
    odd = changed_oddly(bare, old, now)
    if (odd or _is_doubtful(reading)) and not sure:
        return sure_of_edit(call, line_of(bare, now, odd=odd))
    at = next(k for k, s in enumerate(before) if s.message == call.message)
    return settled(call, with_sets(person, renumber((*kept[:at], *now, *kept[at:]))), before, _named(old, now))


def _named(old: Sequence[SetDone], now: Sequence[SetDone]) -> Sequence[SetDone]:
    """What the answer names: of a message that holds more sets than before, or fewer, all of them."""
    return now if len(now) != len(old) else ()


def _is_doubtful(reading: Reading) -> bool:
    """Whether the text could mean something else. How far its numbers are is judged by what they change."""
    return reading.needs_confirmation and not reading.far


def _no_sets(call: Call, reading: Reading) -> Outcome:
    """Nothing changes; a number out of bounds names its limit."""
    problem = reading.problem
    line = msg(problem.key, **dict(problem.values)) if problem is not None else msg("edit-no-sets")
    return Outcome(call.person, plain(call.person, line))


def _in_unit_of(person: Person, old: Sequence[SetDone]) -> Person:
    """Who writes in the unit that the message was written in."""
    unit = next((s.load.unit for s in old if s.load is not None), person.settings.unit)
    return replace(person, settings=replace(person.settings, unit=unit))


def _same_ids(old: Sequence[SetDone], new: Sequence[SetDone]) -> tuple[SetDone, ...]:
    """The nth set of the message stays the nth set: its id, its time."""
    out = []
    for k, s in enumerate(new):
        was = old[k] if k < len(old) else None
        out.append(replace(s, set_id=was.set_id, at=was.at, written_at=was.written_at) if was else s)
    return tuple(out)


def _where_it_was(call: Call, bare: Person, old: Sequence[SetDone]) -> Reading:
    """What the message says now. Sets that were put into another exercise since stay there, unless one is named."""
    reading = read_as(call, _in_unit_of(bare, old), call.event.text)
    first, here = old[0], day_of(call, bare).open
    moved = here is None or here.exercise != first.exercise
    if not moved or reading.intent is not Intent.LOG or any(e.name for e in reading.entries):
        return reading
    if any(s.exercise != first.exercise for s in old):
        return reading
    reading = _read_there(call, old)
    return replace(reading, entries=tuple(replace(e, exercise=first.exercise) for e in reading.entries))


def _read_there(call: Call, old: Sequence[SetDone]) -> Reading:
    """The text with the exercise of these sets open."""
    first = old[0]
    here = Open(exercise=first.exercise, sets=len(old), load=first.load, load_kind=first.load_kind, stored=len(old),
                unit=_in_unit_of(call.person, old).settings.unit, per_side=first.reps_left is not None)  # fmt: skip
    return read(call.event.text, call.given.book.lexicon, here, language_of(call, call.person))


def _edited_past(call: Call, old: Sequence[SetDone], *, sure: bool) -> Outcome:
    first, reading = old[0], _read_there(call, old)
    written = [s for e in reading.entries for s in e.sets]
    if reading.intent is not Intent.LOG or reading.problem is not None or not written:
        return _no_sets(call, reading)
    if len(old) == 1 and correct_start.is_of_start(call, first):
        return correct_start.edited(call, first, reading, sure=sure) or _no_sets(call, reading)
    person, ids = new_ids(call.person, "s", max(0, len(written) - len(old)))
    base = [old[k] if k < len(old) else _another(old[-1], ids[k - len(old)], k + 1) for k in range(len(written))]
    named = [exercise_id(e) for e in reading.entries for _ in e.sets]
    new = [renamed(overlay(was, s), name) for was, s, name in zip(base, written, named, strict=True)]
    odd = changed_oddly(call.person, old, new)
    if (odd or _is_doubtful(reading)) and not sure:
        return sure_of_edit(call, line_of(call.person, new, odd=odd))
    before = [s for s in call.given.rows.sets if s.workout == first.workout] if first.workout else old
    gone = {s.set_id for s in old}
    at = next(k for k, s in enumerate(before) if s.set_id in gone)
    after = renumber((*(s for s in before[:at]), *new, *(s for s in before[at:] if s.set_id not in gone)))
    if tuple(after) == tuple(before):
        return Outcome(call.person, plain(call.person, msg("edit-same")))
    return rework(replace(call, person=person), before, after, named=_named(old, new))


def _another(last: SetDone, set_id: str, number: int) -> SetDone:
    return replace(last, set_id=set_id, set=number, rir=None, rpe=None, note=None, failed=False, to_failure=False)
