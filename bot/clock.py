"""The clocks, and waking: what is due becomes an event and a turn, each at its own time, in order."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from coach_core.store import Store
from coach_core.talk import Incoming

AT_ONCE = 100  # due things that are read at once


class Clock(Protocol):
    """What time it is."""

    simulated: bool

    def now(self) -> datetime:
        """The time, aware."""

    def set(self, at: datetime) -> None:
        """Go on to a time; a real clock does that by itself."""


class RealClock:
    """The time of this machine."""

    simulated = False

    def now(self) -> datetime:
        """The time, in UTC."""
        return datetime.now(UTC)

    def set(self, at: datetime) -> None:
        """Nothing: it goes by itself."""


class SimulatedClock:
    """A clock that stands still until it is set."""

    simulated = True

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

    def __init__(self, file: str) -> None:
        self._file = Path(file)

    def now(self) -> datetime:
        """The time in the file, in UTC."""
        return datetime.fromisoformat(self._file.read_text(encoding="ascii").strip()).astimezone(UTC)

    def set(self, at: datetime) -> None:
        """Nothing: the test does that."""


async def wake(
    store: Store, platform: str, until: datetime, clock: Clock, answer: Callable[[Incoming], Awaitable[None]]
) -> None:
    """Answer all that is due on a platform by a time. What a turn makes due on the way comes in its turn."""
    answered: set[str] = set()
    while True:
        waiting = await store.due_before(until, AT_ONCE)
        mine = [w.event for w in waiting if w.platform == platform and w.event.event not in answered]
        if not mine:
            return
        event = mine[0]
        answered.add(event.event)
        clock.set(event.at)
        await answer(event)
