"""When a challenge speaks up by itself: one new message a day at most, none in the quiet hours, none that is too late.

Changing what stands there already makes no noise and may be done at any time.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from coach_core.challenge.values import Challenge, Stage
from coach_core.reminding.times import after_quiet

TOO_LATE = timedelta(hours=12)  # after downtime: then the board alone says how things are
LOOK_BACK = time(18)


def there(challenge: Challenge, at: datetime) -> datetime:
    """An instant on the clock of the challenge."""
    return at.astimezone(ZoneInfo(challenge.zone))


def quiet_until(challenge: Challenge, at: datetime) -> datetime | None:
    """The end of the quiet hours, if these are some."""
    later = after_quiet(at, ZoneInfo(challenge.zone), challenge.quiet)
    return later.astimezone(UTC) if later > at else None


def at_time(challenge: Challenge, day: date, hour: time) -> datetime:
    """An hour of a day of the challenge."""
    return datetime.combine(day, hour, ZoneInfo(challenge.zone)).astimezone(UTC)


def look_backs(challenge: Challenge) -> list[date]:
    """The last days of all weeks but the last: on that the ceremony is."""
    first, last = there(challenge, challenge.starts_at).date(), there(challenge, challenge.ends_at).date()
    weeks = (last - first).days // 7
    return [first + timedelta(days=7 * k - 1) for k in range(1, weeks + 1) if first + timedelta(days=7 * k - 1) < last]


def speaks_on(challenge: Challenge, day: date) -> bool:
    """Whether something is to be said on that day in any case: then the board is changed in its place meanwhile."""
    begins = challenge.stage is Stage.OPEN and day == there(challenge, challenge.starts_at).date()
    return begins or day in look_backs(challenge) or day == there(challenge, challenge.ends_at).date()


def may_post(challenge: Challenge, at: datetime) -> bool:
    """Whether a new message may be put there now that nobody waits for."""
    return quiet_until(challenge, at) is None and there(challenge, at).date().toordinal() > challenge.posted


def is_fresh(challenge: Challenge, at: datetime) -> bool:
    """Whether the board is put there anew where old messages can hardly be changed: once a day."""
    return may_post(challenge, at) and not speaks_on(challenge, there(challenge, at).date())


def posted(challenge: Challenge, at: datetime) -> int:
    """What ``Challenge.posted`` is after a new message."""
    return there(challenge, at).date().toordinal()
