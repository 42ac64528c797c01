"""What a message says, as values (interfaces.md section 4). How it is read is in read.py."""

from __future__ import annotations

from enum import StrEnum

from coach_core.training.weight import LoadKind, Unit, Weight
from coach_core.values import dataclass


class Intent(StrEnum):
    """What the message wants to be done."""

    LOG = "log"
    CORRECT = "correct"
    REPEAT = "repeat"
    UNDO = "undo"
    SKIP = "skip"
    SWAP = "swap"
    DONE = "done"
    FINISH = "finish"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ReadSet:
    """One set as it was written. ``load`` None: none of its own (bodyweight, band) or, in a correction, unchanged."""

    load: Weight | None = None
    load_kind: LoadKind | None = None
    reps: int | None = None
    reps_left: int | None = None
    reps_right: int | None = None
    seconds: int | None = None
    distance_m: float | None = None
    rir: float | None = None
    rpe: float | None = None
    to_failure: bool = False
    failed: bool = False
    warmup: bool = False
    drop: bool = False
    unit: Unit | None = None  # of a correction that tells nothing but the unit
    unit_told: bool = True  # False: the unit was not written and was taken from the person or the prescription


@dataclass(frozen=True, slots=True)
class Entry:
    """An exercise and its sets. ``exercise`` None: none was named and none is open, or the name is not known."""

    exercise: str | None
    name: str | None  # as it was written
    sets: tuple[ReadSet, ...] = ()


@dataclass(frozen=True, slots=True)
class Deed:
    """An intent with its entries: a second deed of the message, or another way to read it."""

    intent: Intent
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be taken, as the key of a text and its values ("load-limit", "reps-limit", "text-limit")."""

    key: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """How a message was read. Reading never raises; what was not understood is named."""

    intent: Intent
    entries: tuple[Entry, ...] = ()
    corrects: str | tuple[int, ...] | None = None  # "last", "all" or numbers from 1
    count: int | None = None
    day_offset: int = 0
    note: str | None = None
    notes: tuple[tuple[int, str], ...] = ()  # its parts, each with how many sets stand before it; empty: not told
    safety: str | None = None
    also: str | None = None
    then: tuple[Deed, ...] = ()
    needs_confirmation: bool = False
    alternatives: tuple[Deed, ...] = ()
    not_understood: tuple[str, ...] = ()
    order: str | None = None  # "LR" or "RL" if two bare numbers were plainly load and reps, or the other way round
    problem: Problem | None = None
    far: bool = False  # it is asked about because it is far from what was done before
    sure: bool = False  # it was asked about, and a yes was said to it
    stranger: bool = False  # sets of a name that nobody knows, while another exercise is open: which one is it?
    span: tuple[int, int] | None = None  # reps told as a range: which of them were done is not said
    that: bool = False  # the set that was stored last is meant, of whatever exercise: "that was squats 60x10"


@dataclass(frozen=True, slots=True)
class Open:
    """The exercise that is open while a message is read: what bare numbers are filled in from."""

    exercise: str | None = None
    sets: int | None = None  # work sets that are left
    reps: tuple[int, int | None] | None = None
    seconds: int | None = None
    load: Weight | None = None
    load_kind: LoadKind = LoadKind.EXTERNAL
    loads: tuple[Weight | None, ...] = ()  # load of each set that is left, in order (top set, back-offs)
    per_side: bool = False
    stored: int = 0  # work sets of it that are stored
    begun: bool = False  # work sets are stored in this workout, of whatever exercise
    best: Weight | None = None  # the person's best load in it, for the question of a jump
    unit: Unit | None = None  # the person's unit
    names: tuple[tuple[str, str], ...] = ()  # the person's own names of exercises
    reps_first: bool = False  # the person's habit: reps × load
    last: Weight | None = None  # the load of its last set, from which "5 kg more" is counted
    bar: Weight | None = None  # the person's empty bar, where it is told
    did: ReadSet | None = None  # its last set of today, from which "same but 5 more" is counted
    counted: bool = False  # ``stored`` is what this workout holds: "set 2: 11" may be the next one
