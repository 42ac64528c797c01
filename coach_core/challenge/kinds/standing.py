"""Last one standing: whoever leaves too long a break between two sessions is out."""

from __future__ import annotations

from coach_core.challenge.freezing import LEAST, break_in, frozen_days
from coach_core.challenge.kinds.kind import Kind, Late
from coach_core.challenge.values import Entry
from coach_core.challenge.weeks import day_of, keeps


def break_of(entry: Entry) -> int:
    """Days from one session to the next that the own plan allows, with one to spare."""
    return break_in(entry) + 1


def score(entry: Entry) -> int:
    """Days from the start until the person would be out, if nothing more were done."""
    begin = day_of(entry, entry.since).toordinal()
    end = day_of(entry, entry.ends_at).toordinal()
    sick = frozen_days(entry, away=False)
    away = sorted(frozen_days(entry) - sick)[: (end - begin) // LEAST]  # who is away throughout does not win by it
    frozen = sick.union(away)
    last, days = begin, sorted({s.day for s in entry.sessions if keeps(s)})
    if not days:
        frozen = frozenset()  # who never came has not stood, whatever kept them away
    for day in (*days, end):
        out = _out(last, break_of(entry), frozen)
        if day > out:
            return 1000 * (min(out, end) - begin)
        last = max(last, day)
    return 1000 * (end - begin)


def _out(last: int, allowed: int, frozen: frozenset[int]) -> int:
    """The last day on which the next session may come: frozen days do not count."""
    day = last
    while allowed > 0:
        day += 1
        allowed -= day not in frozen
    return day


KIND = Kind("standing", score, "days", Late.BEGINNING, ceiling=True)
