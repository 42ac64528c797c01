"""Servers and channels that come and go, also while nobody listened. What people write is in discord_hear.py."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta

import discord

from bot.shell import Shell
from coach_core.store import NotSaved, Stored, StoreStopped

log = logging.getLogger(__name__)
LEFT = "left "  # before a server that the bot was put out of, and since when
IN = "in "  # before a channel with a board, and its server
UNKNOWN_CHANNEL = 10003
UNSAVED = (NotSaved, StoreStopped)
NEW = timedelta(days=7)  # for so long a server is new that the bot was added to while it was away


class Servers:
    """The servers of one bot."""

    def __init__(self, shell: Shell, say_now: Callable[[Stored], Awaitable[None]]) -> None:
        self._shell = shell
        self._say_now = say_now
        self._welcomed: set[int] = set()  # since the start
        self._changing = asyncio.Lock()  # one after the other, as they were told

    async def joined(self, guild: discord.Guild) -> None:
        """Added to a server: one welcome there, however often that is told; boards of before are put there anew."""
        with until_the_next_start():
            async with self._changing:
                new, channel = await self._is_new(guild), place_in(guild)
            if new and channel is not None:
                await self._say_now(self._shell.welcome(str(channel.id), str(guild.preferred_locale)))

    async def _is_new(self, guild: discord.Guild) -> bool:
        """Whether nothing was said in a server yet; where the bot was before, boards are due anew."""
        note, left = f"welcomed {guild.id}", f"{LEFT}{guild.id}"
        if guild.id in self._welcomed:
            return False
        notes = await self._shell.notes()
        if left in notes:
            since = datetime.fromisoformat(notes[left])
            await self._shell.rooms_back(rooms_of(guild), since)
            await self._shell.note(left, None)
        if note not in notes:
            await self._shell.note(note, "yes")
        self._welcomed.add(guild.id)
        return note not in notes

    async def left(self, guild: discord.Guild) -> None:
        """Put out of a server."""
        with until_the_next_start():
            await self._left(guild.id, rooms_of(guild))

    async def _left(self, guild: int, rooms: list[str]) -> None:
        """What its rooms had is kept for a while; the next time it is welcomed again."""
        async with self._changing:
            self._welcomed.discard(guild)
            await self._shell.put_out(rooms)
            await self._shell.note(f"welcomed {guild}", None)
            await self._shell.note(f"{LEFT}{guild}", self._shell.clock.now().isoformat())

    async def channel_gone(self, guild: discord.Guild, channel: int) -> None:
        """A channel was deleted: what lived there goes on where the server puts its own messages."""
        place = place_in(guild, but=channel)
        with until_the_next_start():
            if place is not None:
                await self._shell.room_gone(str(channel), str(place.id))
            await self._shell.note(f"{IN}{channel}", None)

    async def missed(self, client: discord.Client) -> None:
        """After a start: channels with boards that were deleted meanwhile, servers put out of, servers added to."""
        with until_the_next_start():
            notes = await self._shell.notes()
            await self._boards_missed(client, notes)
            for guild in client.guilds:
                if not guild.unavailable and (f"{LEFT}{guild.id}" in notes or self._is_recent(guild)):
                    await self.joined(guild)

    async def _boards_missed(self, client: discord.Client, notes: Mapping[str, str]) -> None:
        boards = {int(name.removeprefix(IN)): int(v) for name, v in notes.items() if name.startswith(IN)}
        for server in dict.fromkeys(boards.values()):
            guild, rooms = client.get_guild(server), [room for room, its in boards.items() if its == server]
            if guild is None and f"{LEFT}{server}" not in notes:
                await self._left(server, [str(room) for room in rooms])
            elif guild is not None and not guild.unavailable:
                for room in rooms:
                    if guild.get_channel_or_thread(room) is None and await is_gone(client, room):
                        await self.channel_gone(guild, room)

    def _is_recent(self, guild: discord.Guild) -> bool:
        """Whether the bot has not been in a server for long."""
        since = getattr(guild.me, "joined_at", None)
        return since is not None and self._shell.clock.now() - since < NEW


@contextmanager
def until_the_next_start() -> Iterator[None]:
    """What cannot be saved about servers and channels is found out again at the next start."""
    try:
        yield
    except UNSAVED as error:
        log.error("discord: what changed in a server is seen to at the next start: %s", error)


async def is_gone(client: discord.Client, channel: int) -> bool:
    """Whether there is no such channel any more; one that is only hidden, or a thread that is folded up, is there."""
    try:
        await client.http.get_channel(channel)
    except discord.NotFound as error:
        return error.code == UNKNOWN_CHANNEL
    except (discord.HTTPException, OSError):
        return False
    return False


def rooms_of(guild: discord.Guild) -> list[str]:
    """All of a server in which something can be said."""
    return [str(channel.id) for channel in (*guild.channels, *guild.threads)]


def place_in(guild: discord.Guild, but: int = 0) -> discord.TextChannel | None:
    """Where something can be said to a server: its own channel for that, else the first one; best where we may."""
    places = [place for place in (guild.system_channel, *guild.text_channels) if place is not None and place.id != but]
    return next((place for place in places if may_write(guild, place)), next(iter(places), None))


def may_write(guild: discord.Guild, place: discord.TextChannel) -> bool:
    """Whether the bot is let into a channel and may say something there."""
    rights = place.permissions_for(guild.me)
    return rights.view_channel and rights.send_messages
