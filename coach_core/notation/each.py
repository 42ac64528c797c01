"""Efforts one for each set: "3x8 rpe 7, 8, 9", "100x10@8, @9". A single effort is a mark, marks.py."""

from __future__ import annotations

from collections.abc import Sequence

from coach_core.notation.bit import Bit
from coach_core.notation.drafts import MOST_EFFORT, Cell, Draft, Work, copy_of, is_effort, put

ENOUGH_REPS = 600  # a set of fewer may be meant by the second number: "5 rir 2, 1, 0"


def one_each(work: Work, events: Sequence[Cell | Bit], at: int) -> int:
    """Gives a list of efforts to the sets before it, one to each; says how many events it took, 0 if it is no list."""
    first = _as_effort(work, events[at])
    if first is None or not work.drafts:
        return 0
    told = [first]
    bare = 0
    while at + len(told) < len(events):
        event = events[at + len(told)]
        more = _as_effort(work, event)
        if more is None and (plain := _bare(event, first.role)) is not None:
            more, bare = plain, bare + 1
        if more is None or more.role != first.role:
            break
        told.append(more)
    sets = _sets(work, len(told), at + len(told) == len(events), first, bare)
    if len(told) == 1 or not sets:
        work.odd |= first.role == "i" and bare > 0 and at + len(told) == len(events)
        return 0
    for draft, bit in zip(sets, told, strict=True):
        put(bit, [draft])
    return len(told)


def _as_effort(work: Work, event: Cell | Bit) -> Bit | None:
    if isinstance(event, Bit):
        return event if event.kind == "mark" and event.role in ("i", "e") else None
    bit = event.numbers[0]
    alone = len(event.numbers) == 1 and not event.lead
    return bit._replace(kind="mark", role="e") if alone and bit.at and is_effort(work, bit) else None


def _bare(event: Cell | Bit, role: str) -> Bit | None:
    if isinstance(event, Bit) or len(event.numbers) > 1 or event.lead:
        return None
    bit = event.numbers[0]
    return (
        bit._replace(kind="mark", role=role)
        if not bit.role and not bit.at and bit.number <= MOST_EFFORT[role]
        else None
    )


def _sets(work: Work, count: int, ends: bool, first: Bit, bare: int) -> list[Draft]:
    """The sets that so many efforts belong to; none if bare numbers behind an effort are rather sets."""
    if bare and not ends:
        return []
    if len(work.group) == count:
        return work.group
    if len(work.drafts) == count and (count > 2 or not bare or first.at == "("):
        return work.drafts
    single = len(work.drafts) == 1 and count > 1
    reserve = first.role == "i" and (work.drafts[0].reps or 0) >= ENOUGH_REPS
    if not single or (bare and not reserve and first.at != "("):
        return []
    work.odd = True
    work.drafts += [copy_of(work.drafts[0]) for _ in range(count - 1)]
    work.group = list(work.drafts)
    return work.group
