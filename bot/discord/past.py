"""What was written while nobody listened: after a start that is no resume the private chats are read from where we
were. Which messages those are is all that is decided here.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import field
from datetime import date, timedelta

import aiohttp
import discord

from bot.discord.events import as_id, of_edit, of_message
from bot.shell import Shell
from coach_core.store import NotSaved, StoreStopped
from coach_core.talk import Incoming
from coach_core.values import dataclass

log = logging.getLogger(__name__)
HEARD = "heard"  # note: a message up to which all private ones are taken
EVERY = 60.0  # seconds between two times that HEARD is written
MOST = 1000  # messages of one chat
ACTIVE = timedelta(days=90)
CHANGED = timedelta(hours=24)  # what was written that long before a gap is looked at: it may have been edited in it
OLD = timedelta(hours=24)  # what is older is not logged but asked for again
SURE = timedelta(minutes=5)  # by more than that our clock and Discord's do not differ

FIRST_WAIT = 2.0  # seconds before a chat is tried again
PATIENCE = (
    30.0  # seconds for what was written in one chat; no pace makes it shorter, lest a slow machine lose the order
)
UNSAVED = (NotSaved, StoreStopped)
BROKEN = (OSError, aiohttp.ClientError, TimeoutError, RuntimeError)  # RuntimeError: the session is closed just now
TROUBLE = (discord.DiscordException, *BROKEN, LookupError, TypeError, ValueError)

Take = Callable[[Incoming], Awaitable[None]]


@dataclass(eq=False, slots=True)
class Unread:
    """A private chat in which something may have been missed."""

    channel: int
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    failed: bool = False  # it cannot be read just now: who writes there does not wait for that


class Past:
    """How far the private chats were heard. Live messages wait until what came before them in their chat is taken."""

    def __init__(self, shell: Shell, take: Take, missed: Take) -> None:
        self._shell = shell
        self._take = take
        self._missed = missed
        self._round = 0  # of starts: a later one takes over
        self._newer = asyncio.Event()  # there is one
        self._reading = asyncio.Lock()
        self._newest = 0
        self._under_way = set[int]()  # private messages that are not taken yet
        self._behind: int | None = None  # since when something may be missing, until all chats are read
        self._told = 0  # what HEARD says
        self._met: dict[str, tuple[int, date]] = {}
        self._unread: dict[str, Unread] = {}  # by person
        self._since = 0  # from where on they are read
        self._client: discord.Client | None = None  # and by whom
        self.listed = asyncio.Event()  # it is known which are to be read

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
        self._unread = {}
        self.listed.clear()
        self._newer.set()
        self._newer = asyncio.Event()
        return self._round

    async def up_to_date(self, person: str) -> None:
        """Wait until what somebody wrote before is taken; neither for the chats of others nor for one in trouble."""
        await self.listed.wait()
        chat = self._unread.get(person)
        if chat is not None and not chat.failed:
            with suppress(*UNSAVED):
                await self._read(person, chat)

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
            self.listed.set()

    async def _catch_up(self, client: discord.Client, mine: int) -> None:
        noted = int((await self._shell.notes()).get(HEARD, 0))
        since = max(noted, self._behind or 0)
        chats = await self._shell.chats(self._shell.clock.now() - ACTIVE) if since else ()
        if self._round != mine:
            return
        self._client, self._since = client, since
        self._unread = {person: Unread(int(chat)) for person, chat in chats}
        self._let_through(mine)
        wait, newer = FIRST_WAIT, self._newer
        while await self._some_left(mine):
            with suppress(TimeoutError):
                await asyncio.wait_for(newer.wait(), wait * self._shell.settings.test_pace)
            wait = min(EVERY, 2 * wait)

    async def _some_left(self, mine: int) -> bool:
        """Read all chats that are to be read; whether there are some that could not be, for the moment."""
        for person, chat in list(self._unread.items()):
            if self._round == mine:
                await self._read(person, chat)
        return self._round == mine and bool(self._unread)

    async def _read(self, person: str, chat: Unread) -> None:
        """Read a chat, unless that was done meanwhile. One that is closed to us is left out. Raises ``NotSaved``."""
        async with chat.turn:
            if self._client is None or self._unread.get(person) is not chat:
                return
            try:
                await self._chat(self._client, chat.channel, self._since)
            except (discord.Forbidden, discord.NotFound):
                pass
            except TROUBLE as error:
                log.warning("discord: a private chat cannot be read just now: %s", type(error).__name__)
                chat.failed = True
                return
            if self._unread.get(person) is chat:
                del self._unread[person]

    async def _chat(self, client: discord.Client, channel: int, since: int) -> None:
        """All that was written or changed in one chat, the oldest first."""
        me = client.user.id if client.user else 0
        chat = client.get_partial_messageable(channel, type=discord.ChannelType.private)
        old, begin = self._shell.clock.now() - OLD, discord.utils.snowflake_time(since)
        async with asyncio.timeout(PATIENCE):
            written = [one async for one in chat.history(after=begin - CHANGED, limit=MOST, oldest_first=True)]
            if len(written) == MOST:  # so much that some of what is new may not be among it
                after = discord.Object(since)
                written = [one async for one in chat.history(after=after, limit=MOST, oldest_first=True)]
        for event in sorted(missed(written, since, me), key=lambda event: event.at):
            await (self._long_missed if event.at < old else self._take)(event)

    async def _long_missed(self, event: Incoming) -> None:
        if not await self._shell.known(event):
            await self._missed(event)


def missed(messages: Iterable[discord.Message], since: int, me: int) -> Iterator[Incoming]:
    """What was written behind a message, and how what was written before it was changed since then."""
    begin = discord.utils.snowflake_time(since)
    for message in messages:
        found = of_message(message, me) if message.id > since else None
        changed = message.edited_at is not None and message.edited_at > begin
        yield from (event for event in (found, of_edit(message, me) if changed else None) if event is not None)
