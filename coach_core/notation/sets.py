"""What the numbers of one exercise mean together: schemes, carried loads, efforts. No exercise, no limits."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from coach_core.notation.bit import Bit
from coach_core.notation.drafts import MANY, Cell, Work, copy_of, emit, is_effort, load_behind, put, take_load
from coach_core.notation.each import one_each
from coach_core.notation.hinted import are_parts_of_reps, as_meant, is_each_load, is_each_set, on_the_bar
from coach_core.notation.kinds import OF
from coach_core.notation.lasts import is_the_failed_rep, nth_of_a_scheme, others, selects_nothing
from coach_core.notation.likely import DOUBT, FAIR, NEVER, Around, as_load, as_reps, rank
from coach_core.notation.lists import lists, row_of
from coach_core.notation.marks import end_of_warmup, finish, mark
from coach_core.notation.misses import missed, of_what_was_asked
from coach_core.notation.pairs import goes_on, margin_of, most_sets, other_order
from coach_core.notation.unread import is_left_out

LOADS, BODY, HINTED = frozenset("LP"), frozenset("BG"), frozenset("YDTLy")
MANY_REPS = 3000  # hundredths: reps before their load that are asked about: 80x8.5


def cells(row: Sequence[Bit]) -> list[Cell | Bit]:
    """Numbers gathered into cells; marks in between."""
    out: list[Cell | Bit] = []
    joined, after, chain, of, marked = False, "", False, False, False
    for at, bit in enumerate(row):
        if bit.kind == "num":
            last = out[-1] if out else None
            if chain and isinstance(last, Cell):
                out[-1] = last._replace(numbers=(*last.numbers, bit), of=of)
            else:
                out.append(Cell((bit,), joined, after, marked=marked))
            joined, after, chain, marked = False, "", False, False
        elif bit.kind == "join":
            joined, chain = True, at > 0 and row[at - 1].kind == "num"
            of = bit.number == OF
        elif bit.kind == "sep":
            after, marked = bit.role, False
            joined, chain = (joined and after == "("), (chain and after == "(")
        else:
            out.append(bit._replace(at=after) if after and not bit.at else bit)
            chain, marked = False, True
    return out


def work_out(row: Sequence[Bit], around: Around, flip: int = -1) -> Work:
    """Reads the numbers and marks of one exercise."""
    roles = {bit.role for bit in row}
    if not HINTED.isdisjoint(roles):
        row = [as_meant(bit, row, around) for bit in row]
        roles = {bit.role for bit in row}
    work = Work(around, flip, first=row[0].role if row else "")
    if "y" in roles:
        sides = not work.choose(DOUBT)
        row = [on_the_bar(bit, around, sides=sides) if bit.role == "y" else bit for bit in row]
    if "W" in roles:
        work.warm_to = end_of_warmup(row)
    events = cells(row)
    told, bare = False, around.bare
    for bit in row:
        if bit.kind == "num":
            told = told or bit.role in LOADS or (bool(bit.at) and bit.number > 1000)
            work.odd = work.odd or (bit.role == "L" and bit.high is not None)
        elif bit.kind == "mark":
            bare = bare or bit.role in BODY
            each = bit.role == "S" and (is_each_load(bit, row, around) or is_each_set(bit, row, around))
            work.sides = work.sides or (bit.role == "S" and not each)
    if told or bare is not around.bare:
        work.around = around._replace(told=told, bare=bare)
    if ":" in roles and any(_are_reps_of_a_list(one, two, work.around) for one, two in pairwise(events)):
        work.odd = True
    at = 0
    while at < len(events):
        event = events[at]
        taken = _taken_together(work, events, at) if work.drafts else 0
        if taken:
            at += taken
        elif isinstance(event, Bit) and event.role == "z" and (many := others(work, events, at)):
            del work.drafts[-many:], work.group[-many:]
            at += 1
        elif isinstance(event, Bit):
            work.odd |= selects_nothing(work, events, at)
            mark(work, event, events[at + 1] if at + 1 < len(events) else None)
            at += 1
        else:
            role = event.numbers[0].role
            work.lists = role == "S" and _many_follow(events, at)
            work.odd |= work.lists and _is_of_one(events, at)
            work.ahead = bool(role or event.lead) and _is_ahead(events, at)
            own = work.load is not None and load_behind(work, events, at)
            at += _cell(work, events, at, event) + own
    finish(work)
    work.odd |= is_left_out(row, work)
    return work


def _taken_together(work: Work, events: Sequence[Cell | Bit], at: int) -> int:
    """How many events are read as one from here on; 0 where each is for itself."""
    return one_each(work, events, at) or is_the_failed_rep(work, events, at) or nth_of_a_scheme(work, events, at)


def _many_follow(events: Sequence[Cell | Bit], at: int) -> bool:
    """Whether "3 sets" announces sets that are written one by one, up to the next such word."""
    cell, count = events[at], 0
    kinds = set()
    if not isinstance(cell, Cell) or cell.numbers[0].role != "S":
        return False
    for event in events[at + 1 : at + 8]:
        if not isinstance(event, Cell):
            continue
        if event.numbers[0].role == "S":
            break
        if event.numbers[0].at:
            continue
        count += event.numbers[0].role not in ("L", "P")
        kinds.add(len(event.numbers) > 1 or event.numbers[0].role)
    return count > 1 and kinds != {"R", ""}


def _is_of_one(events: Sequence[Cell | Bit], at: int) -> bool:
    """Whether it is not said if an announced count is that of the first value: "two sets 8 with 70 and 6 with 75"."""
    after, then = (events[at + n] if at + n < len(events) else None for n in (1, 2))
    if not isinstance(after, Cell) or not isinstance(then, Cell) or after.after or then.after:
        return False
    return len(after.numbers) == 1 and bool(then.numbers[0].at or then.numbers[0].role == "L")


def _is_ahead(events: Sequence[Cell | Bit], at: int) -> bool:
    """Whether sets follow at once, with nothing between: "1 set 75x8"."""
    after = events[at + 1] if at + 1 < len(events) else None
    return isinstance(after, Cell) and after.after == "" and not after.lead and after.numbers[0].role not in ("L", "P")


def _cell(work: Work, events: Sequence[Cell | Bit], at: int, cell: Cell) -> int:
    if len(cell.numbers) > 1:
        if cell.numbers[-1].role == "L" and _is_pair_of(cell, events[at + 1 : at + 3]):
            work.loads.append(cell.numbers[1])
        else:
            _scheme(work, cell)
        return 1
    bit = cell.numbers[0]
    if bit.role == "L" and bit.load_kind is not None and work.drafts and _is_ahead(events, at):
        work.loads.append(bit)  # "bw 10, +10kg 6"
        return 1
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
    pair = numbers[0].number in (100, 200) and not numbers[0].role
    if pair and (len(numbers), numbers[1].role) in ((3, "P"), (4, "L")):
        numbers = numbers[1:]
    if _is_load_and_times(work, cell):
        take_load(work, numbers[0])
        _multiply(work, numbers[1])
        return
    if len(numbers) == 2 and numbers[1].role == "L" and not numbers[0].role:
        if _is_pair(work, numbers):
            take_load(work, numbers[1])
            return
        if _is_late_unit(work, numbers):
            numbers = (numbers[0]._replace(role="L", unit=numbers[1].unit), numbers[1]._replace(role="R", unit=None))
    told = bool(work.loads) or (work.around.told and not _own(numbers))
    choice = rank(numbers, work.around if told == work.around.told else work.around._replace(told=told))
    if choice.cost >= NEVER:
        for bit in numbers:
            _single(work, Cell((bit,)), bit)
        return
    order = "LR" if choice.order == "RL" and are_parts_of_reps(numbers) else choice.order
    if pair and len(numbers) == 3 and rank(numbers[1:], work.around).cost <= choice.cost + FAIR:
        work.odd |= work.around.per_side  # "2x14 x 10 each leg": two sets, or two dumbbells
    if goes_on(work, numbers):
        order = "LR"
    elif len(numbers) == 3 and choice.margin <= FAIR and work.triple in (choice.order, choice.second):
        order = work.triple
    elif choice.second is not None and work.choose(margin_of(work, choice, numbers)):
        order = choice.second
    order = other_order(work, numbers, order, told=told)
    work.triple = work.triple or (order if len(numbers) == 3 else "")
    if order in ("LR", "RL") and choice.margin > FAIR and work.around.load and not (numbers[0].role or numbers[1].role):
        work.order = order
    reps = [n for n, role in zip(numbers, order, strict=True) if role == "R"]
    work.odd |= order == "RL" and not reps[0].role and reps[0].number > MANY_REPS and numbers[1].role != "L"
    sets = next((n.number // 100 for n, role in zip(numbers, order, strict=True) if role == "S"), 1)
    load = next((n for n, role in zip(numbers, order, strict=True) if role == "L"), None)
    emit(work, load, reps, sets)
    work.reps = reps[0] if order == "RL" else None
    work.before = load if order == "LR" else None


def _is_pair_of(cell: Cell, behind: Sequence[Cell | Bit]) -> bool:
    """ "2x20kg 3x10", "2x24kg 40m", "2x12kg, 12 each leg": two dumbbells, then what was done with them."""
    first, second = cell.numbers[0], cell.numbers[-1]
    after = behind[0] if behind else None
    if len(cell.numbers) != 2 or second.role != "L" or first.role or first.number != 200:
        return False
    if not isinstance(after, Cell) or not all(b.role in ("", "R", "S", "D", "T") for b in after.numbers):
        return False
    sides = isinstance(behind[-1], Bit) and behind[-1].role == "S"
    return len(after.numbers) == 2 or after.numbers[0].role in ("R", "D", "T") or sides


def _is_pair(work: Work, numbers: Sequence[Bit]) -> bool:
    """ "3x10 each leg, 2x10 kg": two dumbbells are the load of sets that have none."""
    first, second = numbers[0], numbers[-1]
    waiting = bool(work.group) and all(d.load is None for d in work.group)
    return waiting and second.role == "L" and first.number in (100, 200)


def _is_load_and_times(work: Work, cell: Cell) -> bool:
    """ "12 each leg with 8kg x3": the load of the set before, and how often it was done."""
    waiting = len(work.drafts) == 1 and work.drafts[0].load is None and work.drafts[0].reps is not None
    few = cell.numbers[-1].number <= 600 and not cell.numbers[-1].role
    return waiting and few and len(cell.numbers) == 2 and cell.numbers[0].role == "L" and not cell.after


def _is_late_unit(work: Work, numbers: Sequence[Bit]) -> bool:
    """ "225x5 lbs": the unit of the first number, written at the end."""
    first, last = numbers[0], numbers[-1]
    if last.load_kind is not None or first.number <= last.number:
        return False
    bare = work.around._replace(load=None)
    return as_reps(first.number, bare) > 2 + as_reps(last.number, bare) and last.number % 100 == 0


def _own(numbers: Sequence[Bit]) -> bool:
    return any(n.role in ("L", "P") for n in numbers)


def _single(work: Work, cell: Cell, bit: Bit) -> None:
    """One number whose part is written, or that follows an "x"."""
    if bit.role in ("M", "f", "o", "z"):
        missed(work, bit)
    elif bit.at == "A" and work.count and not work.drafts and _are_rather_reps(bit, work.around):
        emit(work, None, [bit._replace(at="")])  # "les trois à 12"
    elif bit.at and is_effort(work, bit):
        effort = bit._replace(kind="mark", role="e")
        work.odd |= bit.at == "A"  # "last one with 8": an effort, or reps
        put(effort, work.group or work.drafts[-1:]) if work.drafts else work.marks.append(effort)
    elif (
        bit.role in ("L", "P")
        or bit.at
        or (
            cell.lead
            and work.around.correcting
            and as_reps(bit.number, work.around) > as_load(bit.number, work.around) + 1
        )
    ):
        take_load(work, bit)
    elif (
        bit.role == "S"
        or (bit.role == "X" and len(work.group) == 1)
        or (cell.lead and not cell.after and work.group and not bit.role)
    ):
        _multiply(work, bit)
    else:
        emit(work, None, [bit])


def _are_reps_of_a_list(before: Cell | Bit, after: Cell | Bit, around: Around) -> bool:
    """Whether a number before a colon is no load of what follows: "only two: 8 and 7", "last one 8: 60x10, 65x8"."""
    if not isinstance(before, Cell) or not isinstance(after, Cell) or after.after != ":":
        return False
    if len(before.numbers) > 1 or before.numbers[0].at or after.numbers[0].role == "L":
        return False
    return before.numbers[0].role in ("", "R") and _are_rather_reps(before.numbers[0]._replace(role=""), around)


def _are_rather_reps(bit: Bit, around: Around) -> bool:
    return not bit.role and as_load(bit.number, around) > 1 + as_reps(bit.number, around)


def _multiply(work: Work, bit: Bit) -> None:
    """ "3 sets": of what was just written, else of what follows."""
    times = bit.number // 100
    work.odd |= bit.role != "S" and times > most_sets(work.around)
    if not 1 <= times <= MANY:
        work.strange = True
    elif (work.ahead and bit.role != "X") or not work.group:
        work.count = 1 if work.lists else times
        work.announced += times if work.lists else 0
    elif len(work.group) == 1:
        more = [copy_of(work.group[0]) for _ in range(times - 1)]
        work.drafts += more
        work.group = [*work.group, *more]
