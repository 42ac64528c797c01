"""What an answer to a question of the set-up says: days, hour, zone, reminders, by button or typed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from coach_core.commands import clocks
from coach_core.commands.hours_said import times_in
from coach_core.commands.remind_read import SHORTEST, hour_in, phrase
from coach_core.patterns import pattern
from coach_core.person import Settings
from coach_core.turn import Call

SIGNS = pattern(r"[,;()!]|:(?![0-9])|\.(?![0-9])")


def _days(call: Call, value: str) -> Settings | None:
    told = call.given.book.typed.said.get(value.lower(), "")
    if value == "none" or told == "days-none":
        return replace(call.person.settings, days=())
    if told.startswith("days-"):
        return replace(call.person.settings, days=tuple(int(d) for d in told.removeprefix("days-")))
    if re.fullmatch(r"[0-6](,[0-6])*", value):
        return replace(call.person.settings, days=tuple(sorted({int(d) for d in value.split(",")})))
    return _days_and_hour(call, value) or _named(call, value)


def _named(call: Call, value: str) -> Settings | None:
    """Days that are named, with one word at most that is none."""
    named = [call.given.book.typed.weekdays.get(w) for w in re.split(r"[\s,;+&/]+", value.lower()) if w]
    noise = sum(d is None for d in named)
    words = [w for w in re.split(r"[\s,;+&/]+", value.lower()) if w and (not noise or len(w) >= SHORTEST)]  # "let's do"
    days = {day for w in words if (day := call.given.book.typed.weekdays.get(w)) is not None}
    return replace(call.person.settings, days=tuple(sorted(days))) if days and noise <= 1 else None


def _days_and_hour(call: Call, value: str) -> Settings | None:
    """ "mondays and thursdays", "mon to fri at 18:30": the hour that is told beside them is taken as well."""
    times, now = times_in(" ".join(SIGNS.sub(" ", phrase(value)).split()), call.given.book.typed), call.person.settings
    if times is None or not times.days:
        return None
    return replace(now, days=tuple(sorted(times.days - times.out)), hour=times.hour or now.hour)


def _hour(call: Call, value: str) -> Settings | None:
    hour = hour_in(value)
    return replace(call.person.settings, hour=hour) if hour else None


def _zone(call: Call, value: str) -> Settings | None:
    name = clocks.zone_in(call, value)
    return replace(call.person.settings, zone=name) if name else None


def _reminders(call: Call, value: str) -> Settings | None:
    told = call.given.book.typed.yes_no.get(value.lower())
    return None if told is None else replace(call.person.settings, reminders=told)


READERS: dict[str, Callable[[Call, str], Settings | None]] = {
    "days": _days,
    "hour": _hour,
    "timezone": _zone,
    "reminders": _reminders,
}
