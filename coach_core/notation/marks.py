"""Words about sets: which sets they belong to, and what is left to settle when a list has ended. No numbers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from coach_core.notation.bit import Bit
from coach_core.notation.drafts import OF_THE_LAST, Cell, Draft, Work, copy_of, put, with_load
from coach_core.notation.kinds import THEN, UNAIDED, WORK_SETS
from coach_core.notation.lasts import nth_was
from coach_core.notation.misses import fewer, nth_failed
from coach_core.training.weight import LoadKind

MISSED = -1  # ``high`` of a load that was missed


def mark(work: Work, bit: Bit, after: Cell | Bit | None) -> None:
    """A word about sets: where it stands says which."""
    if bit.kind != "mark" or bit.role == "S":
        return
    role = bit.role
    if role == "B" and bit.number == UNAIDED and work.around.external:
        work.odd |= bool(work.drafts)  # "3x10, then 15 without weight"
        return
    work.odd |= role == "B" and _is_left_over(work, after)
    if role in "BG":
        work.kind = LoadKind.BODYWEIGHT if role == "B" else LoadKind.BAND
        work.load = None
        for draft in work.drafts:
            draft.load_kind = draft.load_kind or (work.kind if draft.load is None else None)
    elif role == "C":
        work.odd |= work.around.bar or (bool(work.drafts) and all(d.load is None for d in work.drafts))
        work.helped = not work.around.bar
    elif role == "a":
        work.everybody = True
    elif role == "=":
        nth_was(work, bit)
    elif role == "%":
        work.percent = True
    elif role in "?lr":
        work.odd = True
    elif role == "J":
        work.warming = 0
        if bit.number == WORK_SETS:
            work.began = len(work.drafts)
    elif role == "R":
        _repeat(work)
    elif role == "#":
        nth_failed(work, bit.number)
    elif role == "F" and bit.at == "(" and work.loads:  # "205, 215, 220 (miss)"
        work.loads[-1] = work.loads[-1]._replace(high=MISSED)
    elif _is_ahead(work, bit, after) or not work.drafts:
        work.marks.append(bit)
    else:
        if bit.at == "p":
            fewer(work, 100)
        if role == "F" and work.reps is not None and len(work.drafts) > 1:  # "2x135, 155 failed": none of two
            work.odd = True
        put(bit, work.drafts if work.everybody else work.group)


def end_of_warmup(row: Sequence[Bit]) -> int:
    """Where the sets end that are headed as warm-ups: "w/u 20x10 40x8, then 100x5", "warm up 20x10 40x8, work 60x8"."""
    head = next(at for at, bit in enumerate(row) if bit.role == "W")
    if any(bit.kind == "num" for bit in row[:head]):
        return 0
    last = max((at for at, bit in enumerate(row) if bit.kind == "num"), default=0)
    ends = [bit for bit in row[head:last] if bit.role == "J" or (bit.role == "," and bit.number == THEN)]
    work = next((bit for bit in ends if bit.role == "J"), ends[0] if len(ends) == 1 else None)
    return work.start if work else 0


def _is_left_over(work: Work, after: Cell | Bit | None) -> bool:
    """Whether sets with a load are said to be without one: "80 kg 3x10 + 15 without weight"."""
    return bool(work.drafts) and not isinstance(after, Cell) and all(d.load is not None for d in work.drafts)


def _is_ahead(work: Work, bit: Bit, after: Cell | Bit | None) -> bool:
    """Whether a mark waits for its set: "drop 60x8", "100x8, 90 F"."""
    role = bit.role
    if role == "T" and isinstance(after, Cell) and after.after == ":":
        return True  # "2x5, amrap: 9"
    if isinstance(after, Cell) and after.after == ")":
        return False  # "60x5 (warm-up) 100x5"
    return (role == "F" and bool(work.loads)) or (
        role in "WQ" and isinstance(after, Cell) and (after.after != "," or after.marked)
    )


def _repeat(work: Work) -> None:
    if not work.drafts:
        work.again = True
        return
    work.group = [copy_of(work.drafts[-1])]
    work.drafts += work.group


def finish(work: Work) -> None:
    """Loads that still wait go to sets without one; alone they are sets whose reps nobody wrote."""
    without = [d for d in work.drafts if d.load is None and d.load_kind is None]
    if work.loads and without and len(work.loads) in (1, len(without)):
        for at, draft in enumerate(without):
            with_load(draft, work.loads[at if len(work.loads) > 1 else 0])
    elif work.loads:
        loaded = [_loaded(work, bit) for bit in work.loads for _ in range(work.count or 1)]
        if work.first == "R" and len(work.drafts) == 1 and work.drafts[0].load is not None:
            for draft in loaded:  # "singles at 120, 125, 130"
                draft.reps = 0 if draft.failed else work.drafts[0].reps
        work.drafts += loaded
        work.marks, marks = [], work.marks
        for mark in marks:
            put(mark, loaded)
    for mark in work.marks if work.drafts else ():
        if mark.role in OF_THE_LAST:
            put(mark, work.drafts)
    if work.warm_to and (lifted := [d.load for d in work.drafts if d.load and not d.warmup]):
        for draft in work.drafts:
            draft.warmup = draft.warmup and (draft.load or 0) < min(lifted)
    if len(work.drafts) > 1:
        _carry(work.drafts)
        _drops(work.drafts)
        _warm_before(work)
    if work.helped:
        for draft in work.drafts:
            draft.load_kind = LoadKind.ASSISTED if draft.load is not None else draft.load_kind
    work.odd |= _ways_to_count(work.drafts) > 1
    work.odd |= work.percent and any(d.load is None for d in work.drafts)
    work.odd |= work.announced > 1 and len(work.drafts) != work.announced
    _spread_marks(work)


def _warm_before(work: Work) -> None:
    """ "60x8 80x5, working sets 100x10": what stands before them warmed up, if it is lighter."""
    if not work.began:
        return
    before, after = work.drafts[: work.began], work.drafts[work.began :]
    lightest = min((d.load for d in after if d.load is not None), default=work.around.load or 0)
    if all(d.load is not None and d.load < lightest for d in before):
        for draft in before:
            draft.warmup = True


def _drops(drafts: list[Draft]) -> None:
    """ "drop set 100x8, 80x8, 60x10": what drops is what comes after the first, and goes on as long as it falls."""
    for before, after in pairwise(drafts):
        if before.drop and before is not drafts[0] and before.load and after.load and after.load < before.load:
            after.drop = True
    if not drafts[0].drop:
        return
    loads = [d.load for d in drafts]
    falling = all(a is not None and b is not None and a > b for a, b in pairwise(loads))
    if falling and not any(d.drop for d in drafts[1:]):
        drafts[0].drop = False
        for draft in drafts[1:]:
            draft.drop = True


def _carry(drafts: list[Draft]) -> None:
    """ "3x10 60 kg, 8": a load that is written after its sets holds for later ones as well."""
    last: Draft | None = None
    for draft in drafts:
        if draft.load is None and draft.load_kind is None and last is not None:
            draft.load, draft.unit, draft.plates, draft.load_kind = last.load, last.unit, last.plates, last.load_kind
        last = draft if draft.load is not None else last


def _ways_to_count(drafts: list[Draft]) -> int:
    """In how many ways sets are counted: those of one exercise that are counted differently are asked about."""
    reps = seconds = distance = False
    for draft in drafts:
        reps = reps or draft.reps is not None
        seconds = seconds or draft.seconds is not None
        distance = distance or draft.distance is not None
    return reps + seconds + distance


def _loaded(work: Work, bit: Bit) -> Draft:
    draft = Draft(load_kind=work.kind, failed=bit.high == MISSED)
    with_load(draft, bit)
    return draft


def _spread_marks(work: Work) -> None:
    if work.sides:
        for draft in work.drafts:
            if draft.left is None and draft.reps is not None:
                draft.left = draft.right = draft.reps
    if work.everybody and work.drafts:
        rir = next((d.rir for d in reversed(work.drafts) if d.rir is not None), None)
        rpe = next((d.rpe for d in reversed(work.drafts) if d.rpe is not None), None)
        for draft in work.drafts:
            draft.rir, draft.rpe = rir, rpe
            draft.to_failure = draft.to_failure or work.drafts[-1].to_failure
    unit = next((d.unit for d in work.drafts if d.unit), None)
    for draft in work.drafts:
        draft.unit = draft.unit or (unit if draft.load is not None else None)
