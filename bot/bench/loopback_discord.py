"""A Discord on loopback, as far as make bench needs it: it tells what people write, and counts what comes."""

from __future__ import annotations

import asyncio
import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from time import time
from typing import Any

from aiohttp import WSMsgType, web

from bot.bench.arrivals import Arrivals

TOKEN = "NDI.only.for-measuring"  # noqa: S105 - of no bot
BOT = {"id": "42", "username": "bench", "discriminator": "0", "avatar": None, "bot": True}
HELLO, ACK, IDENTIFY, HEARTBEAT = 10, 11, 2, 1
EPOCH = 1420070400000
Json = dict[str, Any]  # a border: what Discord says


@dataclass
class LoopbackDiscord:
    """A Discord. A private chat has its person's number with a 9 before it."""

    arrivals: Arrivals
    name: str = "discord"
    address: str = ""
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    number: count[int] = field(default_factory=lambda: count(1))
    events: count[int] = field(default_factory=lambda: count(1))
    send: Callable[[Json], Any] | None = None

    def routes(self) -> list[web.RouteDef]:
        """The gateway, and the few requests that a bot in private chats makes."""
        return [
            web.get("/gateway", self.connect),
            web.get("/api/v10/users/@me", self._me),
            web.get("/api/v10/oauth2/applications/@me", self._application),
            web.get("/api/v10/gateway/bot", self._gateway),
            web.put("/api/v10/applications/{id}/commands", self._commands),
            web.post("/api/v10/users/@me/channels", self._opened),
            web.post("/api/v10/channels/{channel}/messages", self._message),
            web.patch("/api/v10/channels/{channel}/messages/{message}", self._message),
        ]

    def settings(self, address: str) -> Mapping[str, str]:
        """The token and both addresses."""
        self.address = address.replace("http", "ws") + "/gateway"
        api = {"TOPSET_DISCORD_API": f"{address}/api/v10", "TOPSET_DISCORD_GATEWAY": self.address}
        return {"TOPSET_DISCORD_TOKEN": TOKEN, **api}

    async def write(self, person: str, text: str) -> None:
        """A private message."""
        assert self.send is not None, "nobody listens"
        self.arrivals.wrote(channel_of(person))
        who = {"id": person, "username": "P", "discriminator": "0", "avatar": None}
        event = {"op": 0, "t": "MESSAGE_CREATE", "s": next(self.events), "d": self._told(channel_of(person), who, text)}
        async with self.arrivals.on_its_way():
            await self.send(event)

    def _told(self, channel: str, author: Json, text: str) -> Json:
        """A message."""
        made = str((int(time() * 1000) - EPOCH << 22) | next(self.number))
        return {
            "id": made, "channel_id": channel, "author": author, "content": text, "edited_timestamp": None,
            "timestamp": datetime.now(UTC).isoformat(), "tts": False, "mention_everyone": False, "mentions": [],
            "mention_roles": [], "attachments": [], "embeds": [], "pinned": False, "type": 0, "flags": 0,
            "components": [],
        }  # fmt: skip

    async def connect(self, request: web.Request) -> web.WebSocketResponse:
        """One session."""
        socket, deflate = web.WebSocketResponse(), zlib.compressobj()
        await socket.prepare(request)

        async def send(payload: Json) -> None:
            raw = json.dumps(payload).encode()
            await socket.send_bytes(deflate.compress(raw) + deflate.flush(zlib.Z_SYNC_FLUSH))

        await send({"op": HELLO, "t": None, "s": None, "d": {"heartbeat_interval": 41_250}})
        async for message in socket:
            if message.type != WSMsgType.TEXT:
                break
            op = json.loads(message.data)["op"]
            if op == HEARTBEAT:
                await send({"op": ACK, "t": None, "s": None, "d": None})
            elif op == IDENTIFY:
                await send({"op": 0, "t": "READY", "s": next(self.events), "d": self._ready()})
                self.send = send
                self.ready.set()
        return socket

    def _ready(self) -> Json:
        mine = {"v": 10, "user": BOT, "guilds": [], "session_id": "s", "resume_gateway_url": self.address}
        return {**mine, "shard": [0, 1], "application": {"id": "43", "flags": 0}}

    async def _me(self, _: web.Request) -> web.Response:
        return plain(BOT)

    async def _application(self, _: web.Request) -> web.Response:
        mine = {"id": "43", "name": "b", "description": "", "icon": None, "bot_public": True, "flags": 0}
        owned = {"bot_require_code_grant": False, "owner": BOT, "verify_key": "0" * 64, "team": None}
        return plain({**mine, **owned})

    async def _gateway(self, _: web.Request) -> web.Response:
        limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
        return plain({"url": self.address, "shards": 1, "session_start_limit": limit})

    async def _commands(self, _: web.Request) -> web.Response:
        return plain([])

    async def _opened(self, request: web.Request) -> web.Response:
        person = str((await request.json())["recipient_id"])
        async with self.arrivals.on_its_way():
            fine = self.arrivals.counted(channel_of(person), new=False)
        return self._answer({"id": channel_of(person), "type": 1, "recipients": [], "last_message_id": None}, fine=fine)

    async def _message(self, request: web.Request) -> web.Response:
        channel, new = request.match_info["channel"], request.method == "POST"
        text = (await request.json()).get("content", "")
        async with self.arrivals.on_its_way():
            fine = self.arrivals.counted(channel, new=new)
        return self._answer(self._told(channel, BOT, text), fine=fine)

    def _answer(self, said: Json, *, fine: bool) -> web.Response:
        if fine:
            return plain(said)
        body, headers = {"message": "", "retry_after": 1.0, "global": True}, {"Via": "1.1", "Retry-After": "1"}
        return plain(body, 429, headers)


def plain(told: object, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    """JSON that says of itself no more than that."""
    return web.Response(body=json.dumps(told).encode(), status=status, headers=headers, content_type="application/json")


def channel_of(person: str) -> str:
    """The private chat of a person on Discord."""
    return f"9{person}"
