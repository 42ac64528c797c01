"""The rows of challenges when two accounts become one, and when that is undone. What an entry is then: along.py."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple

from coach_core.challenge.values import Entry
from coach_core.linking import MARK
from coach_core.person import Person
from coach_core.store import group_dues as dues
from coach_core.store import group_statements as g
from coach_core.store import hiding
from coach_core.store.db import Write


def entries_over(keep: Person, other: Person, at: int) -> Iterator[Write]:
    """The rows of the one that stands still become those of who goes on, or are put aside where that one has its own.

    ``at``: microseconds.
    """
    own = {entry.challenge for entry in keep.entries}
    yield Write(hiding.OVER, [(other.number, keep.number)])
    for entry in other.entries:
        number = entry.challenge
        if number in own:
            yield from (Write(aside, [(number, other.number)]) for aside in g.ASIDE)
        else:
            yield Write(g.ENTRY_OVER, [(keep.number, number, other.number)])
            yield Write(g.DOUBTS_OVER, [(keep.number, f"{MARK}{other.number}", number, other.number)])
        yield drawn(entry, at)


def entries_back(keep: Person, other: Person, at: int) -> Iterator[Write]:
    """Both have their own rows again, with the scores of then. ``at``: microseconds."""
    came = {entry.challenge for entry in keep.entries if entry.came == other.number}
    yield Write(hiding.BACK, [(keep.number, other.number, other.number)])
    for entry in other.entries:
        number, mark = entry.challenge, f"{MARK}{other.number}"
        if number in came:
            yield Write(g.ENTRY_OVER, [(other.number, number, keep.number)])
            yield Write(g.DOUBTS_BACK, [(other.number, mark, number, keep.number, f"%{mark}")])
            yield Write(g.DROP_DOUBTS, [(number, keep.number)])
            yield Write(g.SAVE_SCORE, [(*astuple(entry.standing), number, other.number)])
        else:
            yield from (Write(aside, [(-number, other.number)]) for aside in g.ASIDE)
        yield drawn(entry, at)


def drawn(entry: Entry, at: int) -> Write:
    """The board is out of date."""
    return Write(dues.DRAW, [(at, at, entry.challenge)])
