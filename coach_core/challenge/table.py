"""CHALLENGES: every kind of challenge by name, written out by hand; the default first."""

from __future__ import annotations

from collections.abc import Mapping

from coach_core.challenge.kinds import consistency, points, standing, strength, teams, thrust_month, work
from coach_core.challenge.kinds.kind import Kind

CHALLENGES: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        points.KIND,
        thrust_month.KIND,
        consistency.KIND,
        strength.KIND,
        work.VOLUME,
        work.SETS,
        work.REPS,
        work.TOGETHER,
        teams.KIND,
        standing.KIND,
    )
}
