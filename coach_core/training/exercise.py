"""An exercise as a value. The list of exercises is in data/exercises.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from coach_core.training.weight import LoadKind
from coach_core.values import dataclass


class Tool(StrEnum):
    """What carries the load, which decides rounding and steps (training.md 3.6, 3.10)."""

    BAR = "bar"
    DUMBBELL = "dumbbell"
    CABLE = "cable"  # a stack: steps as a bar's smallest
    BODY = "body"
    BAND = "band"


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise. Its name is the text ``exercise-<id>``; ``cue-<id>`` and ``howto-<id>`` if taught."""

    id: str
    tool: Tool
    load_kind: LoadKind = LoadKind.EXTERNAL
    implements: int = 1  # dumbbells held at once
    thrust: bool = False  # a hip thrust or bridge: counts for gaps and as 1 glute set
    main: bool = False  # takes the long rest
    lower: bool = True  # loads the lower body: stops at an R2 pause
    per_side: bool = False
    taught: bool = False  # has the texts cue-<id> and howto-<id>
    timed: bool = False  # counted in seconds
    without: Mapping[str, str] = field(default_factory=dict)  # equipment → exercise that stands in (1.7)
    swaps: tuple[str, ...] = ()  # fair alternatives, the nearest first

    @property
    def loaded(self) -> LoadKind:
        """What a plain weight is: it lies on the hips in a thrust or bridge, else it is added to the body."""
        added = self.load_kind is LoadKind.BODYWEIGHT and not self.thrust
        return LoadKind.ADDED if added else LoadKind.EXTERNAL
