"""Words for some of the sets just written: "last set 8", "the 7th failed", "9 on the third". Lists are in lists.py."""

from __future__ import annotations

from collections.abc import Sequence

from coach_core.notation.bit import Bit
from coach_core.notation.drafts import Cell, Work
from coach_core.notation.likely import FAIR
from coach_core.notation.lists import row_of

MANY_LAST = 4  # "the last two", but 12 in "last 12"


def is_the_failed_rep(work: Work, events: Sequence[Cell | Bit], at: int) -> int:
    """ "105x6, the 7. failed": the rep that did not go up is no set. How many events that takes."""
    event, after = events[at], events[at + 1] if at + 1 < len(events) else None
    failed = isinstance(after, Bit) and after.kind == "mark" and after.role == "F"
    if not failed or not isinstance(event, Cell) or len(event.numbers) > 1 or event.lead or event.numbers[0].role:
        return 0
    reps = work.group[-1].reps if work.group else None
    return int(reps is not None and event.numbers[0].number == reps + 100)


def others(work: Work, events: list[Cell | Bit], at: int) -> int:
    """How many sets of a scheme were other ones: "3x10, last set 8", "last two were 8"; else they are sets more."""
    after, then = (events[at + n] if at + n < len(events) else None for n in (1, 2))
    if len(work.group) < 2 or not isinstance(after, Cell) or after.numbers[0].role not in ("", "R", "L"):
        return 0
    many = 1
    if _is_count(work, after) and isinstance(then, Cell) and not then.after and then.numbers[0].role in ("", "R"):
        many, after = after.numbers[0].number // 100, then
        del events[at + 1]
        if len(row_of(events, at + 1)) < many:
            work.count = many
    events[at + 1] = after._replace(lead=False)
    more = work.around.sets == len(work.drafts) + many
    return many if (more if work.choose(FAIR) else not more) else 0


def nth_was(work: Work, bit: Bit) -> None:
    """Puts right what one of the sets was, of "3x12 (the third only 10)"; without ``left`` it is the last one."""
    nth = bit.left or len(work.drafts)
    if not 1 <= nth <= len(work.drafts):
        work.odd = True
        return
    one = work.drafts[nth - 1]
    one.reps, one.high, one.left, one.right = bit.number, None, None, None
    one.to_failure = one.to_failure or bit.at == "T"


def nth_of_a_scheme(work: Work, events: Sequence[Cell | Bit], at: int) -> int:
    """ "3x12, third was 8": how many events that takes; a number beyond those sets is of the next one."""
    event, after = events[at], events[at + 1] if at + 1 < len(events) else None
    if not isinstance(event, Bit) or event.role != "o" or not isinstance(after, Cell) or len(after.numbers) > 1:
        return 0
    number, many = after.numbers[0], len(work.group)
    if number.role not in ("", "R") or number.at or not 2 <= many == len(work.drafts) or event.number > many:
        return 0
    nth_was(work, event._replace(number=number.number, left=event.number))
    return 2


def selects_nothing(work: Work, events: Sequence[Cell | Bit], at: int) -> bool:
    """Whether sets are named of which nothing was understood: "9 on the third", "the last two with help"."""
    event, before = events[at], events[at - 1] if at else None
    after, then = (events[at + n] if at + n < len(events) else None for n in (1, 2))
    if not isinstance(event, Bit) or event.kind != "mark" or event.role not in "oz" or not work.drafts:
        return False
    if event.role == "o":
        failed = isinstance(after, Bit) and after.role in "FT"
        counts = event.number == len(work.drafts)  # "85x8 first set done"
        return not failed and not counts and (not isinstance(after, Cell) or bool(after.after))
    if isinstance(after, Cell):
        return len(after.numbers) == 1 and after.numbers[0].number < 100 * MANY_LAST and isinstance(then, Bit)
    if not isinstance(before, Cell) or at + 1 < len(events):
        return False
    return len(before.numbers) == 1 and not before.numbers[0].role and before.numbers[0].number < 100 * MANY_LAST


def _is_count(work: Work, cell: Cell) -> bool:
    """Whether a number may be how many of the last sets are meant."""
    bit = cell.numbers[0]
    return len(cell.numbers) == 1 and not bit.role and not cell.lead and 100 < bit.number < 100 * len(work.group)
