"""After the end of a challenge: what may still come into a part, and until when. Pure.

Workouts are closed until the ceremony; admins decide for two days. Nothing counts that is told or changed after
the end.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from coach_core.challenge.sessions import counts, doubtful, with_sets, with_workout
from coach_core.challenge.values import Challenge, Entry, Stage
from coach_core.facts import SetDone, WorkoutDone
from coach_core.turn import Call, Outcome, Rows

LAST = timedelta(minutes=10)  # after the end, until the ceremony: workouts are still being closed
GRACE = timedelta(hours=48)  # after the end, in which admins decide


def going_on(entries: Iterable[Entry], at: datetime) -> tuple[Entry, ...]:
    """The parts whose ceremony is to come."""
    return tuple(entry for entry in entries if at < entry.ends_at + LAST)


def decided_in(challenge: Challenge, at: datetime) -> bool:
    """Whether admins decide about what waits in it."""
    if challenge.stage is Stage.ENDED:
        return at < challenge.ends_at + GRACE
    return challenge.stage is not Stage.CANCELLED


def touched(call: Call, outcome: Outcome) -> frozenset[str]:
    """The ids of what a turn tells, changes, takes away or brings back."""
    undone = [past for past in call.given.rows.past if past.turn in outcome.take_back]
    facts = (*outcome.facts, *(fact for past in undone for fact in (*past.made, *past.ended)))
    return frozenset((*(fact.set_id for fact in facts if isinstance(fact, SetDone)), *outcome.ended))


def closed(entry: Entry, call: Call, outcome: Outcome, sets: Iterable[SetDone]) -> Entry:
    """After the end a workout of these sets may still be closed; which sets were touched is kept for who decides."""
    changed = touched(call, outcome).difference(entry.after)
    entry = replace(entry, after=(*entry.after, *sorted(changed))) if changed else entry
    if not (outcome.ended or outcome.take_back) and call.event.at < entry.ends_at + LAST:
        stood = [s for s in sets if s.set_id not in entry.after]
        for fact in outcome.facts:
            entry = _as_it_stood(entry, fact, stood) if isinstance(fact, WorkoutDone) else entry
    return entry


def _as_it_stood(entry: Entry, done: WorkoutDone, stood: Iterable[SetDone]) -> Entry:
    """The workout closed with the sets that it had at the end: not where it was closed by then, or lost one since."""
    was = next((s for s in entry.sessions if s.workout == done.workout), None)
    own = [s for s in stood if s.workout == done.workout]
    if was is not None and (was.share is not None or sum(counts(entry, s) for s in own) < was.sets):
        return entry
    return with_workout(entry, done, own)


def let_in(entry: Entry, allowed: tuple[str, ...], rows: Rows) -> Entry:
    """The part after an admin decided behind the end: the sets that count now, as they stood at the end."""
    sets = [s for s in rows.sets if s.set_id not in entry.after]
    fresh = [s for s in sets if s.set_id in allowed and doubtful(entry, s)]
    last = entry.frozen[-1] if entry.frozen else None
    over = (*entry.frozen[:-1], replace(last, until=entry.ends_at)) if last is not None and last.until is None else None
    before = {session.workout: session for session in entry.sessions}
    entry = replace(entry, allowed=allowed, frozen=over or entry.frozen)
    entry = with_sets(entry, fresh)
    names = {s.workout for s in fresh}
    for done in (w for w in rows.workouts if w.workout in names):
        was = before.get(done.workout)
        if was is None or was.share is not None:
            entry = with_workout(entry, done, [s for s in sets if s.workout == done.workout])
    return entry
