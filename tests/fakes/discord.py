"""A Discord on loopback: REST and gateway that the real discord.py talks to, and the people who use it.

async with FakeDiscord() as discord:
    ...start the bot with discord.settings...
    await discord.says("42", "100x10")
    await discord.taps("42", "done:1.1")
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Self

from aiohttp import web

from tests.fakes.discord_gateway import Gateway
from tests.fakes.discord_rest import Rest
from tests.fakes.discord_world import APPLICATION, BOT, EPHEMERAL, LOADING, Channel, Json, Pressed, World

TOKEN = "MTk4NjIyNDgzNDcx.Cl2FMQ.secret-of-the-test"
COMMAND, COMPONENT, COMPLETE, MODAL = 2, 3, 4, 5
BUTTON, SELECT = 2, 3
PATIENCE = 60.0  # seconds for what must come at all, on the slowest machine


class FakeDiscord:
    """All of it. ``wrong`` must be empty in the end."""

    def __init__(self, now: Callable[[], datetime] | None = None, shards: int = 1) -> None:
        self.world = World(now) if now else World()
        self.gateway = Gateway(self.world, TOKEN, shards=shards)
        self.rest = Rest(self.world, TOKEN, shards=shards)
        self.token = TOKEN
        self._runner: web.AppRunner | None = None
        self._port = 0

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def open(self) -> None:
        """Listen; the second time on the same port."""
        app = web.Application()
        app.add_routes(
            [*self.rest.routes(), web.get("/", self.gateway.connect), web.get("/gateway", self.gateway.connect)]
        )
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port, reuse_address=True)
        await site.start()
        self._port = self._runner.addresses[0][1]
        self.gateway.address = self.rest.gateway = f"ws://127.0.0.1:{self._port}/gateway"

    async def close(self) -> None:
        """Gone from the net; the sessions can be resumed."""
        assert self._runner is not None
        await self.gateway.drop(1001)
        await self._runner.cleanup()

    @property
    def settings(self) -> Mapping[str, str]:
        """What the bot is told."""
        return {
            "TOPSET_DISCORD_TOKEN": self.token,
            "TOPSET_DISCORD_API": f"http://127.0.0.1:{self._port}/api/v10",
            "TOPSET_DISCORD_GATEWAY": self.gateway.address,
        }

    @property
    def wrong(self) -> list[str]:
        """Everything that Discord would not have liked."""
        return [*self.rest.wrong, *self.gateway.wrong]

    async def ready(self, after: int = 0) -> None:
        """Wait until the bot is there, with a session later than so many."""
        await until(lambda: self.gateway.identifies > after and bool(self.gateway.live), "a session")

    # What people do

    async def says(self, user: str, text: str, at: datetime | None = None, **more: Any) -> Json:  # noqa: ANN401
        """A private message."""
        return await self._write(self.world.dm(user), user, text, at, **more)

    async def says_in(self, guild: str, user: str, text: str, at: datetime | None = None) -> Json:
        """A message in a server; a bot without the intent gets its text only if it is mentioned."""
        return await self._write(self.world.guild(guild), user, text, at)

    async def _write(self, channel: Channel, user: str, text: str, at: datetime | None, **more: Any) -> Json:  # noqa: ANN401
        message = self.world.write(channel, user, {"content": text, **more}, at)
        await self.gateway.emit("MESSAGE_CREATE", self._told(channel, message), self._shard(channel))
        return message

    async def edits(self, message: Json, text: str) -> None:
        """Another text for a message that was sent."""
        channel = self.world.channel(message["channel_id"])
        self.world.edit(message, {"content": text})
        await self.gateway.emit("MESSAGE_UPDATE", self._told(channel, message), self._shard(channel))

    def _told(self, channel: Channel, message: Json) -> Json:
        """A message as the gateway tells it to a bot without the message content intent."""
        told = dict(message)
        if channel.guild is None:
            return told
        told["guild_id"] = channel.guild
        told["member"] = {**self.gateway.member(channel.guild, message["author"]["id"])}
        if not any(user["id"] == BOT for user in message["mentions"]):
            told |= {"content": "", "attachments": [], "components": []}
        return told

    def _shard(self, channel: Channel) -> int:
        return int(channel.guild) % self.gateway.shards if channel.guild else 0

    async def taps(
        self, user: str, wanted: str, message: Json | None = None, *, guild: str | None = None, locale: str = "en-US"
    ) -> Pressed:
        """A press on a button (label or id) or on a choice of a select, on the newest message that has it."""
        where = self.world.guild(guild) if guild else self.world.dm(user)
        found = [message] if message else list(reversed(self.sees(user, guild)))
        for candidate in found:
            for item, value in choices(candidate):
                if wanted in (item.get("custom_id"), item.get("label"), value):
                    assert not item.get("disabled"), f"{wanted} cannot be pressed"
                    data = {"custom_id": item["custom_id"], "component_type": item["type"]}
                    data |= {"values": [value]} if item["type"] == SELECT else {}
                    return await self._interact(COMPONENT, user, where, data, candidate, locale)
        raise AssertionError(f"nothing to press for {wanted!r}: {[m['content'] for m in found]}")

    async def slash(
        self,
        user: str,
        name: str,
        *,
        guild: str | None = None,
        locale: str = "en-US",
        resend: Json | None = None,
        **options: str,
    ) -> Pressed:
        """A slash command. It has to be registered."""
        command = next((c for c in self.world.commands if c["name"] == name), None)
        assert command is not None, f"no command {name}: {[c['name'] for c in self.world.commands]}"
        told = [{"name": key, "type": 3, "value": value} for key, value in options.items()]
        assert {o["name"] for o in told} <= {o["name"] for o in command.get("options") or ()}, f"no option {options}"
        data = {"id": command["id"], "name": name, "type": 1, **({"options": told} if told else {})}
        where = self.world.guild(guild) if guild else self.world.dm(user)
        return await self._interact(COMMAND, user, where, data, locale=locale)

    async def completes(self, user: str, name: str, option: str, typed: str) -> list[str]:
        """What is offered while an option is typed."""
        command = next(c for c in self.world.commands if c["name"] == name)
        told = [{"name": option, "type": 3, "value": typed, "focused": True}]
        data = {"id": command["id"], "name": name, "type": 1, "options": told}
        pressed = await self._interact(COMPLETE, user, self.world.dm(user), data)
        return [choice["name"] for choice in pressed.answers[0][1]["choices"]]

    async def submits(self, opened: Pressed, values: Mapping[str, str] | None = None) -> Pressed:
        """A modal sent off, with the values that stand in it or others; by the user to whom it was opened."""
        kind, modal, _ = opened.answers[0]
        assert kind == 9, f"no modal was opened: {opened.answers}"
        rows = []
        for row in modal["components"]:
            field = row["component"] if row["type"] == 18 else row["components"][0]
            value = (values or {}).get(field["custom_id"], field.get("value") or "")
            inside = {"type": 4, "custom_id": field["custom_id"], "value": value, "id": 2}
            rows.append({"type": 18, "id": 1, "component": inside} if row["type"] == 18
                        else {"type": 1, "id": 1, "components": [inside]})  # fmt: skip
        data = {"custom_id": modal["custom_id"], "components": rows}
        return await self._interact(MODAL, opened.user, self.world.channels[opened.channel], data, opened.message)

    async def _interact(
        self, kind: int, user: str, channel: Channel, data: Json, message: Json | None = None, locale: str = "en-US"
    ) -> Pressed:
        """An interaction, and wait for its first answer as Discord does: three seconds."""
        pressed = self.make(kind, user, channel, message)
        await self.deliver(pressed, data, locale)
        await until(lambda: pressed.answered, None, 3.2)
        return pressed

    def make(self, kind: int, user: str, channel: Channel, message: Json | None) -> Pressed:
        """A new interaction, not yet told to the bot."""
        made = self.world.snowflake()
        at = asyncio.get_running_loop().time()
        pressed = Pressed(made, f"token-{made}", kind, user, channel.id, at, message)
        self.world.pressed[pressed.token] = pressed
        return pressed

    async def deliver(self, pressed: Pressed, data: Json, locale: str = "en-US") -> None:
        """Tell the bot of an interaction, perhaps once more."""
        channel = self.world.channels[pressed.channel]
        told: Json = {
            "id": pressed.id, "application_id": APPLICATION, "type": pressed.kind, "data": data, "token": pressed.token,
            "version": 1, "locale": locale, "channel_id": channel.id,
            "app_permissions": self.world.rights if channel.guild else "2147483647",
            "entitlements": [], "attachment_size_limit": 10_485_760, "context": 0 if channel.guild else 1,
            "authorizing_integration_owners": {"0": channel.guild or "0"} if self.world.installed
            else {"1": pressed.user},
        }  # fmt: skip
        if channel.guild:
            told |= {
                "guild_id": channel.guild,
                "guild": {"id": channel.guild, "locale": "en-US", "features": []},
                "guild_locale": "en-US",
                "channel": {"id": channel.id, "type": 0, "name": "general", "guild_id": channel.guild, "position": 0,
                            "permission_overwrites": [], "permissions": "2147483647"},
                "member": self.gateway.member(channel.guild, pressed.user),
            }  # fmt: skip
        else:
            recipients = [self.world.user(BOT)]
            here = {"id": channel.id, "type": 1, "recipients": recipients, "last_message_id": None}
            told |= {"user": self.world.user(pressed.user), "channel": here}
        if pressed.message is not None:
            told["message"] = pressed.message
        await self.gateway.emit("INTERACTION_CREATE", told, self._shard(channel))

    async def joins(self, guild: str) -> None:
        """The bot is added to a server: unlike one that comes back from an outage it is told without that mark."""
        self.world.joined[guild] = self.world.now()
        told = {name: value for name, value in self.gateway.guild(guild).items() if name != "unavailable"}
        await self.gateway.emit("GUILD_CREATE", told, int(guild) % self.gateway.shards)

    async def puts_out(self, guild: str) -> None:
        """The bot is put out of a server."""
        await self.gateway.emit("GUILD_DELETE", {"id": guild}, int(guild) % self.gateway.shards)

    async def deletes(self, guild: str) -> Channel:
        """The channel of a server is deleted; another one, which was there before, is what it has from now on."""
        old = self.world.guild(guild)
        told = {"id": old.id, "guild_id": guild, "type": 0, "name": "general", "position": 0, "nsfw": False,
                "permission_overwrites": [], "parent_id": None, "topic": None, "rate_limit_per_user": 0}  # fmt: skip
        other = {**told, "id": f"8{int(guild):017d}", "name": "lounge"}
        await self.gateway.emit("CHANNEL_CREATE", other, int(guild) % self.gateway.shards)
        del self.world.guilds[guild], self.world.channels[old.id]
        self.world.channels[other["id"]] = Channel(other["id"], guild=guild)
        self.world.guilds[guild] = other["id"]
        await self.gateway.emit("CHANNEL_DELETE", told, int(guild) % self.gateway.shards)
        return self.world.guild(guild)

    # What people see

    def sees(self, user: str, guild: str | None = None) -> list[Json]:
        """The messages of the bot in a place, the oldest first, as they are now; of private ones only this user's."""
        channel = self.world.guild(guild) if guild else self.world.dm(user)
        mine = {p.original["id"] for p in self.world.pressed.values() if p.user == user and p.original}
        mine |= {m["id"] for p in self.world.pressed.values() if p.user == user for m in p.followups}
        return [
            m for m in channel.messages
            if m["author"]["id"] == BOT and not m["flags"] & LOADING and (not m["flags"] & EPHEMERAL or m["id"] in mine)
        ]  # fmt: skip

    async def sees_soon(self, user: str, words: str, guild: str | None = None, patience: float = PATIENCE) -> Json:
        """The newest message with these words, as soon as it is there."""
        found: list[Json] = []

        def there() -> bool:
            found[:] = [m for m in self.sees(user, guild) if words in m["content"]]
            return bool(found)

        await until(there, f"{words!r} for {user}: {[m['content'][:80] for m in self.sees(user, guild)]}", patience)
        return found[-1]


