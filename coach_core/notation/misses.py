"""Reps that were asked for and not done: "6 of 8", "missed 2 reps", "failed at 6". Plain marks are in marks.py."""

from __future__ import annotations

from coach_core.notation.bit import Bit
from coach_core.notation.drafts import Cell, Work, emit, put, take_load
from coach_core.notation.likely import DOUBT, FAIR

MOST_SETS = 10
FEW_SETS = 5
FAILED = Bit("mark", "F")


def of_what_was_asked(work: Work, cell: Cell) -> bool:
    """Reads "6 of 8" where 8 reps are prescribed and 6 sets are not: six reps of the eight. False if it is none."""
    asked, sets = work.around.reps, work.around.sets
    if asked is None or len(cell.numbers) > 3:
        return False
    done, wanted = cell.numbers[-2:]
    if len(cell.numbers) == 2 and not (done.role or done.at) and _is_of_sets(work, done, wanted, asked[0]):
        return True
    if wanted.role not in ("", "R") or done.role not in ("", "R") or done.at or done.number > wanted.number:
        return False
    if not asked[0] <= wanted.number / 100 <= (asked[1] or asked[0]):
        return len(cell.numbers) == 2 and _is_of_others(work, done, wanted)
    if len(cell.numbers) == 3:
        if cell.numbers[0].number <= wanted.number:
            return False
        take_load(work, cell.numbers[0]._replace(role="L"))
    elif not done.role and (sets is None or done.number <= sets * 100):
        exact = sets is None or done.number == sets * 100
        if exact or not work.choose((FAIR + 1) / 2):
            return False
    elif _are_all_sets(work, done) and not work.choose(DOUBT / 2):
        return False
    _failed(work, done, done.number < wanted.number)
    return True


def _is_of_sets(work: Work, done: Bit, wanted: Bit, reps: int) -> bool:
    """Reads "3 of 4 sets": three as they are prescribed, which is asked about."""
    if wanted.role != "S" or not 100 <= done.number <= wanted.number <= 100 * MOST_SETS:
        return False
    total = 100 * ((work.around.sets or 0) + work.around.stored)
    work.odd = work.around.stored > 0 or not done.number == wanted.number == total
    emit(work, None, [Bit("num", "R", 100 * reps)], done.number // 100)
    return True


def _may_be_sets(work: Work, wanted: int) -> bool:
    """Whether "3 out of 3" may count the sets, where more reps are asked for."""
    asked, total = work.around.reps, (work.around.sets or 0) + work.around.stored
    return asked is not None and work.around.sets is not None and wanted <= 100 * total and wanted < 100 * asked[0]


def _is_of_others(work: Work, done: Bit, wanted: Bit) -> bool:
    """Reads "10 of 12" where neither is asked for: hardly ten sets. "3 of 4" may be sets or reps: asked about."""
    total = (work.around.sets or 0) + work.around.stored
    if work.around.sets is None or done.role:
        return False
    if done.number > 100 * total:
        if not work.choose(DOUBT):
            _failed(work, done, done.number < wanted.number)
            return True
    elif wanted.number <= 100 * max(total + 1, FEW_SETS):
        work.odd = True
    return False


def _are_all_sets(work: Work, done: Bit) -> bool:
    """Whether "4 de 12" counts all sets, where one of the four is stored: asked about."""
    return not done.role and done.number == 100 * ((work.around.sets or 0) + work.around.stored)


def missed(work: Work, bit: Bit) -> None:
    """ "missed 2 reps", behind the set or instead of it; "failed at 6"; with a load, a set without a rep."""
    group, asked = work.group or work.drafts[-1:], work.around.reps
    last = group[-1].reps if group else None
    most = (asked[1] or asked[0]) * 100 if asked else 3000
    same = bool(bit.at) and last is not None and last <= bit.number <= last + 100
    if group and (bit.role == "M" or same):
        if bit.role == "M":
            fewer(work, bit.number)
        put(FAILED._replace(role="f", number=100), group)
    elif bit.role == "z":
        _last_failed(work, bit)
    elif bit.role == "o":
        work.odd |= bit.high is not None and _may_be_sets(work, bit.high)
        _failed(work, bit._replace(high=None), bit.high is None or bit.number < bit.high)
    elif bit.number > most:
        work.marks.append(FAILED)
        take_load(work, bit._replace(role="L"))
    elif bit.role == "f":
        _failed(work, bit, True)
    elif asked is not None and bit.number <= asked[0] * 100:
        work.odd = True
        _failed(work, bit._replace(number=asked[0] * 100 - bit.number), True)
    else:
        work.odd = True
        _failed(work, bit, True)


def fewer(work: Work, reps: int) -> None:
    """ "5x5, missed the last rep": the last set of a scheme has fewer; where every set is told, they are as told."""
    last = work.drafts[-1] if work.many and work.drafts else None
    if last is not None and last.reps is not None and last.reps > reps:
        last.reps -= reps


def _last_failed(work: Work, bit: Bit) -> None:
    """ "12 12 12, failed on the last at 8": the set after those, or the last of them where all are written."""
    sets, done = work.around.sets, work.drafts
    if not done or sets is None or len(done) < sets:
        work.odd |= sets is None or len(done) + 1 != sets
        _failed(work, bit, True)
        return
    work.odd |= done[-1].reps != bit.number
    done[-1].reps, done[-1].failed = bit.number, True


def nth_failed(work: Work, number: int) -> None:
    """ "missed the third": one of the sets before it, else one that is asked about. "8, failed the 9th" is a rep."""
    if work.drafts and work.drafts[-1].reps == 100 * (number - 1):
        put(FAILED, work.drafts[-1:])
    elif number <= len(work.drafts):
        put(FAILED, work.drafts[number - 1 : number])
    else:
        work.odd = True
        _failed(work, Bit("num", "R"), True)


def _failed(work: Work, reps: Bit, short: bool) -> None:
    emit(work, None, [reps._replace(role="R")])
    if short:
        put(FAILED, work.group)
