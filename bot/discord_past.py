"""What was written while nobody listened: after a start that is no resume the private chats are read from where we
were. Which messages those are is all that is decided here.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import date, timedelta

import aiohttp
import discord

from bot.discord_events import of_message
from bot.shell import Shell
from coach_core.store import NotSaved, StoreStopped
from coach_core.talk import Incoming

log = logging.getLogger(__name__)
HEARD = "heard"  # note: the latest private message that was taken
BEHIND = "behind"  # note: since when private chats are being read again, while that is not done
EVERY = 60.0  # seconds between two times that HEARD is written
MOST = 200  # messages of one chat
ACTIVE = timedelta(days=90)
OLD = timedelta(hours=24)  # what is older is not logged but asked for again

FIRST_WAIT = 2.0  # seconds before a chat is tried again
UNSAVED = (NotSaved, StoreStopped)
TROUBLE = (discord.DiscordException, OSError, aiohttp.ClientError, TimeoutError, LookupError, TypeError, ValueError)

Take = Callable[[Incoming], Awaitable[None]]
Chats = Sequence[tuple[str, str]]  # people and their private chats


class Past:
    """How far the private chats were heard. Live messages wait until what came before them is taken."""

    def __init__(self, shell: Shell, take: Take, missed: Take) -> None:
        self._shell = shell
        self._take = take
        self._missed = missed
        self._round = 0  # of starts: a later one takes over
        self._reading = asyncio.Lock()
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
            with suppress(*UNSAVED):
                await self._note()

    async def _note(self) -> None:
        if self._newest > self._told:
            await self._shell.note(HEARD, str(self._newest))
            self._told = self._newest

    async def leave(self) -> None:
        """Write down how far we are, at the end."""
        with suppress(*UNSAVED):
            await self._note()

    async def begin(self, client: discord.Client) -> None:
        """Read what was missed, if anything was; then let the live messages through. The latest start goes on."""
        self._round += 1
        mine, newest = self._round, self._newest
        self.caught_up.clear()
        try:
            async with self._reading:
                await self._catch_up(client, newest, mine)
        except UNSAVED as error:
            log.error("discord: what was missed is read at the next start: %s", error)
        finally:
            self._let_through(mine)

    def _let_through(self, mine: int) -> None:
        if self._round == mine:
            self.caught_up.set()

    async def _catch_up(self, client: discord.Client, newest: int, mine: int) -> None:
        notes = await self._shell.notes()
        since = int(notes.get(BEHIND) or max(int(notes.get(HEARD, 0)), newest))
        if not since:
            await self._shell.note(HEARD, str(discord.utils.time_snowflake(self._shell.clock.now())))
            return
        await self._shell.note(BEHIND, str(since))
        unread: Chats = await self._shell.chats(self._shell.clock.now() - ACTIVE)
        wait = FIRST_WAIT
        while (unread := await self._read(client, since, unread)) and self._round == mine:
            self._let_through(mine)  # nobody waits for the chats of others
            await asyncio.sleep(wait * self._shell.settings.test_pace)
            wait = min(EVERY, 2 * wait)
        if self._round == mine:
            await self._note()
            await self._shell.note(BEHIND, None)

    async def _read(self, client: discord.Client, since: int, chats: Chats) -> Chats:
        """Read some chats; those that could not be read for the moment. One that is closed to us is left out."""
        unread = []
        for person, chat in chats:
            try:
                await self._chat(client, int(chat), since)
            except (discord.Forbidden, discord.NotFound):
                continue
            except TROUBLE as error:
                log.warning("discord: a private chat cannot be read just now: %s", type(error).__name__)
                unread.append((person, chat))
        return unread

    async def _chat(self, client: discord.Client, channel: int, since: int) -> None:
        """All that was written in one chat, the oldest first."""
        me = client.user.id if client.user else 0
        chat = client.get_partial_messageable(channel, type=discord.ChannelType.private)
        old = self._shell.clock.now() - OLD
        async for message in chat.history(after=discord.Object(since), limit=MOST, oldest_first=True):
            event = of_message(message, me)
            if event is not None:
                await (self._long_missed if event.at < old else self._take)(event)
                self.heard(message.id)

    async def _long_missed(self, event: Incoming) -> None:
        if not await self._shell.known(event):
            await self._missed(event)
