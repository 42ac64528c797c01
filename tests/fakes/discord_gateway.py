"""The fake gateway: HELLO, IDENTIFY, RESUME, READY, heartbeats, sequence numbers, sessions, zlib-stream. Version 10."""

from __future__ import annotations

import json
import zlib
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from aiohttp import WSMsgType, web

from tests.fakes.discord_world import APPLICATION, BOT, Json, World

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID, HELLO, ACK = 0, 1, 2, 6, 7, 9, 10, 11
BOSS, MANAGING, USUAL = "88", str(1 << 5 | 1 << 10), str(1 << 10 | 1 << 11)  # manage server; view, write
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
PRIVILEGED = 1 << 1 | 1 << 8 | 1 << 15  # members, presences, message content


@dataclass(eq=False)
class Session:
    """What one IDENTIFY began: it outlives its connection and is replayed to who resumes it."""

    id: str
    shard: int
    sent: list[Json] = field(default_factory=list)
    line: Line | None = None  # the connection it has now
    dead: bool = False

    async def dispatch(self, event: str, data: Json) -> None:
        """An event, kept for a resume."""
        self.sent.append({"op": DISPATCH, "t": event, "s": len(self.sent) + 1, "d": deepcopy(data)})
        if self.line is not None:
            await self.line.send(self.sent[-1])


class Line:
    """One connection."""

    def __init__(self, socket: web.WebSocketResponse) -> None:
        self.socket = socket
        self._deflate = zlib.compressobj()

    async def send(self, payload: Json) -> None:
        """One message of the compressed stream."""
        if self.socket.closed:
            return
        data = json.dumps(payload).encode()
        with suppress(ConnectionError):  # it went away meanwhile
            await self.socket.send_bytes(self._deflate.compress(data) + self._deflate.flush(zlib.Z_SYNC_FLUSH))


