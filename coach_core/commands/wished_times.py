"""A time that is wished for one of the reminders, in words: "look back on monday at 7", "no reminders on sundays".

To ask for one of them is a yes to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from coach_core.commands import putting_off, reminder_times
from coach_core.commands.answers import plain
from coach_core.commands.hours_said import NOON, plain_hours, times_in, without
from coach_core.commands.place import today_of
from coach_core.commands.remind_read import hour_in, phrase
from coach_core.person import Settings
from coach_core.reminding.agreed import is_on, reminding_of, with_kind
from coach_core.reminding.state import WEEK_ON, Reminder
from coach_core.talk import msg
from coach_core.turn import Call, Outcome

ORDINAL = re.compile(r"\b([0-9]{1,2})(?:st|nd|rd|th|º|ª|er|ero|\.)?(?![\w:.,])")
Agreed = Callable[[Call, Settings], Outcome]


def wished(call: Call, told: str, agreed: Agreed) -> Outcome | None:
    """The wish of a text that says nothing else; ``agreed`` sets days and hour of the workout."""
    typed = call.given.book.typed
    if typed.times.wishing.isdisjoint(told.split()):
        return None
    rest, form = without(told, typed.times.named)
    kind = typed.times.named[form] if form is not None and rest else None
    if kind is not None and (done := KINDS[kind](call, rest)) is not None:
        return done
    rest, no = without(told, typed.times.no)
    if no is not None:
        return _but_not(call, rest, agreed)
    rest, named = without(told, typed.times.itself)
    return workout(call, rest, agreed) if named is not None and rest else None


def is_wish(call: Call) -> bool:
    """Whether a text wishes for such a time, whatever was asked last."""
    return wished(call, phrase(call.event.text), lambda it, _: Outcome(it.person)) is not None


def workout(call: Call, told: str, agreed: Agreed) -> Outcome | None:
    """Days and hour of the workout: "at 6:30 on weekdays only", "monday to friday", "next monday at 7"."""
    times, now = times_in(told, call.given.book.typed), call.person.settings
    if times is None:
        return None
    days = times.on(now.days)
    if times.once:
        return _once(call, days, times.hour)
    if (times.hour is None and days is None) or days == ():
        return None
    return agreed(call, replace(now, hour=times.hour or now.hour, days=now.days if days is None else days))


def then(call: Call, told: str) -> Outcome | None:
    """ "until 8 pm", "at 8", behind "snooze": a bare hour is the next one that is called so."""
    typed = call.given.book.typed
    first, _, behind = told.partition(" ")
    if first in typed.times.until and behind in typed.tomorrow:
        return putting_off.next_day(call)
    hour = hour_in(plain_hours(behind if first in typed.times.until else told, typed.times))
    if hour is None:
        return None
    later = f"{int(hour[:2]) + 12}{hour[2:]}" if hour < NOON else None
    return putting_off.at_hour(call, 0, hour) or (putting_off.at_hour(call, 0, later) if later else None)


def _once(call: Call, days: tuple[int, ...] | None, hour: str | None) -> Outcome | None:
    if days is None or len(days) != 1:
        return None
    ahead = (days[0] - today_of(call).weekday()) % 7 or 7
    return putting_off.at_hour(call, ahead, hour)


def _but_not(call: Call, told: str, agreed: Agreed) -> Outcome | None:
    """ "no reminders on sundays": one day less. "Until sunday" is another thing."""
    if not call.given.book.typed.times.until.isdisjoint(told.split()):
        return None
    times, now = times_in(told, call.given.book.typed), call.person.settings
    if times is None or times.hour is not None or times.out or not times.days:
        return None
    left = tuple(d for d in (range(7) if now.days is None else now.days) if d not in times.days)
    if not left or is_on(call.person, Reminder.WORKOUT):
        return agreed(call, replace(now, days=left)) if left else None
    off = plain(call.person, msg("reminder-is-off", what=msg(f"reminder-name-{Reminder.WORKOUT}")))
    return Outcome(replace(call.person, settings=replace(now, days=left)), off)


def _week(call: Call, told: str) -> Outcome | None:
    times = times_in(told, call.given.book.typed)
    if times is None or times.out or times.once or len(times.days) > 1 or not (times.days or times.hour):
        return None
    day, hour = reminding_of(call.person).week_on or WEEK_ON
    return _set(call, Reminder.WEEK, f"{next(iter(times.days), day)} {times.hour or hour}")


def _month(call: Call, told: str) -> Outcome | None:
    typed = call.given.book.typed
    days = ORDINAL.findall(told)
    rest, first = without(ORDINAL.sub(" ", told), typed.times.first)
    times = times_in(rest, typed)
    if times is None or times != type(times)(None, frozenset(), frozenset(), once=False):
        return None
    if len(days) + (first is not None) != 1 or told.split() == days:  # "measurements 15" may be one
        return None
    asked = int(days[0]) if days else 1
    return _set(call, Reminder.MONTH, str(asked)) or reminder_times.pressed(call, (Reminder.MONTH,))


def _late(call: Call, told: str) -> Outcome | None:
    times = times_in(told, call.given.book.typed)
    if times is None or times.hour is None or times.days or times.out:
        return None
    return _set(call, Reminder.LATE, times.hour)


def _set(call: Call, kind: Reminder, value: str) -> Outcome | None:
    """The time, and a yes to what was asked for; nothing where it does not fit."""
    done = reminder_times.pressed(call, (kind, value))
    if done is None or done.person is call.person:
        return done
    if (asked := call.person.question) is not None and asked.command != "remind":  # it is to be answered yet
        done = replace(done, person=replace(done.person, question=asked))
    if is_on(done.person, kind):
        return done
    first, *others = done.reply
    said = replace(first, lines=(*first.lines, msg("reminder-is-on", what=msg(f"reminder-name-{kind}"))))
    return replace(done, person=with_kind(done.person, kind, on=True), reply=(said, *others))


KINDS: Mapping[str, Callable[[Call, str], Outcome | None]] = {
    Reminder.WEEK: _week, Reminder.MONTH: _month, Reminder.LATE: _late,
}  # fmt: skip
