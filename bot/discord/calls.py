"""Interactions under way: each gets its first answer in time, and its messages where they belong."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import aiohttp
import discord

from bot.aside import Aside
from bot.discord.events import in_private
from bot.discord.view import Part, editing, sending
from coach_core.store import Stored

log = logging.getLogger(__name__)
FIRST_ANSWER = 0.8  # seconds: Discord waits three
LASTS = 14 * 60.0  # seconds: its token holds for fifteen minutes
WHISPERED = "~"  # before the id of a message that only its interaction can reach
ANSWERED = 40060
BROKEN = (OSError, aiohttp.ClientError, TimeoutError, RuntimeError)  # RuntimeError: the session is closed just now
UNSURE = (*BROKEN, asyncio.CancelledError)  # it may have arrived

Key = tuple[int, int]


class Call:
    """One interaction: who pressed what where, and whether Discord has its first answer."""

    def __init__(self, interaction: discord.Interaction) -> None:
        self.interaction = interaction
        self.private = in_private(interaction)
        self.pressed = interaction.message.id if interaction.message is not None else None  # stands on a message
        self.settled = asyncio.Event()  # it is known which messages answer it
        self.mine: set[Key] = set()
        self._lock = asyncio.Lock()
        self._state = "open"  # or what the first answer was: "update" of the pressed message, "thinking", "said";
        # "unsure": said, and nobody knows whether that arrived; "lost": Discord did not take it

    async def over(self) -> None:
        """Nothing more is said through this interaction: a command does not go on "thinking"."""
        await self.acknowledge()
        async with self._lock:
            if self._state == "thinking":
                self._state = "lost"
                with suppress(discord.HTTPException):
                    await self.interaction.delete_original_response()

    async def acknowledge(self) -> None:
        """The first answer, if there was none: a press is confirmed, a command goes on "thinking"."""
        async with self._lock:
            if self._state == "open":
                await self._defer()

    async def _defer(self) -> None:
        self._state = "update" if self.pressed is not None else "thinking"
        try:
            await self.interaction.response.defer(ephemeral=not self.private)
        except discord.HTTPException as error:
            self._lost(error)
        except BROKEN as error:  # what is said next finds out whether it arrived
            log.warning("discord: an interaction may not have been answered: %s", type(error).__name__)

    def _lost(self, error: discord.HTTPException) -> None:
        """Discord did not take the first answer. Said already by an attempt that seemed to fail: all is well."""
        if error.code != ANSWERED:
            self._state = "lost"
            log.warning("discord: an interaction was answered too late or not at all: %s", error.code or error.status)

    async def say(self, parts: Sequence[Part], replaces: str | None) -> str | None:
        """Show a message through this interaction. Its id; None where that is for an ordinary message to do."""
        async with self._lock:
            if self.private:
                return await self._in_private(parts, replaces)
            if self._state == "open" and self.pressed is not None:
                await self._defer()
            if self._state == "lost":
                return None
            return await self._whisper(parts, replaces)

    async def _in_private(self, parts: Sequence[Part], replaces: str | None) -> str | None:
        """In the private chat a command shows its first message as its answer; the rest are ordinary messages."""
        if self.pressed is not None or replaces is not None or self._state not in ("open", "thinking"):
            return None
        return await self._all(parts)

    async def _whisper(self, parts: Sequence[Part], replaces: str | None) -> str | None:
        if replaces is not None and self._state == "update" and replaces == f"{WHISPERED}{self.pressed}":
            await self.interaction.edit_original_response(**editing(parts[-1]))
            return replaces
        return await self._all(parts)

    async def _all(self, parts: Sequence[Part]) -> str | None:
        there: str | None = None
        for part in parts:
            there = await self._one(part) or there
        return there

    async def _one(self, part: Part) -> str | None:
        if self._state == "open":
            return await self._first(part)
        if self._state == "thinking":
            return await self._once_more(part)
        sent = await self.interaction.followup.send(**sending(part), ephemeral=not self.private, wait=True)
        return f"{self._mark}{sent.id}"

    async def _first(self, part: Part) -> str | None:
        """The first answer is the message itself."""
        self._state = "said"
        try:
            told = await self.interaction.response.send_message(**sending(part), ephemeral=not self.private)
        except discord.HTTPException as error:
            self._lost(error)
            return await self._once_more(part) if error.code == ANSWERED else None
        except UNSURE:
            self._state = "unsure"
            raise
        return f"{self._mark}{told.message_id}"

    async def _once_more(self, part: Part) -> str | None:
        """Said already, perhaps: put there again what should stand there. None if nothing is there."""
        try:
            shown = await self.interaction.edit_original_response(**editing_with_files(part))
        except discord.NotFound:
            self._state = "lost"
            return None
        self._state = "said"
        return f"{self._mark}{shown.id}"

    @property
    def _mark(self) -> str:
        return "" if self.private else WHISPERED


def editing_with_files(part: Part) -> dict[str, Any]:
    """A message put in the place of "thinking"."""
    told = editing(part)
    files = sending(part).get("files")
    return {**told, "attachments": files} if files else told


class Calls:
    """All interactions under way, by person."""

    def __init__(self, pace: float, aside: Aside) -> None:
        self._pace = pace
        self._aside = aside
        self._open: dict[str, list[Call]] = {}
        self._latest: dict[str, Call] = {}  # as long as something can be whispered through it

    def open(self, person: str, interaction: discord.Interaction, gone: float = 0.0) -> Call:
        """A new one, ``gone`` seconds after it was told; its first answer comes in time whatever else happens."""
        call = Call(interaction)
        self._open.setdefault(person, []).append(call)
        self._latest[person] = call
        self._aside.begin(self._in_time(call, gone))
        asyncio.get_running_loop().call_later(LASTS * self._pace, self._expire, person, call)
        return call

    async def _in_time(self, call: Call, gone: float) -> None:
        await asyncio.sleep(max(0.0, FIRST_ANSWER * self._pace - gone))
        await call.acknowledge()

    def _forget(self, person: str, call: Call) -> None:
        calls = self._open.get(person, [])
        if call in calls:
            calls.remove(call)
        if not calls:
            self._open.pop(person, None)
        call.settled.set()

    def _expire(self, person: str, call: Call) -> None:
        self._forget(person, call)
        if self._latest.get(person) is call:
            del self._latest[person]

    async def whisper(self, person: str, parts: Sequence[Part]) -> None:
        """Show something where this person was heard last, if that was in a server a short while ago."""
        call = self._latest.get(person)
        if call is not None and not call.private:
            await call.acknowledge()
            await call.say(parts, None)

    def settle(self, person: str, call: Call, messages: Sequence[Stored]) -> None:
        """These messages answer it; with none it is over."""
        call.mine = {(m.person, m.n) for m in messages if call.private or m.room is not None}
        call.settled.set()
        if not call.mine:
            self._forget(person, call)

    def is_open(self, person: str) -> bool:
        """Whether an interaction of this person is under way."""
        return person in self._open

    async def of(self, message: Stored) -> Call | None:
        """The interaction that a message answers, as soon as that is known."""
        for call in list(self._open.get(message.external, ())):
            await call.settled.wait()
            if (message.person, message.n) in call.mine:
                return call
        return None

    async def done(self, message: Stored, call: Call) -> None:
        """A message of it is out, or is on its way elsewhere."""
        call.mine.discard((message.person, message.n))
        if not call.mine:
            self._forget(message.external, call)
            await call.over()
