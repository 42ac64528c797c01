"""Words about times and places that are typed: hours in words, stretches of days, what is left out, where one is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from typing import TypeVar

from coach_core.values import dataclass

LAST_HOUR = 12  # of those that are told in words
TIMED = ("week", "month", "late")  # reminders with a time of their own
OURS = (  # how the meanings of these words begin
    "number-", "clock-", "before-hour", "hour-", "until-", "through-", "but-", "coming-", "no-reminder", "kindly",
    "remind-plain", "around-", "reminder-itself", "first-of-", "here-", "kind-", "said-days-", "end-", "trains-",
)  # fmt: skip
Words = Mapping[str, Mapping[str, tuple[str, ...]]]
Forms = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TimeWords:
    """Typed form → what it means, all languages together; forms the longest first."""

    figures: Mapping[str, int] = field(default_factory=dict)  # "seven" → 7
    at_hour: Mapping[str, int] = field(default_factory=dict)  # "at seven", "las siete"; "at once" is no hour
    past: Mapping[str, int] = field(default_factory=dict)  # minutes: "half past" → 30, "quarter to" → -15
    hours: Mapping[str, str] = field(default_factory=dict)  # "noon" → "12:00"; the longest forms first
    whole: Mapping[str, frozenset[int]] = field(default_factory=dict)  # "weekdays" → 0 to 4; the longest forms first
    named: Mapping[str, str] = field(default_factory=dict)  # "weekly summary" → "week"; the longest forms first
    wishing: frozenset[str] = frozenset()  # words that a wish for a time has at least one of
    until: frozenset[str] = frozenset()  # "until", behind what puts off
    through: frozenset[str] = frozenset()  # between two days: "to"
    but: Forms = ()  # before days that are left out: "except"
    coming: Forms = ()  # a day that comes once: "next"
    no: Forms = ()  # "don't remind me", "no reminders"
    kindly: Forms = ()  # before what is asked for: "can you"
    plain: Forms = ()  # behind it: "remind"
    around: frozenset[str] = frozenset()  # words of such wishes that say nothing: "send", "move"
    itself: Forms = ()  # the reminder of the workout: "workout reminder"
    first: frozenset[str] = frozenset()  # the first of the month
    ends: Forms = ()  # "stop", "mute": of everything, or of …
    ended: Forms = ()  # … all that is sent: "reminders", "texting me"
    whole_end: Forms = ()  # "everything"
    wants_none: Forms = ()  # "no more", "cancel": of what is sent alone
    end_around: frozenset[str] = frozenset()  # words around both that say nothing
    here: tuple[Forms, ...] = ()  # word by word, before a place: "i'm in", "moved to"
    here_behind: Forms = ()  # behind it: "now", "this week"
    here_around: frozenset[str] = frozenset()  # among these words: "just", "back", "the"
    trains: Forms = ()  # before days and hour of training: "i train"
    trains_on: Forms = ()  # before days alone: "make it"
    trains_not: Forms = ()  # beside days without training: "i can't do"
    a_week: Forms = ()  # behind how many: "days a week"
    each: frozenset[str] = frozenset()  # one day is every week's: "every"


def build_times(languages: Words) -> TimeWords:
    """The tables, from what people type by language and meaning."""
    words = _ours(languages)
    no, itself = _forms(words, "no-reminder"), _forms(words, "reminder-itself")
    around = frozenset(w for form in _forms(words, "around-reminder") for w in form.split())
    small = around | frozenset(_forms(words, "around-times"))
    named = {f: kind for kind in TIMED for f in _forms(words, f"kind-{kind}") if f not in small}
    numbers = _numbers(words)
    return TimeWords(
        figures={form: n for form, n in numbers.items() if 1 <= n <= LAST_HOUR and " " not in form},
        at_hour=dict(pair for own in languages.values() for pair in _told_hours(own)),
        past={f: int(meaning[11:]) for meaning, f in _all(words, "clock-past-")}
        | {f: -int(meaning[13:]) for meaning, f in _all(words, "clock-before-")},
        hours=_sorted({f: f"{meaning[5:7]}:{meaning[7:]}" for meaning, f in _all(words, "hour-")}),
        whole=_sorted(
            {f: frozenset(int(d) for d in meaning[10:] if d.isdigit()) for meaning, f in _all(words, "said-days-")}
        ),
        named=_sorted(named),
        wishing=frozenset(form.split()[0] for form in (*named, *no, *itself)),
        until=frozenset(_forms(words, "until-hour")),
        through=frozenset((*_forms(words, "through-days"), "-", "–")),
        but=_forms(words, "but-days"),
        coming=_forms(words, "coming-day"),
        no=no,
        kindly=_forms(words, "kindly"),
        plain=_forms(words, "remind-plain"),
        around=around,
        itself=itself,
        first=frozenset(_forms(words, "first-of-month")),
        ends=_forms(words, "end-all"),
        ended=_forms(words, "end-what"),
        whole_end=_forms(words, "end-everything"),
        wants_none=_forms(words, "end-no"),
        end_around=frozenset(w for form in _forms(words, "end-around") for w in form.split()),
        here=tuple(tuple(form.split()) for form in _forms(words, "here-in")),
        here_behind=_forms(words, "here-behind"),
        here_around=frozenset(w for form in _forms(words, "here-around") for w in form.split()),
        trains=_forms(words, "trains-at"),
        trains_on=_forms(words, "trains-on"),
        trains_not=_forms(words, "trains-not"),
        a_week=_forms(words, "trains-a-week"),
        each=frozenset(_forms(words, "trains-each")),
    )


def _ours(languages: Words) -> Mapping[str, Forms]:
    """By meaning the forms of all languages; those of English last, which hold where languages disagree."""
    found: dict[str, Forms] = {}
    for language in sorted(languages, key=lambda name: name == "en"):
        for meaning, forms in languages[language].items():
            if meaning.startswith(OURS):
                found[meaning] = (*found.get(meaning, ()), *(form.lower() for form in forms))
    return found


def _numbers(words: Mapping[str, Forms]) -> Mapping[str, int]:
    return {form: int(meaning[7:]) for meaning, form in _all(words, "number-") if meaning[7:].isdecimal()}


def _told_hours(own: Mapping[str, Forms]) -> Iterator[tuple[str, int]]:
    """Hours in words of one language, behind a word of the same: "once" is eleven in another."""
    figures = [(form, n) for form, n in _numbers(own).items() if 1 <= n <= LAST_HOUR and " " not in form]
    for before in own.get("before-hour", ()):
        yield from ((f"{before} {form}", n) for form, n in figures)


def _all(words: Mapping[str, Forms], prefix: str) -> Iterator[tuple[str, str]]:
    for meaning, forms in words.items():
        if meaning.startswith(prefix):
            yield from ((meaning, form) for form in forms)


def _forms(words: Mapping[str, Forms], meaning: str) -> Forms:
    return longest_first(words.get(meaning, ()))


T = TypeVar("T")


def _sorted(table: Mapping[str, T]) -> Mapping[str, T]:
    return {form: table[form] for form in longest_first(table)}


def longest_first(forms: Iterable[str]) -> Forms:
    """Each once, so that the first that fits is the longest that does."""
    return tuple(sorted(set(forms), key=lambda form: (-len(form.split()), -len(form), form)))
