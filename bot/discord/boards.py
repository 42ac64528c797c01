"""Boards in channels: only the newest message of each has buttons, a thread to talk in, nobody on it who has left.

Who leaves a server is told to those with a privileged intent alone, so it is asked whenever a board is shown.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final

import discord

from bot.aside import Aside
from bot.discord.calls import BROKEN
from bot.discord.servers import IN, UNSAVED
from bot.shell import Shell
from coach_core.store import NotSaved

NOTE = "board "  # before the channel and the anchor of a board
LOOKED_AT, MOST = 10, 2000  # people on the boards of a room that are asked about at once, and that are at all
OFTEN = 600.0  # seconds between two looks at a room
LASTS: Final = 10080  # minutes without a word until Discord folds a thread up
NO_MEMBER = 10007
THREAD_NAME = 100  # characters


class Boards:
    """What belongs to boards beside their text."""

    def __init__(self, shell: Shell, aside: Aside) -> None:
        self._shell = shell
        self._aside = aside
        self._looked: dict[int, tuple[float, int]] = {}  # rooms: when last, and how far down

    async def newest(
        self, client: discord.Client, channel: discord.PartialMessageable, block: Mapping[str, Any], there: str
    ) -> None:
        """A board has a new message: that of before keeps standing without its buttons; who has left goes off it."""
        name = f"{NOTE}{channel.id} {block['anchor']}"
        with suppress(NotSaved):
            older = (await self._shell.notes()).get(name)
            await self._shell.note(name, there)
            server = getattr(getattr(client.get_channel(channel.id), "guild", None), "id", None)
            if server is not None:
                await self._shell.note(f"{IN}{channel.id}", str(server))
            if older is not None and older != there:
                with suppress(discord.HTTPException):
                    await channel.get_partial_message(int(older)).edit(view=None)
        if "thread" in block:
            with suppress(discord.HTTPException):  # there is one already, or no right to begin one
                await client.http.start_thread_with_message(
                    channel.id, int(there), name=block["thread"][:THREAD_NAME], auto_archive_duration=LASTS
                )
        self.look(client, channel.id, often=0)

    def look(self, client: discord.Client, room: int, *, often: float = OFTEN) -> None:
        """A board is shown: see who of it has left, some at a time, not too often."""
        now = asyncio.get_running_loop().time()
        at, done = self._looked.get(room, (float("-inf"), 0))
        if now - at < often * self._shell.settings.test_pace:
            return
        self._looked[room] = now, done
        self._aside.begin(self._look(client, room, done))

    async def _look(self, client: discord.Client, room: int, done: int) -> None:
        """Who is on the boards of a room and not in its server any more, from where the last look ended."""
        server = getattr(getattr(client.get_channel(room), "guild", None), "id", None)
        if server is None:
            return
        with suppress(*UNSAVED, discord.HTTPException, *BROKEN):
            people = await self._shell.on_boards(str(room), MOST)
            done = done if done < len(people) else 0
            for person in people[done : done + LOOKED_AT]:
                if await has_left(client, server, int(person)):
                    await self._shell.left_room(person, str(room))
            self._looked[room] = self._looked[room][0], done + LOOKED_AT


async def has_left(client: discord.Client, server: int, person: int) -> bool:
    """Whether somebody is no member of a server any more."""
    try:
        await client.http.get_member(server, person)
    except discord.NotFound as error:
        return error.code == NO_MEMBER
    return False
