"""The words and numbers of a text that may name a day, and the days that numbers are. Which is meant: day_said.py."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from coach_core.notation.clean import fold

LONGEST_BACK = 183  # days: a date further back is rather one to come
_WORD = re.compile(r"[^\W\d_]+|\d+")


class Word(NamedTuple):
    """A word or a number of the text, folded, and where it stands."""

    text: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """The words and numbers of a text."""
    return [Word(fold(m[0]), *m.span()) for m in _WORD.finditer(text)]


def is_day(word: Word) -> bool:
    """Whether a word is a number that days of a month have."""
    return word.text.isdigit() and 1 <= int(word.text[:3]) <= 31


def on_date(year: int, month: int, day: int) -> date | None:
    """The date; None where there is none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def latest(day: int, month: int, today: date) -> date | None:
    """The latest such day up to today; None where that is so long ago that one to come is meant, or there is none."""
    this, before = on_date(today.year, month, day), on_date(today.year - 1, month, day)
    on = this if this is not None and this <= today else before
    return on if on is not None and (today - on).days <= LONGEST_BACK else None
