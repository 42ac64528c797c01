"""When the gateway may be asked for a session: too many starts end with the token being taken away. No network here."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

NOTE = "starts"  # under which the starts that led to nothing are remembered
FREE = 3  # starts in a row that need not wait
WITHIN = timedelta(minutes=5)
FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(minutes=20)  # so that a day has at most a hundred
KEPT = 20
RESERVE = 50  # of Discord's thousand a day: with fewer left nothing is started


def told(notes: Mapping[str, str]) -> tuple[datetime, ...]:
    """The starts that never became READY, the oldest first."""
    return tuple(datetime.fromisoformat(at) for at in json.loads(notes.get(NOTE, "[]")))


def noted(starts: Sequence[datetime]) -> str | None:
    """The same, to be remembered."""
    kept = starts if len(starts) <= KEPT else (*starts[:FREE], *starts[FREE - KEPT :])  # how it began is not forgotten
    return json.dumps([at.isoformat() for at in kept]) if starts else None


def wait_before(starts: Sequence[datetime], now: datetime) -> timedelta:
    """How long to wait before the next start.

    Nothing, until three within five minutes led to nothing; then 5 s, and twice as long each time, up to 20 minutes.
    """
    failed = in_a_row(starts)
    if failed < FREE:
        return timedelta(0)
    wait = min(LONGEST_WAIT, FIRST_WAIT * (1 << (failed - FREE)))
    return max(timedelta(0), starts[-1] + wait - now)


def in_a_row(starts: Sequence[datetime]) -> int:
    """How many of the latest starts count: from the first three that came within five minutes on."""
    for first in range(len(starts) - FREE + 1):
        if starts[first + FREE - 1] - starts[first] <= WITHIN:
            return len(starts) - first
    return 0