def words_of(pressed: Pressed) -> str:
    """What answers an interaction, at once or after "thinking…"; nothing as long as nothing does."""
    return pressed.original["content"] if pressed.original else ""


async def answered_with(pressed: Pressed, words: str) -> Json:
    """What answers an interaction with these words (any, if none are given), as soon as it is there."""
    found: list[Json] = []

    def there() -> bool:
        told = [message for message in (pressed.original, *pressed.followups) if message]
        found[:] = [message for message in told if message["content"] and words in message["content"]]
        return bool(found)

    await until(there, f"an answer with {words!r}")
    return found[0]


def choices(message: Json) -> list[tuple[Json, str | None]]:
    """Everything on a message that can be pressed, with the value that it chooses."""
    found: list[tuple[Json, str | None]] = []
    for row in message["components"]:
        for item in row["components"]:
            if item["type"] == SELECT:
                found += [({**item, "label": option["label"]}, option["value"]) for option in item["options"]]
            else:
                found.append((item, None))
    return found


async def until(true: Callable[[], bool], what: str | None, patience: float = PATIENCE) -> bool:
    """Wait for something. Whether it came; raises ``AssertionError`` if it did not and has a name."""
    loop = asyncio.get_running_loop()
    end = loop.time() + patience
    while not true():
        if loop.time() > end:
            assert what is None, f"waited {patience} s for {what}"
            return False
        await asyncio.sleep(0.01)
    return True
