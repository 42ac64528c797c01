"""What was lifted, as a number that is shown again: last time, sets of today, estimates, records. And the last card."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from coach_core.brought import own
from coach_core.explaining.amounts import one
from coach_core.explaining.number import Number, View, near, numbers
from coach_core.facts import Ended, Reason, SetDone, Simple, StepKind, WorkoutDone
from coach_core.person import Workout
from coach_core.talk import msg
from coach_core.training.cite import cite
from coach_core.training.gap import local_day
from coach_core.training.marks import read_marks
from coach_core.training.prescribe import prescribe
from coach_core.training.prescription import SlotPlan
from coach_core.training.replay import number_in, replay
from coach_core.training.sets import estimate, to_failure
from coach_core.training.then import settings_then


def last(view: View, slot: SlotPlan) -> Iterator[Number]:
    """The line "last time" of an exercise: what was written then (R2)."""
    lift = view.person.training.lifts.get(slot.exercise)
    if lift is None or lift.last_on is None or not lift.last_reps:
        return
    reason = Reason("as-typed", "number-last", lift.last_sets, {"on": lift.last_on.isoformat()}, cite("R2"))
    found = one(view, slot, "last", msg("button-why-last"), (reason,), [*lift.last_reps, lift.last_on.day])
    loads = tuple(w.amount for w in lift.last_loads if w is not None)
    yield replace(found, values=(*found.values, *loads))


def logged(view: View, slot: SlotPlan) -> Iterator[Number]:
    """The sets of an exercise that are ticked off: as they were told, or as prescribed where "done" was said (R37)."""
    done = [s.done for s in slot.sets if s.done is not None]
    if done:
        ids = tuple(s.set_id for s in done)
        reason = Reason("logged", "number-logged", ids, {"n": len(ids)}, cite("R37"))
        found = one(view, slot, "logged", msg("button-why-logged"), (reason,), [])
        yield replace(found, values=_of_sets(done))


def _of_sets(sets: Iterable[SetDone]) -> tuple[Decimal, ...]:
    values = []
    for s in sets:
        values += [s.reps, s.reps_left, s.reps_right, s.seconds, s.distance_m, s.rir, s.rpe]
        values += [s.load.number] if s.load is not None else []
    return numbers(values)


def told_before(view: View) -> Iterator[Number]:
    """Starting sets, and the sets of the last workout that is over."""
    over = last_over(view.rows.workouts)
    wanted = {None, over.workout if over is not None else None}
    sets = [s for s in view.rows.sets if s.workout in wanted and not s.warmup]
    for name in dict.fromkeys(s.exercise for s in sets):
        of_it = [s for s in sets if s.exercise == name]
        ids = tuple(s.set_id for s in of_it)
        reason = Reason("logged", "number-logged", ids, {"n": len(ids)}, cite("R37"))
        yield Number("logged", msg("button-why-logged"), (reason,), (*_of_sets(of_it), Decimal(len(ids))), name, name)
    if over is not None:
        of_it = [s for s in sets if s.workout == over.workout]
        ids = tuple(s.set_id for s in of_it)
        reason = Reason("logged", "number-summary", ids, {"n": len(ids)}, cite("R37"))
        yield Number("logged", msg("button-why-logged"), (reason,), (Decimal(len(ids)),))


def estimates(view: View) -> Iterator[Number]:
    """The best estimated single of each lift, and the set that gave it (R4)."""
    for name, lift in view.person.training.lifts.items():
        if lift.best is None:
            continue
        of_it = [s for s in view.rows.sets if s.exercise == name and estimate(s) == lift.best]
        values: dict[str, Simple] = {"best": lift.best}
        values |= {"load": of_it[0].load, "rtf": float(to_failure(of_it[0]) or 0)} if of_it else {}
        key = "number-estimate" if of_it else "number-estimate-alone"
        reason = Reason("estimate", key, tuple(s.set_id for s in of_it[:1]), values, cite("R4"))
        yield Number("estimate", msg("button-why-estimate", best=lift.best), (reason,), near(lift.best), name, name)


def records(view: View) -> Iterator[Number]:
    """The heaviest load of each lift (R34)."""
    for name, lift in view.person.training.lifts.items():
        found = [s for s in view.rows.sets if s.exercise == name and s.load == lift.heaviest and not s.warmup]
        if lift.heaviest is not None and found:
            reason = Reason("record", "number-record", (found[0].set_id,), {"load": lift.heaviest}, cite("R34"))
            label = msg("button-why-record", load=lift.heaviest)
            yield Number("record", label, (reason,), (lift.heaviest.amount,), name, name)


def last_over(workouts: Iterable[WorkoutDone]) -> WorkoutDone | None:
    """The last workout that is over and was not skipped."""
    done = [w for w in workouts if w.ended is not Ended.SKIPPED]
    return max(done, key=_order, default=None)


def _order(workout: WorkoutDone) -> tuple[datetime, int]:
    return workout.ended_at, number_in(workout.workout)


def card_before(view: View) -> View | None:
    """The card of the last workout that is over: the training of then, worked out anew from the facts before it."""
    facts = own(view.rows)
    over = last_over(facts.workouts)
    if over is None or over.program is None:
        return None
    settings = settings_then(over.plan, view.person.settings)
    earlier = [w for w in facts.workouts if _order(w) < _order(over)]
    steps = [s for s in facts.steps if s.at <= over.opened_at and s.kind is not StepKind.EASE]
    before = replay(view.book, settings, steps, earlier, facts.sets).training
    sets = tuple(s for s in facts.sets if s.workout == over.workout)
    on = local_day(over.opened_at, settings.zone)
    workout = Workout(
        over.workout, over.opened_at, on, over.program, over.week, over.day, over.gap_days, read_marks(over.marks), sets
    )
    training = replace(before, open=workout)
    person = replace(view.person, training=training, settings=settings)
    day = prescribe(view.book, training, settings, on)
    return replace(view, person=person, day=day, of="past-")
