"""Another time for a reminder: a few to tap, or typed ("reminders cut-off 20:30", "reminders quiet 21-8")."""

from __future__ import annotations

import re
from dataclasses import replace

from coach_core.commands import measuring
from coach_core.commands.answers import plain
from coach_core.commands.coming import quiet_set, unsaid
from coach_core.commands.setup_screens import SCREENS
from coach_core.commands.times_read import TIMES, span
from coach_core.person import Person, Question
from coach_core.reminding.agreed import reminding_of
from coach_core.reminding.state import Reminder
from coach_core.talk import Button, Msg, Say, msg
from coach_core.turn import Call, Outcome

BY_HOUR = frozenset({Reminder.WORKOUT, Reminder.MISSED, Reminder.AWAY, Reminder.RESTDAY})  # they come at the hour
A_TIME = re.compile(r"[0-9][0-9 .:h–-]{0,11}")  # an answer that does not fit, and no set


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
        "quiet": lambda: span(f"{start}-{end}"),
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
