"""Boards in channels: only the newest message of each has buttons, a thread to talk in, nobody on it who has left."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final

import discord

from bot.shell import Shell
from coach_core.store import NotSaved

NOTE = "board "  # before the channel and the anchor of a board
LOOKED_AT = 10  # people on a board, once a day
LASTS: Final = 10080  # minutes without a word until Discord folds a thread up
NO_MEMBER = 10007
THREAD_NAME = 100  # characters


class Boards:
    """What belongs to boards beside their text."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self._tasks: set[asyncio.Task[None]] = set()

    async def newest(
        self, client: discord.Client, channel: discord.PartialMessageable, block: Mapping[str, Any], there: str
    ) -> None:
        """A board has a new message: that of before keeps standing without its buttons; who has left goes off it."""
        name = f"{NOTE}{channel.id} {block['anchor']}"
        with suppress(NotSaved):
            older = (await self._shell.notes()).get(name)
            await self._shell.note(name, there)
            if older is not None and older != there:
                with suppress(discord.HTTPException):
                    await channel.get_partial_message(int(older)).edit(view=None)
        if "thread" in block:
            with suppress(discord.HTTPException):  # there is one already, or no right to begin one
                await client.http.start_thread_with_message(
                    channel.id, int(there), name=block["thread"][:THREAD_NAME], auto_archive_duration=LASTS
                )
        task = asyncio.create_task(self._look(client, channel.id))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _look(self, client: discord.Client, room: int) -> None:
        """Who is on the boards of a room and not in its server any more."""
        server = getattr(getattr(client.get_channel(room), "guild", None), "id", None)
        if server is None:
            return
        with suppress(NotSaved, discord.HTTPException, OSError):
            for person in await self._shell.on_boards(str(room), LOOKED_AT):
                try:
                    await client.http.get_member(server, int(person))
                except discord.NotFound as error:
                    if error.code == NO_MEMBER:
                        await self._shell.left_room(person, str(room))
