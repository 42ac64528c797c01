"""A program as values: blocks, days, slots, schemes. It knows nothing of persons, units or plates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal

from coach_core.training.prescription import SetKind
from coach_core.training.weight import LoadKind
from coach_core.values import dataclass


def slug(text: str) -> str:
    """The words of a text in small letters with hyphens: "Glute 8" is "glute-8"."""
    return "-".join("".join(c if c.isalnum() else " " for c in text.lower()).split())


@dataclass(frozen=True, slots=True)
class Scheme:
    """Some equal sets. ``pct`` is (low, high) percent of the training max; a back-off follows the top set lifted."""

    kind: SetKind
    sets: int
    reps: tuple[int, int | None] | None = None  # None for a hold or a walk
    pct: tuple[Decimal, Decimal] | None = None
    seconds: int | None = None
    steps: int | None = None
    rir: tuple[int, int] | None = None  # None: the slot's
    rest_s: tuple[int, int] | None = None  # None: the slot's


@dataclass(frozen=True, slots=True)
class Rule:
    """A named progression rule with its parameters (``RULES`` in rules.py)."""

    name: str
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rest:
    """The rest in seconds (low, high) of sets from so many percent of the training max on."""

    from_pct: Decimal
    seconds: tuple[int, int]


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
    heavy: Rest | None = None  # the longer rest of sets from some percent on (R19)
    load_kind: LoadKind | None = None  # None: the exercise's own; ADDED where a bodyweight exercise is "weighted"

    @property
    def note(self) -> str | None:
        """Key of the cue's text; None without a cue."""
        return f"note-{slug(self.cue)}" if self.cue else None

    def reserve(self, scheme: Scheme) -> tuple[int, int]:
        """Reps in reserve (low, high) of a scheme of this slot."""
        return scheme.rir or self.rir

    def rest(self, scheme: Scheme, pct: Decimal | None) -> tuple[int, int]:
        """Seconds of rest (low, high) after a set of ``scheme`` done at ``pct`` percent of the training max (R19)."""
        if scheme.rest_s is not None:
            return scheme.rest_s
        if self.heavy is not None and pct is not None and pct >= self.heavy.from_pct:
            return self.heavy.seconds
        return self.rest_s


@dataclass(frozen=True, slots=True)
class Block:
    """Some weeks with the same days. ``beginner_sets`` scales the sets of beginners (training.md C11: 0.6)."""

    name: str
    weeks: tuple[int, int]
    days: Mapping[str, tuple[Slot, ...]]
    beginner_sets: Decimal = Decimal(1)
    rir: tuple[int, int] | None = None  # reserve of its slots where they tell none; None: the program's

    @property
    def key(self) -> str:
        """Key of the block's name."""
        return f"block-{slug(self.name)}"


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds where a line of the program tells nothing else: rests in seconds, reserve, rule (R19)."""

    rest_s: tuple[int, int] = (150, 150)
    heavy: Rest | None = Rest(Decimal(80), (180, 180))
    accessory_s: tuple[int, int] = (90, 90)
    rir: tuple[int, int] = (2, 3)
    rule: Rule | None = None  # of loaded exercises without a percent; None: double progression


@dataclass(frozen=True, slots=True)
class Program:
    """A whole program. Days go round in their order, whatever the weekday."""

    name: str
    title: str
    weeks: int
    days: tuple[str, ...]
    blocks: tuple[Block, ...]
    gap_hours: int = 48
    defaults: Defaults = field(default_factory=Defaults)

    def block(self, week: int) -> Block:
        """The block of a week, counted from 1. Raises ``KeyError`` for a week that the program has not."""
        for block in self.blocks:
            if block.weeks[0] <= week <= block.weeks[1]:
                return block
        raise KeyError(week)
