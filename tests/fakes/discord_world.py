"""What the fake Discord knows: people, channels, servers, messages, interactions. No network here."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

Json = dict[str, Any]
EPOCH_MS = 1420070400000
BOT, APPLICATION = "900000000000000001", "900000000000000002"
EPHEMERAL, LOADING = 64, 128
ANSWER_WITHIN, TOKEN_LASTS = 3.0, 900.0


class Refused(Exception):
    """Discord's answer to a request that it does not fulfil."""

    def __init__(self, status: int, code: int, message: str = "", retry_after: float | None = None) -> None:
        super().__init__(f"{status} {code} {message}")
        self.status, self.code, self.message, self.retry_after = status, code, message, retry_after


@dataclass
class Channel:
    """A place with messages; a private one has a user and no guild."""

    id: str
    user: str | None = None
    guild: str | None = None
    messages: list[Json] = field(default_factory=list)


@dataclass
class Pressed:
    """An interaction that waits for its answer, and what became of it."""

    id: str
    token: str
    kind: int
    user: str
    channel: str
    created: float
    message: Json | None = None  # that the button stands on
    answers: list[tuple[int, Json, float]] = field(default_factory=list)  # callback type, its data, seconds it took
    original: Json | None = None  # the message that answers it, once there is one
    followups: list[Json] = field(default_factory=list)

    @property
    def answered(self) -> bool:
        """Whether the person saw anything but "did not respond"."""
        return bool(self.answers)


