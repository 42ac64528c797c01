"""A person's part in challenges when two of their accounts become one, and when that is undone. Pure.

Somebody stands on a board once: where both accounts are in a challenge, the one that goes on stays there alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from coach_core.challenge.values import Entry
from coach_core.linking import MARK
from coach_core.person import Person


def taken_along(keep: Person, other: Person) -> tuple[Entry, ...]:
    """All entries of who goes on: the own ones, and those of the other with the marks that its facts have now."""
    own = {entry.challenge for entry in keep.entries}
    came = (marked(entry, keep.made, other.number) for entry in other.entries if entry.challenge not in own)
    return (*keep.entries, *came)


def marked(entry: Entry, made: int, number: int) -> Entry:
    """An entry as that of who goes on; sets that they had logged before do not count in it."""
    mark = f"{MARK}{number}"
    sessions = tuple(replace(session, workout=session.workout + mark) for session in entry.sessions)
    late, allowed, after = (tuple(it + mark for it in names) for names in (entry.late, entry.allowed, entry.after))
    return replace(entry, made=made, sessions=sessions, late=late, allowed=allowed, after=after, came=number)


def left_behind(entries: Iterable[Entry], number: int) -> tuple[Entry, ...]:
    """The entries without those that this account had brought along."""
    return tuple(entry for entry in entries if entry.came != number)
