"""Sets that were stored and are put right in words ("no, 90"). By editing their message: edited.py."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from coach_core.commands import renaming
from coach_core.commands.answers import answer, plain
from coach_core.commands.asking import confirm_sets, which_sets
from coach_core.commands.correct_about import of_the_last
from coach_core.commands.ids import number_of
from coach_core.commands.measure import measure_lines, turned
from coach_core.commands.past import change_lines, day_of_set, difference, put_right
from coach_core.commands.place import today_of
from coach_core.commands.schemes import done_msgs
from coach_core.commands.storing import (
    add_read,
    needs_load,
    open_workout,
    with_sets,
)
from coach_core.facts import SetDone
from coach_core.notation.reading import Entry, Reading, ReadSet
from coach_core.person import Person
from coach_core.talk import Kind, Msg, msg
from coach_core.training.weight import LoadKind, Weight
from coach_core.turn import Call, Outcome, Want

YESTERDAY = timedelta(days=1)
FROM_LIST = re.compile(r"([^\W\d]+)\s+(\d{1,2})")  # "correct 1", as a workout is numbered in /history


def wants(call: Call) -> Want | None:
    """The past, when the open workout does not hold what is to be changed."""
    sets = call.person.training.open.sets if call.person.training.open else ()
    if call.event.kind is Kind.EDIT:
        return None if any(s.message == call.message for s in sets) else Want(everything=True)
    return None if sets else Want(everything=True)


def typed(call: Call, reading: Reading) -> Outcome:
    """ "no, 90", "2nd set 95 kg", "all were 90": of the open workout, else of the last one."""
    workout = call.person.training.open
    sets = [s for s in workout.sets if not s.warmup] if workout else []
    if sets:
        return _correct_open(call, sets, of_the_last(call, sets, reading))
    listed = FROM_LIST.fullmatch(call.event.text.strip())
    if listed is not None and listed[1].lower() not in call.given.book.typed.yes_no:
        from coach_core.commands.past_set import fix_listed

        return fix_listed(call, int(listed[2]))
    return of_past(call, reading)


def of_past(call: Call, reading: Reading, *, sure: bool = False, sets: Sequence[SetDone] | None = None) -> Outcome:
    """The sets of the last workout, or those given, put right; only after a yes where they are older than yesterday."""
    those = _of_the_last(call) if sets is None else sets
    reading = of_the_last(call, those, reading) if those else reading
    chosen = _chosen(those, _unopened(reading))
    if not chosen:
        return _no_such(call)
    new = _corrected(chosen, reading)
    if (wrong := turned(call, chosen, new)) is not None:
        return as_counted(call, wrong)
    if any(s.load is None and s.load_kind is LoadKind.EXTERNAL and needs_load(call, s.exercise) for s in new):
        return Outcome(call.person, plain(call.person, msg("history-needs-load", exercise=new[-1].exercise)))
    old = min(day_of_set(call, s) for s in chosen) < today_of(call) - YESTERDAY
    if (old or reading.far) and not sure:
        from coach_core.commands.past_set import sure_first

        return sure_first(call, chosen, new, call.event.text)
    return put_right(call, chosen, new)


def _of_the_last(call: Call) -> list[SetDone]:
    latest = max(call.given.rows.workouts, key=lambda w: w.ended_at, default=None)
    of_latest = [s for s in call.given.rows.sets if latest and s.workout == latest.workout and not s.warmup]
    return sorted(of_latest, key=lambda s: (s.at, number_of(s.set_id)))


def _unopened(reading: Reading) -> Reading:
    """Without the exercise that is open now, which says nothing of a workout that is over."""
    entries = tuple(e if e.name else replace(e, exercise=None) for e in reading.entries)
    return replace(reading, entries=entries)


def _correct_open(call: Call, sets: Sequence[SetDone], reading: Reading) -> Outcome:
    """The sets of the open workout put right; values beyond those that are stored are new sets."""
    if (another := renaming.with_numbers(sets, reading)) is not None:
        return _of_another(call, sets[-1], reading, *another)
    chosen = _chosen(sets, reading)
    if not chosen:
        return _no_such(call)
    name = renaming.new_name(reading)
    if name is not None:
        return renaming.in_open(call, chosen, name, settled)
    before = open_workout(call.person).sets
    corrected = _corrected(chosen, reading)
    if (wrong := turned(call, chosen, corrected)) is not None:
        return as_counted(call, wrong)
    if (other := renaming.told_elsewhere(sets, chosen, reading)) is not None:
        return which_sets(call, _corrected(other, reading))
    if reading.far or reading.needs_confirmation:
        return confirm_sets(call, corrected, far=reading.far)
    new = {s.set_id: s for s in corrected}
    person = with_sets(call.person, tuple(new.get(s.set_id, s) for s in before))
    for more in _told(reading)[len(chosen) :] if reading.corrects == "last" else ():
        person = add_read(call, person, chosen[-1].exercise, more)
    outcome = settled(call, person, before)
    if reading.note:
        outcome = _saying(outcome, msg("note-kept", note=reading.note[:200]))
    unit = renaming.told_unit(reading) if reading.corrects == "all" else None
    return _saying(outcome, msg("all-in-unit", exercise=chosen[-1].exercise, unit=str(unit))) if unit else outcome


def _of_another(call: Call, last: SetDone, reading: Reading, entry: Entry, numbers: ReadSet) -> Outcome:
    """The last set was another exercise with other numbers; the answer names what was stored before."""
    if reading.far or reading.needs_confirmation:
        return confirm_sets(call, [renamed(overlay(last, numbers), entry.exercise)], far=reading.far)
    outcome = renaming.in_open(call, [last], entry, settled, numbers)
    return _saying(outcome, msg("was-stored-as", exercise=last.exercise, sets=done_msgs((last,))))


def _saying(outcome: Outcome, line: Msg) -> Outcome:
    """The outcome of a correction with one more line behind what stands now."""
    if not outcome.undoable:
        return outcome
    first = outcome.reply[0]
    return replace(outcome, reply=(replace(first, lines=(first.lines[0], line, *first.lines[1:])), *outcome.reply[1:]))


def as_counted(call: Call, exercise: str) -> Outcome:
    """Nothing is changed where seconds are told of what counts reps, or the other way round."""
    return Outcome(call.person, plain(call.person, *measure_lines(call, exercise), msg("edit-none")))


def _no_such(call: Call) -> Outcome:
    return Outcome(call.person, plain(call.person, msg("correct-nothing")))


def _chosen(sets: Sequence[SetDone], reading: Reading) -> list[SetDone]:
    written = next((e.exercise for e in reading.entries if e.name and e.exercise), None)
    if renaming.is_about_a_message(reading):
        return [s for s in sets if s.message == sets[-1].message]
    if written is not None and all(s.exercise != written for s in sets):
        return []
    named = next((e.exercise for e in reading.entries if e.exercise), None)
    if renaming.told_unit(reading) is not None:
        sets, named = [s for s in sets if s.load is not None], None
    current = named if any(s.exercise == named for s in sets) else _latest(sets, reading)
    of_it = [s for s in sets if s.exercise == current]
    if isinstance(reading.corrects, tuple):
        found = [s for s in of_it if s.set in reading.corrects]
        return found if len(found) == len(reading.corrects) else []
    if reading.corrects == "all":
        return of_it
    if reading.day_offset and not _told(reading):  # "that was yesterday": all that was told at once
        return [s for s in of_it if s.message == of_it[-1].message]
    return of_it[-max(1, len(_told(reading))) :]


def _latest(sets: Sequence[SetDone], reading: Reading) -> str | None:
    """The exercise of the latest set; where a weight is corrected, of the latest that had one."""
    told = [s for e in reading.entries for s in e.sets]
    weighed = any((s.load is not None and s.reps is None) or s.unit is not None for s in told)
    fits = [s for s in sets if s.load is not None] if weighed else []
    return (fits or sets)[-1].exercise if sets else None


def _told(reading: Reading) -> list[ReadSet]:
    return [s for e in reading.entries for s in e.sets]


def _corrected(chosen: Sequence[SetDone], reading: Reading) -> list[SetDone]:
    """Each set with its own new values, where there is one for each; else all with the same."""
    told, name = _told(reading), renaming.new_name(reading)
    each = told if len(told) >= len(chosen) else told[:1] * len(chosen)
    out = []
    for at, old in enumerate(chosen):
        new = replace(old, at=old.at + timedelta(days=reading.day_offset))
        new = overlay(new, each[at]) if each else new
        out.append(renamed(new, name.exercise if name else None))
    if reading.note and out:
        out[-1] = replace(out[-1], note=reading.note)  # "2nd set 85x9, felt good"
    return out


def overlay(old: SetDone, new: ReadSet) -> SetDone:
    """The set with every value that was written anew; what was not written stays."""
    done = old
    if new.load is not None or new.load_kind not in (None, LoadKind.EXTERNAL):
        same = new.load_kind in (None, LoadKind.EXTERNAL) and old.load_kind in (LoadKind.ADDED, LoadKind.ASSISTED)
        kind = old.load_kind if same else new.load_kind or LoadKind.EXTERNAL
        done = replace(done, load=new.load, load_kind=kind)
    if new.unit is not None and old.load is not None:
        done = replace(done, load=Weight(old.load.hundredths, new.unit))
    if new.reps is not None:
        sides = old.reps_left is not None
        left = new.reps_left if new.reps_left is not None else (new.reps if sides else None)
        right = new.reps_right if new.reps_right is not None else (new.reps if sides else None)
        done = replace(done, reps=new.reps, reps_left=left, reps_right=right, failed=new.failed, seconds=new.seconds)
    if new.seconds is not None:
        done = replace(done, seconds=new.seconds)
        done = done if new.reps is not None else replace(done, reps=None, reps_left=None, reps_right=None)
    if new.rir is not None or new.rpe is not None:
        done = replace(done, rir=new.rir, rpe=new.rpe)
    return replace(done, to_failure=done.to_failure or new.to_failure, failed=done.failed or new.failed)


def settled(call: Call, person: Person, before: Sequence[SetDone], named: Sequence[SetDone] = ()) -> Outcome:
    """What stands now in the open workout, beside what stood ``before``."""
    facts, ended, changed = difference(before, open_workout(person).sets)
    if not changed:
        return Outcome(call.person, plain(call.person, msg("edit-same")))
    reply = answer(call, person, change_lines(call, before, changed, named), changed)
    return Outcome(replace(person, question=None), reply, facts=facts, ended=ended, undoable=True)


def renamed(done: SetDone, exercise: str | None) -> SetDone:
    """The set of another exercise, if another one is named: then it is beside the plan."""
    if exercise is None or exercise == done.exercise:
        return done
    done = replace(done, reps_left=None, reps_right=None) if done.reps_left == done.reps_right else done
    return replace(done, exercise=exercise, slot=None, program=None, week=None, day=None, goal_reps=None, goal_rir=None)
