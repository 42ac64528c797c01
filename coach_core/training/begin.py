"""What moves a plan beside a workout: a program begun, a first set told, a training max set, pain, another place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from coach_core.facts import Reason, SetDone
from coach_core.person import Lift, Plan, Settings, Training
from coach_core.training.cite import cite
from coach_core.training.estimates import LAST_RTF, TM_SHARE
from coach_core.training.exercise import Tool
from coach_core.training.loads import because
from coach_core.training.program import Program, Slot
from coach_core.training.sets import estimate, record_load, to_failure, worth
from coach_core.training.weight import Weight

if TYPE_CHECKING:
    from coach_core.data.book import Book


START_SETS = {
    ("max", False): ("start-set", "R5"),
    ("max", True): ("start-set-capped", "R12"),
    ("load", False): ("start-set-load", "R4"),
    ("load", True): ("start-set-load-capped", "R12"),
}


def begin(book: Book, training: Training, settings: Settings, program: str, on: date) -> Training:
    """The training at the first day of a program. Lifts stay as they are, and so do gaps and what follows from them.

    Raises ``KeyError`` for a program that is not in the book.
    """
    name, old = book.programs[program].name, training.plan
    if old is None:
        return replace(training, plan=Plan(name, on))
    kept = Plan(name, on, old.run + 1, reduction=old.reduction, last_on=old.last_on, last_thrust=old.last_thrust)
    return replace(training, plan=replace(kept, last_gap=old.last_gap, last_at=old.last_at))


def with_start_set(
    book: Book, training: Training, settings: Settings, done: SetDone
) -> tuple[Training, tuple[Reason, ...]]:
    """A set told before the first workout gives its lift a training max (R5); more than 12 RTF count as 12 (R12).

    A reserve that is not told is 0. A set without a load or a rep changes nothing.
    """
    tm, rtf = worth(done, cap=True), to_failure(done)
    if tm is None or rtf is None:
        return training, ()
    known, over = book.exercises.get(done.exercise), rtf > LAST_RTF
    kind = "max" if known is None or known.tool is Tool.BAR else "load"  # only a bar's lift goes by its training max
    key, number = START_SETS[kind, over]
    single = tm.times(1 / TM_SHARE)
    values = {"load": done.load, "reps": done.reps, "tm": tm, "best": single, "exercise": done.exercise}
    reason = Reason("start-set", key, (done.set_id,), values, cite(number))
    lift = training.lifts.get(done.exercise, Lift())
    best, heaviest = estimate(done) or lift.best, record_load((done,), lift.heaviest)
    new = replace(_anew(lift), tm=tm, best=best, heaviest=heaviest, because=reason)
    return _with_lift(training, done.exercise, new), (reason,)


def never_did(book: Book, training: Training, settings: Settings) -> Training:
    """The main thrust of the program looks for its first load in its first workout (R16)."""
    program = book.programs.get(training.plan.program) if training.plan else None
    main = main_lift(book, program) if program else None
    if main is None:
        return training
    return _with_lift(training, main, replace(training.lifts.get(main, Lift()), calibrate=True))


def main_lift(book: Book, program: Program) -> str | None:
    """The first thrust with a bar of a program, else its first percent lift, else its first main lift."""
    slots = list(_slots(program))
    thrusts = (s.exercise for s in slots if (e := book.exercises[s.exercise]).thrust and e.tool is Tool.BAR)
    percents = (s.exercise for s in slots if any(scheme.pct for scheme in s.schemes))
    mains = (s.exercise for s in slots if book.exercises[s.exercise].main)
    return next((name for names in (thrusts, percents, mains) for name in names), None)


def _slots(program: Program) -> Iterator[Slot]:
    return (slot for block in program.blocks for day in program.days for slot in block.days.get(day, ()))


def with_training_max(training: Training, exercise: str, tm: Weight) -> Training:
    """A training max that the person set."""
    lift = training.lifts.get(exercise, Lift())
    reason = because("training-max", "tm-told", "R5", tm=tm)
    return _with_lift(training, exercise, replace(_anew(lift), tm=tm, because=reason))


def _anew(lift: Lift) -> Lift:
    """The lift without what was to be found out about its strength, now that it is told."""
    return replace(lift, calibrate=False, found=None, seeking=False, ramp_max=None, ramp_load=None)


def with_ease(training: Training, exercise: str, factor: float) -> Training:
    """After pain the next session of the lift is lighter by ``factor`` (R28)."""
    return _with_lift(training, exercise, replace(training.lifts.get(exercise, Lift()), ease=factor))


def with_place(book: Book, training: Training, week: int, day: str) -> Training:
    """The plan at another week and day; the week's tally starts anew.

    Raises ``KeyError`` or ``ValueError`` for a place that the program has not.
    """
    plan = training.plan
    if plan is None:
        raise KeyError(day)
    program = book.programs[plan.program]
    block, was = program.block(week), program.block(plan.week)
    tally = plan.tally if week == plan.week else {}
    skipped = plan.skipped if block is was else 0
    place = replace(plan, week=week, day=program.days.index(day), tally=tally, skipped=skipped)
    return replace(training, plan=replace(place, finished=False, moved_to=None, again=None, chosen=week))


def _with_lift(training: Training, exercise: str, lift: Lift) -> Training:
    return replace(training, lifts={**training.lifts, exercise: lift})
