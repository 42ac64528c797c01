"""Sending what waits in the outbox: in order for each chat, marked when out, tried again after a failure."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.answering import Draw
from coach_core.store import NotSaved, Store, Stored

if TYPE_CHECKING:
    from bot.charts import Painter

log = logging.getLogger(__name__)
FIRST_WAIT = timedelta(seconds=2)
LONGEST_WAIT = timedelta(minutes=10)
ATTEMPTS = 12  # about an hour and a half; then the message is given up
LIVE = b'"live":true'
CHART = b'"chart":'
IDLE = 1.0  # seconds between two looks at an empty outbox
AT_ONCE = 1000  # messages that are looked at together: one chat with very many does not hide the others

Send = Callable[[Stored], Awaitable[str | None]]


class NotSent(Exception):
    """A message did not get out and may be tried again, after ``again`` seconds where the platform says so."""

    def __init__(self, again: float | None = None) -> None:
        super().__init__(again)
        self.again = again


class Unclear(Exception):
    """Nobody knows whether a message got out: it is not sent again, since twice is worse than a missing echo."""


class GivenUp(Exception):
    """The platform will never take this message."""


class Gone(Exception):
    """Nothing can be sent to this person any more (blocked, closed), until they are back."""


class Sender:
    """Sends the messages of one platform. A chat with a message that waits for its next attempt is held back."""

    def __init__(
        self, store: Store, platform: str, draw: Draw, pace: float = 1.0, painter: Painter | None = None
    ) -> None:
        """``pace`` shortens the waits in tests."""
        self._store = store
        self._painter = painter
        self._platform = platform
        self._draw = draw
        self._pace = pace
        self._held: dict[str, datetime] = {}
        self._out: list[tuple[Stored, str | None]] = []  # what is out and not marked yet
        self._marking = asyncio.Lock()

    async def send(self, messages: Iterable[Stored], send: Send, now: datetime) -> None:
        """Send these messages, in their order, and mark what became of them."""
        sent: list[tuple[Stored, str | None]] = []
        several = list(messages)
        try:
            for at, message in enumerate(several):
                message = placed(message, sent)
                if is_overtaken(message, several[at + 1 :]):
                    sent.append((message, message.replaces_there))
                elif not self._is_held(message, now):
                    await self._try(message, send, now, sent)
        except Gone:
            await self._store.unreachable(self._platform, message.external, now)  # gives up all that waits
        finally:
            await self._mark(sent, now)

    async def flush(self, send: Send, now: datetime) -> int:
        """Send all that waits; how many were looked at."""
        waiting = await self._store.pending(self._platform, now)
        await self.send(waiting, send, now)
        return len(waiting)

    async def run(self, send: Send, clock: Callable[[], datetime], bell: asyncio.Event, stop: asyncio.Event) -> None:
        """Send what waits, at once when the bell rings, until told to stop. Chats do not wait for each other."""
        under_way, missed = set[str](), set[str]()  # chats that are sent to, and those of them with more meanwhile

        async def one(chat: Sequence[Stored]) -> None:
            try:
                await self.send(chat, send, clock())
            except NotSaved as error:
                log.error("%s", error)
            finally:
                under_way.discard(chat_of(chat[0]))
                if chat_of(chat[0]) in missed:
                    bell.set()

        async with asyncio.TaskGroup() as group:
            while not stop.is_set():
                bell.clear()
                waiting = await self._waiting(clock())
                missed = {chat_of(chat[0]) for chat in waiting} & under_way
                fresh = [chat for chat in waiting if chat_of(chat[0]) not in under_way]
                for chat in fresh:
                    under_way.add(chat_of(chat[0]))
                    group.create_task(one(chat))
                if not fresh:
                    with suppress(TimeoutError):
                        await asyncio.wait_for(bell.wait(), IDLE)

    async def _waiting(self, now: datetime) -> list[list[Stored]]:
        """What may be sent now, by chats; those that are held back are left out."""
        try:
            waiting = await self._store.pending(self._platform, now, AT_ONCE)
        except NotSaved as error:
            log.error("%s", error)
            return []
        return [chat for chat in by_chat(waiting) if not self._is_held(chat[0], now)]

    async def _mark(self, sent: list[tuple[Stored, str | None]], now: datetime) -> None:
        """Remember what is out; what other chats have sent meanwhile shares the commit.

        Should the store fail now, it goes out once more: better twice than never.
        """
        self._out += sent
        async with self._marking:
            some, self._out = self._out, []
            try:
                if some:
                    await self._store.mark_sent(some, now)
            except NotSaved as error:
                log.error("%s", error)

    async def _try(self, message: Stored, send: Send, now: datetime, sent: list[tuple[Stored, str | None]]) -> None:
        try:
            message = await self._painted(await self._drawn(message))
            sent.append((message, await send(message)))
        except Unclear:
            sent.append((message, None))
        except GivenUp:
            await self._store.mark_failed(message, None)
        except NotSent as error:
            await self._later(message, error, now)

    async def _later(self, message: Stored, error: NotSent, now: datetime) -> None:
        """Try again after a while, with all that waits behind it; give up after many attempts."""
        last = message.attempts + 1 >= ATTEMPTS and error.again is None
        wait = wait_after(message.attempts) * self._pace if error.again is None else timedelta(seconds=error.again)
        again = None if last else now + wait
        if again is not None:
            self._held[chat_of(message)] = again
        await self._store.mark_failed(message, again)

    async def _drawn(self, message: Stored) -> Stored:
        """The message, drawn now if it is a living one; who was erased meanwhile has nothing left to draw."""
        if LIVE not in message.body:
            return message
        person = await self._store.person(message.platform, message.external)
        return replace(message, body=self._draw(person, message), drawn=True) if person else message

    async def _painted(self, message: Stored) -> Stored:
        """The message with its pictures, which are not kept: they can be drawn again."""
        if self._painter is None or CHART not in message.body:
            return message
        return replace(message, body=await self._painter.paint(message.body))

    def _is_held(self, message: Stored, now: datetime) -> bool:
        """Whether an earlier message of the chat waits; the one that waited is free again when its time has come."""
        until = self._held.get(chat_of(message))
        if until is not None and until <= now:
            del self._held[chat_of(message)]
        return until is not None and until > now


def placed(message: Stored, sent: Iterable[tuple[Stored, str | None]]) -> Stored:
    """The message with the platform's id of what it replaces, also where that went out a moment ago."""
    there = next((t for m, t in sent if (m.person, m.n) == (message.person, message.replaces)), None)
    return message if there is None else replace(message, replaces_there=there)


def is_overtaken(message: Stored, later: Iterable[Stored]) -> bool:
    """Whether a living message need not go out: the one after it shows what is true now in its place."""
    return LIVE in message.body and any(m.person == message.person and m.replaces == message.n for m in later)


def by_chat(messages: Iterable[Stored]) -> list[list[Stored]]:
    """The messages of each chat, in their order."""
    chats: dict[str, list[Stored]] = {}
    for message in messages:
        chats.setdefault(chat_of(message), []).append(message)
    return list(chats.values())


def chat_of(message: Stored) -> str:
    """Whom a message answers: the order holds for all that they get, also for what a room sees of it."""
    return message.external


def wait_after(attempts: int) -> timedelta:
    """2 s after the first failure, twice as long after each further one, never more than 10 minutes."""
    return min(LONGEST_WAIT, FIRST_WAIT * (1 << min(attempts, 16)))
