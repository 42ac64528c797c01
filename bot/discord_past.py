"""What was written while nobody listened: after a start that is no resume the private chats are read from where we
were. Which messages those are is all that is decided here.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import date, timedelta

import discord

from bot.discord_events import of_message
from bot.shell import Shell
from coach_core.store import NotSaved
from coach_core.talk import Incoming

log = logging.getLogger(__name__)
HEARD = "heard"  # note: the latest private message that was taken
BEHIND = "behind"  # note: since when private chats are being read again, while that is not done
EVERY = 60.0  # seconds between two times that HEARD is written
MOST = 200  # messages of one chat
ACTIVE = timedelta(days=90)
OLD = timedelta(hours=24)  # what is older is not logged but asked for again

Take = Callable[[Incoming], Awaitable[None]]


class Past:
    """How far the private chats were heard. Live messages wait until what came before them is taken."""

    def __init__(self, shell: Shell, take: Take, missed: Take) -> None:
        self._shell = shell
        self._take = take
        self._missed = missed
        self._newest = 0
        self._told = 0  # what HEARD says
        self._met: dict[str, tuple[int, date]] = {}
        self.caught_up = asyncio.Event()

    def heard(self, message: int) -> None:
        """A private message was taken."""
        self._newest = max(self._newest, message)

    async def met(self, person: str, channel: int) -> None:
        """Remember the private chat of a person, once a day."""
        told = (channel, self._shell.clock.now().date())
        if self._met.get(person) != told:
            await self._shell.met(person, str(channel))
            self._met[person] = told

    async def keep(self) -> None:
        """Write down now and then how far we are."""
        while True:
            await asyncio.sleep(EVERY * self._shell.settings.test_pace)
            with suppress(NotSaved):
                await self._note()

    async def _note(self) -> None:
        if self._newest > self._told:
            await self._shell.note(HEARD, str(self._newest))
            self._told = self._newest

    async def begin(self, client: discord.Client) -> None:
        """Read what was missed, if anything was; then let the live messages through."""
        self.caught_up.clear()
        try:
            notes = await self._shell.notes()
            since = int(notes.get(BEHIND) or max(int(notes.get(HEARD, 0)), self._newest))
            if since:
                await self._shell.note(BEHIND, str(since))
                await self._read(client, since)
                await self._note()
            else:
                await self._shell.note(HEARD, str(discord.utils.time_snowflake(self._shell.clock.now())))
            await self._shell.note(BEHIND, None)
        except NotSaved as error:
            log.error("discord: what was missed is read at the next start: %s", error)
        finally:
            self.caught_up.set()

    async def _read(self, client: discord.Client, since: int) -> None:
        after = self._shell.clock.now() - ACTIVE
        for person, channel in await self._shell.chats(after):
            try:
                await self._chat(client, int(channel), since)
            except (discord.HTTPException, OSError, TimeoutError) as error:
                log.warning("discord: the chat with %s cannot be read: %s", person, type(error).__name__)

    async def _chat(self, client: discord.Client, channel: int, since: int) -> None:
        """All that was written in one chat, the oldest first."""
        me = client.user.id if client.user else 0
        chat = client.get_partial_messageable(channel, type=discord.ChannelType.private)
        old = self._shell.clock.now() - OLD
        async for message in chat.history(after=discord.Object(since), limit=MOST, oldest_first=True):
            event = of_message(message, me)
            if event is not None:
                await (self._missed if event.at < old else self._take)(event)
                self.heard(message.id)
