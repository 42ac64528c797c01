"""How a set that was done is judged: reserve, misses, what it is worth. What follows from it is in the rules."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from coach_core.facts import SetDone
from coach_core.training import estimates
from coach_core.training.weight import LoadKind, Weight

LIFTED = (LoadKind.EXTERNAL, LoadKind.ADDED)
NEARLY = Fraction(98, 100)  # a load told in the other unit is still the one that was asked


def told(done: SetDone) -> Decimal | None:
    """The reserve as it was told, in any of its ways; None if it was not (R20)."""
    if done.failed:
        return Decimal(0)
    found = estimates.reserve(done.rir, done.rpe)
    return Decimal(0) if found is None and done.to_failure else found


def lacking(done: SetDone, goal: int | None = None) -> int:
    """How many reps under those asked the set ended. ``goal`` is asked where the set does not keep its own."""
    asked = done.goal_reps if done.goal_reps is not None else goal
    return max(0, asked - done.reps) if asked is not None and done.reps is not None else 0


def missed(done: SetDone, goal: int | None = None) -> bool:
    """Whether reps were missed: fewer than asked, and no reserve told that would have given them (R21)."""
    under = lacking(done, goal)
    return done.failed or (under > 0 and (told(done) or 0) < under)


def spare(done: SetDone, goal: int | None = None) -> Decimal | None:
    """The reserve told, less the reps that the set stopped short of; None if none was told."""
    left = told(done)
    return left - lacking(done, goal) if left is not None else None


def reserve(done: SetDone, asked: int | None = None) -> Decimal:
    """The reserve that counts: as told; else as prescribed where the reps were done, else 0 (R20)."""
    found = told(done)
    if found is not None:
        return found
    if missed(done):
        return Decimal(0)
    cap = done.goal_rir if done.goal_rir is not None else asked
    return Decimal(str(cap)) if cap is not None else Decimal(0)


def to_failure(done: SetDone) -> Decimal | None:
    """Reps to failure of the set; None for a hold, a walk or a set without a rep (R4)."""
    return estimates.reps_to_failure(done.reps, reserve(done)) if done.reps else None


def estimate(done: SetDone) -> Weight | None:
    """The estimated single of a work set; None above 12 reps to failure or without an outer load (R4, R34)."""
    rtf = to_failure(done)
    if done.warmup or done.load is None or done.load_kind is not LoadKind.EXTERNAL or rtf is None:
        return None
    return estimates.e1rm(done.load, rtf)


def worth(done: SetDone, cap: bool = False) -> Weight | None:
    """The training max that a set gives: 0.9 × e1RM (R4, R5). With ``cap`` more than 12 reps count as 12 (R12)."""
    rtf = to_failure(done)
    if rtf is None or done.load is None or done.load_kind is not LoadKind.EXTERNAL:
        return None
    single = estimates.e1rm(done.load, estimates.capped(rtf) if cap else rtf)
    return estimates.training_max(single) if single else None


def best_of(sets: Iterable[SetDone], cap: bool = False) -> tuple[Weight, SetDone] | None:
    """The set that gives the highest training max, and that training max."""
    found = [(tm, s) for s in sets if (tm := worth(s, cap)) is not None]
    return max(found, key=lambda pair: pair[0].kg) if found else None


def heaviest(sets: Iterable[SetDone]) -> SetDone | None:
    """The first of the heaviest sets; None where none was lifted with a load: a set without a rep was not."""
    loaded = [s for s in sets if s.load is not None and s.reps != 0]
    return max(loaded, key=lambda s: s.load.kg if s.load else 0) if loaded else None


def record_load(sets: Iterable[SetDone], known: Weight | None) -> Weight | None:
    """The heaviest load of work sets with a rep or more, and of what was known (R34); help is no load."""
    lifted = [s.load for s in sets if s.load is not None and s.load_kind in LIFTED and not s.warmup and _a_rep(s)]
    return max((*([known] if known else []), *lifted), key=lambda w: w.kg, default=None)


def _a_rep(done: SetDone) -> bool:
    return bool(done.reps or done.reps_left or done.reps_right)


def lifted_as_asked(done: SetDone, asked: Weight | None) -> bool:
    """Whether the load was at least what was asked, allowing for a rounding between units."""
    if asked is None or done.load is None:
        return True
    return done.load.kg >= asked.kg * NEARLY


def work_of(sets: Iterable[SetDone]) -> tuple[SetDone, ...]:
    """The sets that count, in their order: no warm-ups."""
    return tuple(sorted((s for s in sets if not s.warmup), key=lambda s: s.set))
