"""The place in the program after a workout: next day, next week, a block again (R25), the end. Loads are elsewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction

from coach_core.facts import Reason
from coach_core.person import Plan, Reduction
from coach_core.training.cite import cite
from coach_core.training.gap import used
from coach_core.training.program import Program
from coach_core.values import dataclass

TOO_MANY_SKIPPED = Fraction(40, 100)


@dataclass(frozen=True, slots=True)
class Trained:
    """What a workout was for the place: if anything was done, if there was a thrust, under which reduction."""

    on: date
    anything: bool
    thrust: bool
    lighter: Reduction | None = None
    gap: int | None = None  # days since the thrust before
    at: datetime | None = None  # the first set of that day


def dated(plan: Plan, trained: Trained) -> Plan:
    """The plan with the day of its last session and one session less of a reduction; as it was if nothing was done."""
    if not trained.anything:
        return plan
    plan = replace(plan, last_on=trained.on, last_at=trained.at, reduction=used(trained.lighter))
    if trained.thrust or plan.last_thrust is None:
        plan = replace(plan, last_gap=trained.gap)
    return replace(plan, last_thrust=trained.on) if trained.thrust else plan


def onward(plan: Plan, program: Program, skipped: bool) -> tuple[Plan, tuple[Reason, ...]]:
    """The plan one session further, and what there is to say about it."""
    plan = replace(plan, skipped=plan.skipped + skipped, moved_to=None)
    if plan.day + 1 < len(program.days):
        return replace(plan, day=plan.day + 1), ()
    plan, block = replace(plan, day=0, tally={}), program.block(plan.week)
    if plan.week < block.weeks[1]:
        return replace(plan, week=plan.week + 1), ()
    return _next_block(plan, program, block.weeks)


def _next_block(plan: Plan, program: Program, weeks: tuple[int, int]) -> tuple[Plan, tuple[Reason, ...]]:
    sessions = (weeks[1] - weeks[0] + 1) * len(program.days)
    if Fraction(plan.skipped, sessions) > TOO_MANY_SKIPPED:
        values = {"n": plan.skipped, "sessions": sessions, "week": weeks[0]}
        again = Reason("repeat-block", "block-again", values=values, source=cite("R25"))
        return replace(plan, week=weeks[0], skipped=0, again=(plan.skipped, sessions), chosen=None), (again,)
    if plan.week < program.weeks:
        return replace(plan, week=plan.week + 1, skipped=0, again=None, chosen=None), ()
    return replace(plan, skipped=0, finished=True, again=None, chosen=None), ()
