"""Numbers of the whole day: week, next date, what is lighter, the general warm-up, what the last workout changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from coach_core.commands.place import last_trained, local, next_day, rested_on
from coach_core.explaining.number import Number, View, near, numbers
from coach_core.explaining.past import last_over
from coach_core.facts import LoadChange, Reason, Simple
from coach_core.reminding.occurrences import SPACED, in_a_row
from coach_core.talk import msg
from coach_core.training.cite import cite
from coach_core.training.warmup import GENERAL

MINUTES = 8  # of the general warm-up (R18)


def place(view: View) -> Iterator[Number]:
    """Week and day of the program (R38): one after the other, a block once more (R25), or as the person chose."""
    day, program = view.day, view.program
    if day.week is None or program is None or day.day is None:
        return
    values: dict[str, Simple] = {"week": day.week, "weeks": program.weeks, "day": day.day}
    plan = view.person.training.plan
    here = plan is not None and program.block(day.week) is program.block(plan.week)
    reason = Reason("program", "number-place", values=values, source=cite("R38"))
    if here and plan is not None and plan.again is not None:
        skipped, sessions = plan.again
        values |= {"n": skipped, "sessions": sessions}
        reason = Reason("repeat-block", "number-place-again", values=values, source=cite("R25"))
    elif here and plan is not None and plan.chosen is not None:
        reason = Reason("program", "number-place-chosen", values={**values, "chosen": plan.chosen}, source=cite("R38"))
    told = [v for v in values.values() if isinstance(v, int)]
    yield Number("place", msg("button-why-place", week=day.week), (reason,), numbers(told))


def lighter(view: View) -> Iterator[Number]:
    """What holds for the whole day: a gap (R24), a beginner's volume (R14), health."""
    for note in view.day.notes:
        told = [v for v in note.values.values() if isinstance(v, int) and not isinstance(v, bool)]
        yield Number("lighter", msg("button-why-lighter"), (note,), numbers(told))


def warm_up(view: View) -> Iterator[Number]:
    """The general part of the warm-up (R18)."""
    thrusts = view.book.exercises
    if not any(thrusts[s.exercise].thrust for s in view.day.slots if s.exercise in thrusts):
        return
    values = [MINUTES, *(v for e in GENERAL for v in (e.sets, e.reps, e.steps))]
    reason = Reason("warm-up", "number-warmup-general", values={"minutes": MINUTES}, source=cite("R18"))
    yield Number("warmup", msg("button-why-warmup", minutes=MINUTES), (reason,), numbers(values))


def next_date(view: View) -> Iterator[Number]:
    """The day of this or the next workout (R32), and the day of the last one."""
    plan, workout = view.person.training.plan, view.person.training.open
    if plan is None or plan.finished:
        return
    on = workout.opened_on if workout is not None else next_day(view.person, view.at)
    over = last_over(view.rows.workouts)
    sets = tuple(s.set_id for s in view.rows.sets if over is not None and s.workout == over.workout)
    key = _why_then(view, on)
    values: dict[str, Simple] = {"on": on.isoformat(), "hours": 48}
    last = last_trained(view.person)
    values |= {"last": last.isoformat()} if last is not None else {}
    reason = Reason("date", key, sets if last is not None else (), values, cite("R32"))
    days = [on.day, *([last.day, (last + SPACED).day] if last is not None else []), 48]
    yield Number("date", msg("button-why-date", on=on), (reason,), numbers(days))


def _why_then(view: View, on: date) -> str:
    plan, today = view.person.training.plan, local(view.person, view.at).date()
    assert plan is not None
    if view.person.training.open is not None:
        return "number-date-open"
    if plan.moved_to == on:
        return "number-date-moved"
    if last_trained(view.person) is None:
        return "number-date-first" if not view.person.settings.days else "number-date-first-days"
    if in_a_row(view.person.settings.days or ()):
        return "number-date-row"
    soonest = max(today, rested_on(view.person) or today)
    if on != soonest:
        return "number-date-days"
    return "number-date-rest" if on > today else "number-date-rested"


def changes(view: View) -> Iterator[Number]:
    """What the last workout changed."""
    latest = max(view.rows.changes, key=lambda c: c.at, default=None)
    for change in view.rows.changes:
        if latest is not None and (change.at, change.workout) == (latest.at, latest.workout):
            yield change_number(change)


def change_number(change: LoadChange) -> Number:
    """One change as a number: from and to, loads and reps."""
    weights = [v for w in (change.before, change.after) if w is not None for v in near(w)]
    reps = [r for pair in (change.reps_before, change.reps_after) if pair is not None for r in pair]
    label = msg("button-why-change", exercise=change.exercise)
    values: tuple[Decimal, ...] = (*weights, *numbers(reps))
    return Number("change", label, (change.reason,), values, change.exercise, change.exercise)
