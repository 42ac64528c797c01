"""A platform of nothing: events are handed in by the test, what is sent is kept. For the tests of `topset run`."""

from __future__ import annotations

import asyncio

from bot.adapters import Adapter
from bot.shell import Refused, Shell
from coach_core.store import Stored
from coach_core.talk import Incoming

PLATFORM = "terminal"


class FakeDoor:
    """Hears what is put into ``heard``; an exception put there is raised."""

    def __init__(self) -> None:
        self.heard: asyncio.Queue[Incoming | Exception] = asyncio.Queue()
        self.sent: asyncio.Queue[Stored] = asyncio.Queue()
        self.slow = 0.0
        self.closed = False

    def made(self, shell: Shell) -> FakeDoor:
        self.shell = shell
        return self

    async def listen(self) -> None:
        self.shell.mark.well()
        while True:
            event = await self.heard.get()
            if isinstance(event, Exception):
                raise event
            aside = self.shell.unheard(event)
            for message in aside or ():
                self.sent.put_nowait(message)
            if aside is None:
                await self.shell.take([event])

    def apart(self, person: str) -> bool:
        return False

    async def close(self) -> None:
        self.closed = True

    async def send(self, message: Stored) -> str:
        await asyncio.sleep(self.slow)
        self.sent.put_nowait(message)
        return f"there-{message.id}"


def adapter(door: FakeDoor) -> Adapter:
    return Adapter(PLATFORM, lambda settings: "a token", door.made)


__all__ = ["FakeDoor", "Refused", "adapter"]
