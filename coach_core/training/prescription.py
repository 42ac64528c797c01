"""What is prescribed for a day: values only. How they are worked out is in prescribe.py."""

from __future__ import annotations

from dataclasses import field
from decimal import Decimal
from enum import StrEnum

from coach_core.facts import Reason, SetDone
from coach_core.training.weight import LoadKind, Weight
from coach_core.values import dataclass


class SetKind(StrEnum):
    """What a prescribed set is."""

    WARMUP = "warmup"
    WORK = "work"
    TOP = "top"
    BACKOFF = "backoff"
    AMRAP = "amrap"


WARMUP = SetKind.WARMUP


@dataclass(frozen=True, slots=True)
class SetPlan:
    """One prescribed set. ``reps`` is (low, high), high None for as many as possible; None for holds and walks."""

    number: int  # from 1 among the work sets, from 1 among the warm-ups
    kind: SetKind
    load: Weight | None = None  # None with EXTERNAL: pick a weight
    load_kind: LoadKind = LoadKind.EXTERNAL
    implements: int = 1
    plates: tuple[Weight, ...] | None = None  # on each side of the bar; None without a bar
    pct: tuple[Decimal, Decimal] | None = None
    tm: Weight | None = None
    reps: tuple[int, int | None] | None = None
    per_side: bool = False
    seconds: int | None = None
    steps: int | None = None
    hold_s: int | None = None
    rir: tuple[int, int] | None = None
    rest_s: tuple[int, int] | None = None
    done: SetDone | None = None

    def filled(self, done: SetDone) -> SetPlan:
        """The set with what was done."""
        return SetPlan(
            self.number, self.kind, self.load, self.load_kind, self.implements, self.plates, self.pct, self.tm,
            self.reps, self.per_side, self.seconds, self.steps, self.hold_s, self.rir, self.rest_s, done,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class SlotPlan:
    """One exercise of a day with all its sets; those done stand in ``SetPlan.done``."""

    slot: int | None  # None: off the plan
    exercise: str
    sets: tuple[SetPlan, ...]
    because: Reason  # why the load (or its absence) is what it is
    reasons: tuple[Reason, ...] = ()  # further reasons: fewer sets, a gap, a cut, another exercise …
    planned: str | None = None  # the program's exercise, where another stands in for it
    skipped: bool = False
    stopped: bool = False  # by pain
    note: str | None = None  # key of the cue
    work: tuple[SetPlan, ...] = field(init=False, compare=False)  # the sets that count: all but warm-ups
    left: tuple[SetPlan, ...] = field(init=False, compare=False)  # work sets that are still to do

    def __post_init__(self) -> None:
        work: list[SetPlan] = []
        left: list[SetPlan] = []
        over = self.skipped or self.stopped
        for s in self.sets:
            if s.kind is not WARMUP:
                work.append(s)
                if s.done is None and not over:
                    left.append(s)
        object.__setattr__(self, "work", tuple(work))
        object.__setattr__(self, "left", tuple(left))

    def with_sets(self, sets: tuple[SetPlan, ...]) -> SlotPlan:
        """The slot with other sets."""
        return SlotPlan(
            self.slot,
            self.exercise,
            sets,
            self.because,
            self.reasons,
            self.planned,
            self.skipped,
            self.stopped,
            self.note,
        )


@dataclass(frozen=True, slots=True)
class DayPlan:
    """A whole workout as prescribed for one person on one day."""

    program: str | None
    week: int | None
    day: str | None
    slots: tuple[SlotPlan, ...]
    block: str | None = None  # key of the block's name
    notes: tuple[Reason, ...] = ()  # what holds for the whole day (a gap, a beginner's volume)
    open: SlotPlan | None = field(init=False, compare=False)  # the first exercise with work sets that are not done

    def __post_init__(self) -> None:
        object.__setattr__(self, "open", next((s for s in self.slots if s.left), None))
