"""What stands in the way of a workout that is to come by itself: quiet hours, no fixed days. Sends nothing."""

from __future__ import annotations

from datetime import datetime

from coach_core.commands.answers import plain
from coach_core.commands.place import local, today_of
from coach_core.person import Person
from coach_core.reminding.agreed import is_on, reminding_of
from coach_core.reminding.occurrences import awake, cutoff, planned_and_due
from coach_core.reminding.state import Reminder
from coach_core.talk import Button, Msg, msg
from coach_core.turn import Call, Outcome


def in_the_way(call: Call, person: Person) -> tuple[Msg, ...]:
    """Why the workout comes at another time than the hour, or not at all: quiet hours, no fixed days."""
    settings = person.settings
    if settings.days == ():
        return (msg("no-days-no-workout"),)
    if settings.hour is None:
        return ()
    planned, due = planned_and_due(person, today_of(call), settings.hour)
    if due == planned:
        return ()
    return (msg("quiet-hides", hour=settings.hour) if due is None else _delayed(person, settings.hour, due),)


def _delayed(person: Person, hour: str, due: datetime) -> Msg:
    return msg("quiet-delays", hour=hour, at=local(person, due))


def unsaid(call: Call, person: Person) -> tuple[Msg, ...]:
    """That a cut-off in the quiet hours is one at which nothing is said."""
    now = reminding_of(person)
    if now.cutoff is None or not is_on(person, Reminder.LATE):
        return ()
    planned = cutoff(person, today_of(call))
    hidden = awake(person, Reminder.LATE, planned, own=True) is None
    return (msg("quiet-hides-cutoff", at=local(person, planned)),) if hidden else ()


def quiet_set(call: Call, person: Person, line: Msg) -> Outcome:
    """What the quiet hours do to a workout whose hour is in them is said with them."""
    hidden = in_the_way(call, person) if is_on(person, Reminder.WORKOUT) and person.settings.days else ()
    row = ((Button("settings:hour", msg("name-hour")),),) if hidden else ()
    return Outcome(person, plain(person, line, *hidden, *unsaid(call, person), buttons=row))


def rest_stays(person: Person, what: str) -> tuple[Msg, ...]:
    """A no to reminders leaves the rest timer, which is a thing of the workout: that is said."""
    stays = what == "reminders" and not person.settings.reminders and is_on(person, Reminder.REST)
    return (msg("rest-stays"),) if stays else ()
