"""Points, the default: half for the own plan, half for growth against what is usual at the own level."""

from __future__ import annotations

from coach_core.challenge.kinds.kind import Kind
from coach_core.challenge.plan import steady
from coach_core.challenge.strength import CLIP, gain_of
from coach_core.challenge.values import Entry


def score(entry: Entry) -> int:
    """0 to 100 points. Growth that cannot be known counts as usual, as far as the plan was done."""
    gain, done = gain_of(entry), steady(entry)
    growth = 1000 * (gain.z + CLIP) / (2 * CLIP) if gain is not None and gain.known else done / 2
    return round(50 * done + 50 * growth)


KIND = Kind("points", score, "points", lift="barbell_hip_thrust")
