"""What is known of a lift's strength when a slot is loaded: its training max, or the first set of today."""

from __future__ import annotations

from coach_core.facts import Reason, SetDone
from coach_core.training.estimates import at_reps
from coach_core.training.loads import Loads, because, not_above, share
from coach_core.training.sets import estimate, worth
from coach_core.training.shape import Ask
from coach_core.training.today import ONE, sets_of
from coach_core.training.weight import Weight

Known = tuple[Weight, Reason]
SPARE = 3  # reps to spare of a weight that is to be picked (R11)


def training_max_of(ask: Ask) -> Known | None:
    """The training max that a slot goes by, and where it comes from."""
    lift = ask.lift
    if lift.tm is not None:
        return lift.tm, lift.because or because("training-max", "tm-told", "R5", tm=lift.tm)
    if lift.guess is not None:
        return lift.guess, because("training-max", "tm-estimated", "R12", lift.guess_sets, tm=lift.guess)
    first = first_set(ask)
    tm = worth(first) if first else None
    if first is None or tm is None:
        return None
    told = {"lifted": first.load, "reps": first.reps, "tm": tm}
    return tm, because("training-max", "tm-first-set", "R11", (first.set_id,), **told)


def first_set(ask: Ask) -> SetDone | None:
    """The first set of this lift today that had a load: it decides where nothing is known (R11)."""
    return next((s for s in sets_of(ask.today, ask.exercise.id) if s.load is not None), None)


def unknown(ask: Ask) -> Loads:
    """No load: the person picks one with which they could do three reps more (R11)."""
    rir = ask.shape[0].rir if ask.shape else None
    spare = max(SPARE, rir[0] if rir else 0)
    return Loads((None,) * len(ask.shape), because("unknown", "load-unknown", "R11", spare=spare))


def by_first_set(ask: Ask) -> Loads | None:
    """The load of the first set for those that remain (R11); for more reps than that no more than it allows (R4)."""
    first = first_set(ask)
    if first is None or first.load is None:
        return None
    picked = share(first.load, ONE, ask.today.unit)
    single, reps = estimate(first), first.reps or 0
    values = tuple([
        not_above(picked, share(single, at_reps(plan.reps[0] + (plan.rir or (0, 0))[0]), picked.unit))
        if single is not None and plan.reps is not None and plan.reps[0] > max(reps, first.goal_reps or 0)
        else picked
        for plan in ask.shape
    ])  # fmt: skip
    reason = because("first-set", "load-first-set", "R11", (first.set_id,), picked=first.load)
    return Loads(unpicked(ask, values), reason)


def unpicked(ask: Ask, values: tuple[Weight | None, ...]) -> tuple[Weight | None, ...]:
    """No prescription for the sets up to the one that the person picked the weight of."""
    first = first_set(ask)
    picked = ask.counting.index(first) + 1 if first in ask.counting else 0
    return (None,) * picked + values[picked:]
