"""What the numbers of one exercise mean together: schemes, carried loads, efforts. No exercise, no limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coach_core.notation.bits import Bit
from coach_core.notation.drafts import MANY, Cell, Work, copy_of, emit, put, take_load
from coach_core.notation.each import one_each
from coach_core.notation.efforts_at import is_effort
from coach_core.notation.kinds import OF
from coach_core.notation.likely import NEVER, Around, rank
from coach_core.notation.lists import lists, row_of
from coach_core.notation.marks import finish, mark
from coach_core.notation.misses import missed, of_what_was_asked

MANY_REPS = 3000  # hundredths: reps before their load that are asked about: 80x8.5


def cells(row: Sequence[Bit]) -> list[Cell | Bit]:
    """Numbers gathered into cells; marks in between."""
    out: list[Cell | Bit] = []
    joined, after, chain, of = False, "", False, False
    for at, bit in enumerate(row):
        if bit.kind == "num":
            last = out[-1] if out else None
            if chain and isinstance(last, Cell):
                out[-1] = Cell((*last.numbers, bit), last.lead, last.after, of)
            else:
                out.append(Cell((bit,), joined, after))
            joined, after, chain = False, "", False
        elif bit.kind == "join":
            joined, chain = True, at > 0 and row[at - 1].kind == "num"
            of = bit.number == OF
        elif bit.kind == "sep":
            after = bit.role
            joined, chain = (joined and after == "("), (chain and after == "(")
        else:
            out.append(bit._replace(at="(") if after == "(" else bit)
            chain = False
    return out


def work_out(row: Sequence[Bit], around: Around, flip: int = -1) -> Work:
    """Reads the numbers and marks of one exercise."""
    events = cells(row)
    told = any(b.kind == "num" and ((b.role in "LP" and b.role) or (b.at and b.number > 1000)) for b in row)
    bare = around.bare or any(b.kind == "mark" and b.role in "BG" for b in row)
    work = Work(replace(around, told=bool(told), bare=bare), flip)
    work.odd = any(b.kind == "num" and b.role == "L" and b.high is not None for b in row)
    work.sides = any(b.kind == "mark" and b.role == "S" for b in row)
    at = 0
    while at < len(events):
        event = events[at]
        taken = one_each(work, events, at)
        if taken:
            at += taken
        elif isinstance(event, Bit):
            mark(work, event, events[at + 1] if at + 1 < len(events) else None)
            at += 1
        else:
            work.lists, work.ahead = _many_follow(events, at), _is_ahead(events, at)
            at += _cell(work, events, at, event)
    finish(work)
    return work


def _many_follow(events: Sequence[Cell | Bit], at: int) -> bool:
    """Whether "3 sets" announces sets that are written one by one, up to the next such word."""
    cell, count = events[at], 0
    if not isinstance(cell, Cell) or cell.numbers[0].role != "S":
        return False
    for event in events[at + 1 : at + 8]:
        if not isinstance(event, Cell):
            continue
        if event.numbers[0].role == "S":
            break
        count += event.numbers[0].role not in ("L", "P")
    return count > 1


def _is_ahead(events: Sequence[Cell | Bit], at: int) -> bool:
    """Whether sets follow at once, with nothing between: "1 set 75x8"."""
    after = events[at + 1] if at + 1 < len(events) else None
    return isinstance(after, Cell) and after.after == "" and not after.lead and after.numbers[0].role not in ("L", "P")


def _cell(work: Work, events: Sequence[Cell | Bit], at: int, cell: Cell) -> int:
    if len(cell.numbers) > 1:
        _scheme(work, cell)
        return 1
    bit = cell.numbers[0]
    if bit.role or bit.at or cell.lead:
        _single(work, cell, bit)
        return 1
    run = row_of(events, at)
    after = events[at + len(run)] if at + len(run) < len(events) else None
    lists(work, run, after if isinstance(after, Cell) else None)
    return len(run)


def _scheme(work: Work, cell: Cell) -> None:
    """Two or three numbers joined by "x"."""
    numbers = cell.numbers
    if cell.of and of_what_was_asked(work, cell):
        return
    if len(numbers) == 3 and numbers[0].number in (100, 200) and not numbers[0].role and numbers[1].role == "P":
        numbers = numbers[1:]
    if _is_pair(work, numbers):
        take_load(work, numbers[1])
        return
    told = bool(work.loads) or (work.around.told and not _own(numbers))
    ranked = rank(numbers, work.around if told == work.around.told else replace(work.around, told=told))
    if ranked[0][0] >= NEVER:
        for bit in numbers:
            _single(work, Cell((bit,)), bit)
        return
    second = next((r for r in ranked[1:] if _values(numbers, r[1]) != _values(numbers, ranked[0][1])), None)
    order = ranked[0][1]
    if second is not None and work.choose(second[0] - ranked[0][0]):
        order = second[1]
    reps = [n for n, role in zip(numbers, order, strict=True) if role == "R"]
    work.odd |= order == "RL" and not reps[0].role and reps[0].number > MANY_REPS and numbers[1].role != "L"
    sets = next((n.number // 100 for n, role in zip(numbers, order, strict=True) if role == "S"), 1)
    load = next((n for n, role in zip(numbers, order, strict=True) if role == "L"), None)
    emit(work, load, reps, sets)
    work.reps = reps[0] if order == "RL" else None


def _is_pair(work: Work, numbers: Sequence[Bit]) -> bool:
    """ "3x10 each leg, 2x10 kg": two dumbbells are the load of sets that have none."""
    first, second = numbers[0], numbers[-1]
    waiting = bool(work.group) and all(d.load is None for d in work.group)
    return waiting and len(numbers) == 2 and second.role == "L" and not first.role and first.number in (100, 200)


def _own(numbers: Sequence[Bit]) -> bool:
    return any(n.role in ("L", "P") for n in numbers)


def _values(numbers: Sequence[Bit], order: str) -> tuple[tuple[str, int], ...]:
    """What an order makes of the numbers: 5 x 5 is the same both ways."""
    return tuple(sorted((role, n.number) for n, role in zip(numbers, order, strict=True)))


def _single(work: Work, cell: Cell, bit: Bit) -> None:
    """One number whose part is written, or that follows an "x"."""
    if bit.role in ("M", "f"):
        missed(work, bit)
    elif bit.at and is_effort(work, bit):
        effort = bit._replace(kind="mark", role="e")
        put(effort, work.group or work.drafts[-1:]) if work.drafts else work.marks.append(effort)
    elif bit.role in ("L", "P") or bit.at:
        take_load(work, bit)
    elif (
        bit.role == "S"
        or (bit.role == "X" and len(work.group) == 1)
        or (cell.lead and not cell.after and work.group and not bit.role)
    ):
        _multiply(work, bit)
    else:
        emit(work, None, [bit])


def _multiply(work: Work, bit: Bit) -> None:
    """ "3 sets": of what was just written, else of what follows."""
    times = bit.number // 100
    if not 1 <= times <= MANY:
        work.strange = True
    elif work.ahead or not work.group:
        work.count = 1 if work.lists else times
    elif len(work.group) == 1:
        more = [copy_of(work.group[0]) for _ in range(times - 1)]
        work.drafts += more
        work.group = [*work.group, *more]
