"""What both Telegrams on loopback have in common: updates that wait until they are asked for. No figures."""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from time import time
from typing import Any

from aiohttp import web

TOKEN = "42:a-token-only-for-measuring"  # noqa: S105 - of no bot
ME = {"id": 42, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
AT_ONCE = 100  # updates in an answer
Json = dict[str, Any]  # a border: what Telegram says


@dataclass
class Updates:
    """The updates of one bot, forgotten once it asks for later ones."""

    waiting: deque[Json] = field(default_factory=deque)
    polled: asyncio.Event = field(default_factory=asyncio.Event)  # the bot has asked at least once
    news: asyncio.Event = field(default_factory=asyncio.Event)

    def write(self, number: int, chat: int, text: str) -> None:
        """A private message."""
        who = {"id": chat, "is_bot": False, "first_name": "P"}
        there = {"id": chat, "type": "private"}
        message = {"message_id": number, "date": int(time()), "chat": there, "from": who, "text": text}
        self.waiting.append({"update_id": number, "message": message})
        self.news.set()

    async def fetched(self, offset: object) -> list[Json]:
        """The updates that wait, after a second at most."""
        self.polled.set()
        while offset is not None and self.waiting and self.waiting[0]["update_id"] < int(str(offset)):
            self.waiting.popleft()
        if not self.waiting:
            self.news.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self.news.wait(), 1)
        return list(self.waiting)[:AT_ONCE]


def sent(number: int, chat: int) -> Json:
    """A message as Telegram tells it to its sender."""
    return {"message_id": number, "date": int(time()), "chat": {"id": chat, "type": "private"}}


def told(result: object) -> web.Response:
    """An answer of Telegram."""
    return web.json_response({"ok": True, "result": result})
