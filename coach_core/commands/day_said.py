"""A day of the past as it is written: "fri", "nov 20", "20 de noviembre", "2026-11-20". Long weekdays: when_said.py."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from coach_core.commands.date_said import date_said
from coach_core.commands.day_words import Word, on_date, words_of
from coach_core.commands.place import today_of
from coach_core.data.typed import Typed
from coach_core.turn import Call

SHORT = 3  # letters of "fri"
TWO = 2  # letters of "Fr" and "пт", which are days only as a title: "Fr: Kniebeuge 5x5"
_ISO = re.compile(r"(?<![\d/.-])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d/-])")


_MAY_BE_DAY = re.compile(
    r"\s*(?:\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?|[^\W\d_]{2,3} (?:the )?\d{1,2}(?:th|st|nd|rd)?):?\s+[^\W\d_]"
)


def may_be_day(text: str, exercises: Sequence[str | None]) -> bool:
    """Whether what reads as sets before the name of another exercise may be a date: "11/20 squat 60x8"."""
    return len(exercises) > 1 and exercises[0] is None and _MAY_BE_DAY.match(text) is not None


class DaySaid(NamedTuple):
    """A day and where it stands in the text; ``on`` None: a day that is still to come."""

    on: date | None
    start: int
    end: int


def day_said(call: Call, text: str) -> DaySaid | None:
    """The first day that the text names in one of these ways, before today; None where it names none."""
    words = words_of(text)
    typed, today = call.given.book.typed, today_of(call)
    iso = _ISO.search(text)
    if iso is not None and (on := on_date(int(iso[1]), int(iso[3]), int(iso[4]))) is not None:
        return None if on == today else DaySaid(on if on < today else None, *iso.span())
    if (dated := date_said(call, text)) is not None and not dated.unsure:
        return None if dated.on == today else DaySaid(dated.on, dated.start, dated.end)
    for at, day in _weekdays(typed, text, words, today):
        first = at[0]
        while first and words[first - 1].text in typed.on_day | typed.gone_by:
            first -= 1
        return None if day == today else DaySaid(day, words[first].start, words[at[1]].end)
    return None


def _weekdays(typed: Typed, text: str, words: Sequence[Word], today: date) -> Iterator[tuple[tuple[int, int], date]]:
    """ "fri" at the beginning or the end of the text, or behind such a word as "on"; elsewhere "sat" is no day."""
    around = typed.on_day | typed.gone_by
    for at, word in enumerate(words):
        titled = len(word.text) == TWO and at == 0 and text[word.end : word.end + 1] == ":"
        if (len(word.text) != SHORT and not titled) or word.text not in typed.weekdays:
            continue
        ends = at == 0 or at == len(words) - 1 or words[at - 1].text in around
        if ends:
            back = (today.weekday() - typed.weekdays[word.text]) % 7
            gone = at > 0 and words[at - 1].text in typed.gone_by
            yield (at, at), today - timedelta(days=back or (7 if gone else 0))
            return
