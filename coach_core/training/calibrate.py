"""The first load of somebody who never did the lift: sets of 8, a little heavier each, one shown at a time (R16)."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from coach_core.facts import SetDone
from coach_core.training.exercise import Tool
from coach_core.training.loads import Loads, because, share
from coach_core.training.plates import BAR_STEP, SMALLEST
from coach_core.training.prescription import SetKind, SetPlan
from coach_core.training.sets import lacking, told
from coach_core.training.shape import Ask
from coach_core.training.weight import Unit, Weight

REPS, MOST_SETS, ASKED = 8, 5, (3, 4)
EASY = 5  # a reserve from which the next set is heavier
SMALL_STEP_UNDER = 30  # kg
DUMBBELL = {Unit.KG: Weight(500, Unit.KG), Unit.LB: Weight(1000, Unit.LB)}


def calibrating(ask: Ask) -> tuple[Ask, Loads]:
    """The sets of a calibration: those done and, until it has ended, the next one."""
    values: list[Weight] = [_start(ask)]
    for done in ask.counting[:MOST_SETS]:
        if ended(done) or len(values) == MOST_SETS:
            break
        values.append(_next(ask, done, values[-1]))
    sets = tuple(s.set_id for s in ask.counting)
    key = "calibrate-next" if sets else "calibrate-start"
    return replace(ask, shape=_shape(ask, len(values))), Loads(tuple(values), because("calibrate", key, "R16", sets))


def _shape(ask: Ask, count: int) -> tuple[SetPlan, ...]:
    """Plain sets of eight like the slot's own first set."""
    like = replace(ask.shape[0], kind=SetKind.WORK, pct=None, reps=(REPS, REPS), rir=ASKED)
    return (like,) * count


def ended(done: SetDone) -> bool:
    """Whether the set was the last one: reps missed, fewer than five left, or no reserve told."""
    left = told(done)
    return done.failed or lacking(done, REPS) > 0 or left is None or left < EASY


def _start(ask: Ask) -> Weight:
    return ask.today.bar if ask.exercise.tool is Tool.BAR else DUMBBELL[ask.today.unit]


def _next(ask: Ask, done: SetDone, planned: Weight) -> Weight:
    unit = ask.today.unit
    base = share(done.load or planned, Fraction(1), unit)
    step = SMALLEST if base.kg < SMALL_STEP_UNDER else BAR_STEP
    return Weight(base.hundredths + step[unit], unit)
