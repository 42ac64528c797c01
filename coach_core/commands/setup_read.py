"""What an answer to a question of the set-up says: days, hour, zone, reminders, by button or typed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from coach_core.commands import clocks
from coach_core.commands.remind_read import SHORTEST, hour_in
from coach_core.person import Settings
from coach_core.turn import Call


def _days(call: Call, value: str) -> Settings | None:
    told = call.given.book.typed.said.get(value.lower(), "")
    if value == "none" or told == "days-none":
        return replace(call.person.settings, days=())
    if told.startswith("days-"):
        return replace(call.person.settings, days=tuple(int(d) for d in told.removeprefix("days-")))
    if re.fullmatch(r"[0-6](,[0-6])*", value):
        return replace(call.person.settings, days=tuple(sorted({int(d) for d in value.split(",")})))
    named = [call.given.book.typed.weekdays.get(w) for w in re.split(r"[\s,;+&/]+", value.lower()) if w]
    noise = sum(d is None for d in named)
    words = [w for w in re.split(r"[\s,;+&/]+", value.lower()) if w and (not noise or len(w) >= SHORTEST)]  # "let's do"
    days = {day for w in words if (day := call.given.book.typed.weekdays.get(w)) is not None}
    return replace(call.person.settings, days=tuple(sorted(days))) if days and noise <= 1 else None


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
