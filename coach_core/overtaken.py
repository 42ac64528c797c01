"""What waits in the outbox and means nothing any more after a turn: a reminder of what is begun, a rest that is over.

Under a backlog, or while a platform is away, a message can wait for minutes; what the person did meanwhile goes before.
Pure. What is due is due.py's affair.
"""

from __future__ import annotations

from collections.abc import Mapping

from coach_core.person import Person
from coach_core.reminding.state import Reminder
from coach_core.talk import Incoming, Kind
from coach_core.urgency import Urgency

LANES: Mapping[str, Urgency] = {
    Reminder.WORKOUT: Urgency.REMINDER, Reminder.AWAY: Urgency.REMINDER, Reminder.RESTDAY: Urgency.REMINDER,
    Reminder.LATE: Urgency.NUDGE, Reminder.MISSED: Urgency.NUDGE, Reminder.UNFINISHED: Urgency.NUDGE,
    Reminder.WEEK: Urgency.SUMMARY, Reminder.MONTH: Urgency.SUMMARY, Reminder.REST: Urgency.TIMER,
}  # fmt: skip
OF_WORKOUTS = frozenset({Urgency.REMINDER, Urgency.NUDGE})
NONE: frozenset[Urgency] = frozenset()


def overtaken(before: Person, after: Person, event: Incoming) -> frozenset[Urgency]:
    """Of which lanes nothing is said any more that was to be said before this turn; what the clock says ends nothing.

    Sets end rests and reminders; a workout that is moved, left out or put off ends its reminders; so does a no.
    """
    if before.reminding is None or event.kind is Kind.DUE:
        return NONE
    if before.training.open is not after.training.open:
        return OF_WORKOUTS | {Urgency.TIMER} | _refused(before, after)
    return (OF_WORKOUTS if _elsewhere(before, after) else NONE) | _refused(before, after)


def _elsewhere(before: Person, after: Person) -> bool:
    """Whether the workout is another one, on another day, later, or none for now."""
    return _place(before) != _place(after)


def _place(person: Person) -> tuple[object, ...]:
    plan, now = person.training.plan, person.reminding
    there = None if plan is None else (plan.program, plan.week, plan.day, plan.finished, plan.moved_to, plan.last_on)
    return (there, person.health.paused, now and now.until, now and now.later)


def _refused(before: Person, after: Person) -> frozenset[Urgency]:
    """The lanes of what was switched off."""
    was, now = before.reminding, after.reminding
    kinds = frozenset(was.kinds if was else ()) - frozenset(now.kinds if now else ())
    return frozenset(LANES[kind] for kind in kinds)
