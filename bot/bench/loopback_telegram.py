"""A Telegram on loopback, as far as make bench needs it: it tells what people write, and counts what comes."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count

from aiohttp import web

from bot.bench.arrivals import Arrivals
from bot.bench.updates import ME, TOKEN, Updates, sent, told

UNCOUNTED = frozenset({"answerCallbackQuery", "deleteWebhook"})


@dataclass
class LoopbackTelegram:
    """A Telegram."""

    arrivals: Arrivals
    name: str = "telegram"
    updates: Updates = field(default_factory=Updates)
    ready: asyncio.Event = field(init=False)  # the product has asked for updates
    number: count[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self.ready = self.updates.polled

    def routes(self) -> list[web.RouteDef]:
        """Every method of every bot."""
        return [web.route("*", "/bot{token}/{method}", self.handle)]

    def settings(self, address: str) -> Mapping[str, str]:
        """The token and the address."""
        return {"TOPSET_TELEGRAM_TOKEN": TOKEN, "TOPSET_TELEGRAM_API": address}

    async def write(self, person: str, text: str) -> None:
        """An update."""
        self.arrivals.wrote(person)
        self.updates.write(next(self.number), int(person), text)

    async def handle(self, request: web.Request) -> web.Response:
        """One request."""
        method, form = request.match_info["method"], await request.post()
        if method == "getUpdates":
            async with self.arrivals.on_its_way():
                found = await self.updates.fetched(form.get("offset"))
            return told(found)
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
        return told(sent(next(self.number), int(chat)))
