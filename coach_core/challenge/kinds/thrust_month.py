"""A hip thrust month: four weeks, points of plan and growth in the barbell hip thrust. Ready-made."""

from __future__ import annotations

from coach_core.challenge.kinds import points
from coach_core.challenge.kinds.kind import Kind

KIND = Kind("thrust-month", points.score, "points", weeks=(4,), lift="barbell_hip_thrust")
