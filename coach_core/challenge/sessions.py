"""Sets become training sessions: set by set as they are logged, or all at once from the facts, which is the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from coach_core.challenge.plausible import beyond
from coach_core.challenge.share import hurt, share_of
from coach_core.challenge.strength import is_light
from coach_core.challenge.values import Entry, Session
from coach_core.challenge.weeks import day_of
from coach_core.facts import SetDone, WorkoutDone
from coach_core.training.weight import LoadKind, Unit

LATE = timedelta(hours=24)
GRAMS_IN_LB = 0.45359237
MOST_RTF, MOST_RIR = 10, 3  # beyond that a set says nothing reliable about strength (training.md 3.11)


def counts(entry: Entry, s: SetDone) -> bool:
    """Whether a set counts at all: in the time, in time, work and not warm-up, plausible or let through."""
    return in_time(entry, s) and (not beyond(s) or s.set_id in entry.allowed)


def doubtful(entry: Entry, s: SetDone) -> bool:
    """Whether an admin has to say if a set counts."""
    return in_time(entry, s) and beyond(s) and s.set_id not in entry.allowed


def in_time(entry: Entry, s: SetDone) -> bool:
    """Whether a set is work of the person's time in the challenge, told within a day."""
    if s.warmup or s.workout is None or s.set_id in entry.late:
        return False
    number = s.set_id[1:]
    return entry.since <= s.at < entry.ends_at and (not number.isdecimal() or int(number) > entry.made)


def added(entry: Entry, session: Session | None, s: SetDone) -> Session:
    """The session with a set that counts."""
    was = session or Session(s.workout or "", s.at, day_of(entry, s.at).toordinal())
    first = (was.at, was.day) if was.at <= s.at else (s.at, day_of(entry, s.at).toordinal())
    aimed, hit = aim(s)
    reps = reps_asked(s)
    return Session(
        was.workout, *first, was.sets + asked_for(s), was.reps + reps,
        was.volume + centigrams(s) * reps, max(was.best, strength(entry, s)),
        was.aimed + aimed, was.hit + hit, was.share, was.hurt, was.light or is_light(entry, s),
    )  # fmt: skip


def asked_for(s: SetDone) -> bool:
    """Whether the plan asked for a set: what is done beside it is no work of the plan, however much it is (C1)."""
    return s.slot is not None and not (s.goal_reps is None and s.goal_rir is None)


def reps_asked(s: SetDone) -> int:
    """The repetitions that count as work: as many as were asked for (C1). To go on to failure brings nothing."""
    if not asked_for(s) or not s.reps:
        return 0
    return s.reps if s.goal_reps is None else min(s.reps, s.goal_reps)


def centigrams(s: SetDone) -> int:
    """The load in hundredths of a kilogram; none for the own body and for bands: body weight is nobody's business."""
    if s.load is None or s.load_kind not in (LoadKind.EXTERNAL, LoadKind.ADDED):
        return 0
    return s.load.hundredths if s.load.unit is Unit.KG else round(s.load.hundredths * GRAMS_IN_LB)


def reserve(s: SetDone) -> float | None:
    """Reps in reserve: as told, else as prescribed where the reps were done, none where they were missed."""
    if s.rir is not None:
        return s.rir
    if s.rpe is not None:
        return 10 - s.rpe
    if s.to_failure or s.failed:
        return 0.0
    if s.goal_rir is None or s.reps is None:
        return None
    return s.goal_rir if s.goal_reps is None or s.reps >= s.goal_reps else 0.0


def strength(entry: Entry, s: SetDone) -> int:
    """The estimated one-rep maximum of a valid set of the lift, in hundredths of a kilogram; 0 for any other set."""
    if s.exercise != entry.lift or not s.reps or s.drop or s.load_kind is not LoadKind.EXTERNAL:
        return 0
    left = reserve(s)
    if left is None or not 0 <= left <= MOST_RIR or s.reps + left > MOST_RTF:
        return 0
    rtf = s.reps + left
    return round(centigrams(s) * (1 if rtf <= 1 else 1 + rtf / 30))


def aim(s: SetDone) -> tuple[int, int]:
    """Whether a set had a prescribed reserve, and whether it was met within one rep. Failing on purpose is no hit."""
    if s.goal_rir is None:
        return 0, 0
    left = reserve(s)
    return 1, int(left is not None and abs(left - s.goal_rir) <= 1)


def in_order(sessions: Iterable[Session]) -> tuple[Session, ...]:
    """By time, then by the number of the workout."""
    return tuple(sorted(sessions, key=lambda s: (s.at, len(s.workout), s.workout)))


def with_sets(entry: Entry, sets: Iterable[SetDone]) -> Entry:
    """The entry after these sets were logged."""
    known = {s.workout: s for s in entry.sessions}
    for s in sets:
        if counts(entry, s):
            known[s.workout or ""] = added(entry, known.get(s.workout or ""), s)
    return replace(entry, sessions=in_order(known.values()))


def with_workout(entry: Entry, done: WorkoutDone, sets: Iterable[SetDone]) -> Entry:
    """The entry after a workout of these sets was closed. One that pain stopped before the first set is known by it."""
    share, pain = share_of(done, (s for s in sets if s.workout == done.workout and counts(entry, s))), hurt(done)
    known = {s.workout: s for s in entry.sessions}
    if pain and done.workout not in known and entry.since <= done.opened_at < entry.ends_at:
        known[done.workout] = Session(done.workout, done.opened_at, day_of(entry, done.opened_at).toordinal())
    elif done.workout not in known:
        return entry
    was = known[done.workout]
    made, thousandths = share or (was.sets, None)
    known[done.workout] = replace(was, sets=min(was.sets, made), share=thousandths, hurt=pain)
    return replace(entry, sessions=in_order(known.values()))


def one_anew(entry: Entry, workout: str, sets: Iterable[SetDone]) -> Entry:
    """The entry with one session worked out from all of its sets."""
    rest = replace(entry, sessions=tuple(s for s in entry.sessions if s.workout != workout))
    return with_sets(rest, sets)


def all_anew(entry: Entry, sets: Sequence[SetDone], workouts: Iterable[WorkoutDone]) -> Entry:
    """The entry worked out from the facts alone."""
    entry = with_sets(replace(entry, sessions=()), sets)
    of_workout: dict[str | None, list[SetDone]] = {}
    for s in sets:
        of_workout.setdefault(s.workout, []).append(s)
    for done in workouts:
        entry = with_workout(entry, done, of_workout.get(done.workout, ()))
    return entry
