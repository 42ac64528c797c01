"""Boards in channels: of several messages of one board only the newest has buttons. Which that is, is remembered."""

from __future__ import annotations

from contextlib import suppress

import discord

from bot.shell import Shell
from coach_core.store import NotSaved

NOTE = "board "  # before the channel and the anchor of a board


class Boards:
    """The newest message of each board."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    async def newest(self, channel: discord.PartialMessageable, anchor: str, there: str) -> None:
        """A board has a new message: the one of before keeps standing, without its buttons."""
        name = f"{NOTE}{channel.id} {anchor}"
        with suppress(NotSaved):
            older = (await self._shell.notes()).get(name)
            await self._shell.note(name, there)
            if older is not None and older != there:
                with suppress(discord.HTTPException):
                    await channel.get_partial_message(int(older)).edit(view=None)
