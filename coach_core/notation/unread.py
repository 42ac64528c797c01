"""Words and numbers that nobody read: they may change what the others mean, so that it is asked. No reading."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from coach_core.notation.bit import Bit
from coach_core.notation.drafts import Work
from coach_core.notation.kinds import DENIED, OF

_JOINED = frozenset(("num", "join"))
_BARE = frozenset(("", "L", "R", "T"))
_LEFT_OPEN = frozenset("<ø¬")  # "2 more", "the others": of what is not told
_WORDS = frozenset("qN")  # known, and yet they leave open what is meant: "10 or 11", "10 not 100"


FEW = 500  # hundredths
TALK = 5  # words, from which on a question among them is one


class Gap(NamedTuple):
    """Where words stand in the numbers of an exercise: before the bit ``at`` of them, and what is right beside them.

    ``behind``: right behind a bare number; ``before``: right before a number; ``known``: they only tell how it felt;
    ``open``: the number is more or less of something, of a unit that nobody knows, or what was not done.
    """

    at: int
    behind: bool
    before: bool
    known: bool
    open: bool = False


def gap(row: Sequence[Bit], start: int, end: int, at: int) -> Gap:
    """The gap that the words from ``start`` to ``end`` of a clause leave."""
    last = row[start - 1] if start else None
    after = row[end].kind if end < len(row) else ""
    counted = bool({b.role for b in row[start:end]} & _LEFT_OPEN)
    known = all(b.kind == "feel" and b.role not in _WORDS for b in row[start:end])
    bare = last is not None and last.kind == "num" and not last.role and not last.at
    joined = start > 1 and row[start - 2].kind == "join"
    unit = last is not None and last.kind == "num" and row[start].start == last.end  # "100ft"
    denied = after in _JOINED and any(b.role == "N" and b.number == DENIED for b in row[start:end])
    asks = end - start >= TALK and any(b.role == "q" for b in row[start:end])  # "4x8 is boring can we do others"
    bracket = bare and start > 1 and row[start - 2].role == "("  # "70x10 (8 strict)"
    few = last is not None and not known and not joined and _is_few(row, start - 1)
    is_open = unit or denied or asks or bracket or few or (counted and bare and not joined)
    return Gap(at, bare and not joined, after in _JOINED, known, is_open)


def _is_few(row: Sequence[Bit], at: int) -> bool:
    """Whether a number is so much less than the reps before it that it may count anything: "100x10, 2 lft in it"."""
    few = row[at]
    if few.kind != "num" or few.role not in ("", "R") or few.number > FEW:
        return False
    before = next((b for b in reversed(row[:at]) if b.kind == "num"), None)
    return before is not None and before.role in ("", "R") and 2 * few.number < before.number


def leaves_out(text: str, run: Sequence[Bit], raw: str) -> bool:
    """Whether little words stand between those of a name."""
    read = sum(len(text[b.start : b.end].split()) for b in run)
    return len(raw.split()) > read + (raw.count("-") if read == len(run) else 0)


def is_among_numbers(row: Sequence[Bit], gaps: Sequence[Gap]) -> bool:
    """Whether unread words belong to one of several numbers: "10 strict", "8 then helped with 2"; not a remark."""
    if not gaps:
        return False
    numbers = [at for at, bit in enumerate(row) if bit.kind == "num"]
    first, last = (numbers[0], numbers[-1]) if numbers else (len(row), -1)
    for one in gaps:
        if one.open:
            return True
        if first < one.at <= last and not one.known and (one.before or one.behind):
            return True
    return False


def is_left_out(row: Sequence[Bit], work: Work) -> bool:
    """Whether a bare number came into no set: what is stored would leave out what was written."""
    bare = {bit.number for bit in row if bit.kind == "num" and bit.role in _BARE}
    told: set[int | None] = {d.load for d in work.drafts}
    told |= {d.reps for d in work.drafts}
    if bare <= told:
        return False
    counts = {100 * n for n in range(1, len(work.drafts) + 1)}
    for d in work.drafts:
        told |= {d.high, d.left, d.right, d.rir, d.rpe, d.distance}
        told.add(None if d.seconds is None else 100 * d.seconds)
    joins = [bit.number for bit in row if bit.kind == "join"]
    pair = {100, 200} if joins else set()
    return OF not in joins and not bare <= told | counts | pair
