"""Days and weeks of a person in a challenge: their own local days, what was planned, how much of it was done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

from coach_core.challenge.values import Entry, Session

SESSION, EFFORT = 10, 2  # points of a session, and of meeting the prescribed reserve (training.md 3.11)
BREAK = 10  # days without a session that one comes back from; a week may be how somebody trains
LEAST = 2  # of the whole plan at least one in two sessions counts, however much was frozen
ENOUGH = 500  # thousandths of its sets that make a workout a session (C2)


def day_of(entry: Entry, at: datetime) -> date:
    """The person's local day, on the clock that they lived by then; a new zone holds after the moment it was told."""
    zone = next((z for since, z in reversed(entry.zones) if since < at), entry.zones[0][1] if entry.zones else None)
    return at.astimezone(ZoneInfo(zone) if zone else UTC).date()


def first_day(entry: Entry) -> int:
    """The person's first day in the challenge, as the number of days."""
    return day_of(entry, entry.since).toordinal()


def by_week(entry: Entry) -> Mapping[int, list[Session]]:
    """The sessions of each week."""
    weeks: dict[int, list[Session]] = {}
    first = first_day(entry)
    for session in entry.sessions:
        weeks.setdefault((session.day - first) // 7, []).append(session)
    return weeks


def is_session(session: Session) -> bool:
    """Whether a workout is a session: half of its prescribed sets were done. One that is open may still become one."""
    return session.sets > 0 if session.share is None else session.share >= ENOUGH


def in_sessions(entry: Entry) -> tuple[Session, ...]:
    """The sessions of a person, without workouts of a few sets or off the plan."""
    return tuple(s for s in entry.sessions if is_session(s))


def best_of(entry: Entry, sessions: Iterable[Session], value: Callable[[Session], int]) -> int:
    """The sum over the sessions of a week that the plan has, one a day, the best of them: extra ones give nothing."""
    days: dict[int, int] = {}
    for session in sessions:
        days[session.day] = max(days.get(session.day, 0), value(session))
    return sum(sorted(days.values(), reverse=True)[: entry.weekly])


def frozen_days(entry: Entry) -> int:
    """Whole days of the person's time in the challenge on which nothing was expected."""
    return len({day for first, last in pauses(entry) for day in range(first, last)})


def pauses(entry: Entry) -> Iterator[tuple[int, int]]:
    """The first and the last day of each time that is frozen.

    A pause of one's own that is no longer than the break between two sessions of the plan lets no session go: else who
    paused after each of them would be forgiven what they missed (C4).
    """
    for span in entry.frozen:
        first = day_of(entry, max(span.since, entry.since)).toordinal()
        last = day_of(entry, min(span.until or entry.ends_at, entry.ends_at)).toordinal()
        if not span.own or last - first > -(-7 // entry.weekly):
            yield first, last


def planned(entry: Entry) -> int:
    """Sessions of the own plan: what fell into frozen time is not asked for. To the nearest, so that no pause gains."""
    whole = max(1, round((entry.ends_at - entry.since).total_seconds() / 86400))
    full = max(1, sessions_in(entry, whole))
    active = sessions_in(entry, max(0, whole - frozen_days(entry)))
    return max(active, -(-full // LEAST), 1)


def sessions_in(entry: Entry, days: int) -> int:
    """Sessions that the plan has in so many days."""
    return (2 * entry.weekly * days + 7) // 14


def worth(session: Session) -> int:
    """What a session is worth, in thousandths: done as planned, the reserve met. Off the plan it is worth nothing."""
    if session.share is None:
        return 0
    effort = 1000 * session.hit // session.aimed if session.aimed else 1000
    return session.share * (1000 * SESSION + EFFORT * effort) // (1000 * (SESSION + EFFORT))


def steady(entry: Entry) -> int:
    """Thousandths of the own plan that were done. Extra sessions of a week or of a day give nothing."""
    total = sum(best_of(entry, sessions, worth) for sessions in by_week(entry).values())
    return min(1000, total // planned(entry))


def streak(entry: Entry) -> int:
    """Weeks running with every session of the plan, up to the last week with a session or the one before it."""
    weeks = by_week(entry)
    full = {week for week, sessions in weeks.items() if len({s.day for s in sessions if is_session(s)}) >= entry.weekly}
    week = max(weeks, default=0)
    week = week if week in full else week - 1
    length = 0
    while week - length in full:
        length += 1
    return length


def comeback(entry: Entry) -> int:
    """Days of the longest break that was followed by two sessions or more."""
    days = [s.day for s in in_sessions(entry)]
    gaps = [later - earlier for earlier, later in pairwise(days[:-1])]
    longest = max(gaps, default=0)
    return longest if longest >= BREAK else 0
