"""What is known of a lift's strength when a slot is loaded: its training max, or the first set of today."""

from __future__ import annotations

from coach_core.facts import Reason, SetDone
from coach_core.training.loads import because
from coach_core.training.sets import worth
from coach_core.training.shape import Ask
from coach_core.training.today import sets_of
from coach_core.training.weight import Weight

Known = tuple[Weight, Reason]


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
    return tm, because("training-max", "tm-first-set", "R11", (first.set_id,), tm=tm)


def first_set(ask: Ask) -> SetDone | None:
    """The first set of this lift today that had a load: it decides where nothing is known (R11)."""
    return next((s for s in sets_of(ask.today, ask.exercise.id) if s.load is not None), None)
