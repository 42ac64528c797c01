"""What the numbers of one exercise mean together: lists, schemes, carried loads, marks. No exercise, no limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from coach_core.notation.bits import Bit
from coach_core.notation.likely import Around, as_load, as_reps, cost, rank
from coach_core.training.weight import LoadKind, Unit

MANY = 100  # sets that one scheme can make: more are no scheme


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


@dataclass(frozen=True, slots=True)
class Cell:
    """Numbers joined by "x". ``lead``: the "x" comes first ("x 8"); ``after``: the separator before it."""

    numbers: tuple[Bit, ...]
    lead: bool = False
    after: str = ""


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
    sides: bool = False
    everybody: bool = False  # "all"
    strange: bool = False  # something did not fit
    again: bool = False  # "same" where there was nothing before

    def choose(self, margin: float) -> bool:
        """Notes a decision; True if it is to be taken the other way."""
        self.margins.append(margin)
        return len(self.margins) - 1 == self.flip


def cells(row: Sequence[Bit]) -> list[Cell | Bit]:
    """Numbers gathered into cells; marks in between."""
    out: list[Cell | Bit] = []
    joined, after = False, ""
    for at, bit in enumerate(row):
        if bit.kind == "num":
            last = out[-1] if out else None
            if joined and isinstance(last, Cell) and row[at - 2].kind == "num":
                out[-1] = replace(last, numbers=(*last.numbers, bit))
            else:
                out.append(Cell((bit,), joined, after))
            joined, after = False, ""
        elif bit.kind == "join":
            joined = True
        elif bit.kind == "sep":
            after, joined = bit.role, joined and bit.role == "("
        else:
            out.append(bit)
    return out


def work_out(row: Sequence[Bit], around: Around, flip: int = -1) -> Work:
    """Reads the numbers and marks of one exercise."""
    events = cells(row)
    told = any(b.kind == "num" and ((b.role in "LP" and b.role) or (b.at and b.number > 1000)) for b in row)
    work = Work(replace(around, told=bool(told)), flip)
    at = 0
    while at < len(events):
        event = events[at]
        if isinstance(event, Bit):
            _mark(work, event, events[at + 1] if at + 1 < len(events) else None)
            at += 1
        else:
            at += _cell(work, events, at, event)
    _finish(work)
    return work


def _cell(work: Work, events: Sequence[Cell | Bit], at: int, cell: Cell) -> int:
    if len(cell.numbers) > 1:
        _scheme(work, cell)
        return 1
    bit = cell.numbers[0]
    if bit.role or bit.at or cell.lead:
        _single(work, cell, bit)
        return 1
    run = [bit]
    seps = [cell.after]
    for event in events[at + 1 :]:
        if not isinstance(event, Cell) or len(event.numbers) > 1 or event.numbers[0].role or event.lead:
            break
        if event.numbers[0].at:
            break
        run.append(event.numbers[0])
        seps.append(event.after)
    after = events[at + len(run)] if at + len(run) < len(events) else None
    _list(work, run, seps, after if isinstance(after, Cell) else None)
    return len(run)


def _scheme(work: Work, cell: Cell) -> None:
    """Two or three numbers joined by "x"."""
    numbers = cell.numbers
    if len(numbers) == 3 and numbers[0].number in (100, 200) and not numbers[0].role and numbers[1].role == "P":
        numbers = numbers[1:]
    around = replace(work.around, told=bool(work.loads) or (work.around.told and not _own(numbers)))
    ranked = rank(numbers, around)
    second = next((r for r in ranked[1:] if _values(numbers, r[1]) != _values(numbers, ranked[0][1])), None)
    order = ranked[0][1]
    if second is not None and work.choose(second[0] - ranked[0][0]):
        order = second[1]
    reps = [n for n, role in zip(numbers, order, strict=True) if role == "R"]
    sets = next((n.number // 100 for n, role in zip(numbers, order, strict=True) if role == "S"), 1)
    load = next((n for n, role in zip(numbers, order, strict=True) if role == "L"), None)
    _emit(work, load, reps, sets)


def _own(numbers: Sequence[Bit]) -> bool:
    return any(n.role in ("L", "P") for n in numbers)


def _values(numbers: Sequence[Bit], order: str) -> tuple[tuple[str, int], ...]:
    """What an order makes of the numbers: 5 x 5 is the same both ways."""
    return tuple(sorted((role, n.number) for n, role in zip(numbers, order, strict=True)))


def _emit(work: Work, load: Bit | None, reps: Sequence[Bit], sets: int = 1) -> None:
    """Adds sets: one for each waiting load, or with this load, or with the one that is carried on."""
    if sets > MANY:
        work.strange = True
        sets = MANY
    waiting, work.loads = work.loads, []
    loads: list[Bit | None] = [*waiting, load] if load is not None else list(waiting) or [work.load]
    work.count, sets = 0, work.count or sets
    work.group = [_draft(work, one, rep) for one in loads for _ in range(sets) for rep in reps]
    work.load = loads[-1]
    work.drafts += work.group
    marks, work.marks = work.marks, []
    for mark in marks:
        _put(mark, work.group)


def _draft(work: Work, load: Bit | None, rep: Bit) -> Draft:
    draft = Draft(load_kind=work.kind)
    if load is not None:
        _with_load(draft, load)
    if rep.role == "T" or (work.around.timed and not rep.role):
        draft.seconds = rep.number // 100
    elif rep.role == "D":
        draft.distance = rep.number
    else:
        draft.reps, draft.high, draft.left, draft.right = rep.number, rep.high, rep.left, rep.right
    return draft


def _with_load(draft: Draft, load: Bit) -> None:
    draft.load, draft.unit, draft.plates = load.number, load.unit, load.role == "P"
    draft.load_kind = load.load_kind or (LoadKind.ADDED if draft.load_kind is LoadKind.BODYWEIGHT else None)


def _single(work: Work, cell: Cell, bit: Bit) -> None:
    """One number whose part is written, or that follows an "x"."""
    if bit.at and _is_effort(work, bit):
        _put(replace(bit, kind="mark", role="e"), work.group or work.drafts[-1:]) if work.drafts else work.marks.append(
            replace(bit, kind="mark", role="e")
        )
    elif bit.role in ("L", "P") or bit.at:
        _take_load(work, bit)
    elif bit.role == "S" or (cell.lead and not cell.after and work.group and not bit.role):
        _multiply(work, bit)
    else:
        _emit(work, None, [bit])


def _is_effort(work: Work, bit: Bit) -> bool:
    """Whether "@8" is an RPE: never above 10, and not where 8 is near the prescribed load."""
    if bit.number > 1000 or bit.number < 100 or bit.number % 50:
        return False
    if any(d.load is not None for d in work.drafts) or work.loads:
        return True
    near = work.around.load is not None and bit.number * 2 >= work.around.load
    return not near and (bit.at == "@" or work.around.load is not None)


def _take_load(work: Work, bit: Bit) -> None:
    """A written load: for the sets before it that have none, else for those that follow."""
    without = [d for d in work.drafts if d.load is None and d.load_kind in (None, LoadKind.BODYWEIGHT)]
    if not without or (work.loads and not work.group):
        work.loads.append(bit)
        return
    for draft in without:
        _with_load(draft, bit)
    work.group = without


def _multiply(work: Work, bit: Bit) -> None:
    """ "3 sets": of what was just written, else of what follows."""
    times = bit.number // 100
    if len(work.group) == 1 and 1 <= times <= MANY:
        more = [_copy(work.group[0]) for _ in range(times - 1)]
        work.drafts += more
        work.group = [*work.group, *more]
    elif not work.group and 1 <= times <= MANY:
        work.count = times
    else:
        work.strange = True


def _copy(draft: Draft) -> Draft:
    return replace(draft)


def _list(work: Work, run: list[Bit], seps: list[str], after: Cell | None) -> None:
    """Bare numbers in a row: all reps, all loads, or one load and its reps; or the loads of the scheme before them."""
    if len(run) == len(work.group) > 1 and seps[0] != "," and all(d.load is None for d in work.group):
        _spread(work, run)
        return
    done = work.group[-1].reps if work.group and len(run) == 1 and seps[0] == "/" else None
    if done is not None and (work.around.per_side or done == run[0].number):
        _both_sides(work.group, run[0].number)
        return
    if len(run) == 2 and seps[1] == "/" and work.around.per_side and not work.drafts:
        one, two = run[0].number, run[1].number
        run = [replace(run[0], role="R", number=min(one, two), left=one, right=two)]
    ranked = sorted(_ways(work, run, after))
    way = ranked[0][1]
    if len(ranked) > 1 and work.choose(ranked[1][0] - ranked[0][0]):
        way = ranked[1][1]
    for bit, role in zip(run, way, strict=True):
        if role == "L":
            work.loads.append(bit)
        else:
            _emit(work, None, [bit])


def _ways(work: Work, run: list[Bit], after: Cell | None) -> list[tuple[float, str]]:
    around = work.around
    loads = [cost(b, "L", around) if not b.role else 50.0 for b in run]
    reps = [as_reps(b.number, around) if not b.role else 0.0 for b in run]
    told = around.told or bool(work.loads) or any(d.load is not None for d in work.drafts)
    scheme = after is not None and _lacks_load(after, around)
    ways = [(sum(reps) + (4.0 if scheme else 0.0), "R" * len(run))]
    ways.append(
        (
            sum(loads) + (0.0 if scheme else 0.5 if around.correcting else 3.0) + (2.0 if around.told else 0.0),
            "L" * len(run),
        )
    )
    if len(run) > 1:
        ways.append((loads[0] + sum(reps[1:]) + 0.5 + (3.0 if told else 0.0), "L" + "R" * (len(run) - 1)))
    return ways


def _lacks_load(cell: Cell, around: Around) -> bool:
    """Whether a scheme that follows needs a load; "60, 80, 100 x 10" gives its reps to all of them."""
    if len(cell.numbers) == 1:
        return cell.lead or cell.numbers[0].role in ("R", "S", "T")
    return "L" not in rank(cell.numbers, around)[0][1] or cell.after == ""


def _spread(work: Work, run: list[Bit]) -> None:
    """ "3x10 (10, 15, 15)": the loads of the three sets, or, if none is above the reps, the reps that were done."""
    most = min((d.reps for d in work.group if d.reps is not None), default=0)
    done = all(b.number <= most and not b.number % 100 for b in run)
    near = sum(as_load(b.number, work.around) for b in run) < 2 * len(run)
    reps = done and not (near and work.around.load is not None)
    if work.choose(2.0 if done else 9.0):
        reps = not reps
    for draft, bit in zip(work.group, run, strict=True):
        if reps:
            draft.reps = bit.number
        else:
            _with_load(draft, bit)


def _both_sides(group: list[Draft], right: int) -> None:
    for draft in group:
        draft.left, draft.right = draft.reps, right
        draft.reps = min(draft.reps or right, right)


def _mark(work: Work, bit: Bit, after: Cell | Bit | None) -> None:
    """A word about sets: where it stands says which."""
    if bit.kind != "mark":
        return
    role = bit.role
    if role in "BG":
        work.kind = LoadKind.BODYWEIGHT if role == "B" else LoadKind.BAND
        for draft in work.drafts:
            draft.load_kind = draft.load_kind or (work.kind if draft.load is None else None)
    elif role == "S":
        work.sides = True
    elif role == "a":
        work.everybody = True
    elif role == "R":
        _repeat(work)
    elif (role in "WQ" and isinstance(after, Cell)) or not work.drafts:
        work.marks.append(bit)
    else:
        _put(bit, work.drafts if work.everybody else work.group)


def _repeat(work: Work) -> None:
    if not work.drafts:
        work.again = True
        return
    work.group = [_copy(work.drafts[-1])]
    work.drafts += work.group


def _put(mark: Bit, group: list[Draft]) -> None:
    """Writes a mark into its sets. Small letters belong to the last ones only."""
    if mark.role in "ft":
        group = group[-max(1, mark.number // 100) :]
    for draft in group:
        if mark.role in "ie":
            setattr(draft, "rir" if mark.role == "i" else "rpe", mark.number)
        elif mark.role in FLAGS:
            setattr(draft, FLAGS[mark.role], True)


FLAGS = {"F": "failed", "f": "failed", "T": "to_failure", "t": "to_failure", "W": "warmup", "Q": "drop"}


def _finish(work: Work) -> None:
    """Loads that still wait go to sets without one; alone they are sets whose reps nobody wrote."""
    without = [d for d in work.drafts if d.load is None and d.load_kind is None]
    if work.loads and without and len(work.loads) in (1, len(without)):
        for at, draft in enumerate(without):
            _with_load(draft, work.loads[at if len(work.loads) > 1 else 0])
    elif work.loads:
        work.drafts += [_loaded(work, bit) for bit in work.loads for _ in range(work.count or 1)]
        work.marks, marks = [], work.marks
        for mark in marks:
            _put(mark, work.drafts)
    _carry(work.drafts)
    _spread_marks(work)


def _carry(drafts: list[Draft]) -> None:
    """ "3x10 60 kg, 8": a load that is written after its sets holds for later ones as well."""
    last: Draft | None = None
    for draft in drafts:
        if draft.load is None and draft.load_kind is None and last is not None:
            draft.load, draft.unit, draft.plates, draft.load_kind = last.load, last.unit, last.plates, last.load_kind
        last = draft if draft.load is not None else last


def _loaded(work: Work, bit: Bit) -> Draft:
    draft = Draft(load_kind=work.kind)
    _with_load(draft, bit)
    return draft


def _spread_marks(work: Work) -> None:
    if work.sides:
        for draft in work.drafts:
            if draft.left is None and draft.reps is not None:
                draft.left = draft.right = draft.reps
    if work.everybody and work.drafts:
        last = work.drafts[-1]
        for draft in work.drafts:
            draft.rir, draft.rpe = last.rir, last.rpe
            draft.to_failure = draft.to_failure or last.to_failure
    unit = next((d.unit for d in work.drafts if d.unit), None)
    for draft in work.drafts:
        draft.unit = draft.unit or (unit if draft.load is not None else None)
