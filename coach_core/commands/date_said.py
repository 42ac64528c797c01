"""A date with the name of its month, and what belongs to it: "on Monday, 16 Nov 2026". Days without: day_said.py."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from coach_core.commands.day_words import LONGEST_BACK, Word, is_day, latest, on_date, words_of
from coach_core.commands.place import today_of
from coach_core.data.typed import Typed
from coach_core.notation.clean import fold
from coach_core.turn import Call

SHORT = 3  # letters of "fri"
NEAR = 5  # characters between the parts of a date: "20 de nov"
_BETWEEN = frozenset({"the", "den", "feira"})  # "Friday the 20th", "sexta-feira 20"
_ENDINGS = frozenset({"st", "nd", "rd", "th", "º"})
_OF = frozenset({"de", "del", "of", *_ENDINGS})
_JOINS = tuple("x*@/")
_NUMBER_GOES_ON = re.compile(r"\s?[x*@%]|[.,/:-]\d|\s?(?:kg|lb|h\d|(?:h|am|pm|uhr)\b)", re.IGNORECASE)
_YEAR = re.compile(
    r"[.,]?\s{0,2}(?:(?:de|del|of)\s)?(?:(?P<whole>20\d\d)|'(?P<short>\d\d)|(?P<bare>\d\d)(?=[.:,]?\s*(?:\n|$)))"
    r"(?![.,:/-]?\d|\s?[x*@%]|\s?(?:kg|lb|reps?))(?:\s?(?:года|г)\b\.?)?",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"[\s,(]{1,3}([^\W\d_]{2,13})(?:-feira)?\b(?P<ends>\)?[.:]?\s*(?:\n|$))?")
_LINE = re.compile(r"[.,:]?[ )]*(?:\n|$)")


class DateSaid(NamedTuple):
    """A date and where it stands; ``on`` None: still to come. ``unsure``: its weekday is another, or it may be none."""

    on: date | None
    start: int
    end: int
    unsure: bool = False


class _Weekday(NamedTuple):
    """The weekday beside a date, and from which word on both stand."""

    number: int | None
    first: int


def date_said(call: Call, text: str) -> DateSaid | None:
    """The first date of the text that names its month, or its weekday and the day of the month; today's as well."""
    typed, today, words = call.given.book.typed, today_of(call), words_of(text)
    for first, last, day, month in _dates(typed, text, words, today):
        year = _YEAR.match(text, words[last].end)
        if year is not None and year["bare"] and int(year["bare"]) not in (today.year % 100, today.year % 100 - 1):
            year = None
        on = _on(day, month, year, today)
        beside = _before(typed, words, first)
        end = year.end() if year is not None else words[last].end
        behind = _BEHIND.match(text, end) if beside.number is None else None
        weekday = beside.number
        if behind is not None and (behind["ends"] or len(behind[1]) > 3):
            weekday = _weekday(typed, fold(behind[1]))
            end = behind.end(1) if weekday is not None else end
        odd = on is not None and (weekday not in (None, on.weekday()) or (today - on).days > LONGEST_BACK)
        return _around(text, DateSaid(on, words[beside.first].start, end, odd))
    return _of_weekday(typed, text, words, today)


def _on(day: int, month: int, year: re.Match[str] | None, today: date) -> date | None:
    if year is None:
        return latest(day, month, today)
    on = on_date(int(year["whole"] or 2000 + int(year["short"] or year["bare"])), month, day)
    return on if on is not None and on <= today else None


def _dates(typed: Typed, text: str, words: Sequence[Word], today: date) -> Iterator[tuple[int, int, int, int]]:
    """Where a day and its month stand: "nov 20", "november 20th", "20 nov", "20 de noviembre"."""
    for at, word in enumerate(words):
        month = typed.months.get(word.text)
        if month is None:
            continue
        before = _day_before(text, words, at)
        behind = at + 1 if at + 1 < len(words) and _is_day_behind(text, words[at], words[at + 1]) else None
        if behind is not None and _goes_on_as_date(typed, words, behind):
            continue  # "mar 24 nov" is a Tuesday
        if before is not None and (behind is None or _heads(typed, text, words, before, today, words[behind])):
            yield before, at, int(words[before].text), month
        elif behind is not None:
            ending = behind + 1 < len(words) and words[behind + 1].text in _ENDINGS
            yield at, behind + ending, int(words[behind].text), month


