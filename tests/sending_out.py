"""What the tests of sending share: messages put into an outbox, a sender with the real library behind it, its end."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from fakes.telegram import TOKEN, FakeTelegram
from fakes.toy_coach import TOY
from telegram import Bot

from bot.limits import TELEGRAM
from bot.line import Line
from bot.outbox import Sender
from bot.telegram.http import Web
from bot.telegram.send import Post
from coach_core.person import Person
from coach_core.store import Store, Stored, open_store
from coach_core.store.db import Write
from coach_core.store.statements import ADD_MESSAGE
from coach_core.store.writes import message_row
from coach_core.urgency import Urgency

PACE = 0.01  # of all waits


def undrawn(person: Person, message: Stored) -> bytes:
    raise AssertionError("nothing here is a living message")


def waiting(n: int, chat: int, urgency: Urgency, text: str | None = None) -> Stored:
    """A message that waits; ``n`` is its number in the store."""
    body = {"text": text or f"{urgency.name} {n}", "spans": [], "buttons": [], "data": {}, "files": []}
    at = datetime.now(UTC) - timedelta(seconds=10) + timedelta(milliseconds=n)
    raw = json.dumps(body).encode()
    return Stored(1, n, 1, "telegram", str(chat), None, None, None, raw, "pending", 0, at, urgency=int(urgency))


async def put(store: Store, messages: Iterable[Stored]) -> None:
    rows = [message_row(message, store._seal) for message in messages]
    await store._writer.job(lambda db: db.write(Write(ADD_MESSAGE, rows)))


async def left(store: Store, platform: str = "telegram") -> int:
    """How many messages are not out yet, whenever they may be sent."""
    return len(await store.pending(platform, datetime.now(UTC) + timedelta(days=1), 10_000))


@dataclass
class Out:
    """A sender at a Telegram on loopback."""

    telegram: FakeTelegram
    store: Store
    line: Line
    post: Post
    sender: Sender
    bell: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, message: Stored) -> str | None:
        return await self.post.send(message, message.room)

    async def until_all_is_out(self, seconds: float = 60.0) -> None:
        stop = asyncio.Event()
        running = asyncio.create_task(self.sender.run(self.send, lambda: datetime.now(UTC), self.bell, stop))
        async with asyncio.timeout(seconds):
            while await left(self.store):
                assert not running.done(), running
                await asyncio.sleep(0.02)
        stop.set()
        self.bell.set()
        await running

    def told(self) -> Counter[str]:
        """How often each text came."""
        return Counter(text for chat in self.telegram.chats for text in self.telegram.texts(chat))


@asynccontextmanager
async def sending_to(telegram: FakeTelegram, file: Path, line: Line | None = None) -> AsyncIterator[Out]:
    """A process that sends, as far as its outbox goes; left without a word, as when it is killed."""
    line = line or Line(TELEGRAM, PACE)
    web = Web(0.3)
    async with (
        await open_store(str(file), answering=TOY) as store,
        Bot(TOKEN, base_url=f"{telegram.address}/bot", request=web, get_updates_request=Web(0.3)) as bot,
    ):

        async def moved(old: str, new: str) -> None:
            raise AssertionError("no room moves here")

        yield Out(telegram, store, line, Post(bot, moved, line), Sender(store, "telegram", undrawn, line))
