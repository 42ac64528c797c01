"""What the numbers of one exercise mean together: schemes, carried loads, efforts. No exercise, no limits."""

from __future__ import annotations

from collections.abc import Sequence

from coach_core.notation.bits import Bit
from coach_core.notation.drafts import MANY, Cell, Work, copy_of, emit, put, take_load
from coach_core.notation.each import one_each
from coach_core.notation.efforts_at import is_effort
from coach_core.notation.kinds import OF
from coach_core.notation.likely import NEVER, Around, rank
from coach_core.notation.lists import lists, row_of
from coach_core.notation.marks import finish, mark
from coach_core.notation.misses import missed, of_what_was_asked

LOADS, BODY = frozenset("LP"), frozenset("BG")
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
    work = Work(around, flip)
    told, bare = False, around.bare
    for bit in row:
        if bit.kind == "num":
            told = told or bit.role in LOADS or (bool(bit.at) and bit.number > 1000)
            work.odd = work.odd or (bit.role == "L" and bit.high is not None)
        elif bit.kind == "mark":
            bare = bare or bit.role in BODY
            work.sides = work.sides or bit.role == "S"
    if told or bare is not around.bare:
        work.around = around._replace(told=told, bare=bare)
    at = 0
    size = len(events)
    while at < size:
        event = events[at]
        taken = one_each(work, events, at) if work.drafts else 0
        if taken:
            at += taken
        elif isinstance(event, Bit):
            mark(work, event, events[at + 1] if at + 1 < len(events) else None)
            at += 1
        else:
            role = event.numbers[0].role
            work.lists = role == "S" and _many_follow(events, at)
            work.ahead = bool(role or event.lead) and _is_ahead(events, at)
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
    choice = rank(numbers, work.around if told == work.around.told else work.around._replace(told=told))
    if choice.cost >= NEVER:
        for bit in numbers:
            _single(work, Cell((bit,)), bit)
        return
    order = choice.order
    if choice.second is not None and work.choose(choice.margin):
        order = choice.second
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


def _single(work: Work, cell: Cell, bit: Bit) -> None:
    """One number whose part is written, or that follows an "x"."""
    if bit.role in ("M", "f", "o"):
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
