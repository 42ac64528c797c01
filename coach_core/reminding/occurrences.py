"""When each reminder of a person is due next: local dates and instants. An occurrence is one local date.

So no change of clocks, zone or restart can double one. Nothing here looks at a clock: ``at`` is now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from coach_core.person import Person
from coach_core.reminding.agreed import is_on, local_day, reminding_of, zone_of
from coach_core.reminding.state import DAILY, GRACE, MONTH_HOUR, QUIET, TO_CUTOFF, WEEK_ON, Later, Reminder
from coach_core.reminding.times import DAY, after_quiet, clock, exists, instant
from coach_core.values import dataclass

AHEAD = 70  # days to look for the next one
SPACED = timedelta(days=2)  # R32
GOES_ON = timedelta(hours=3)  # a workout with a sign of life in these is still going on
NO_WEEK = timedelta(days=4)  # a look back that was moved does not come twice for one week
AGAIN = timedelta(hours=1)  # a nudge keeps this distance from a workout that was put off


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A reminder of one local date, and its instant."""

    day: date
    at: datetime


def going(person: Person) -> bool:
    """Whether there are workouts to remind of."""
    plan = person.training.plan
    return plan is not None and not plan.finished and person.health.paused is None


def daily(person: Person, at: datetime) -> Occurrence | None:
    """The next training day at the person's hour, with which the workout comes; None without a yes, hour, program."""
    reminding, hour = reminding_of(person), person.settings.hour
    if hour is None or reminding.asleep or not going(person) or not DAILY.intersection(reminding.kinds):
        return None
    every = Reminder.RESTDAY in reminding.kinds
    return _next(person, at, Reminder.WORKOUT, hour, lambda d: every or trains(person, d, at), own=True)


def trains(person: Person, day: date, at: datetime) -> bool:
    """Whether a local day is one for a workout: the one it was moved to, else a weekday of the person's own.

    Days in a row are for who chose them so; else two days lie between (R32). ``at`` is now.
    """
    plan, days = person.training.plan, person.settings.days or ()
    if plan is None or day < (reminding_of(person).until or day):
        return False
    today = at.astimezone(zone_of(person)).date()
    last = _last(person, Reminder.WORKOUT, today)
    if plan.moved_to is not None and plan.moved_to >= today and (last is None or plan.moved_to > last):
        return day == plan.moved_to
    if plan.last_on is not None and day < plan.last_on + (DAY if in_a_row(days) else SPACED):
        return False
    return day.weekday() in days


def in_a_row(days: tuple[int, ...]) -> bool:
    """Whether two of these weekdays follow each other."""
    return any((d + 1) % 7 in days for d in days)


def trained_on(person: Person, day: date, at: datetime) -> bool:
    """Whether the person trains or has trained on that day, or did a moment ago: a workout may go past midnight."""
    plan, workout = person.training.plan, person.training.open
    if plan is not None and plan.last_on == day:
        return True
    if workout is None:
        return False
    last = max([workout.opened_at, *(s.at for s in workout.sets[-1:])])
    return day in (workout.opened_on, local_day(person, last)) or at - last < GOES_ON


def late(person: Person, at: datetime) -> Occurrence | None:
    """The cut-off of a day whose workout came and was not answered; after the second one missed there is no more."""
    reminding, hour = reminding_of(person), person.settings.hour
    day = _last(person, Reminder.WORKOUT, None)
    if reminding.asked is None or day is None or hour is None or not going(person) or _nudge(person) is None:
        return None
    if reminding.sent.get(Reminder.LATE) == day.isoformat():
        return None
    zone = zone_of(person)
    planned = max([cutoff(person, day), *([reminding.put_off + AGAIN] if reminding.put_off else [])])
    if planned.astimezone(zone).date() != day:
        return None
    return _fitting(person, at, Reminder.LATE, day, planned, own=reminding.cutoff is not None)


def cutoff(person: Person, day: date) -> datetime:
    """By when a workout of that day should have begun: the person's own time, if it is after their hour."""
    own, zone, quiet = reminding_of(person).cutoff, zone_of(person), reminding_of(person).quiet or QUIET
    hour = instant(day, clock(person.settings.hour or MONTH_HOUR), zone)
    chosen = instant(day, clock(own), zone) if own else hour
    if chosen > hour:
        return chosen
    usual = hour + TO_CUTOFF
    return usual if after_quiet(usual, zone, quiet) == usual else hour + TO_CUTOFF / 2


def _nudge(person: Person) -> Reminder | None:
    return nudge(person, reminding_of(person).missed + 1)


