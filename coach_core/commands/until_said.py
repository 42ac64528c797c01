"""Until when somebody is away: "until the 12th", "for two weeks", "hasta el lunes". See otherwise_today.py."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from coach_core.commands.remind_read import SHORTEST
from coach_core.data.typed import Typed
from coach_core.notation.clean import fold

LONGEST = 56  # days: what is further cannot be waited for (occurrences.AHEAD)
_WORD = re.compile(r"[^\W\d_]+|\d{1,4}")
ENDS = frozenset({"back", "before", "vuelvo", "vuelva", "regreso", "return", "antes"})  # as "until": "back on monday"
LATER = frozenset(
    {"from", "starting", "tomorrow", "desde", "proxima", "manana", "viene", "partir"}
)  # not from today on
BEHIND_DAY = frozenset({"st", "nd", "rd", "th", "of", "de"})
SMALL = frozenset({"the", "on", "el", "al", "la", "este", "next", "this", "about", "los", "dia"})
ONE = frozenset({"a", "an", "one", "un", "una"})
UNITS = {
    **dict.fromkeys(("day", "days", "dia", "dias"), 1),
    **dict.fromkeys(("week", "weeks", "semana", "semanas"), 7),
    **dict.fromkeys(("month", "months", "mes", "meses"), 30),
}


def until_said(text: str, typed: Typed, today: date) -> date | None:
    """The first day on which somebody is there again, where a text tells it and they are away from today on."""
    words = _WORD.findall(fold(text))
    if LATER.intersection(words):
        return None
    ends = (at + 1 for at, word in enumerate(words) if word in typed.times.until or word in ENDS)
    days = (_day(_plain(words[at:]), typed, today) for at in ends)
    spans = (_many(words[at : at + 2], typed) for at in range(len(words)))
    found = (*days, *(today + timedelta(days=n) for n in spans if n is not None))
    return next((on for on in found if on is not None and today < on <= today + timedelta(days=LONGEST)), None)


def _plain(words: Sequence[str]) -> list[str]:
    """The words from the first that says something."""
    first = next((n for n, word in enumerate(words) if word not in SMALL), len(words))
    return list(words[first:])


def _day(words: Sequence[str], typed: Typed, today: date) -> date | None:
    """ "12th", "12 de marzo", "march 12", "monday"."""
    first, *others = [w for w in words[:4] if w not in BEHIND_DAY] or [""]
    month = next((typed.months[w] for w in (first, *others[:1]) if w in typed.months), None)
    number = next((int(w) for w in (first, *others[:1]) if w.isdecimal()), None)
    if number is not None and (first.isdecimal() or month is not None):
        return _next(number, month, today)
    weekday = typed.weekdays.get(first) if len(first) >= SHORTEST else None
    return None if weekday is None else today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _next(number: int, month: int | None, today: date) -> date | None:
    """The next such day."""
    days = (today + timedelta(days=k) for k in range(1, LONGEST))
    return next((d for d in days if d.day == number and month in (None, d.month)), None)


def _many(words: Sequence[str], typed: Typed) -> int | None:
    """ "two weeks", "10 days" in days."""
    if len(words) < 2 or words[1] not in UNITS:
        return None
    count = 1 if words[0] in ONE else int(words[0]) if words[0].isdecimal() else typed.times.figures.get(words[0])
    return count * UNITS[words[1]] if count else None
