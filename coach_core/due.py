"""What is due for a person after a turn: a pure function, cheap where a turn changes nothing of it.

When each reminder is due stands in reminding/occurrences.py; sending is the shell's business.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from coach_core.person import Person
from coach_core.reminding.occurrences import Occurrence, daily, late, month, put_off, unfinished, week
from coach_core.reminding.state import LATER, Reminder
from coach_core.store.records import Due, Dues
from coach_core.talk import Incoming, Kind

OF_CHALLENGES = ("host", "verdict", "left", "still")  # due for challenges, and nothing of a person's own


def dues(before: Person, after: Person, event: Incoming) -> Dues | None:
    """What is due after a turn instead of what was; None where the turn changed nothing of it.

    A rest that begins or ends touches its own row alone.
    """
    if event.kind is Kind.DUE and event.text in OF_CHALLENGES:
        return None
    if event.kind is Kind.DUE or _intention(before) != _intention(after):
        return Dues(all_dues(after, event.at))
    if before.timer != after.timer:
        return Dues(tuple(_rest(after)), (Reminder.REST,))
    return None


def all_dues(person: Person, at: datetime) -> tuple[Due, ...]:
    """Everything that is due for a person from ``at`` on."""
    plain = ((Reminder.WORKOUT, daily), (Reminder.LATE, late), (Reminder.WEEK, week), (Reminder.MONTH, month))
    found = tuple((kind, of(person, at)) for kind, of in plain)
    dated = (_due(person, kind, next_one.day.isoformat(), next_one) for kind, next_one in found if next_one is not None)
    return (*dated, *_open(person, at), *_later(person, at), *_rest(person))


def _intention(person: Person) -> tuple[object, ...] | None:
    """What the due rows follow from; None for somebody who is sent nothing but the end of a rest, if that."""
    s, t = person.settings, person.training
    if person.reminding is None and not s.reminders:
        return None
    plan = t.plan
    place = None if plan is None else (plan.finished, plan.moved_to, plan.last_on)
    return (
        person.reminding, s.reminders, s.days, s.hour, s.zone, person.health.paused, person.health.gentle, place,
        t.open and t.open.workout,
    )  # fmt: skip


def _due(person: Person, kind: Reminder, key: str, occurrence: Occurrence) -> Due:
    return Due(person.number, kind.value, key, occurrence.at)


def _open(person: Person, at: datetime) -> Iterator[Due]:
    """The nudge of an open workout: looked at again when it comes, so that a set logged costs nothing."""
    found = unfinished(person, at)
    if found is not None and person.training.open is not None:
        key = f"{person.training.open.workout}.{person.turn}"
        yield _due(person, Reminder.UNFINISHED, key, found)


def _later(person: Person, at: datetime) -> Iterator[Due]:
    """What was put off; the turn in its key lets the same one be put off again."""
    for later in put_off(person, at):
        yield Due(person.number, LATER, f"{later.kind}.{later.day}.{person.turn}", later.at)


def _rest(person: Person) -> Iterator[Due]:
    if person.timer is not None:
        yield Due(person.number, Reminder.REST.value, f"{person.timer.set_id}.{person.turn}", person.timer.at)
