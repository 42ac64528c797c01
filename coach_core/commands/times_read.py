"""The times of reminders: for each what is offered, how it is read, how it is said. Setting them: reminder_times.py."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from coach_core.commands.remind_read import hour_in
from coach_core.reminding.state import Reminding
from coach_core.talk import Msg, msg
from coach_core.turn import Call
from coach_core.values import dataclass

NOON = "12"
RANGE = re.compile(r"(?:de |desde |from |between |entre )?(.+?)\s*(?:-|–|to|a|and|y)\s*(?:las )?(.+)")

Set = Callable[[Call, Reminding, str], Reminding | None]


@dataclass(frozen=True, slots=True)
class Time:
    """One thing that can be set: what is offered, how it is read, how it is said."""

    offers: tuple[str, ...]
    read: Set
    label: Callable[[str], Msg]


def _cutoff(call: Call, now: Reminding, told: str) -> Reminding | None:
    hour = hour_in(told)
    return replace(now, cutoff=hour) if hour else None


def _week(call: Call, now: Reminding, told: str) -> Reminding | None:
    """ "sunday 18:00"; a digit is a weekday from Monday, 0."""
    first, _, rest = told.strip().partition(" ")
    weekday = int(first) if re.fullmatch("[0-6]", first) else call.given.book.typed.weekdays.get(first.lower())
    hour = hour_in(rest) if rest.strip() else "18:00"
    return replace(now, week_on=(weekday, hour)) if weekday is not None and hour else None


def _month(call: Call, now: Reminding, told: str) -> Reminding | None:
    return replace(now, month_on=int(told)) if re.fullmatch("[0-9]{1,2}", told) and 1 <= int(told) <= 28 else None


def _silence(call: Call, now: Reminding, told: str) -> Reminding | None:
    return replace(now, silence=int(told)) if re.fullmatch("[0-9]{2,3}", told) and 10 <= int(told) <= 240 else None


def _quiet(call: Call, now: Reminding, told: str) -> Reminding | None:
    """ "21:00-08:00"; the same hour twice is none at all."""
    typed, said = call.given.book.typed, told.strip().lower()
    if typed.yes_no.get(said) is False or typed.said.get(said) == "none":
        return replace(now, quiet=("00:00", "00:00"))
    found = RANGE.fullmatch(told.strip())
    begin, end = (hour_in(found[1]), hour_in(found[2])) if found else (None, None)
    if begin is None or end is None:
        return None
    if end < begin < NOON:  # "from 9 to 8": nobody is quiet all day
        begin = f"{int(begin[:2]) + 12}{begin[2:]}"
    return replace(now, quiet=(begin, end))


def _clock(told: str) -> Msg:
    return msg("plain-text", text=told)


TIMES: Mapping[str, Time] = {
    "late": Time(("19:00", "20:00", "21:00"), _cutoff, _clock),
    "unfinished": Time(("30", "40", "60"), _silence, lambda told: msg("n-minutes", n=int(told))),
    "week": Time(
        ("6 18:00", "6 09:00", "0 07:00", "5 18:00"),
        _week,
        lambda told: msg("weekday-at", weekday=int(told[0]), hour=told[2:]),
    ),
    "month": Time(("1", "10", "20"), _month, lambda told: msg("day-of-month", day=int(told))),
    "quiet": Time(("21:00-08:00", "22:00-07:00", "23:00-06:00", "00:00-00:00"), _quiet, lambda told: span(told)),
}


def span(told: str) -> Msg:
    """Quiet hours, "21:00-08:00", as they are said."""
    start, end = told.split("-")
    return msg("quiet-none") if start == end else msg("plain-text", text=f"{start}–{end}")
