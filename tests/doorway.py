"""A platform in process, for tests of what the doors share: events in, what was sent out, on a real store."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from talking import all_texts, the_book

from bot.answer import Coach
from bot.answering import drawing
from bot.clock import SimulatedClock
from coach_core.store import Store, Stored
from coach_core.talk import Incoming, Kind

START = datetime(2026, 11, 23, 18, tzinfo=UTC)
GROUP = "-1001"


class Door:
    """One platform. Its clock goes on by a minute with each event."""

    def __init__(self, store: Store, platform: str = "telegram") -> None:
        texts = all_texts()
        self.store = store
        self.platform = platform
        self.clock = SimulatedClock(START)
        self.coach = Coach(store, texts, platform, "en", self.clock, drawing(the_book(), texts, "en"))
        self.sent: list[Stored] = []
        self.count = 0

    async def send(self, message: Stored) -> str | None:
        self.sent.append(message)
        return f"there-{len(self.sent)}"

    async def hear(self, person: str, text: str = "", **more: Any) -> list[Stored]:  # noqa: ANN401
        """One event, and what was sent on it."""
        self.count += 1
        self.clock.set(self.clock.now() + timedelta(minutes=1))
        return await self.event(Incoming(self.platform, person, f"u{self.count}", self.clock.now(), text=text, **more))

    async def event(self, event: Incoming) -> list[Stored]:
        """An event as it is, and what was sent on it."""
        before = len(self.sent)
        await self.coach.answer(event, self.send)
        return self.sent[before:]

    async def press(self, person: str, button: str, **more: Any) -> list[Stored]:  # noqa: ANN401
        return await self.hear(person, kind=Kind.PRESS, button=button, **more)

    async def onboard(self, person: str, first_set: str = "80 kg for 10") -> None:
        """From nothing to the first workout."""
        await self.hear(person, first_set)
        for button in ("start:consent:yes", "screening:none", "start:level:beginner", "start:equipment:barbell"):
            await self.press(person, button)

    async def remind(self, person: str, zone: str = "UTC") -> None:
        """Workouts on every day at 18:00, and reminders of them."""
        for told in ("days:0,1,2,3,4,5,6", "hour:18:00", f"timezone:{zone}", "reminders:yes"):
            what, _, value = told.partition(":")
            await self.press(person, f"settings:{what}")
            await self.press(person, f"setup:{what}:{value}")

    async def wait(self, **span: float) -> list[Stored]:
        """Time goes by; what was sent meanwhile."""
        before, until = len(self.sent), self.clock.now() + timedelta(**span)
        await self.coach.wake(until, self.send)
        self.clock.set(until)
        return self.sent[before:]


def body(message: Stored) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(message.body)
    return read


def public(sent: Sequence[Stored]) -> list[Stored]:
    return [m for m in sent if m.public]
