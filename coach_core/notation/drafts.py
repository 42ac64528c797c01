"""Sets that are being read: what is known of each so far, and how loads, reps and marks get into them. No grammar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace
from typing import NamedTuple

from coach_core.notation.bit import Bit
from coach_core.notation.likely import Around
from coach_core.training.weight import LoadKind, Unit
from coach_core.values import dataclass

MOST_EFFORT = {"i": 500, "e": 1000}  # hundredths: a greater number in a list of efforts is none of it
FEW_SETS = 1000  # hundredths
MANY = 50  # sets that one scheme can make: more are no scheme


OF_THE_LAST = "ft"  # "missed the last rep, 12 12 11": written ahead they wait for the end
FLAGS = {"F": "failed", "f": "failed", "T": "to_failure", "t": "to_failure", "W": "warmup", "Q": "drop"}


@dataclass(slots=True)
class Draft:
    """A set that is being read. Numbers in hundredths; ``load`` None: not written."""

    load: int | None = None
    unit: Unit | None = None
    load_kind: LoadKind | None = None
    plates: bool = False
    reps: int | None = None
    high: int | None = None
    left: int | None = None
    right: int | None = None
    seconds: int | None = None
    distance: int | None = None
    rir: int | None = None
    rpe: int | None = None
    to_failure: bool = False
    failed: bool = False
    warmup: bool = False
    drop: bool = False


class Cell(NamedTuple):
    """Numbers joined by "x". ``lead``: the "x" comes first ("x 8"); ``after``: the separator before it."""

    numbers: tuple[Bit, ...]
    lead: bool = False
    after: str = ""
    of: bool = False  # "6 of 8"
    marked: bool = False  # between the separator and it stands a mark: ", drop 80x6"


@dataclass(slots=True)
class Work:
    """The state of one reading of one list. ``flip`` is the decision that is taken the other way."""

    around: Around
    flip: int = -1
    drafts: list[Draft] = field(default_factory=list)
    group: list[Draft] = field(default_factory=list)  # what the last cell made: marks belong to it
    loads: list[Bit] = field(default_factory=list)  # written and not yet used
    load: Bit | None = None  # carried on
    margins: list[float] = field(default_factory=list)
    marks: list[Bit] = field(default_factory=list)  # written before their set
    kind: LoadKind | None = None
    count: int = 0  # "3 sets", waiting for its reps
    sides: bool = False  # "each side" stands somewhere
    everybody: bool = False  # "all"
    strange: bool = False  # something did not fit
    reps: Bit | None = None  # written before their load: further loads get them as well, as in 10x(60,70,80)
    lists: bool = False  # after "3 sets", each of them is written: "3 sets: 100x10, 100x9, 95x8"
    ahead: bool = False  # after "3 sets", what they are follows at once
    warming: int = 0  # the load of the warm-up sets that go on, 1 if it is not known
    percent: bool = False  # percents of a load are told
    announced: int = 0  # so many sets were said to follow
    warm_to: int = 0  # up to where in the text warm-up sets were said to go
    many: bool = False  # the last scheme made several sets
    began: int = 0  # how many sets stand before "working sets"
    odd: bool = False  # read, but asked about
    first: str = ""  # the role of what stands first
    triple: str = ""  # the order of the first three numbers that were joined: the others have the same
    before: Bit | None = None  # the load of the last set that was written load × reps
    order: str | None = None  # in which load and reps were written, where that was plain
    helped: bool = False  # "assisted" stands by itself: "assisted pull ups 15 kg"
    again: bool = False  # "same" where there was nothing before

    def choose(self, margin: float) -> bool:
        """Notes a decision; True if it is to be taken the other way."""
        self.margins.append(margin)
        return len(self.margins) - 1 == self.flip


def emit(work: Work, load: Bit | None, reps: Sequence[Bit], sets: int = 1) -> None:
    """Adds sets: one for each waiting load, or with this load, or with the one that is carried on."""
    if sets > MANY:
        work.strange = True
        sets = MANY
    waiting, work.loads = work.loads, []
    if load is not None and load.role != "P":  # "up to 5 plates, 495x1": the same load in other words
        waiting = [w for w in waiting if w.role != "P"]
    loads: list[Bit | None] = [*waiting, load] if load is not None else list(waiting) or [work.load]
    work.odd |= len(loads) > 1 and any(m.role == "W" for m in work.marks)  # "warmed up to 60, then 70x10"
    work.count, sets = 0, work.count or sets
    work.many = sets > 1
    work.group = [_draft(work, one, rep) for one in loads for _ in range(sets) for rep in reps]
    work.load = loads[-1]
    work.drafts += work.group
    marks, work.marks = work.marks, [m for m in work.marks if m.role in OF_THE_LAST]
    for mark in marks:
        if mark.role not in OF_THE_LAST:
            put(mark, work.group)
    if reps[0].start < work.warm_to:
        for draft in work.group:
            draft.warmup = True
    elif marks or work.warming:
        _warm(work, any(m.role == "W" for m in marks))


def _warm(work: Work, begins: bool) -> None:
    """Sets after "warm-up" warm up as well, until the load nears that of the day or jumps."""
    if not begins and not work.warming:
        return
    heavy = work.around.load * 9 // 10 if work.around.load else work.warming * 8 // 5 + 1
    for draft in work.group:
        load = draft.load or 0
        if not begins and (load >= heavy or not load):
            work.warming = 0
            return
        draft.warmup, work.warming = True, max(load, 1)


def _draft(work: Work, load: Bit | None, rep: Bit) -> Draft:
    if load is not None and load.load_kind is None and work.around.external and work.drafts:
        work.kind = None  # "bw 12, 80x8"
    draft = Draft(load_kind=work.kind)
    if load is not None:
        with_load(draft, load)
    if rep.role == "T" or (work.around.timed and not rep.role):
        draft.seconds = rep.number // 100
    elif rep.role == "D":
        draft.distance = rep.number
    else:
        draft.reps, draft.high, draft.left, draft.right = rep.number, rep.high, rep.left, rep.right
    return draft


def with_load(draft: Draft, load: Bit) -> None:
    """Gives a set its load; a plain load on the body is weight added to it."""
    draft.load, draft.unit, draft.plates = load.number, load.unit, load.role == "P"
    draft.load_kind = load.load_kind or (LoadKind.ADDED if draft.load_kind is LoadKind.BODYWEIGHT else None)


def take_load(work: Work, bit: Bit) -> None:
    """A written load: for the sets before it that have none, else for those that follow."""
    without = [d for d in work.drafts if d.load is None and d.load_kind in (None, LoadKind.BODYWEIGHT)]
    if not without or (work.loads and not work.group):
        work.loads.append(bit)
        return
    work.odd |= work.drafts[-1] is not without[-1]  # "a single, 365x1, then 315"
    for draft in without:
        with_load(draft, bit)
    work.group = without


def load_behind(work: Work, events: Sequence[Cell | Bit], at: int) -> bool:
    """Takes the load right behind sets that would carry on another: "60x10 80x8, 3x8 @ 100"; whether there is one."""
    cell, after, then = (events[at + n] if at + n < len(events) else None for n in (0, 1, 2))
    if not isinstance(cell, Cell) or not isinstance(after, Cell) or after.after or len(after.numbers) > 1:
        return False
    first, load = cell.numbers[0], after.numbers[0]
    told = first.role in ("R", "S") or (len(cell.numbers) == 2 and not first.role and first.number <= FEW_SETS)
    if not told or first.at or any(b.role in ("L", "P") for b in cell.numbers):
        return False
    if isinstance(then, Cell) and (then.lead or not then.after):
        return False
    if not (load.role == "L" or (not load.role and load.at and not is_effort(work, load))):
        return False
    work.loads.append(load)
    return True


def copy_of(draft: Draft) -> Draft:
    """The same set once more."""
    return replace(draft)


def put(mark: Bit, group: list[Draft]) -> None:
    """Writes a mark into its sets. Small letters belong to the last ones only, and "last set rpe 9" to one."""
    if mark.role in "ie" and mark.at == "z":
        group = group[-1:]
    if mark.role in "ft":
        group = group[-max(1, mark.number // 100) :]
    for draft in group:
        if mark.role in "ie":
            setattr(draft, "rir" if mark.role == "i" else "rpe", mark.number)
        elif mark.role in FLAGS:
            setattr(draft, FLAGS[mark.role], True)


def is_effort(work: Work, bit: Bit) -> bool:
    """Whether "@8" is an RPE: never above 10, and not where 8 is near the prescribed load."""
    if bit.number > 1000 or bit.number < 100 or bit.number % 50:
        return False
    if any(d.load is not None for d in work.drafts) or work.loads:
        return True
    near = work.around.load is not None and bit.number * 2 >= work.around.load
    return not near and (bit.at == "@" or work.around.load is not None)
