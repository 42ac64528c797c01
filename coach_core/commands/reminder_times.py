"""Another time for a reminder: a few to tap, or typed ("reminders cut-off 20:30", "reminders quiet 21-8")."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from coach_core.commands import measuring
from coach_core.commands.after import SCREENS
from coach_core.commands.answers import plain
from coach_core.commands.coming import quiet_set, unsaid
from coach_core.commands.remind_read import hour_in
from coach_core.person import Person, Question
from coach_core.reminding.agreed import reminding_of
from coach_core.reminding.state import Reminder, Reminding
from coach_core.talk import Button, Msg, Say, msg
from coach_core.turn import Call, Outcome

BY_HOUR = frozenset({Reminder.WORKOUT, Reminder.MISSED, Reminder.AWAY, Reminder.RESTDAY})  # they come at the hour
RANGE = re.compile(r"(?:de |desde |from |between |entre )?(.+?)\s*(?:-|–|to|a|and|y)\s*(?:las )?(.+)")
A_TIME = re.compile(r"[0-9][0-9 .:h–-]{0,11}")  # an answer that does not fit, and no set

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
    ends = (hour_in(found[1]), hour_in(found[2])) if found else (None, None)
    return replace(now, quiet=(ends[0], ends[1])) if ends[0] and ends[1] else None


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
    "quiet": Time(("21:00-08:00", "22:00-07:00", "23:00-06:00", "00:00-00:00"), _quiet, lambda told: _span(told)),
}


def _span(told: str) -> Msg:
    start, end = told.split("-")
    return msg("quiet-none") if start == end else msg("plain-text", text=f"{start}–{end}")


def pressed(call: Call, told: tuple[str, ...]) -> Outcome | None:
    """``remind:time:<kind>`` offers, with a value behind it sets."""
    if not told:
        return None
    if told[0] in BY_HOUR:
        question = Question("hour", "setup")
        return Outcome(replace(call.person, question=question), (SCREENS["hour"](call.person),))
    if told[0] not in TIMES:
        return None
    if len(told) == 1:
        question = Question("hour", "remind", {"what": told[0]})
        return Outcome(replace(call.person, question=question), (_screen(told[0]),))
    return _set(call, told[0], ":".join(told[1:]).replace("_", " "))


def _screen(kind: str) -> Say:
    """What is offered; anything else is typed."""
    time = TIMES[kind]
    row = tuple(Button(f"remind:time:{kind}:{o.replace(' ', '_')}", time.label(o)) for o in time.offers)
    return Say((msg(f"ask-time-{kind}"),), (row,), {"question": {"asks": "hour"}})


def _set(call: Call, kind: str, told: str) -> Outcome | None:
    changed = TIMES[kind].read(call, reminding_of(call.person), told)
    if changed is None:
        return None
    person = replace(call.person, reminding=changed, question=None)
    hour = person.settings.hour
    if kind == "late" and hour is not None and (changed.cutoff or "") <= hour:
        return Outcome(call.person, plain(call.person, msg("cutoff-too-early", told=changed.cutoff or "", hour=hour)))
    line = msg("time-set", what=msg(f"time-name-{kind}"), value=_value(person, kind))
    if kind == "quiet":
        return quiet_set(call, person, line)
    return Outcome(person, plain(person, line, *(unsaid(call, person) if kind == "late" else ())))


def _value(person: Person, kind: str) -> Msg:
    now = reminding_of(person)
    weekday, hour = now.week_on or (6, "18:00")
    start, end = now.quiet or ("", "")
    return {
        "late": lambda: msg("plain-text", text=now.cutoff or ""),
        "unfinished": lambda: msg("n-minutes", n=now.silence),
        "week": lambda: msg("weekday-at", weekday=weekday, hour=hour),
        "month": lambda: msg("day-of-month", day=now.month_on),
        "quiet": lambda: _span(f"{start}-{end}"),
    }[kind]()


def answering(call: Call) -> Outcome | None:
    """The same, typed; None when the text is about something else."""
    question = call.person.question
    kind = question.keep.get("what", "") if question is not None else ""
    if kind == measuring.ASKED:
        return measuring.answering(call)
    told = call.event.text.strip()
    taken = _set(call, kind, told) if kind in TIMES else None
    again = taken is None and kind in TIMES and A_TIME.fullmatch(told) is not None
    return Outcome(call.person, (_screen(kind),)) if again else taken


def chosen(call: Call, words: str) -> Outcome | None:
    """ "cut-off 20:30", "quiet hours 21-8" behind /reminders."""
    said = words.split()
    for at in range(min(3, len(said) - 1), 0, -1):
        kind = call.given.book.typed.kinds.get(" ".join(said[:at]).lower())
        if kind is not None and kind in TIMES:
            return _set(call, kind, " ".join(said[at:]))
    return None
