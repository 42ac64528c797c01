"""What is due for a person: the daily workout at their hour, only after a yes. Sending is the shell's business.

An occurrence is one local date, so no change of clocks, zone or restart can double it. In the hour that spring leaves
out it comes at the first moment after; in the hour that autumn repeats, at the first of the two.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from coach_core.person import Person
from coach_core.store.records import Due
from coach_core.talk import Incoming, Kind

WORKOUT = "workout"
OF_CHALLENGES = ("host", "verdict")  # due for challenges, and nothing of a person's own
AHEAD = 40  # days to look for the next one


def dues(before: Person, after: Person, event: Incoming) -> tuple[Due, ...] | None:
    """All that is due after a turn; None where the turn changed nothing of it."""
    if event.kind is Kind.DUE and event.text in OF_CHALLENGES:
        return None
    if event.kind is not Kind.DUE and _intention(before) == _intention(after):
        return None
    at = next_workout(after, event.at)
    return () if at is None else (Due(after.number, WORKOUT, at[0].isoformat(), at[1]),)


def _intention(person: Person) -> tuple[object, ...]:
    s, plan = person.settings, person.training.plan
    going = plan is not None and not plan.finished and person.health.paused is None
    return (s.reminders, s.days, s.hour, s.zone, going, plan.moved_to if plan else None)


def next_workout(person: Person, after: datetime) -> tuple[date, datetime] | None:
    """The next local date with a workout and its instant; None without a yes, an hour, or a program."""
    s, plan = person.settings, person.training.plan
    if not s.reminders or s.hour is None or plan is None or plan.finished or person.health.paused is not None:
        return None
    zone = ZoneInfo(s.zone or "UTC")
    start = after.astimezone(zone).date()
    for day in (start + timedelta(days=k) for k in range(AHEAD)):
        fits = day == plan.moved_to if plan.moved_to and plan.moved_to >= start else day.weekday() in (s.days or ())
        at = instant(day, time.fromisoformat(s.hour), zone)
        if fits and at > after:
            return day, at
    return None


def instant(day: date, hour: time, zone: ZoneInfo) -> datetime:
    """A local time as an instant in UTC; fold 0 settles gaps and repeated hours."""
    return datetime.combine(day, hour.replace(fold=0), zone).astimezone(UTC)
