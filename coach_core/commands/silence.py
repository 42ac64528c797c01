"""Weeks without a word from a person: they are asked once whether they are still here, and then left in peace.

Whatever they say or tap brings them back (keeping.py). Only what comes by itself is counted here.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from coach_core.commands.answers import plain
from coach_core.person import Person
from coach_core.reminding.agreed import all_off, local_day, reminding_of
from coach_core.reminding.state import SILENCE, Reminder
from coach_core.talk import Button, Reply, Say, msg
from coach_core.turn import Call, Outcome

WATCHED = frozenset({Reminder.WORKOUT, Reminder.LATE, Reminder.WEEK, Reminder.MONTH})  # these come for ever

WEEK = timedelta(days=7)


def watched(call: Call, person: Person, outcome: Outcome) -> Outcome:
    """What falls due, unless nobody has answered for too long: then the question, and sleep.

    ``person`` is as the occurrence alone leaves them: what would have been said did not happen.
    """
    if call.event.text not in WATCHED or not outcome.reply:
        return outcome
    now, day = reminding_of(outcome.person), local_day(person, call.at)
    if now.unheard is not None and day - now.unheard < WEEK:
        return outcome
    weeks = 0 if now.unheard is None else now.weeks + 1
    if weeks < SILENCE:
        counted = replace(now, unheard=day, weeks=weeks)
        return replace(outcome, person=replace(outcome.person, reminding=counted))
    return Outcome(replace(person, reminding=replace(reminding_of(person), asleep=True, asked=None)), _ask())


def _ask() -> Reply:
    first = (Button("remind:here", msg("button-here")), Button("remind:start", msg("button-start-workout")))
    return (Say((msg("silence-ask"),), (first, (Button("remind:pause", msg("button-pause")),))),)


def heard(person: Person, at: datetime) -> Person:
    """The person after a word of theirs: counted from the next message on, awake, and nothing of before is sent."""
    now = person.reminding
    if now is None or (now.unheard is None and not now.asleep):
        return person
    since = at if now.asleep else now.since
    return replace(person, reminding=replace(now, unheard=None, weeks=0, asleep=False, since=since))


def here(call: Call, _: tuple[str, ...] = ()) -> Outcome:
    """ "I am here": it goes on."""
    row = (Button("today:", msg("button-today")), Button("reminders:", msg("name-reminders")))
    return Outcome(call.person, plain(call.person, msg("silence-here"), buttons=(row,)))


def pause(call: Call, _: tuple[str, ...] = ()) -> Outcome:
    """Nothing by itself until it is switched on again; what was on is remembered."""
    person = all_off(call.person, rest=True)
    row = (Button("setup:reminders:yes", msg("button-on-again")),)
    return Outcome(person, plain(person, msg("silence-paused"), buttons=(row,)))