def nudge(person: Person, missed: int) -> Reminder | None:
    """What is said at the cut-off of a day that makes so many missed running; None: nothing."""
    if missed == 2 and is_on(person, Reminder.MISSED):
        return Reminder.MISSED
    return Reminder.LATE if missed <= 2 and is_on(person, Reminder.LATE) else None


def unfinished(person: Person, at: datetime) -> Occurrence | None:
    """A while after the last sign of an open workout, once until the next set or "still at it"."""
    workout, reminding = person.training.open, reminding_of(person)
    if workout is None or not is_on(person, Reminder.UNFINISHED):
        return None
    signs = [workout.opened_at, *(s.at for s in workout.sets[-1:])]
    if reminding.nudged == workout.workout:
        if reminding.still is None:
            return None
        signs.append(reminding.still)
    last = max(signs)
    return _fitting(person, at, Reminder.UNFINISHED, last.date(), last + timedelta(minutes=reminding.silence))


def week(person: Person, at: datetime) -> Occurrence | None:
    """The next look back."""
    if not is_on(person, Reminder.WEEK) or reminding_of(person).asleep or person.training.plan is None:
        return None
    own = reminding_of(person).week_on
    weekday, hour = own or WEEK_ON
    last = _last(person, Reminder.WEEK, local_day(person, at))

    def fits(day: date) -> bool:
        return day.weekday() == weekday and (last is None or day >= last + NO_WEEK)

    return _next(person, at, Reminder.WEEK, hour, fits, own=own is not None)


def month(person: Person, at: datetime) -> Occurrence | None:
    """The next day for measurements; never for somebody to whom they do harm."""
    if not is_on(person, Reminder.MONTH) or reminding_of(person).asleep or person.health.gentle:
        return None
    on, hour = reminding_of(person).month_on, person.settings.hour or MONTH_HOUR
    return _next(person, at, Reminder.MONTH, hour, lambda d: d.day == on, own=False)


def put_off(person: Person, at: datetime) -> Iterator[Later]:
    """What was put off and is still to come."""
    for later in reminding_of(person).later:
        if later.at > at - GRACE[later.kind]:
            yield later


def _next(
    person: Person, at: datetime, kind: Reminder, hour: str, fits: Callable[[date], bool], *, own: bool
) -> Occurrence | None:
    """The first fitting local date after the last one that came, still within its grace. ``own``: a time of their own
    choosing, which goes before the usual quiet hours but not before those that they set.
    """
    zone, floor = zone_of(person), _floor(person, at, kind)
    last = _last(person, kind, at.astimezone(zone).date())
    start = floor.astimezone(zone).date() - DAY
    for day in (start + timedelta(days=k) for k in range(AHEAD)):
        if (last is not None and day <= last) or not fits(day) or not exists(day, zone):
            continue
        due = planned_and_due(person, day, hour, kind, own=own)[1]
        if due is not None and due > floor:
            return Occurrence(day, due)
    return None


def planned_and_due(
    person: Person, day: date, hour: str, kind: Reminder = Reminder.WORKOUT, *, own: bool = True
) -> tuple[datetime, datetime | None]:
    """A local time of a day, and when it comes: later where it is in quiet hours, None where that is too late."""
    planned = instant(day, clock(hour), zone_of(person))
    return planned, awake(person, kind, planned, own=own)


def _fitting(
    person: Person, at: datetime, kind: Reminder, day: date, planned: datetime, *, own: bool = False
) -> Occurrence | None:
    due = awake(person, kind, planned, own=own)
    return Occurrence(day, due) if due is not None and due > _floor(person, at, kind) else None


def awake(person: Person, kind: Reminder, planned: datetime, *, own: bool) -> datetime | None:
    """The instant outside of the quiet hours; None if that is too late. ``own`` as in ``_next``."""
    if own and reminding_of(person).quiet is None:
        return planned
    due = after_quiet(planned, zone_of(person), reminding_of(person).quiet or QUIET)
    return due if due - planned <= GRACE[kind] else None


def _floor(person: Person, at: datetime, kind: Reminder) -> datetime:
    """What was due before this is not sent any more."""
    since = reminding_of(person).since
    return at if since is None else max(since, at - GRACE[kind])


def _last(person: Person, kind: Reminder, today: date | None) -> date | None:
    """The last local date that came. After a clock that ran ahead by more than a day it is today at most."""
    told = reminding_of(person).sent.get(kind)
    last = date.fromisoformat(told) if told else None
    if last is None or today is None:
        return last
    return last if last <= today + DAY else today
