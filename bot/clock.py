"""The clocks, and waking: what is due becomes an event and a turn, in order, at its own time; what is late, now."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from coach_core.store import Store
from coach_core.talk import Incoming

OVERDUE = 1.0  # seconds until something that could not be answered is tried again
LONGEST = 30.0  # seconds between two looks at what is due, whatever the clock says


class Clock(Protocol):
    """What time it is."""

    simulated: bool
    by_hand: bool  # somebody else moves it, by days if they like

    def now(self) -> datetime:
        """The time, aware."""

    def set(self, at: datetime) -> None:
        """Go on to a time; a real clock does that by itself."""


class RealClock:
    """The time of this machine."""

    simulated = False
    by_hand = False

    def now(self) -> datetime:
        """The time, in UTC."""
        return datetime.now(UTC)

    def set(self, at: datetime) -> None:
        """Nothing: it goes by itself."""


class SimulatedClock:
    """A clock that stands still until it is set."""

    simulated = True
    by_hand = True

    def __init__(self, at: datetime) -> None:
        self._at = at.astimezone(UTC)

    def now(self) -> datetime:
        """The time that was set last, in UTC."""
        return self._at

    def set(self, at: datetime) -> None:
        """Go on to a time; never back."""
        self._at = max(self._at, at.astimezone(UTC))


class FileClock:
    """The time that stands in a file: how a test moves the clock of another process."""

    simulated = False
    by_hand = True

    def __init__(self, file: str) -> None:
        self._file = Path(file)

    def now(self) -> datetime:
        """The time in the file, in UTC."""
        return datetime.fromisoformat(self._file.read_text(encoding="ascii").strip()).astimezone(UTC)

    def set(self, at: datetime) -> None:
        """Nothing: the test does that."""


class Alarm:
    """When to look next. A turn that makes something due earlier wakes whoever sleeps."""

    def __init__(self) -> None:
        self._next: datetime | None = None
        self._bell = asyncio.Event()
        self._told: Callable[[datetime], None] | None = None

    def tells(self, told: Callable[[datetime], None]) -> None:
        """Who is to be told, instead of waking a sleeper."""
        self._told = told

    def sooner(self, at: datetime | None) -> None:
        """Something is due then."""
        if at is None:
            return
        if self._told is not None:
            self._told(at)
        elif self._next is None or at < self._next:
            self._next = at
            self._bell.set()

    async def sleep(self, until: datetime | None, clock: Clock) -> None:
        """Wait for that time, for something earlier, or for ``LONGEST`` seconds: a clock can be set meanwhile."""
        self._next = until
        left = LONGEST if until is None else (until - clock.now()).total_seconds()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._bell.wait(), min(left if left > 0 else OVERDUE, LONGEST))
        self._bell.clear()


async def wake(
    store: Store, platform: str, until: datetime, clock: Clock, answer: Callable[[Incoming], Awaitable[None]]
) -> None:
    """Answer all that is due on a platform by a time, one after the other. What a turn makes due comes in its turn."""
    answered: set[str] = set()
    while True:
        waiting = await store.due_before(platform, until, len(answered) + 1)
        events = (w.event(clock.now()) for w in waiting)
        event = next((e for e in events if e.event not in answered), None)
        if event is None:
            return
        answered = {*answered, event.event} & {w.event(until).event for w in waiting}
        clock.set(event.at)
        await answer(event)
