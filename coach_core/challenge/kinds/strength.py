"""Strength: percent of growth of the estimated maximum in one lift."""

from __future__ import annotations

from math import exp

from coach_core.challenge.kinds.kind import Kind
from coach_core.challenge.strength import gain_of
from coach_core.challenge.values import Entry


def score(entry: Entry) -> int:
    """Percent since the baseline, 0 until both are known."""
    gain = gain_of(entry)
    return 0 if gain is None else round(100_000 * (exp(gain.log) - 1))


LIFTS = ("barbell_hip_thrust", "back_squat", "romanian_deadlift")
KIND = Kind("strength", score, "percent", lift="barbell_hip_thrust", lifts=LIFTS)
