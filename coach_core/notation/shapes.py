"""The small shapes that programs and logs share: counts, ranges, percents, times, sides, reserves.

A shape reads at a place in a text and never raises. Writing them is in shapes_write.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Generic, TypeVar

from coach_core.patterns import pattern
from coach_core.values import dataclass

T_co = TypeVar("T_co", covariant=True)

DASH = r"\s?[-–—]\s?"
NUMBER = r"\d{1,4}(?:[.,]\d{1,2})?"
SECOND = r"(?:s|secs?|seconds?|\")"
MINUTE = r"(?:min|mins|minutes?|')"
CLOCK = r"\d{1,2}:[0-5]\d"
END = r"(?![\w:])"
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Shape(Generic[T_co]):
    """A pattern and what it means. ``value`` gives None where the pattern fits but the numbers make no sense."""

    pattern: re.Pattern[str]
    value: Callable[[re.Match[str]], T_co | None]

    def at(self, text: str, start: int = 0) -> tuple[T_co, int] | None:
        """What stands at ``start``, and where it ends; None if this shape does not stand there."""
        found = self.pattern.match(text, start)
        value = self.value(found) if found else None
        return None if found is None or value is None else (value, found.end())

    def whole(self, text: str) -> T_co | None:
        """What the whole text means, blanks around it aside; None if it is not of this shape."""
        found = self.pattern.fullmatch(text.strip())
        return self.value(found) if found else None


def shape(form: str, value: Callable[[re.Match[str]], T_co | None]) -> Shape[T_co]:
    """A shape whose letters may be large or small."""
    return Shape(pattern(form, re.IGNORECASE), value)


@dataclass(frozen=True, slots=True)
class Count:
    """Sets of reps (high None: as many as possible), of seconds or of steps."""

    sets: int
    reps: tuple[int, int | None] | None = None
    seconds: int | None = None
    steps: int | None = None


@dataclass(frozen=True, slots=True)
class Percent:
    """Percent of the training max, low and high."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Reserve:
    """Reps in reserve, low and high."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Hold:
    """Seconds of stillness in every rep."""

    seconds: int


@dataclass(frozen=True, slots=True)
class Pause:
    """Seconds of rest after a set, low and high."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Side:
    """The reps are for each side."""


def ordered(low: str, high: str | None) -> Range | None:
    """Two whole numbers from 1 on, the second not below the first; one alone is both."""
    first, last = int(low), int(high or low)
    return (first, last) if 1 <= first <= last else None


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def _seconds(text: str, minutes: bool) -> int | None:
    """Whole seconds of "1:30", or of a number of seconds or minutes; None over an hour or for nothing."""
    if ":" in text:
        whole, rest = text.split(":")
        seconds = Decimal(int(whole) * 60 + int(rest))
    else:
        seconds = _number(text) * (60 if minutes else 1)
    return int(seconds) if 1 <= seconds <= 3600 and seconds == int(seconds) else None


def _times(found: re.Match[str]) -> Range | None:
    minutes = bool(found["minutes"])
    low = _seconds(found["low"], minutes)
    high = _seconds(found["high"] or found["low"], minutes)
    return (low, high) if low is not None and high is not None and low <= high else None


def _pause(found: re.Match[str]) -> Pause | None:
    times = _times(found)
    return Pause(*times) if times else None


def _hold(found: re.Match[str]) -> Hold | None:
    times = _times(found)
    return Hold(times[0]) if times and times[0] == times[1] else None


def _percent(found: re.Match[str]) -> Percent | None:
    low, high = _number(found["low"]), _number(found["high"] or found["low"])
    return Percent(low, high) if 0 < low <= high <= 200 else None


def _reserve(found: re.Match[str]) -> Reserve | None:
    low, high = next((found[a], found[b]) for a, b in (("a", "b"), ("c", "d")) if found[a])
    first, last = int(low), int(high or low)
    return Reserve(first, last) if first <= last <= 10 else None


def _count(found: re.Match[str]) -> Count | None:
    sets, what = int(found["sets"]), _what(found)
    if not 1 <= sets <= 50 or what is None:
        return None
    if found["time"]:
        return Count(sets, seconds=what[0]) if what[0] == what[1] else None
    if found["steps"]:
        return Count(sets, steps=what[0]) if what[0] == what[1] else None
    return Count(sets, reps=(what[0], None if found["more"] else what[1]))


def _what(found: re.Match[str]) -> Range | None:
    """Reps, steps or seconds, low and high."""
    times = TIMES.whole(found["time"]) if found["time"] else ordered(found["low"], found["high"])
    return times if times and times[1] <= 3600 and not (found["more"] and found["high"]) else None


TIME_TEXT = rf"(?:{CLOCK}|{NUMBER}\s?(?:{SECOND}|{MINUTE}))"
_LOW_HIGH = rf"(?P<low>{CLOCK}|{NUMBER})(?:{DASH}(?P<high>{CLOCK}|{NUMBER}))?"
_UNIT = rf"(?:(?<=:\d\d)|\s?(?:(?P<minutes>{MINUTE})|{SECOND}))"

RANGE: Shape[Range] = shape(rf"(\d{{1,4}})(?:{DASH}(\d{{1,4}}))?{END}", lambda m: ordered(m[1], m[2]))
TIMES: Shape[Range] = shape(rf"{_LOW_HIGH}{_UNIT}{END}", _times)
PAUSE: Shape[Pause] = shape(rf"rest:?\s+{_LOW_HIGH}{_UNIT}{END}", _pause)
HOLD: Shape[Hold] = shape(rf"hold:?\s+{_LOW_HIGH}{_UNIT}{END}", _hold)
PERCENT: Shape[Percent] = shape(rf"@?\s?(?P<low>{NUMBER})(?:\s?%?{DASH}(?P<high>{NUMBER}))?\s?%", _percent)
SIDE: Shape[Side] = shape(r"(?:(?:each|per|every)\s+(?:side|leg|arm|way)|/\s?(?:side|leg|arm)|ea)\b", lambda m: Side())
RESERVE: Shape[Reserve] = shape(
    rf"(?:(?P<a>\d{{1,2}})(?:{DASH}(?P<b>\d{{1,2}}))?\s+(?:reps?\s+)?(?:in\s+reserve|RIR)"
    rf"|RIR\s+(?P<c>\d{{1,2}})(?:{DASH}(?P<d>\d{{1,2}}))?){END}",
    _reserve,
)
COUNT: Shape[Count] = shape(
    rf"(?P<sets>\d{{1,2}})\s?[x×*]\s?(?:(?P<time>{TIME_TEXT})"
    rf"|(?P<low>\d{{1,4}})(?:{DASH}(?P<high>\d{{1,4}}))?(?P<more>\+)?(?P<steps>\s+steps?)?){END}",
    _count,
)
