"""What a kind of challenge is: its name, how an entry scores, who may come late, how the board reads."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from coach_core.challenge.values import Entry
from coach_core.values import dataclass


class Late(StrEnum):
    """Until when one may join."""

    BEGINNING = "beginning"  # until it begins
    HALF = "half"  # until half of it is over
    ALWAYS = "always"


class Shape(StrEnum):
    """Who is compared with whom."""

    EACH = "each"
    TOGETHER = "together"  # one sum of all towards a goal
    TEAMS = "teams"  # means of teams


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind. ``score`` gives thousandths of ``unit``; ``ceiling``: nobody shows more than the days that are over."""

    name: str  # its texts are kind-<name> and kind-<name>-how
    score: Callable[[Entry], int]
    unit: str  # points, percent, kg, sets, reps, days: the text score-<unit>
    late: Late = Late.HALF
    shape: Shape = Shape.EACH
    weeks: tuple[int, ...] = (4, 6, 8)
    lift: str | None = None  # what strength is measured by, if the kind is about one lift
    lifts: tuple[str, ...] = ()  # to choose that from when one is made
    goals: tuple[int, ...] = ()  # to choose from, in whole units
    ceiling: bool = False
    reads: tuple[str, ...] = ("best",)  # what it looks at in a session beside its day and its share of the plan