def _day_before(text: str, words: Sequence[Word], at: int) -> int | None:
    for n in range(at - 1, max(-1, at - 4), -1):
        if words[n].text.isdigit():
            between = text[words[n].end : words[at].start]
            near = words[at - 1].start - words[n].end <= 3 and "\n" not in between
            plain = (
                near and not re.search(r"[x*@]", between) and text[words[n].start - 1 : words[n].start] not in _JOINS
            )
            return n if is_day(words[n]) and plain else None
        if words[n].text not in _OF:
            return None
    return None


def _is_day_behind(text: str, month: Word, day: Word) -> bool:
    between = text[month.end : day.start]
    return is_day(day) and not between.strip(" .,") and not _NUMBER_GOES_ON.match(text, day.end)


def _goes_on_as_date(typed: Typed, words: Sequence[Word], day: int) -> bool:
    """Whether the word before the day is rather its weekday: the month follows."""
    follows = [w.text for w in words[day + 1 : day + 3]]
    return words[day - 1].text in typed.weekdays and any(
        w in typed.months for w in follows[: 2 if follows[:1] == ["de"] else 1]
    )


def _heads(typed: Typed, text: str, words: Sequence[Word], day: int, today: date, behind: Word) -> bool:
    """Whether the number before a month is its day, though one is behind it too: "20 nov 8 8 8", "20 Nov 26"."""
    line = text[text.rfind("\n", 0, words[day].start) + 1 : words[day].start]
    beside = day > 0 and words[day - 1].text in typed.on_day | frozenset(typed.weekdays) | _BETWEEN
    return not line.strip(" (") or beside or int(behind.text) == today.year % 100


def _before(typed: Typed, words: Sequence[Word], first: int) -> _Weekday:
    """The weekday before a date, with the little words around it."""
    little = typed.on_day | typed.gone_by | _BETWEEN
    at, number = first, None
    while at and words[at - 1].text in little and words[at].start - words[at - 1].end <= NEAR:
        at -= 1
    named = _weekday(typed, words[at - 1].text) if at and words[at].start - words[at - 1].end <= NEAR else None
    if named is not None:
        at, number = at - 1, named
        while at and words[at - 1].text in little and words[at].start - words[at - 1].end <= NEAR:
            at -= 1
    return _Weekday(number, at)


def _weekday(typed: Typed, word: str) -> int | None:
    """The number of a weekday; "sexta" beside a date is a "sexta-feira"."""
    return typed.weekdays.get(word, typed.weekdays.get(f"{word}-feira"))


def _of_weekday(typed: Typed, text: str, words: Sequence[Word], today: date) -> DateSaid | None:
    """ "Friday the 20th", "el viernes 20": the day of the month that lies on that weekday, this month or the last."""
    for at, word in enumerate(words):
        if not is_day(word) or not at or _NUMBER_GOES_ON.match(text, word.end):
            continue
        beside = _before(typed, words, at)
        if beside.number is None or not _is_plain_day(words, beside.first, at, text):
            continue
        ending = at + 1 < len(words) and words[at + 1].text in _ENDINGS and words[at + 1].start == word.end
        end = words[at + 1].end if ending else word.end
        ends, begins = _LINE.match(text, end), not text[: words[beside.first].start].strip()
        on = _this_or_last(int(word.text), today)
        fits = on is not None and on.weekday() == beside.number
        if fits or ending or (ends and not begins):
            sure = fits and (ending or bool(ends and begins))
            return _around(text, DateSaid(on, words[beside.first].start, end, not sure))
        return None
    return None


def _is_plain_day(words: Sequence[Word], first: int, at: int, text: str) -> bool:
    """Whether the weekday is no other word: "I could only do 8"; "fri 20" only at the beginning."""
    longest = max(len(w.text) for w in words[first:at])
    return longest > SHORT or (longest == SHORT and not text[: words[first].start].strip())


def _this_or_last(day: int, today: date) -> date | None:
    """The latest such day of this month or the last, up to today."""
    before = (today.year, today.month - 1) if today.month > 1 else (today.year - 1, 12)
    found = (on_date(year, month, day) for year, month in ((today.year, today.month), before))
    return next((on for on in found if on is not None and on <= today), None)


def _around(text: str, said: DateSaid) -> DateSaid:
    """With the brackets around it."""
    bracketed = text[: said.start].endswith("(") and text[said.end : said.end + 1] == ")"
    return said._replace(start=said.start - 1, end=said.end + 1) if bracketed else said
