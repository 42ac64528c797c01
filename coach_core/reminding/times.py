"""Local times as instants: gaps, repeated hours, days that a zone leaves out, quiet hours. No reminders here.

A time that the clocks leave out comes at the first moment after, one that they repeat at the first of the two.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

PROBES = (time(12), time(0), time(23, 59))
DAY = timedelta(days=1)


@lru_cache(maxsize=1024)
def clock(text: str) -> time:
    """ "18:00" as a time. Raises ``ValueError``."""
    return time.fromisoformat(text)


def instant(day: date, hour: time, zone: ZoneInfo) -> datetime:
    """A local time as an instant in UTC; fold 0 settles gaps and repeated hours."""
    return datetime.combine(day, hour.replace(fold=0), zone).astimezone(UTC)


def exists(day: date, zone: ZoneInfo) -> bool:
    """Whether the zone has that day at all: Samoa had no 30 December 2011."""
    return any(instant(day, probe, zone).astimezone(zone).date() == day for probe in PROBES)


def after_quiet(at: datetime, zone: ZoneInfo, quiet: tuple[str, str]) -> datetime:
    """The instant itself, or the end of the quiet hours that it falls into; they may go past midnight."""
    begin, end = clock(quiet[0]), clock(quiet[1])
    local = at.astimezone(zone)
    now = local.time()
    if begin <= end:
        inside, to = begin <= now < end, local.date()
    else:
        inside, to = now >= begin or now < end, local.date() + (DAY if now >= begin else timedelta())
    return max(at, instant(to, end, zone)) if inside else at
