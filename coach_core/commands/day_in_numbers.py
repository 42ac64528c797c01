"""A date in numbers around sets: "20/11 squat 60x8", "11/20: 60x8", "squat 60x8 on 3/9". Months: day_said.py."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from coach_core.commands.place import today_of
from coach_core.commands.reading import language_of
from coach_core.data.typed import Typed
from coach_core.notation.clean import fold
from coach_core.turn import Call
from coach_core.values import dataclass

LONGEST_BACK = 183  # days: what lies further back is asked about without a day
_HEAD = re.compile(
    r"(?m)^\s{0,3}(?:(?P<day>[^\W\d_]{2,12})[.,]?\s{1,2})?\(?(?P<one>\d{1,2})(?P<sign>[./])(?P<two>\d{1,2})"
    r"(?:(?P=sign)(?P<year>\d{4}|\d{2}))?(?P<dot>\.?)(?P<close>\)?)\s{0,2}[:,–—-]?(?:\s+|(?<=:))"
    r"(?=(?:\d{1,2}[.)]\s{1,3}|[•●▪◦✅✔☑*-]\s{0,2}|[^\W\d_]\d[.)]\s{1,3})?[^\W\d_]|(?P<set>\d{1,3}(?:[.,]\d{1,2})?\s?(?:kgs?|lbs?|кг)?\s?[x×х*]\s?\d))"
)
_TAIL = re.compile(
    r"\s{1,3}(?:(?:(?:on|from|el|del|am|vom|le|du|em|dia|от|за) |(?P<name>[^\W\d_]{2,13}),? )"
    r"(?P<one>\d{1,2})(?P<sign>[./])(?P<two>\d{1,2})(?:(?P=sign)(?:\d{4}|\d{2}))?"
    r"|\((?P<first>\d{1,2})[./](?P<second>\d{1,2})\)"
    r"|(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>\d{4}))\.?\s{0,3}$"
)


_IN_TITLE = re.compile(  # "Push (17.9.)", "Push 9/17:"
    r"\s{0,3}[^\W\d][^\d\n]{1,30}?\s\(?(?P<one>\d{1,2})(?P<sign>[./])(?P<two>\d{1,2})\.?\)?:?\s{0,3}\n"
)


@dataclass(frozen=True, slots=True)
class InNumbers:
    """The days that a date in numbers may be, up to today, the latest first, and where it stands."""

    days: tuple[date, ...]
    start: int
    end: int


def in_numbers(call: Call, text: str) -> InNumbers | None:
    """The date at the beginning of the text, or at its end; None where there is none, or it is today's."""
    today = today_of(call)
    if (above := _IN_TITLE.match(text)) is not None:
        return _above(call, above, today)
    for head in _HEAD.finditer(text):
        if text[: head.start()].strip():
            return _tail(call, text, today)
        titled = ":" in head[0]  # "sexta 20/11: agachamento"
        typed = call.given.book.typed  # "el 20/11 sentadilla 60x8"
        if head["day"] is None or titled or fold(head["day"]) in typed.on_day | frozenset(typed.weekdays):
            return _found(call, head, (head["one"], head["two"]), today)
    return _tail(call, text, today)


def other_days(call: Call, text: str) -> bool:
    """Whether more days than one stand at the beginning of lines."""
    typed = call.given.book.typed
    heads = [m for m in _HEAD.finditer(text) if m["day"] is None or fold(m["day"]) in typed.weekdays]
    return len({(m["one"], m["two"]) for m in heads}) > 1 or len(set(_days_ahead(typed, text))) > 1


def _days_ahead(typed: Typed, text: str) -> Iterator[int]:
    for line in text.split("\n"):
        first = re.match(r"\s{0,3}([^\W\d_]{2,12})[.:,]", line)
        if first is not None and (day := typed.weekdays.get(fold(first[1]))) is not None:
            yield day


def _tail(call: Call, text: str, today: date) -> InNumbers | None:
    typed = call.given.book.typed
    found = next((m for m in _TAIL.finditer(text) if m["name"] is None or fold(m["name"]) in typed.weekdays), None)
    if found is None:
        return None
    one, two = found["one"] or found["first"] or found["day"], found["two"] or found["second"] or found["month"]
    return _found(call, found, (one, two), today)


def _above(call: Call, titled: re.Match[str], today: date) -> InNumbers | None:
    """The day behind the name of a session, in the title of a page."""
    one, two = int(titled["one"]), int(titled["two"])
    english = language_of(call, call.person) == "en" and titled["sign"] != "."
    orders = ((one, two), (two, one)) if english else ((one, two),)
    days = {day for d, m in orders for day in _in_years(d, m, None, today)}
    if not days or today in days:
        return None
    near = sorted((d for d in days if _is_near(d, today)), reverse=True)
    return InNumbers(tuple(near), titled.start("one"), titled.end("two"))


def _found(call: Call, found: re.Match[str], numbers: tuple[str, str], today: date) -> InNumbers | None:
    told = found.groupdict()
    if told.get("set"):
        return _before_sets(call, found, today)
    loose = told.get("sign") == "." and len(numbers[1]) < 2 and not told.get("dot") and not told.get("day")
    if loose and "(" not in found[0]:  # "22.5 squats 3x8" is a load
        return None
    one, two = int(numbers[0]), int(numbers[1])
    english = language_of(call, call.person) == "en" and told.get("sign") != "."
    orders = ((one, two), (two, one)) if english else ((one, two),)
    days = [day for d, m in orders for day in _in_years(d, m, told.get("year"), today)]
    if not days or today in days:
        return None
    return InNumbers(tuple(sorted((d for d in days if _is_near(d, today)), reverse=True)), *found.span())


def _before_sets(call: Call, found: re.Match[str], today: date) -> InNumbers | None:
    """ "20/11 60x8": only a day of the last months, or today; else it is a list of loads, as "22.5/25 60x8" is."""
    told, pointed = found.groupdict(), found["sign"] == "."
    written = told["dot"] or told["close"] or told["year"] or told["day"]
    spoken = language_of(call, call.person)
    if pointed and not written and (spoken == "en" or len(told["two"]) < 2):
        return None
    one, two = int(told["one"]), int(told["two"])
    orders = ((one, two), (two, one)) if spoken == "en" and not pointed else ((one, two),)
    days = {day for d, m in orders for day in _in_years(d, m, told["year"], today)}
    near = sorted((d for d in days if d == today or _is_near(d, today)), reverse=True)
    return InNumbers((today,) if today in near else tuple(near), *found.span()) if near else None


def _is_near(day: date, today: date) -> bool:
    return 0 < (today - day).days <= LONGEST_BACK


def _in_years(day: int, month: int, year: str | None, today: date) -> Iterator[date]:
    years = (today.year, today.year - 1) if year is None else (int(year) + (2000 if len(year) == 2 else 0),)
    for one in years:
        try:
            yield date(one, month, day)
        except ValueError:
            continue
