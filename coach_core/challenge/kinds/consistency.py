"""Consistency: the share of the own plan that was done."""

from __future__ import annotations

from coach_core.challenge.kinds.kind import Kind
from coach_core.challenge.plan import steady
from coach_core.challenge.values import Entry


def score(entry: Entry) -> int:
    """Percent of the plan for the whole time."""
    return 100 * steady(entry)


KIND = Kind("consistency", score, "percent")
