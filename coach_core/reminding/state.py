"""Reminding: what a person agreed to, at what times, what came last. Values only; when it is due: occurrences.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime, timedelta
from enum import StrEnum

from coach_core.values import dataclass


class Reminder(StrEnum):
    """Everything that the coach may send by itself, each agreed to and switched off by itself."""

    WORKOUT = "workout"  # today's workout at the person's hour on training days
    LATE = "late"  # not started by the cut-off
    UNFINISHED = "unfinished"  # started, and silent for a while
    MISSED = "missed"  # two training days running without a workout
    AWAY = "away"  # a week without a workout, once
    WEEK = "week"  # the look back
    MONTH = "month"  # measurements
    RESTDAY = "restday"  # a word on days without a workout
    REST = "rest"  # the end of a rest between two sets


AGREED = (
    Reminder.WORKOUT, Reminder.LATE, Reminder.UNFINISHED, Reminder.MISSED, Reminder.AWAY, Reminder.WEEK, Reminder.REST,
)  # fmt: skip  # what a plain yes means; the question says so
DAILY = frozenset({Reminder.WORKOUT, Reminder.LATE, Reminder.MISSED, Reminder.AWAY, Reminder.RESTDAY})

GRACE: Mapping[str, timedelta] = {  # how late it is still worth sending; later it is passed over
    Reminder.WORKOUT: timedelta(hours=2),
    Reminder.LATE: timedelta(hours=2),
    Reminder.UNFINISHED: timedelta(hours=2),
    Reminder.WEEK: timedelta(hours=12),
    Reminder.MONTH: timedelta(hours=12),
    Reminder.RESTDAY: timedelta(hours=2),
    Reminder.REST: timedelta(seconds=60),
}
SILENCE = 4  # weeks with messages and without a word from the person, after which they are asked once
LATER = "later"  # the kind of due row that a snooze makes
QUIET = ("22:00", "07:00")  # unless the person says otherwise
TO_CUTOFF = timedelta(hours=2)  # from the person's hour, unless they set a cut-off
WEEK_ON = (6, "18:00")  # Sunday evening
MONTH_HOUR = "09:00"  # where the person has no hour


@dataclass(frozen=True, slots=True)
class Later:
    """A reminder that was put off: which one, of which day, until when."""

    kind: str
    day: date
    at: datetime
    hour: str | None = None  # the local time that was meant; None: the instant itself, as "in 2 h"


@dataclass(frozen=True, slots=True)
class Timer:
    """A rest that runs: the set that it follows and its end."""

    set_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Reminding:
    """What was agreed to, the person's own times, and what there is to remember between two reminders."""

    kinds: tuple[str, ...] = ()
    was: tuple[str, ...] = ()  # what was on before everything was switched off
    since: datetime | None = None  # nothing that was due before this is ever sent
    cutoff: str | None = None  # local time; None: two hours after the hour
    quiet: tuple[str, str] | None = None  # local from and to; None: the usual ones
    week_on: tuple[int, str] | None = None  # weekday and local time of the look back
    month_on: int = 1  # day of the month
    silence: int = 40  # minutes without a set before "still at it?"
    share: int = 100  # percent of the prescribed rest
    sent: Mapping[str, str] = field(default_factory=dict)  # kind → last local date that came
    asked: str | None = None  # the session that today's message showed, until the person answers it
    missed: int = 0  # sessions asked for and not answered, running
    away: bool = False  # told in this absence
    until: date | None = None  # "not this week": nothing about workouts before this day
    later: tuple[Later, ...] = ()
    put_off: datetime | None = None  # until when a workout was put off last: the nudge keeps its distance
    nudged: str | None = None  # the workout that was asked about
    still: datetime | None = None  # when the person said that they are still at it
    unheard: date | None = None  # since the person's last word: the day of the message that began another week …
    weeks: int = 0  # … and how many weeks had one; a time in which the coach was off counts for nothing
    asleep: bool = False  # four weeks without a word: nothing is sent until the next one
    shut: bool = False  # it was told that nothing of it comes, since the private chat is closed
