"""The hour of a day: the workout, a word after a week away, the cut-off, what was put off. Nobody is blamed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from coach_core.commands import nudging
from coach_core.commands.holding import before
from coach_core.commands.leaving import left_behind
from coach_core.commands.place import key_of
from coach_core.person import Person
from coach_core.reminding.agreed import is_on, local_day, reminding_of
from coach_core.reminding.occurrences import going, nudge, trained_on, trains
from coach_core.reminding.state import Reminder, Reminding
from coach_core.talk import Reply
from coach_core.turn import Call, Outcome

WEEK = timedelta(days=7)
BELATED = timedelta(minutes=10)


def workout(call: Call, after: Call) -> Outcome:
    """The hour of a day: the workout, after a week away fewer words, on other days nothing unless asked for."""
    person, day = after.person, date.fromisoformat(call.event.button or "")
    if not going(person):
        return Outcome(person)
    if not trains(call.person, day, call.at):
        return rest_day(call, replace(after, person=_still_asked(call, person, day)))
    if trained_on(person, day, call.at):
        return Outcome(replace(person, reminding=replace(reminding_of(person), missed=0)))
    if any(w.kind == Reminder.WORKOUT and w.day == day and w.at > call.at for w in reminding_of(person).later):
        return Outcome(replace(person, reminding=_noted(call, person)))  # it comes then, and once is enough
    closed = left_behind(after)
    if closed is None:
        return _asked(call, after, day)
    outcome = _asked(call, replace(after, person=closed.person), day)
    return _joined(closed, outcome) if outcome.reply else _asked(call, after, day)


def _still_asked(call: Call, person: Person, day: date) -> Person:
    """The person on a day without a workout: the one asked for before is missed at the next one, not at the cut-off."""
    now = reminding_of(person)
    sent = {**now.sent, Reminder.LATE: day.isoformat()}
    return replace(person, reminding=replace(now, asked=reminding_of(call.person).asked, sent=sent))


def rest_day(call: Call, after: Call) -> Outcome:
    """A word on a day without a workout, for who wants one; nothing if there was one all the same, or in a week off."""
    person, today = after.person, local_day(after.person, call.at)
    if today < (reminding_of(person).until or today):
        return Outcome(person)
    busy = trains(call.person, today, call.at) or trained_on(person, today, call.at)
    says = is_on(person, Reminder.RESTDAY) and going(person) and not busy
    return Outcome(person, nudging.rest_day(after) if says else ())


def _asked(call: Call, after: Call, day: date) -> Outcome:
    """The workout, or after a week away fewer words; whether the one before was missed is counted."""
    person, now = after.person, reminding_of(call.person)
    belated = call.at - (call.event.due or call.at) > BELATED  # the nudge keeps its distance, as from one put off
    noted = replace(_noted(call, person), put_off=call.at if belated else None)
    if noted.missed > 0 and not now.away and is_on(person, Reminder.AWAY) and _weeks_off(person, day):
        told = replace(noted, away=True, sent={**noted.sent, Reminder.LATE: day.isoformat()})  # one of them is enough
        asked = replace(after, person=replace(person, reminding=told))
        return _first(asked, nudging.away)
    asked = replace(after, person=replace(person, reminding=noted))
    return _first(asked, nudging.workout) if is_on(person, Reminder.WORKOUT) else Outcome(asked.person)


def _noted(call: Call, person: Person) -> Reminding:
    """That this session is asked for, and how often running."""
    now, key = reminding_of(call.person), key_of(person.training)
    return replace(reminding_of(person), asked=key, missed=now.missed + 1 if now.asked == key else 0)


def _first(call: Call, say: Callable[[Call], Reply]) -> Outcome:
    """The message, or the health questions that are due before there is a workout (R27)."""
    return before(call, "today") or Outcome(call.person, say(call))


def _joined(closed: Outcome, outcome: Outcome) -> Outcome:
    """A workout that was left for days is closed when the next one is shown, and that is said in the same message."""
    told, (first, *rest_of) = tuple(line for say in closed.reply for line in say.lines), outcome.reply
    data = {name: value for say in closed.reply for name, value in say.data.items()}
    whole = replace(first, lines=(*told, *first.lines), data={**data, **first.data})
    return replace(outcome, reply=(whole, *rest_of), facts=closed.facts, undoable=True)


def _weeks_off(person: Person, day: date) -> bool:
    """A week since the last session, or since the end of a week that was left out on purpose."""
    plan, until = person.training.plan, reminding_of(person).until
    return plan is not None and day - max(plan.last_on or plan.started, until or plan.started) >= WEEK


def late(call: Call, after: Call) -> Outcome:
    """The cut-off: a nudge, the second time running that nothing has to be made up for."""
    person, now = after.person, reminding_of(after.person)
    day = date.fromisoformat(call.event.button or "")
    if not going(person) or now.asked != key_of(person.training) or trained_on(person, day, call.at):
        return Outcome(person)
    kind = nudge(person, now.missed + 1)
    if kind is None:
        return Outcome(person)
    return Outcome(person, nudging.missed(after) if kind is Reminder.MISSED else nudging.late(after))


def put_off(call: Call, after: Call) -> Outcome:
    """A workout that was put off comes once more, unless one is done or goes on."""
    if not going(after.person) or trained_on(after.person, local_day(after.person, call.at), call.at):
        return Outcome(after.person)
    closed = left_behind(after)
    if closed is None:
        return _first(after, nudging.workout)
    return _joined(closed, _first(replace(after, person=closed.person), nudging.workout))
