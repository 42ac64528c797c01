"""Days and weeks of a person in a challenge: their own local days, and which sessions of them count (C1, C2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, tzinfo
from itertools import pairwise
from zoneinfo import ZoneInfo

from coach_core.challenge.values import Entry, Session

BREAK = 10  # days without a session that one comes back from; a week may be how somebody trains
ENOUGH = 500  # thousandths of its sets that make a workout a session (C2)
Day = Sequence[Session]  # the workouts of one day


def zone_at(entry: Entry, at: datetime) -> tzinfo:
    """The clock that the person lived by then; a new zone holds after the moment it was told."""
    zone = next((z for since, z in reversed(entry.zones) if since < at), entry.zones[0][1] if entry.zones else None)
    return ZoneInfo(zone) if zone else UTC


def day_of(entry: Entry, at: datetime) -> date:
    """The person's local day."""
    return at.astimezone(zone_at(entry, at)).date()


def first_day(entry: Entry) -> int:
    """The person's first day in the challenge, as the number of days."""
    return day_of(entry, entry.since).toordinal()


def in_days(entry: Entry) -> list[list[Session]]:
    """The workouts of each day, by time. Who changes their zone to be on another day is on the same one."""
    days: list[list[Session]] = []
    for session in entry.sessions:
        if days and _same_day(entry, days[-1][0], session):
            days[-1].append(session)
        else:
            days.append([session])
    return days


def _same_day(entry: Entry, one: Session, other: Session) -> bool:
    if one.day == other.day or len(entry.zones) < 2:
        return one.day == other.day
    clocks = (zone_at(entry, one.at), zone_at(entry, other.at))
    return any(one.at.astimezone(clock).date() == other.at.astimezone(clock).date() for clock in clocks)


def by_week(entry: Entry) -> Mapping[int, list[Day]]:
    """The days with workouts of each week."""
    weeks: dict[int, list[Day]] = {}
    first = first_day(entry)
    for day in in_days(entry):
        weeks.setdefault((day[0].day - first) // 7, []).append(day)
    return weeks


def is_session(session: Session) -> bool:
    """Whether a workout is a session: half of its prescribed sets were done. One that is open may still become one."""
    if session.share is None:
        return session.sets > 0
    return session.share >= ENOUGH or (session.hurt and session.share > 0)


def in_sessions(entry: Entry) -> tuple[Session, ...]:
    """The sessions of a person, without workouts of a few sets or off the plan."""
    return tuple(s for s in entry.sessions if is_session(s))


def came(session: Session) -> bool:
    """Whether somebody began a workout of the plan: that one was not missed."""
    return session.sets > 0 or session.hurt


def keeps(session: Session) -> bool:
    """Whether nobody may hold a day against the person: they trained, or came to, and pain was in the way (C3)."""
    return session.hurt or is_session(session)


def best_of(entry: Entry, days: Sequence[Day], value: Callable[[Session], int]) -> int:
    """The sum over the sessions of a week that the plan has, one a day, the best of them: extra ones give nothing."""
    return sum(sorted((max(map(value, day)) for day in days), reverse=True)[: entry.weekly])


def comeback(entry: Entry) -> int:
    """Days of the longest break that was followed by two sessions or more."""
    days = [s.day for s in in_sessions(entry)]
    gaps = [later - earlier for earlier, later in pairwise(days[:-1])]
    longest = max(gaps, default=0)
    return longest if longest >= BREAK else 0
