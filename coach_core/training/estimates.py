"""Estimates from a set: reps to failure, one-rep maximum, training max. What follows from them is in the rules."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from coach_core.training.weight import Weight

GOOD_RTF = Decimal(10)  # up to here an estimate is good
LAST_RTF = Decimal(12)  # up to here it is shown with a reservation, beyond there is none (R4)
TM_SHARE = Fraction(9, 10)  # R5


def reserve(rir: float | None, rpe: float | None) -> Decimal | None:
    """Reps in reserve as told, or by the exertion told: RIR = 10 - RPE (Zourdos 2016). None if neither was told."""
    if rir is not None:
        return Decimal(str(rir))
    return None if rpe is None else 10 - Decimal(str(rpe))


def reps_to_failure(reps: int, rir: Decimal | float) -> Decimal:
    """Reps to failure: those done and those kept in reserve (R4)."""
    return reps + Decimal(str(rir))


def e1rm(load: Weight, rtf: Decimal | int) -> Weight | None:
    """Estimated one-rep maximum by Epley (1985): w · (1 + RTF/30), the load itself at one rep (R4).

    None over 12 reps to failure, where the formulas fall apart, and for less than half a rep.
    """
    if not _estimable(rtf):
        return None
    return load if rtf <= 1 else load.times(1 + Fraction(rtf) / 30)


@lru_cache(maxsize=256)
def at_reps(rtf: int) -> Fraction:
    """The share of a one-rep maximum that can be lifted for so many reps to failure, by Epley (R4)."""
    return Fraction(1) if rtf <= 1 else 1 / (1 + Fraction(rtf, 30))


def brzycki(load: Weight, rtf: Decimal | int) -> Weight | None:
    """Estimated one-rep maximum by Brzycki (1993): w · 36 / (37 - RTF). None where Epley's is None (R4)."""
    if not _estimable(rtf):
        return None
    return load if rtf <= 1 else load.times(Fraction(36) / (37 - Fraction(rtf)))


def training_max(maximum: Weight) -> Weight:
    """The training max: 90 % of the (estimated) one-rep maximum (R5, Wendler)."""
    return maximum.times(TM_SHARE)


def capped(rtf: Decimal) -> Decimal:
    """Reps to failure of a starting set: more than 12 count as 12 (R12)."""
    return min(rtf, LAST_RTF)


def is_rough(rtf: Decimal | int) -> bool:
    """Whether an estimate is to be shown with a reservation: 11 or 12 reps to failure (R4)."""
    return GOOD_RTF < rtf <= LAST_RTF


def _estimable(rtf: Decimal | int) -> bool:
    return Fraction(1, 2) <= Fraction(rtf) <= LAST_RTF
