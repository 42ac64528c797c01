"""What a person's health leaves open: whether, what and how lightly they may train (R27 to R30). Says nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from coach_core.person import Health, Person
from coach_core.training.exercise import Tool
from coach_core.values import dataclass

if TYPE_CHECKING:
    from coach_core.data.book import Book

LEAST_WEEKS = {"vaginal": 6, "caesarean": 8}  # R29: the app's least, never a promise of safety
AFTER_BIRTH = timedelta(days=365)  # training.md 4.4: the first year
BRIDGE_DAYS, THRUST_DAYS = 14, 28  # R29: two weeks of each before light loads
MONTHS_BEFORE_HEAVY = timedelta(days=91)  # R29: nothing under 8 reps before three months
BRIDGE, THRUST = "glute_bridge", "bodyweight_hip_thrust"
VALID = timedelta(days=365)  # a screening and its clearances lapse after 12 months (training.md 4.1)
LONG_AWAY = timedelta(weeks=8)
GUARDED = frozenset({"heart", "condition", "medicine", "surgery"})  # cleared: light to moderate, no tests (R27)


@dataclass(frozen=True, slots=True)
class Limits:
    """``allowed`` False: no loaded lower-body work. ``exercise`` stands in for every hip thrust.

    ``rir``: least reserve; ``reps``: least reps a set; None: nothing beyond the program. ``banned``: exercises with one
    of these words in their ids are left out.
    """

    allowed: bool = True
    bodyweight_only: bool = False
    exercise: str | None = None
    rir: int | None = None
    reps: int | None = None
    banned: tuple[str, ...] = ()


NO_LIMITS = Limits()


def stage_limits(health: Health, on: date) -> Limits:
    """What holds on a day: after a birth the ladder of R29, with an uncleared joint bodyweight only (R27)."""
    limits = _by_stage(health, on)
    return replace(limits, banned=health.banned) if health.banned else limits


def _by_stage(health: Health, on: date) -> Limits:
    if health.minor or health.paused is not None or health.stage == "pregnant":
        return Limits(allowed=False)
    if after_birth(health, on):
        return _ladder(health, on) if "birth" in health.cleared else Limits(allowed=False)
    if waits(health) is not None:
        return Limits(allowed=False)
    if "joint" in health.answers and "joint" not in health.cleared:
        return Limits(bodyweight_only=True)
    return NO_LIMITS if GUARDED.isdisjoint(health.answers) else Limits(rir=3)


def after_birth(health: Health, on: date) -> bool:
    """Whether a birth lies less than a year back."""
    return health.stage == "postpartum" and (health.born_on is None or on - health.born_on < AFTER_BIRTH)


def _ladder(health: Health, on: date) -> Limits:
    days = (on - (health.stage_on or on)).days
    early = health.born_on is None or on - health.born_on < MONTHS_BEFORE_HEAVY
    if days < THRUST_DAYS:
        return Limits(bodyweight_only=True, exercise=BRIDGE if days < BRIDGE_DAYS else THRUST, rir=4, reps=8)
    return Limits(rir=4, reps=8 if early else None)


def soon_enough(health: Health, on: date) -> bool:
    """Whether the least weeks since the birth are over; an unknown kind of birth counts as a caesarean (R29)."""
    least = LEAST_WEEKS.get(health.birth or "", max(LEAST_WEEKS.values()))
    return health.born_on is not None and on - health.born_on >= timedelta(weeks=least)


def waits(health: Health) -> str | None:
    """A question about health that is open before lower-body work goes on: "birth", "clearance" or none."""
    if health.stage is None and not health.answers:
        return None
    about_birth = health.stage == "postpartum" or (health.stage is None and "birth" in health.answers)
    if about_birth and "birth" not in health.cleared:
        return "birth"
    return "clearance" if GUARDED & set(health.answers) - set(health.cleared) else None


def needs_screening(person: Person, on: date) -> bool:
    """Whether the health questions are due: never answered, a year ago, or over eight weeks without training (R27)."""
    health, plan, workout = person.health, person.training.plan, person.training.open
    if health.screened is None or on - health.screened >= VALID:
        return True
    if plan is None or on - health.screened <= LONG_AWAY:
        return False
    opened = workout.opened_on if workout is not None and workout.sets else None
    return on - max(d for d in (plan.last_on, plan.last_thrust, health.screened, opened) if d) > LONG_AWAY


def screening_due(person: Person, on: date) -> bool:
    """Whether somebody who is in training has to answer the health questions again before any load (R27)."""
    return person.health.screened is not None and person.training.plan is not None and needs_screening(person, on)


def is_held(health: Health) -> bool:
    """Whether the lower body must not be loaded now: no workout, no load and no next set is shown."""
    return health.minor or health.paused is not None or health.stage == "pregnant" or waits(health) is not None


def may_train(person: Person, book: Book, exercise: str) -> bool:
    """Whether sets of an exercise may be taken now.

    R1 and age stop everything; R2, an uncleared birth or condition stop what loads the lower body (an
    exercise that is not known counts as such); a pregnancy also stops every barbell.
    """
    health = person.health
    if health.minor or health.paused == "R1":
        return False
    if health.paused is None and health.stage != "pregnant" and waits(health) is None:
        return True
    known = book.exercises.get(exercise)
    if known is None or known.lower:
        return False
    return health.stage != "pregnant" or known.tool is not Tool.BAR