@dataclass
class Gateway:
    """All sessions. ``wrong`` collects what a well-behaved client would not do."""

    world: World
    token: str
    address: str = ""
    shards: int = 1
    beat_ms: int = 41_250
    sessions: list[Session] = field(default_factory=list)
    identifies: int = 0
    resumes: int = 0
    beats: int = 0
    wrong: list[str] = field(default_factory=list)
    refuse_with: int | None = None  # the close code that the next IDENTIFY is met with
    refuse_times: int = 0
    silent: bool = False  # READY never comes
    resumable: bool = True
    _lines: set[Line] = field(default_factory=set)

    @property
    def live(self) -> list[Session]:
        """Sessions that somebody listens to."""
        return [s for s in self.sessions if s.line is not None and not s.dead]

    async def connect(self, request: web.Request) -> web.WebSocketResponse:
        """A client, from HELLO to the end."""
        asked = dict(request.query)
        if asked.get("v") != "10" or asked.get("encoding") != "json" or asked.get("compress") != "zlib-stream":
            self.wrong.append(f"gateway asked as {asked}")
        socket = web.WebSocketResponse(max_msg_size=4096)
        await socket.prepare(request)
        line = Line(socket)
        self._lines.add(line)
        session: Session | None = None
        try:
            await line.send({"op": HELLO, "t": None, "s": None, "d": {"heartbeat_interval": self.beat_ms}})
            async for message in socket:
                if message.type != WSMsgType.TEXT:
                    break
                session = await self._heard(line, session, json.loads(message.data))
        finally:
            self._lines.discard(line)
            if session is not None and session.line is line:
                session.line = None
        return socket

    async def _heard(self, line: Line, session: Session | None, told: Json) -> Session | None:
        op, data = told["op"], told.get("d")
        if op == HEARTBEAT:
            self.beats += 1
            await line.send({"op": ACK, "t": None, "s": None, "d": None})
        elif op == IDENTIFY and session is None:
            return await self._identify(line, data)
        elif op == RESUME and session is None:
            return await self._resume(line, data)
        else:
            self.wrong.append(f"op {op} now")
            await line.socket.close(code=4001)
        return session

    async def _identify(self, line: Line, data: Json) -> Session | None:
        self.identifies += 1
        if data["token"] != self.token:
            await line.socket.close(code=4004, message=b"Authentication failed.")
            return None
        if self.refuse_with is not None and self.refuse_times > 0:
            self.refuse_times -= 1
            await line.socket.close(code=self.refuse_with)
            return None
        if data["intents"] & PRIVILEGED:
            await line.socket.close(code=4014, message=b"Disallowed intent(s).")
            return None
        shard, _ = data.get("shard", [0, 1])
        session = Session(f"s{len(self.sessions)}", shard, line=line)
        self.sessions.append(session)
        if not self.silent:
            await session.dispatch("READY", self._ready(session))
            for guild in [g for g in self.world.guilds if int(g) % self.shards == shard]:
                await session.dispatch("GUILD_CREATE", self.guild(guild))
        return session

    def _ready(self, session: Session) -> Json:
        mine = [g for g in self.world.guilds if int(g) % self.shards == session.shard]
        return {
            "v": 10,
            "user": self.world.user(BOT),
            "guilds": [{"id": g, "unavailable": True} for g in mine],
            "session_id": session.id,
            "resume_gateway_url": self.address,
            "shard": [session.shard, self.shards],
            "application": {"id": APPLICATION, "flags": 0},
        }

    async def _resume(self, line: Line, data: Json) -> Session | None:
        self.resumes += 1
        found = next((s for s in self.sessions if s.id == data["session_id"] and not s.dead), None)
        if found is None or data["token"] != self.token or not self.resumable:
            if found is not None:
                found.dead = True
            await line.send({"op": INVALID, "t": None, "s": None, "d": False})
            return None
        found.line = line
        for payload in found.sent[data["seq"] :]:
            await line.send(payload)
        await found.dispatch("RESUMED", {})
        return found

    async def emit(self, event: str, data: Json, shard: int = 0) -> None:
        """An event to every session of a shard, also to those that nobody listens to just now."""
        for session in [s for s in self.sessions if s.shard == shard and not s.dead]:
            await session.dispatch(event, data)

    async def drop(self, code: int = 4000, *, resumable: bool = True) -> None:
        """Cut every connection; sessions that are not resumable are forgotten."""
        for session in self.sessions:
            session.dead = session.dead or not resumable
        for line in list(self._lines):
            await line.socket.close(code=code)

    async def tell_all(self, op: int, data: Any = None) -> None:  # noqa: ANN401
        """An order to every connection: RECONNECT, INVALID SESSION."""
        for line in list(self._lines):
            await line.send({"op": op, "t": None, "s": None, "d": data})

    def guild(self, guild: str) -> Json:
        """A server as it is told in full."""
        channel = self.world.guild(guild)
        return {
            "id": guild, "name": f"Gym {guild}", "icon": None, "splash": None, "owner_id": "1", "afk_timeout": 300,
            "afk_channel_id": None, "verification_level": 0, "default_message_notifications": 0,
            "explicit_content_filter": 0, "emojis": [], "features": [], "mfa_level": 0, "application_id": None,
            "system_channel_id": channel.id, "system_channel_flags": 0, "rules_channel_id": None,

            "vanity_url_code": None, "description": None, "banner": None, "premium_tier": 0,
            "preferred_locale": "en-US", "nsfw_level": 0,
            "premium_progress_bar_enabled": False, "stickers": [], "joined_at": self.member(guild, BOT)["joined_at"],
            "large": False, "unavailable": False, "member_count": 2, "voice_states": [], "threads": [],
            "presences": [], "stage_instances": [], "guild_scheduled_events": [], "soundboard_sounds": [],
            "public_updates_channel_id": None, "safety_alerts_channel_id": None,
            "roles": [
                {"id": number, "name": name, "permissions": rights, "position": 0, "color": 0, "hoist": False,
                 "managed": False, "mentionable": False, "flags": 0}
                for number, name, rights in ((guild, "@everyone", USUAL), (BOSS, "boss", MANAGING))
            ],
            "members": [self.member(guild, BOT)],
            "channels": [{"id": channel.id, "type": 0, "name": "general", "position": 0, "permission_overwrites": [],
                          "nsfw": False, "topic": None, "last_message_id": None, "rate_limit_per_user": 0,
                          "parent_id": None}],
        }  # fmt: skip

    def member(self, guild: str, user: str) -> Json:
        """A user in a server."""
        return {
            "user": self.world.user(user), "nick": None, "avatar": None, "premium_since": None,
            "roles": [BOSS] if user in self.world.bosses else [],
            "joined_at": self.world.joined.get(guild, LONG_AGO).isoformat(), "deaf": False, "mute": False, "flags": 0,
            "pending": False,
            "permissions": MANAGING if user in self.world.bosses else USUAL,
        }  # fmt: skip
