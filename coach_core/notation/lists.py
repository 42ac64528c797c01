"""Bare numbers in a row: reps, loads, a load and its reps, or both sides. Numbers joined by "x" are in sets.py."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, permutations

from coach_core.notation.bit import Bit
from coach_core.notation.drafts import Cell, Draft, Work, emit, take_load, with_load
from coach_core.notation.likely import DOUBT, FAIR, NEVER, Around, as_load, as_reps, rank


def row_of(events: Sequence[Cell | Bit], at: int) -> list[Cell]:
    """The bare numbers that stand one after the other from here on."""
    run: list[Cell] = []
    while at < len(events):
        event = events[at]
        if not isinstance(event, Cell) or len(event.numbers) > 1 or (run and event.lead):
            break
        if event.numbers[0].role or event.numbers[0].at:
            break
        run.append(event)
        at += 1
    return run


def lists(work: Work, run: list[Cell], after: Cell | None) -> None:
    """Where signs are mixed, the looser ones part the sets: 80 10, 80 10, 80 9; 60/10 60/10 65/8."""
    seps = {c.after for c in run[1:]}
    apart = next((sign for sign in (",", "&", "+") if sign in seps), "")
    if len(seps) < 2 or (apart == "" and "/" not in seps):
        _list(work, [c.numbers[0] for c in run], [c.after for c in run], after)
        return
    starts = [0, *(n for n, c in enumerate(run) if n and c.after == apart)]
    chunks = [run[start:end] for start, end in pairwise([*starts, len(run)])]
    if _are_pairs(work, chunks):
        for load, reps in chunks:
            emit(work, load.numbers[0], reps.numbers)
        return
    for end, chunk in zip([*starts[1:], len(run)], chunks, strict=True):
        _list(work, [c.numbers[0] for c in chunk], [c.after for c in chunk], after if end == len(run) else None)


def _are_pairs(work: Work, chunks: Sequence[Sequence[Cell]]) -> bool:
    """Whether each is a load with its reps: 60/10 60/10 65/8."""
    if any(len(chunk) != 2 or chunk[1].after != "/" for chunk in chunks) or work.around.per_side:
        return False
    values = [(load.numbers[0].number, reps.numbers[0].number) for load, reps in chunks]
    return all(load > reps and as_load(load, work.around) + as_reps(reps, work.around) <= 3 for load, reps in values)


def _list(work: Work, run: list[Bit], seps: list[str], after: Cell | None) -> None:
    """Bare numbers in a row: all reps, all loads, or one load and its reps; or the loads of the scheme before them."""
    if len(run) == len(work.group) > 1 and seps[0] != "," and all(d.load is None for d in work.group):
        _spread(work, run)
        return
    done = work.group[-1].reps if work.group and len(run) == 1 and seps[0] == "/" else None
    if done is not None and (work.around.per_side or (done == run[0].number and not work.around.bar)):
        _both_sides(work.group, run[0].number)
        return
    if len(run) == 2 and seps[1] == "/" and work.around.per_side:
        one, two = run[0].number, run[1].number
        run = [run[0]._replace(role="R", number=min(one, two), left=one, right=two)]
    if (exact := _as_prescribed(work.around, run)) is not None:
        sets, reps, load = (run[n] for n in exact)
        emit(work, load, [reps], sets.number // 100)
        return
    ranked = sorted(_ways(work, run, after, seps[0] != ","))
    way = ranked[0][1]
    if len(ranked) > 1 and work.choose(_margin(work.around, ranked)):
        way = ranked[1][1]
    if "L" not in way and not (work.loads or work.count):
        emit(work, None, run)
        work.group = work.group[-1:]
        return
    for bit, role in zip(run, way, strict=True):
        if role == "L" and work.reps is not None:
            emit(work, bit, [work.reps])
        elif role == "L":
            take_load(work, bit)
        else:
            emit(work, None, [bit])


def _as_prescribed(around: Around, run: Sequence[Bit]) -> tuple[int, int, int] | None:
    """Where sets, reps and load stand in three bare numbers that are just what is prescribed: "3 5 245"."""
    if len(run) != 3 or not around.sets or around.reps is None or not around.load:
        return None
    low, high = around.reps[0] * 100, (around.reps[1] or around.reps[0]) * 100
    for order in permutations(range(3)):
        sets, reps, load = (run[n].number for n in order)
        if sets == around.sets * 100 and low <= reps <= high and 80 <= load * 100 / around.load <= 125:
            return (order[0], order[1], order[2]) if around.sets > 1 and load > reps else None
    return None


def _margin(around: Around, ranked: list[tuple[float, str]]) -> float:
    """How far the second way is behind. Bare reps are not asked about where no load is known: they lack one anyway."""
    margin = ranked[1][0] - ranked[0][0]
    if margin > DOUBT or around.reps is None or around.load is not None or "L" in ranked[0][1]:
        return margin
    return (DOUBT + FAIR) / 2


def _ways(work: Work, run: list[Bit], after: Cell | None, after_blank: bool) -> list[tuple[float, str]]:
    around = work.around
    loads = [NEVER if b.role else 0.0 if b.at else as_load(b.number, around) for b in run]
    reps = [as_reps(b.number, around) if not b.role else 0.0 for b in run]
    told = around.told or bool(work.loads) or (bool(work.drafts) and any(d.load is not None for d in work.drafts))
    scheme = after is not None and _lacks_load(after, around)
    waits = (
        after_blank
        and len(run) == 1
        and bool(work.group)
        and all(d.load is None and d.load_kind is None for d in work.group)
    )
    alone = (
        NEVER
        if work.sides and len(run) == 1 and after is None and not work.drafts
        else 0.0
        if scheme or waits
        else (0.5 if len(run) == 1 else 2.0)
        if around.correcting
        else 3.0
    )
    size, all_reps = len(run), sum(reps)
    whole = scheme and size == 1 and after is not None and not after.after and len(after.numbers) == 2  # "15 3x12"
    ways = [(all_reps + (8.0 if whole else 4.0 if scheme else 0.0), "R" * size)]
    typed = after is not None and len(after.numbers) == 1 and after.numbers[0].role == "L" and not after.after
    if typed and size == 1 and not work.drafts:
        alone += 6.0  # "60 7.5 kg": reps, then their load
    ways.append((sum(loads) + alone + (2.0 if around.told else 0.0), "L" * size))
    if size > 1:
        first = loads[0] + (3.0 if told or all_reps <= size / 2 else 0.5)
        ways.append((first + all_reps - reps[0], "L" + "R" * (size - 1)))
    return ways


def _lacks_load(cell: Cell, around: Around) -> bool:
    """Whether a scheme that follows needs a load; "60, 80, 100 x 10" gives its reps to all of them."""
    if len(cell.numbers) == 1:
        return cell.lead or cell.numbers[0].role in ("R", "S", "T")
    return "L" not in rank(cell.numbers, around).order or cell.after == ""


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
            with_load(draft, bit)


def _both_sides(group: list[Draft], right: int) -> None:
    for draft in group:
        draft.left, draft.right = draft.reps, right
        draft.reps = min(draft.reps or right, right)
