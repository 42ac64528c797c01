"""A corrected past: sets of finished workouts changed or removed, and the plan worked out anew from what is true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from coach_core.brought import is_own, own
from coach_core.commands.answers import answer, dated_lines, plain
from coach_core.commands.place import local, today_of
from coach_core.commands.storing import renumber
from coach_core.facts import Ended, Fact, LoadChange, SetDone, WorkoutDone
from coach_core.knowledge.pausing import withheld
from coach_core.person import Lift, Training
from coach_core.talk import Msg, Reply, msg
from coach_core.training.as_data import change_data
from coach_core.training.replay import number_in, replay
from coach_core.turn import Call, Outcome

Changed = tuple[SetDone, str]


def difference(
    before: Sequence[SetDone], after: Sequence[SetDone]
) -> tuple[tuple[Fact, ...], tuple[str, ...], tuple[Changed, ...]]:
    """What makes ``after`` of ``before``: new rows, ended ids, and the same for the answer."""
    old = {s.set_id: s for s in before}
    new = {s.set_id: s for s in after}
    facts = tuple(s for s in after if old.get(s.set_id) != s)
    ended = tuple(i for i, s in old.items() if new.get(i) != s)
    shown = [(s, "changed" if s.set_id in old else "stored") for s in facts]
    shown += [(s, "removed") for i, s in old.items() if i not in new]
    return facts, ended, tuple(shown)


def change_lines(
    call: Call, before: Sequence[SetDone], changed: Sequence[Changed], named: Sequence[SetDone] = ()
) -> list[Msg]:
    """What stands now and what is gone, with its day where that is another one; a set that only counts otherwise
    because one before it is gone is not worth a line. ``named``: these stand now, whichever of them changed.
    """
    old = {s.set_id: s for s in before}
    stands = named or [s for s, how in changed if how != "removed" and not _same(old.get(s.set_id), s)]
    gone = [s for s, how in changed if how == "removed"]
    return [*dated_lines(call, stands, "changed"), *dated_lines(call, gone, "removed")]


def _same(old: SetDone | None, new: SetDone) -> bool:
    return old is not None and replace(old, set=new.set) == new


def put_right(call: Call, old: Sequence[SetDone], new: Sequence[SetDone]) -> Outcome:
    """Sets of one past workout as they really were; those that are in ``old`` alone are taken out."""
    workout = old[0].workout
    if workout is None:  # a starting set stands alone
        return rework(call, old, new)
    after, gone = {s.set_id: s for s in new}, {s.set_id for s in old}
    before = sorted((s for s in call.given.rows.sets if s.workout == workout), key=_in_order)
    kept = (after.get(s.set_id, s) for s in before if s.set_id in after or s.set_id not in gone)
    return rework(call, before, renumber(tuple(kept)))


def _in_order(done: SetDone) -> tuple[object, ...]:
    return done.slot or 99, done.exercise, done.warmup, done.set


def workouts_of(call: Call) -> list[WorkoutDone]:
    """The newest first; skipped ones are not history."""
    past = [w for w in call.given.rows.workouts if w.ended is not Ended.SKIPPED]
    return sorted(past, key=lambda w: (w.opened_at, number_in(w.workout)), reverse=True)


def sets_of(call: Call, workout: str) -> list[SetDone]:
    """The sets of a past workout, as they were done."""
    return sorted((s for s in call.given.rows.sets if s.workout == workout), key=lambda s: (s.at, s.slot or 99, s.set))


def day_of_set(call: Call, done: SetDone) -> date:
    """The local day of a set."""
    return local(call.person, done.at).date()


def rework(
    call: Call,
    before: Sequence[SetDone],
    after: Sequence[SetDone],
    deleted: str | None = None,
    named: Sequence[SetDone] = (),
) -> Outcome:
    """Replaces sets of the past, drops a deleted workout, and plays the run again with what stands."""
    rows, person = call.given.rows, call.person
    facts, ended, changed = difference(before, after)
    if not changed and deleted is None:
        return Outcome(replace(person, question=None), plain(person, msg("edit-same")))
    gone = {s.set_id for s in before}
    mine = own(rows)
    sets = tuple(s for s in (*(s for s in rows.sets if s.set_id not in gone), *after) if is_own(s))
    workouts = tuple(w for w in mine.workouts if w.workout != deleted)
    again = replay(call.given.book, person.settings, mine.steps, workouts, _closed(sets, workouts))
    training = _keep_place(mine.workouts, person.training, again.training, deleted)
    person = replace(person, training=training, question=None)
    new_changes, old_changes = _changes_differ(mine.changes, again.changes)
    held = withheld(call, person, today_of(call))
    lines = [
        *change_lines(call, before, changed, named),
        *(() if held else _recalculated(call.person.training, training)),
    ]
    if deleted is not None:
        lines.insert(0, msg("workout-deleted"))
    reply = _with_progress(answer(call, person, lines, changed), () if held else new_changes)
    ended = (*ended, *old_changes, *((deleted,) if deleted else ()))
    return Outcome(person, reply, facts=(*facts, *new_changes), ended=ended, undoable=True)


def _closed(sets: Sequence[SetDone], workouts: Sequence[WorkoutDone]) -> tuple[SetDone, ...]:
    known = {w.workout for w in workouts} | {None}
    return tuple(
        sorted((s for s in sets if s.workout in known), key=lambda s: (s.at, s.workout or "", s.slot or 99, s.set))
    )


def _keep_place(workouts: Sequence[WorkoutDone], before: Training, again: Training, deleted: str | None) -> Training:
    """A corrected set does not move the place in the program; only deleting the latest workout does."""
    latest = max(workouts, key=lambda w: w.ended_at, default=None)
    if again.plan is None or before.plan is None or (latest is not None and latest.workout == deleted):
        return replace(again, open=before.open)
    plan = replace(
        again.plan,
        week=before.plan.week,
        day=before.plan.day,
        finished=before.plan.finished,
        moved_to=before.plan.moved_to,
    )
    return replace(again, plan=plan, open=before.open)


def _changes_differ(
    old: Sequence[LoadChange], new: Sequence[LoadChange]
) -> tuple[tuple[LoadChange, ...], tuple[str, ...]]:
    before = {c.change_id: c for c in old}
    after = {c.change_id: c for c in new}
    fresh = tuple(c for c in new if before.get(c.change_id) != c)
    return fresh, tuple(i for i, c in before.items() if after.get(i) != c)


def _recalculated(before: Training, after: Training) -> list[Msg]:
    """What is another number now: training max or load, the heaviest so far, the best estimate (R34)."""
    lines = []
    for name in dict.fromkeys((*before.lifts, *after.lifts)):
        old, lift = before.lifts.get(name) or Lift(), after.lifts.get(name) or Lift()
        if old.tm is not None and lift.tm is not None and old.tm != lift.tm:
            lines.append(msg("recalculated-tm", exercise=name, before=old.tm, after=lift.tm))
        elif old.load is not None and lift.load is not None and old.load != lift.load:
            lines.append(msg("recalculated", exercise=name, before=old.load, after=lift.load))
        elif (old.tm or old.load) is not None and (lift.tm or lift.load) is None:
            lines.append(msg("recalculated-none", exercise=name))
        lines += _records(name, old, lift)
    return lines


def _records(name: str, old: Lift, lift: Lift) -> list[Msg]:
    lines = []
    if old.heaviest is not None and lift.heaviest is not None and old.heaviest != lift.heaviest:
        lines.append(msg("recalculated-heaviest", exercise=name, before=old.heaviest, after=lift.heaviest))
    if old.best is not None and lift.best is not None and old.best != lift.best:
        lines.append(msg("recalculated-best", exercise=name, before=old.best, after=lift.best))
    return lines


def _with_progress(reply: Reply, changes: Sequence[LoadChange]) -> Reply:
    if not changes:
        return reply
    data = {**reply[0].data, "progress": [change_data(c) for c in changes]}
    return (replace(reply[0], data=data), *reply[1:])
