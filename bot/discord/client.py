"""discord.py's client, told to keep nothing: every event is handed to discord_hear.py, every start is counted."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.aside import Aside
from bot.discord import budget
from bot.discord.contact import GATEWAY, Contact
from bot.discord.hear import Ears
from bot.discord.refusals import Refusals
from bot.discord.servers import UNSAVED
from bot.settings import Settings
from bot.shell import Shell
from coach_core.store import NotSaved

log = logging.getLogger(__name__)
BETWEEN_STARTS = 5.0  # seconds: Discord's own limit for two shards
BEAT = 60.0  # seconds without any word from the gateway after which a connection is given up
SERVERS_WITHIN = 2.0  # seconds between two servers that are told after a start: later ones are new
UNREADABLE = (LookupError, TypeError, ValueError, AttributeError)


def point(settings: Settings) -> None:
    """Let discord.py talk to the addresses of the settings: it has no other place for them than its classes."""
    Route.BASE = settings.discord_api
    if settings.discord_gateway is not None:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.discord_gateway)
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # nobody is spoken to here


class Client(discord.AutoShardedClient):
    """One connection to Discord, without privileged intents."""

    def __init__(self, shell: Shell, ears: Ears, contact: Contact, aside: Aside, refusals: Refusals) -> None:
        self._shell, self._ears, self._contact, self._aside = shell, ears, contact, aside
        self._pace = shell.settings.test_pace
        self._well: set[int] = set()  # shards that are connected
        self.was_ready = False
        super().__init__(
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,  # a message that is kept changes while it waits to be read
            max_ratelimit_timeout=30.0,
            http_trace=refusals.trace(),
            heartbeat_timeout=BEAT * self._pace,
            shard_connect_timeout=None,
            guild_ready_timeout=SERVERS_WITHIN * self._pace,
        )
        parsers = self._connection.parsers
        parsers.update({name: self._guarded(name, parse) for name, parse in parsers.items()})

    def _guarded(self, name: str, parse: Callable[[Any], None]) -> Callable[[Any], None]:
        """What cannot be read becomes a dead letter; discord.py would end the connection."""

        def guarded(data: Any) -> None:  # noqa: ANN401 - any JSON
            try:
                parse(data)
            except UNREADABLE as error:
                log.error("discord: %s cannot be read: %s", name, type(error).__name__)
                self._aside.begin(self._put_aside(name, data))

        return guarded

    async def _put_aside(self, name: str, data: Any) -> None:  # noqa: ANN401 - any JSON
        told = data.get("id") if isinstance(data, Mapping) else None
        with suppress(*UNSAVED):
            await self._shell.put_aside(f"{name} {told}", json.dumps(data).encode())

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Before each session that is asked for: no two at once, and those that lead to nothing are counted."""
        if not initial:
            await asyncio.sleep(BETWEEN_STARTS * self._pace)
        with suppress(NotSaved):
            starts = budget.told(await self._shell.notes())
            now = self._shell.clock.now()
            wait = budget.wait_before(starts, now).total_seconds()
            if wait > 0 and not initial:
                self._contact.lost(GATEWAY, f"{len(starts)} starts led to nothing: the next one in {wait:.0f} s")
                await asyncio.sleep(wait * self._pace)
            await self._shell.note(budget.NOTE, budget.noted([*starts, self._shell.clock.now()]))

    async def on_shard_connect(self, shard: int) -> None:
        """A new session: nothing of before is told again, so it is read."""
        private = shard == 0  # private messages come here alone
        start = self._ears.past.hold() if private else 0  # first of all: live ones come right behind
        self.was_ready = True
        with suppress(NotSaved):
            await self._shell.note(budget.NOTE, None)
        self._connected(shard)
        if private:
            await self._ears.past.begin(self, start)

    async def on_shard_resumed(self, shard: int) -> None:
        """The session goes on, and what was missed was told again."""
        self._connected(shard)

    def _connected(self, shard: int) -> None:
        self._well.add(shard)
        if len(self._well) >= (self.shard_count or 1):
            self._contact.found(GATEWAY)

    async def on_shard_disconnect(self, shard: int) -> None:
        """The connection is lost; discord.py looks for another."""
        self._well.discard(shard)
        self._contact.lost(GATEWAY, "the connection is lost")

    async def on_message(self, message: discord.Message) -> None:
        """Something was written."""
        await self._ears.written(message, self._me)

    async def on_raw_message_edit(self, edit: discord.RawMessageUpdateEvent) -> None:
        """Something that was written has another text."""
        await self._ears.edited(edit.message, self._me)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """A command, a press, a form, or somebody who types."""
        await self._ears.pressed(interaction)

    async def on_ready(self) -> None:
        """All servers are told that the bot is in."""
        await self._ears.servers.missed(self)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Added to a server."""
        await self._ears.servers.joined(guild)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Put out of a server."""
        await self._ears.servers.left(guild)

    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """A channel of a server is gone."""
        await self._ears.servers.channel_gone(channel.guild, channel.id)

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        """What nobody caught: named in the log, without what people wrote."""
        log.exception("discord: %s failed", event_method)

    @property
    def _me(self) -> int:
        return self.user.id if self.user is not None else 0
