"""A slot done with an exercise that counts otherwise: reps become a hold, a hold becomes reps (R22)."""

from __future__ import annotations

from dataclasses import replace

from coach_core.training.prescription import SetPlan

REP = 3  # seconds that a rep takes: up, the hold of a second at the top, down
LEAST, MOST, STEP = 20, 45, 5  # seconds of a hold
FEWEST, MANY = 8, 15  # reps


def counted_as(plan: SetPlan, *, timed: bool) -> SetPlan:
    """The set as such an exercise counts it; as it is where it counts that way already."""
    if timed and plan.seconds is None:
        low = plan.reps[0] if plan.reps else (plan.steps or 0) // 2
        return replace(plan, reps=None, steps=None, hold_s=None, seconds=hold_of(low))
    if not timed and plan.seconds is not None:
        return replace(plan, seconds=None, reps=(reps_of_hold(plan.seconds),) * 2)
    return plan


def hold_of(reps: int) -> int:
    """Seconds for so many reps, in fives."""
    return max(LEAST, min(MOST, round(reps * REP / STEP) * STEP))


def reps_of_hold(seconds: int) -> int:
    """Reps for so many seconds."""
    return max(FEWEST, min(MANY, round(seconds / REP)))
