"""A workout is over: lifts, tally and place move on. Says what moved and why; prescribes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from coach_core.facts import Ended, LoadChange, Reason, SetDone, WorkoutDone
from coach_core.person import Plan, Settings, Training
from coach_core.training.gap import gap_days, local_day
from coach_core.training.marks import read_marks, shown_loads
from coach_core.training.moved import Change
from coach_core.training.onward import Trained, dated, onward
from coach_core.training.prescribe import today_of
from coach_core.training.progress import lifts_moved, risen
from coach_core.training.seen import remembered
from coach_core.training.sets import work_of
from coach_core.training.today import Today
from coach_core.values import dataclass

if TYPE_CHECKING:
    from coach_core.data.book import Book


@dataclass(frozen=True, slots=True)
class Advanced:
    """The training after a workout, the numbers that moved, and what else there is to say."""

    training: Training
    changes: tuple[LoadChange, ...] = ()
    notes: tuple[Reason, ...] = ()


def advance(
    book: Book, training: Training, settings: Settings, done: WorkoutDone, sets: tuple[SetDone, ...]
) -> Advanced:
    """Closes a workout that was finished, skipped or left. ``sets`` are its sets; the open workout is gone after it.

    Works from these facts alone, so that a corrected past can be worked out anew with the same result (replay.py).
    """
    opened, plan = local_day(done.opened_at, settings.zone), training.plan
    on, at = _last_day(done, settings, sets)
    today = _today(book, training, settings, done, sets, opened)
    if today is None or plan is None:
        return Advanced(_beside_the_plan(book, training, sets, on))
    anything = bool(work_of(sets)) and done.ended is not Ended.SKIPPED
    trained = Trained(on, anything, _thrust(book, sets), today.lighter, _gap(done, plan, opened), at)
    at_place = (plan.week, today.program.days[plan.day]) == (today.week, today.day)
    total = lifts_moved(today, plan, on, trained.anything, at_place)
    plan = replace(dated(plan, trained), tally=total.tally)
    if at_place:
        last = plan.day + 1 == len(today.program.days)
        total = risen(total, today) if last else total
        plan, said = onward(plan, today.program, not trained.anything)
        total = replace(total, notes=total.notes + said)
    changes = tuple(_fact(done, k, change) for k, change in enumerate(total.changes, 1))
    return Advanced(Training(plan, total.lifts), changes, total.notes)


def _today(
    book: Book, training: Training, settings: Settings, done: WorkoutDone, sets: tuple[SetDone, ...], on: date
) -> Today | None:
    """The day that the workout was; None for one beside the plan or of a program that has no such day any more."""
    plan, program = training.plan, book.programs.get(done.program or "")
    if plan is None or program is None or plan.program != done.program or plan.finished:
        return None
    if done.week is None or done.day not in program.days or not 1 <= done.week <= program.weeks:
        return None
    today = today_of(book, plan, training.lifts, settings, (done.week, done.day), _gap(done, plan, on))
    return replace(today, marks=read_marks(done.marks), sets=sets, asked=shown_loads(done.plan))


def _last_day(done: WorkoutDone, settings: Settings, sets: tuple[SetDone, ...]) -> tuple[date, datetime]:
    """The last day of the workout, and its first set there: one that was left may be taken up on another day."""
    days = [(local_day(s.at, settings.zone), s.at) for s in work_of(sets)]
    on = max((local_day(done.opened_at, settings.zone), *(day for day, _ in days)))
    return on, min((at for day, at in days if day == on), default=done.opened_at)


def _gap(done: WorkoutDone, plan: Plan, on: date) -> int | None:
    return done.gap_days if done.gap_days is not None else gap_days(plan, on)


def _beside_the_plan(book: Book, training: Training, sets: tuple[SetDone, ...], on: date) -> Training:
    plan, lifts = training.plan, remembered(training.lifts, sets, on, lighter=False, hurt=frozenset())
    if plan is not None and _thrust(book, sets):
        late = plan.last_thrust is not None and on < plan.last_thrust  # told later than what came after it
        plan = plan if late else replace(plan, last_thrust=on, last_gap=gap_days(plan, on))
    return Training(plan, lifts)


def _thrust(book: Book, sets: Iterable[SetDone]) -> bool:
    return any(book.exercises[s.exercise].thrust for s in work_of(sets) if s.exercise in book.exercises)


def _fact(done: WorkoutDone, number: int, change: Change) -> LoadChange:
    return LoadChange(
        change_id=f"{done.workout}.c{number}",
        at=done.ended_at,
        exercise=change.exercise,
        reason=change.reason,
        slot=change.slot,
        workout=done.workout,
        before=change.before,
        after=change.after,
        reps_before=change.reps_before,
        reps_after=change.reps_after,
    )
