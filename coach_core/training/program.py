"""A program as values: blocks, days, slots, schemes. It knows nothing of persons, units or plates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from coach_core.training.prescription import SetKind


@dataclass(frozen=True, slots=True)
class Scheme:
    """Some equal sets. ``pct`` is (low, high) percent of the training max; a back-off's is taken of the top set lifted."""

    kind: SetKind
    sets: int
    reps: tuple[int, int | None] | None = None  # None for a hold or a walk
    pct: tuple[Decimal, Decimal] | None = None
    seconds: int | None = None
    steps: int | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A named progression rule with its parameters (``RULES`` in rules.py)."""

    name: str
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Slot:
    """One exercise of a day."""

    number: int
    exercise: str
    schemes: tuple[Scheme, ...]
    rule: Rule
    per_side: bool = False
    hold_s: int | None = None
    rir: tuple[int, int] = (2, 3)
    rest_s: tuple[int, int] = (90, 90)
    cue: str | None = None  # a free cue of the program file, shown and never read


@dataclass(frozen=True, slots=True)
class Block:
    """Some weeks with the same days. ``beginner_sets`` scales the sets of beginners (training.md C11: 0.6)."""

    name: str
    weeks: tuple[int, int]
    days: Mapping[str, tuple[Slot, ...]]
    beginner_sets: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Program:
    """A whole program. Days go round in their order, whatever the weekday."""

    name: str
    title: str
    weeks: int
    days: tuple[str, ...]
    blocks: tuple[Block, ...]
    gap_hours: int = 48

    def block(self, week: int) -> Block:
        """The block of a week, counted from 1. Raises ``KeyError`` for a week that the program has not."""
        for block in self.blocks:
            if block.weeks[0] <= week <= block.weeks[1]:
                return block
        raise KeyError(week)
