"""Messages of the outbox to Discord: through the interaction that they answer, to the private chat, to a channel.

What Discord refuses becomes what bot/outbox.py names. Nothing is worded here.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from typing import Any

import aiohttp
import discord

from bot.aside import Aside
from bot.discord.boards import Boards
from bot.discord.calls import WHISPERED, Call, Calls
from bot.discord.chats import Chats
from bot.discord.contact import API, Contact
from bot.discord.refusals import Refusals
from bot.discord.rewriting import deleted, rewrite
from bot.discord.text import plain
from bot.discord.view import Part, editing, parts_of, read, sending
from bot.outbox import GivenUp, Gone, NotSent
from bot.shell import Shell
from bot.standing import last, written
from coach_core.store import Stored
from coach_core.urgency import SILENT

log = logging.getLogger(__name__)
PATIENCE = 40.0  # seconds for one request, in which discord.py may have to wait for 30
UNKNOWN_CHANNEL = 10003
REMEMBERED = timedelta(seconds=90)  # for so long a message sent again is surely known by its nonce
LOOKED_AT = 50  # messages, later than that
CLOSED = frozenset({50007, 50278, 10013})  # the person takes no messages, shares no server any more, is not there
TOO_OLD = 30046  # changed too often for its age
UNCHANGEABLE = frozenset({10008, TOO_OLD})  # or deleted there
TOO_FAST, TOO_FAST_WAIT = 40003, 600.0
BANNED_WAIT = 60.0
BROKEN = (OSError, aiohttp.ClientError, TimeoutError, RuntimeError)  # RuntimeError: the session is closed just now
UNREADABLE = (LookupError, TypeError, ValueError, AttributeError)  # what was sent is known by its nonce
REFUSED = 401


class Outbound:
    """Sends the messages of one client."""

    def __init__(self, shell: Shell, calls: Calls, contact: Contact, aside: Aside) -> None:
        self._shell = shell
        self._contact = contact
        self._calls = calls
        self._pace = shell.settings.test_pace
        self._boards = Boards(shell, aside)
        self.refusals = Refusals(contact, everywhere=shell.line.pause_all)
        self._began = shell.clock.now()
        self._chats = Chats(shell)
        self._aside = aside
        self.client: discord.Client | None = None

    async def send(self, message: Stored) -> str | None:
        """Send one message. Its id there. Raises ``NotSent``, ``Held``, ``Gone``, ``GivenUp``."""
        if (wait := self.refusals.wait()) > 0:
            raise NotSent(wait)
        try:
            there = await self._send(message)
            self._contact.found(API)
            return there
        except discord.RateLimited as error:
            self._shell.line.pause(place_of(message), error.retry_after)
            raise NotSent(error.retry_after) from None
        except discord.HTTPException as error:
            found = self._refused(message, error)
            if isinstance(found, Gone):
                await self._otherwise(message)
            raise found from None
        except BROKEN as error:
            self._contact.lost(API, type(error).__name__)
            raise NotSent from None
        except UNREADABLE as error:
            log.exception("discord: the answer to message %s cannot be read", message.id)
            raise NotSent from error

    async def _otherwise(self, message: Stored) -> None:
        """What there is to say, where the person is, of a message that cannot be sent to them."""
        if (words := read(message.body).get("otherwise")) is not None:
            with suppress(discord.DiscordException, *BROKEN):
                async with asyncio.timeout(PATIENCE * self._pace):
                    await self._calls.whisper(message.external, [Part(plain(words))])

    async def _send(self, message: Stored) -> str | None:
        async with asyncio.timeout(PATIENCE * self._pace):
            call = await self._calls.of(message)
        if call is not None:
            async with asyncio.timeout(PATIENCE * self._pace):
                there = await self._through(call, message)
                await self._calls.done(message, call)
            if there is not None:
                return there
        if message.public and message.room is not None:
            return await self._in_room(int(message.room), message)
        return await self._in_private(message)

    async def _in_private(self, message: Stored) -> str | None:
        """To the person alone. A chat that is known is not opened again: that would be a request more."""
        channel = await self._known(message.external)
        if channel is not None:
            try:
                return await self._in_place_or_anew(channel, message)
            except discord.NotFound as error:
                if error.code != UNKNOWN_CHANNEL:
                    raise
        return await self._in_place_or_anew(await self._opened(message), message)

    async def _in_place_or_anew(
        self,
        channel: discord.DMChannel | discord.PartialMessageable,
        message: Stored,
        **below: Any,  # noqa: ANN401
    ) -> str | None:
        """In the place of an earlier message; below all others where there is none or where it cannot be changed."""
        block = read(message.body)
        parts = parts_of(block, one=message.replaces is not None)
        before, chat = message.replaces_there, place_of(message)
        if before is None or before.startswith(WHISPERED):
            return await self._anew(channel, parts, message, **below)
        if "fresh" in block:
            return await self._anew(channel, parts, message, **below)
        try:
            async with self._leave(message, chat):
                await channel.get_partial_message(int(last(before))).edit(**editing(parts[-1]))
        except discord.HTTPException as error:
            if error.code not in UNCHANGEABLE:
                raise
            if error.code == TOO_OLD and "hides" in block:
                old = channel.get_partial_message(int(last(before)))
                await deleted(old, lambda: self._leave(message, chat))
            elif error.code == TOO_OLD and "daily" in block:
                return before  # it says how things were until the new one of the next day
            return await self._anew(channel, parts, message, **below)
        return before

    async def _through(self, call: Call, message: Stored) -> str | None:
        """Through an interaction; None where that is over, and an ordinary message has to do."""
        if message.public:
            await call.acknowledge()
            return None
        parts = parts_of(read(message.body), one=message.replaces is not None)
        try:
            return await call.say(parts, message.replaces_there)
        except discord.HTTPException as error:
            if error.status >= 500:
                raise
            log.warning("discord: an interaction is over: %s", error.code or error.status)
            return None

    async def _in_room(self, room: int, message: Stored) -> str | None:
        """Before everybody: a sign on what was said there, or a line below it."""
        block = read(message.body)
        said, place = answered(block, room)
        channel = self._here().get_partial_messageable(place)
        if block.get("react"):  # none where the server wants none: what there is to say was told in private
            if said is not None:
                async with self._leave(message, str(room)):
                    with suppress(discord.Forbidden, discord.NotFound):
                        await channel.get_partial_message(said).add_reaction(block["react"])
            return None
        below = {} if said is None else {
            "reference": discord.MessageReference(message_id=said, channel_id=place, fail_if_not_exists=False)
        }  # fmt: skip
        if message.rewrites:
            return await self._rewritten(channel, message)
        there = await self._in_place_or_anew(channel, message, **below)
        if "daily" in block and there is not None and there != message.replaces_there:
            async with self._leave(message, str(room)):
                await self._boards.newest(self._here(), channel, block, last(there))
        elif "daily" in block:
            self._boards.look(self._here(), room)
        return there

    async def _anew(
        self,
        channel: discord.abc.Messageable,
        parts: Sequence[Part],
        message: Stored,
        **below: Any,  # noqa: ANN401
    ) -> str | None:
        """New messages. One that may have been sent long ago is looked for first."""
        old = self._may_be_there(message) and self._shell.clock.now() - message.at > REMEMBERED
        out: list[str] = []
        for number, part in enumerate(parts):
            found = await self._found(channel, part, message) if old else None
            if found is None:
                async with self._leave(message, place_of(message)):
                    silent = message.urgency in SILENT
                    told = sending(part)
                    found = await channel.send(**told, nonce=nonce_of(message, number), silent=silent, **below)
            out.append(str(found.id))
        return written(out if message.public else out[-1:])

    async def _rewritten(self, channel: discord.PartialMessageable, message: Stored) -> str | None:
        """In its place, or deleted."""
        if message.replaces_there is None:
            return None
        place = place_of(message)
        return await rewrite(channel, message.replaces_there, read(message.body), lambda: self._leave(message, place))

    @asynccontextmanager
    async def _leave(self, message: Stored, chat: str) -> AsyncIterator[None]:
        """Leave to make one request, which ends in time. The nonce makes it known again: it may be made twice."""
        async with self._shell.line.leave(message, chat), asyncio.timeout(PATIENCE * self._pace):
            yield

    def _may_be_there(self, message: Stored) -> bool:
        """Whether it was tried before: by this process, or perhaps by a former one."""
        return message.attempts > 0 or message.at < self._began

    async def _found(self, channel: discord.abc.Messageable, part: Part, message: Stored) -> discord.Message | None:
        """The same message, sent by an attempt whose end was not heard of."""
        if message.person == 0:
            return None
        async with self._leave(message, place_of(message)):
            latest = [one async for one in channel.history(after=message.at, limit=LOOKED_AT, oldest_first=False)]
        for earlier in latest:
            if earlier.author.bot and earlier.content == part.content and ids_on(earlier) == part.ids:
                return earlier
        return None

    async def _known(self, person: str) -> discord.PartialMessageable | None:
        """The private chat with a person, if there ever was one."""
        chat, kind = await self._chats.known(person), discord.ChannelType.private
        return None if chat is None else self._here().get_partial_messageable(int(chat), type=kind)

    async def _opened(self, message: Stored) -> discord.DMChannel:
        """The private chat with a person, opened: a request of its own."""
        async with self._leave(message, place_of(message)):
            return await self._chats.opened(self._here(), message.external)

    def meet(self, person: str) -> None:
        """Somebody is known from a server: their private chat is opened, beside the rest."""
        if self.client is not None:
            self._aside.begin(self._chats.meet(self.client, person))

    def _here(self) -> discord.Client:
        if self.client is None:
            raise NotSent
        return self.client

    def _refused(self, message: Stored, error: discord.HTTPException) -> Exception:
        """What a refusal means for the message."""
        if error.code in CLOSED and not message.public:
            return Gone()
        if error.code == TOO_FAST:
            return NotSent(TOO_FAST_WAIT * self._pace)
        if error.status == 429:  # not one of its limits: the whole address is sent away
            self._shell.line.pause_all(BANNED_WAIT * self._pace)
            return NotSent(BANNED_WAIT * self._pace)
        if error.status >= 500 or error.status == REFUSED:
            self._contact.lost(API, str(error.status))
            return NotSent()
        log.error("discord: message %s is refused: %s, code %s", message.id, error.status, error.code)
        return GivenUp()


def place_of(message: Stored) -> str:
    """The chat that a message goes to, for the limits: a room, or a person's own."""
    return message.room if message.public and message.room is not None else message.external


def answered(block: Mapping[str, Any], room: int) -> tuple[int | None, int]:
    """The message that is answered, and where: in its thread, but for a board, which is the room's own."""
    said, _, thread = str(block.get("reply_to") or "").partition("/")
    if thread and "daily" in block:
        return None, room
    return int(said) if said else None, int(thread) if thread else room


def ids_on(message: discord.Message) -> frozenset[str]:
    """The ids of the buttons on a message."""
    rows = (row for row in message.components if isinstance(row, discord.ActionRow))
    return frozenset(item.custom_id for row in rows for item in row.children if item.custom_id)


def nonce_of(message: Stored, number: int) -> str:
    """What makes the same message known as the same: 24 characters, another for every part of it and in every store."""
    name = f"{message.external} {message.id} {message.at.isoformat()} {number}"
    return hashlib.blake2s(name.encode(), digest_size=12).hexdigest()
