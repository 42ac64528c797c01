"""Hours and days in words: "half past six" is 6:30, "monday to friday" five days, "except sunday" one less."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise

from coach_core.commands.remind_read import HOUR_WORDS, NO_TIME, SHORTEST, hour_in
from coach_core.data.times import TimeWords
from coach_core.data.typed import Typed
from coach_core.values import dataclass

PIECE = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|[-–]|[0-9]+")
NOON = "12:00"


@dataclass(frozen=True, slots=True)
class Times:
    """When something comes: the hour, the days, those that are left out; ``once``: on the next such day alone."""

    hour: str | None
    days: frozenset[int]
    out: frozenset[int]
    once: bool

    def on(self, usual: tuple[int, ...] | None) -> tuple[int, ...] | None:
        """All days that it comes on; None where nothing is said of days."""
        if not self.days and not self.out:
            return None
        return tuple(sorted((self.days or frozenset(range(7) if usual is None else usual)) - self.out))


def plain_hours(told: str, words: TimeWords) -> str:
    """The same with its hours in figures."""
    said = told.split()
    for form, minutes in sorted(words.past.items(), key=lambda one: -len(one[0].split())):
        said = _clock(said, form.split(), minutes, words.figures)
    plain = [said[0]] if said else []
    for before, word in pairwise(said):
        plain.append(str(words.at_hour.get(f"{before} {word}", word)))
    return " ".join(plain)


def _clock(said: list[str], form: list[str], minutes: int, figures: Mapping[str, int]) -> list[str]:
    """ "half past six", "seis y media", "7 menos cuarto" as one word."""
    size = len(form)
    at = next((n for n in range(len(said)) if said[n : n + size] == form), None)
    if at is None:
        return said
    for hour, first, end in ((at + size, at, at + size + 1), (at - 1, at - 1, at + size)):
        n = _hour(said[hour], figures) if 0 <= hour < len(said) else None
        if n is not None:
            whole = (n * 60 + minutes) % (24 * 60)
            return [*said[:first], f"{whole // 60}:{whole % 60:02d}", *said[end:]]
    return said


def _hour(word: str, figures: Mapping[str, int]) -> int | None:
    return int(word) if word.isdecimal() and len(word) <= 2 else figures.get(word)


def without(told: str, forms: Iterable[str]) -> tuple[str, str | None]:
    """The text without the longest of these that is in it, and that."""
    padded = f" {told} "
    found = next((form for form in forms if f" {form} " in padded), None)
    return (told, None) if found is None else (" ".join(padded.replace(f" {found} ", " ", 1).split()), found)


def parted(told: str, forms: Iterable[str]) -> tuple[str, str]:
    """What stands before the longest of these, and what behind it."""
    padded = f" {told} "
    found = next((form for form in forms if f" {form} " in padded), None)
    before, _, behind = padded.partition(f" {found} ") if found is not None else (padded, "", "")
    return before.strip(), behind.strip()


def times_in(told: str, typed: Typed) -> Times | None:
    """The times of a text; None where something else is said in it."""
    words = typed.times
    rest, hour = _hour_in(plain_hours(told, words), words)
    rest, once = without(rest, words.coming)
    kept, left_out = parted(rest, words.but)
    days, rest = _days(kept, typed)
    out, more = _days(left_out, typed)
    small = typed.fillers | words.around | words.until
    if (left_out and not out) or any(word not in small for word in PIECE.findall(f"{rest} {more}")):
        return None
    return Times(hour, days, out, once is not None)


def _hour_in(told: str, words: TimeWords) -> tuple[str, str | None]:
    """The text without its time of day, and that; a part of the day says which seven o'clock is meant."""
    found = None if NO_TIME.search(told) else HOUR_WORDS.search(told)
    hour = hour_in(found[0].strip()) if found is not None else None
    if found is None or hour is None:
        rest, part = without(told, words.hours)
        return rest, words.hours.get(part or "")
    rest, part = without(f"{told[: found.start()]} {told[found.end() :]}", words.hours)
    late = part is not None and words.hours[part] > NOON > hour
    return rest, f"{int(hour[:2]) + 12}{hour[2:]}" if late else hour


def _days(told: str, typed: Typed) -> tuple[frozenset[int], str]:
    """The days of "monday to friday", of "weekends", and of those that are named alone; the text without them."""
    rest, form = without(told, typed.times.whole)
    days = set(typed.times.whole.get(form or "", ()))
    said, other, at = PIECE.findall(rest), list[str](), 0
    while at < len(said):
        first, last = _weekday(said[at], typed), None
        if first is not None and at + 2 < len(said) and said[at + 1] in typed.times.through:
            last = _weekday(said[at + 2], typed)
        if first is None:
            other.append(said[at])
        else:
            days |= {(first + k) % 7 for k in range(((first if last is None else last) - first) % 7 + 1)}
        at += 1 if last is None else 3
    return frozenset(days), " ".join(other)


def _weekday(word: str, typed: Typed) -> int | None:
    """The weekday, also where there are several: "mondays"."""
    form = next((one for one in (word, word.rstrip("s")) if one in typed.weekdays), "")
    return typed.weekdays[form] if len(form) >= SHORTEST else None


def names_days(told: str, typed: Typed) -> bool:
    """Whether a weekday is named, or several at once: "mondays", "weekends"."""
    words = [word for word in PIECE.findall(told) if len(word) >= SHORTEST]
    several = [word.rstrip("s") for word in words if word[-1] == "s"]
    named = not typed.weekdays.keys().isdisjoint(words) or not typed.weekdays.keys().isdisjoint(several)
    return named or any(form in told for form in typed.times.whole)
