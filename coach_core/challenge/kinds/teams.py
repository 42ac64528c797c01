"""Teams: the points of each, the mean of each team."""

from __future__ import annotations

from coach_core.challenge.kinds import points
from coach_core.challenge.kinds.kind import Kind, Shape

KIND = Kind("teams", points.score, "points", shape=Shape.TEAMS, lift="barbell_hip_thrust")
