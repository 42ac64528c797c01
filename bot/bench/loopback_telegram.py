"""A Telegram on loopback, as far as make bench needs it: it tells what people write, and counts what comes."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from time import time
from typing import Any

from aiohttp import web

from bot.bench.arrivals import Arrivals

TOKEN = "42:a-token-only-for-measuring"  # noqa: S105 - of no bot
ME = {"id": 42, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
UNCOUNTED = frozenset({"answerCallbackQuery", "deleteWebhook"})
Json = dict[str, Any]  # a border: what Telegram says


@dataclass
class LoopbackTelegram:
    """A Telegram."""

    arrivals: Arrivals
    name: str = "telegram"
    updates: deque[Json] = field(default_factory=deque)
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    news: asyncio.Event = field(default_factory=asyncio.Event)
    number: count[int] = field(default_factory=lambda: count(1))

    def routes(self) -> list[web.RouteDef]:
        """Every method of every bot."""
        return [web.route("*", "/bot{token}/{method}", self.handle)]

    def settings(self, address: str) -> Mapping[str, str]:
        """The token and the address."""
        return {"TOPSET_TELEGRAM_TOKEN": TOKEN, "TOPSET_TELEGRAM_API": address}

    async def write(self, person: str, text: str) -> None:
        """An update."""
        number, chat = next(self.number), {"id": int(person), "type": "private"}
        who = {"id": int(person), "is_bot": False, "first_name": "P"}
        message = {"message_id": number, "date": int(time()), "chat": chat, "from": who, "text": text}
        self.arrivals.wrote(person)
        self.updates.append({"update_id": number, "message": message})
        self.news.set()

    async def handle(self, request: web.Request) -> web.Response:
        """One request."""
        method, form = request.match_info["method"], await request.post()
        if method == "getUpdates":
            return told(await self._fetched(form.get("offset")))
        chat = str(form.get("chat_id", ""))
        async with self.arrivals.on_its_way():
            counts = chat and method not in UNCOUNTED
            fine = not counts or self.arrivals.counted(chat, new=method.startswith("send"))
        if not fine:
            said = {
                "ok": False,
                "error_code": 429,
                "description": "Too Many Requests",
                "parameters": {"retry_after": 1},
            }
            return web.json_response(said, status=429)
        if not counts:
            return told(ME if method == "getMe" else True)
        return told(
            {"message_id": next(self.number), "date": int(time()), "chat": {"id": int(chat), "type": "private"}}
        )

    async def _fetched(self, offset: object) -> list[Json]:
        """The updates that wait, the older ones forgotten."""
        self.ready.set()
        while offset is not None and self.updates and self.updates[0]["update_id"] < int(str(offset)):
            self.updates.popleft()
        if not self.updates:
            self.news.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self.news.wait(), 1)
        return list(self.updates)[:100]


def told(result: object) -> web.Response:
    """An answer of Telegram."""
    return web.json_response({"ok": True, "result": result})
