"""Private chats by person: those that were written in, and those that the bot opened. What is sent there: send.py."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress

import aiohttp
import discord

from bot.shell import Shell
from coach_core.store import NotSaved, StoreStopped

log = logging.getLogger(__name__)
MOST = 10_000  # chats that are remembered here
BETWEEN = 5.0  # seconds between two that are opened before there is anything to say: Discord takes many for spam
PATIENCE = 10.0  # seconds for one
TROUBLE = (discord.DiscordException, OSError, aiohttp.ClientError, TimeoutError, RuntimeError)
UNSAVED = (NotSaved, StoreStopped)


class Chats:
    """The private chats of one bot."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self._known: dict[str, str | None] = {}  # None where there was none yet
        self._meeting = set[str]()  # people whose chat was to be opened, since the start
        self._one = asyncio.Lock()

    async def known(self, person: str) -> str | None:
        """The chat with a person, if there ever was one. Raises ``NotSaved``."""
        if person not in self._known:
            if len(self._known) >= MOST:
                self._known.clear()
            self._known[person] = await self._shell.chat(person)
        return self._known[person]

    async def opened(self, client: discord.Client, person: str) -> discord.DMChannel:
        """The chat, opened. What is written there while nobody listens is read later, as in any other."""
        channel = await client.create_dm(discord.Object(int(person)))
        self._known[person] = str(channel.id)
        with suppress(*UNSAVED):
            await self._shell.met(person, str(channel.id))
        return channel

    async def meet(self, client: discord.Client, person: str) -> None:
        """Open the chat with somebody who is known from a server alone: only a known one can be read after a gap.

        Nothing is said there. Once a start; what goes wrong is no matter.
        """
        if person in self._meeting or len(self._meeting) >= MOST:
            return
        self._meeting.add(person)
        async with self._one:
            with suppress(*UNSAVED):
                try:
                    if await self.known(person) is not None:
                        return
                    async with asyncio.timeout(PATIENCE * self._shell.settings.test_pace):
                        await self.opened(client, person)
                except TROUBLE as error:
                    log.info("discord: a private chat cannot be opened: %s", type(error).__name__)
                await asyncio.sleep(BETWEEN * self._shell.settings.test_pace)