@dataclass
class World:
    """Everything of one fake Discord. ``now`` dates the messages; waiting is measured by the loop's own clock."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    channels: dict[str, Channel] = field(default_factory=dict)
    private: dict[str, str] = field(default_factory=dict)  # user to channel
    guilds: dict[str, str] = field(default_factory=dict)  # guild to its one channel
    names: dict[str, str] = field(default_factory=dict)
    closed: dict[str, int] = field(default_factory=dict)  # users that take no private messages: Discord's code for it
    installed: bool = True
    joined: dict[str, datetime] = field(default_factory=dict)  # guild to when the bot was added, if not long ago
    bosses: set[str] = field(default_factory=set)  # who may manage servers
    pressed: dict[str, Pressed] = field(default_factory=dict)  # by token
    commands: list[Json] = field(default_factory=list)
    nonces: dict[tuple[str, str], Json] = field(default_factory=dict)
    reactions: list[tuple[str, str, str]] = field(default_factory=list)  # channel, message, emoji
    threads: dict[str, str] = field(default_factory=dict)  # message to the name of the thread that hangs on it
    left: set[str] = field(default_factory=set)  # users who are in no server any more
    rights: str = "2147483647"  # of the bot in servers
    opened_dms: int = 0
    shown: list[tuple[str, Json]] = field(default_factory=list)  # "new" or "edit", and the bot's message as it was then
    _ids: count[int] = field(default_factory=count)

    def snowflake(self, at: datetime | None = None) -> str:
        """A new id, later than all of the same time before."""
        ms = int((at or self.now()).timestamp() * 1000) - EPOCH_MS
        return str((ms << 22) | (next(self._ids) % (1 << 22)))

    def user(self, user: str) -> Json:
        """A user as Discord sends them."""
        if user == BOT:
            return {"id": BOT, "username": "topset", "discriminator": "0", "avatar": None, "global_name": None,
                    "bot": True, "public_flags": 0, "flags": 0}  # fmt: skip
        name = self.names.get(user, f"user{user}")
        return {"id": user, "username": name, "discriminator": "0", "avatar": None, "global_name": name,
                "public_flags": 0, "flags": 0}  # fmt: skip

    def dm(self, user: str) -> Channel:
        """The private channel with a user."""
        if user not in self.private:
            channel = Channel(f"7{int(user):017d}", user=user)
            self.private[user] = channel.id
            self.channels[channel.id] = channel
        return self.channels[self.private[user]]

    def guild(self, guild: str) -> Channel:
        """The one text channel of a server."""
        if guild not in self.guilds:
            channel = Channel(f"6{int(guild):017d}", guild=guild)
            self.guilds[guild] = channel.id
            self.channels[channel.id] = channel
        return self.channels[self.guilds[guild]]

    def channel(self, channel: str) -> Channel:
        """A channel. Raises ``Refused`` for one that there is not."""
        if channel not in self.channels:
            raise Refused(404, 10003, "Unknown Channel")
        return self.channels[channel]

    def message(self, channel: str, message: str) -> Json:
        """A message of a channel. Raises ``Refused``; so for one that only one person sees."""
        found = next((m for m in self.channel(channel).messages if m["id"] == message), None)
        if found is None or found["flags"] & EPHEMERAL:
            raise Refused(404, 10008, "Unknown Message")
        return found

    def write(self, channel: Channel, author: str, body: Mapping[str, Any], at: datetime | None = None) -> Json:
        """A new message in a channel."""
        message = {
            "id": self.snowflake(at),
            "channel_id": channel.id,
            "author": self.user(author),
            "timestamp": (at or self.now()).isoformat(),
            "edited_timestamp": None,
            "tts": False,
            "mention_everyone": False,
            "mentions": [self.user(u) for u in re.findall(r"<@!?(\d+)>", body.get("content") or "")],
            "mention_roles": [],
            "attachments": [],
            "embeds": [],
            "pinned": False,
            "type": 0,
            "components": [],
            "flags": 0,
            "content": "",
        } | known(body)
        channel.messages.append(message)
        if author == BOT and not message["flags"] & LOADING:
            self.shown.append(("new", deepcopy(message)))
        return message

    def edit(self, message: Json, body: Mapping[str, Any]) -> Json:
        """Another text for a message."""
        waited = message["flags"] & LOADING
        at = self.now() + timedelta(microseconds=next(self._ids))  # no two edits are of the same time
        message.update(known(body) | {"edited_timestamp": at.isoformat()})
        message["flags"] &= ~LOADING
        if message["author"]["id"] == BOT:
            self.shown.append(("new" if waited else "edit", deepcopy(message)))
        return message

    def send(self, channel: Channel, body: Mapping[str, Any]) -> Json:
        """A message of the bot. Raises ``Refused`` where the person takes none."""
        if channel.user in self.closed:
            code = self.closed[channel.user]
            raise Refused(403, code, "Cannot send messages to this user")
        nonce = body.get("nonce") if body.get("enforce_nonce") else None
        if nonce is not None and (channel.id, nonce) in self.nonces:
            return self.nonces[channel.id, nonce]
        message = self.write(channel, BOT, body)
        if nonce is not None:
            self.nonces[channel.id, nonce] = message
        return message

    def taken(self, token: str, kind: int, data: Json) -> Json | None:
        """The first answer to an interaction. Raises ``Refused`` for a second one and for one that comes too late."""
        pressed = self.pressed.get(token)
        late = pressed is not None and asyncio.get_running_loop().time() - pressed.created > ANSWER_WITHIN
        if pressed is None or late:
            raise Refused(404, 10062, "Unknown interaction")
        if pressed.answered:
            raise Refused(400, 40060, "Interaction has already been acknowledged")
        pressed.answers.append((kind, data, asyncio.get_running_loop().time() - pressed.created))
        if kind in (4, 5):
            waits = {"flags": data.get("flags", 0) | LOADING} if kind == 5 else {}
            pressed.original = self.write(self.channels[pressed.channel], BOT, {**data, **waits})
        elif kind in (6, 7) and pressed.message is not None:
            pressed.original = self.edit(pressed.message, data) if kind == 7 else pressed.message
        return pressed.original

    def waiting(self, token: str) -> Pressed:
        """An answered interaction whose token still holds. Raises ``Refused``."""
        pressed = self.pressed.get(token)
        if pressed is None or asyncio.get_running_loop().time() - pressed.created > TOKEN_LASTS:
            raise Refused(401, 50027, "Invalid Webhook Token")
        if not pressed.answered:
            raise Refused(404, 10015, "Unknown Webhook")
        return pressed


KEPT = (
    "content",
    "embeds",
    "components",
    "flags",
    "attachments",
    "nonce",
    "type",
    "message_reference",
    "message_snapshots",
)


def known(body: Mapping[str, Any]) -> Json:
    """Of a request what becomes part of the message; nothing told is nothing changed."""
    told = {name: body[name] for name in KEPT if name in body}
    return {name: "" if name == "content" and value is None else value for name, value in told.items()}
