"""What was written while nobody listened: after a start that is no resume the private chats are read from where we
were. Which messages those are is all that is decided here.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, timedelta

import aiohttp
import discord

from bot.discord.events import as_id, of_message
from bot.shell import Shell
from coach_core.store import NotSaved, StoreStopped
from coach_core.talk import Incoming

log = logging.getLogger(__name__)
HEARD = "heard"  # note: a message up to which all private ones are taken
EVERY = 60.0  # seconds between two times that HEARD is written
MOST = 1000  # messages of one chat
ACTIVE = timedelta(days=90)
OLD = timedelta(hours=24)  # what is older is not logged but asked for again
SURE = timedelta(minutes=5)  # by more than that our clock and Discord's do not differ

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
        self._under_way = set[int]()  # private messages that are not taken yet
        self._behind: int | None = None  # since when something may be missing, until all chats are read
        self._told = 0  # what HEARD says
        self._met: dict[str, tuple[int, date]] = {}
        self.caught_up = asyncio.Event()

    def heard(self, message: int) -> None:
        """A private message was taken as it was told live: what is older was told before it."""
        self._newest = max(self._newest, message)

    @contextmanager
    def hearing(self, message: int) -> Iterator[None]:
        """Meanwhile a private message is being taken: should that be broken off, it must be found again."""
        self._under_way.add(message)
        try:
            yield
        finally:
            self._under_way.discard(message)

    @property
    def _all_before(self) -> int:
        """The latest message up to which all are taken."""
        behind = self._newest if self._behind is None else self._behind
        return min((self._newest, behind, *(message - 1 for message in self._under_way)))

    def hold(self) -> int:
        """From now on live messages wait for ``begin``, which is handed the number of this start."""
        self._round += 1
        self._behind = self._all_before
        self.caught_up.clear()
        return self._round

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
        if (heard := self._all_before) > self._told:
            await self._shell.note(HEARD, str(heard))
            self._told = heard

    async def leave(self) -> None:
        """Write down how far we are, at the end."""
        with suppress(*UNSAVED):
            await self._note()

    async def begin(self, client: discord.Client, mine: int) -> None:
        """Read what was missed, if anything was; then let the live messages through. The latest start goes on."""
        now = as_id(self._shell.clock.now() - SURE)
        try:
            async with self._reading:
                await self._catch_up(client, mine)
                if self._round == mine:
                    self._behind = None
                    self.heard(now)  # of what is newer another end of the line may have hidden some
                    await self._note()
        except UNSAVED as error:
            log.error("discord: what was missed is read at the next start: %s", error)
        finally:
            self._let_through(mine)

    def _let_through(self, mine: int) -> None:
        if self._round == mine:
            self.caught_up.set()

    async def _catch_up(self, client: discord.Client, mine: int) -> None:
        noted = int((await self._shell.notes()).get(HEARD, 0))
        since = max(noted, self._behind or 0)
        if not since:
            return
        unread: Chats = await self._shell.chats(self._shell.clock.now() - ACTIVE)
        wait = FIRST_WAIT
        while (unread := await self._read(client, since, unread)) and self._round == mine:
            self._let_through(mine)  # nobody waits for the chats of others
            await asyncio.sleep(wait * self._shell.settings.test_pace)
            wait = min(EVERY, 2 * wait)

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

    async def _long_missed(self, event: Incoming) -> None:
        if not await self._shell.known(event):
            await self._missed(event)
