"""One letter on its way: drawn, handed to the platform, what became of it written down. Whose turn it is: outbox.py."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.answering import Draw
from bot.finishing import Finisher
from bot.line import Held, Line
from bot.merging import Key, Letter, key
from bot.sent import GivenUp, NotSent, Unclear
from coach_core.store import NotSaved, Store, Stored
from coach_core.urgency import ECHOES, STALE, Urgency
from coach_core.values import dataclass

if TYPE_CHECKING:
    from bot.charts import Painter

log = logging.getLogger(__name__)
FIRST_WAIT = timedelta(seconds=2)
LONGEST_WAIT = timedelta(minutes=10)
ATTEMPTS = 12  # about an hour and a half; then the message is given up

Send = Callable[[Stored], Awaitable[str | None]]
Out = list[tuple[Stored, str | None]]  # messages and the platform's ids of them


@dataclass(frozen=True, slots=True)
class Sending:
    """A letter that is being sent: since when, by the clock and by the loop's time, which no change of clocks moves."""

    letter: Letter
    at: datetime
    since: float


class Delivery:
    """Delivers the letters of one platform."""

    def __init__(self, store: Store, draw: Draw, line: Line, painter: Painter | None = None) -> None:
        self._store = store
        self._finisher = Finisher(store, draw, painter)
        self._line = line
        self._line.begin, self._line.look = self._begin, self._look
        self.tried: dict[Key, tuple[Key, ...]] = {}  # what failed together goes together, by the first of it
        self._under_way: dict[Key, Sending] = {}
        self._unmarked: Out = []  # out, and the store was not told yet
        self._out = self._marked = 0  # how many ever were, and of how many of these the store was told
        self._marking = asyncio.Lock()

    async def is_to_be_sent(self, message: Stored, now: datetime) -> bool:
        """Whether it is; not if it is too late for it, or if it may be out already and must not come twice."""
        if message.unclear > ECHOES.get(Urgency(message.urgency), 0):
            await self._store.mark_sent([(message, None)], now)
            return False
        if self._is_over(message, now):
            await self._store.mark_failed(message, None, 0)
            return False
        return True

    def _is_over(self, message: Stored, now: datetime) -> bool:
        """Whether it means nothing any more: it waited for too long, or the person went on meanwhile."""
        stale = STALE.get(Urgency(message.urgency))
        if stale is not None and now - message.at > stale:
            log.info("message %s is too late to be sent", message.id)
            return True
        return self._store.is_withdrawn(message)

    def _look(self, message: Stored) -> None:
        """Look once more, right before a request: in the line it can have waited for long. Raises ``GivenUp``."""
        sending = self._under_way.get(key(message))
        if sending is None:
            return
        waited = timedelta(seconds=asyncio.get_running_loop().time() - sending.since)
        if self._is_over(sending.letter.message, sending.at + waited):
            raise GivenUp("it means nothing any more")

    async def deliver(self, letter: Letter, send: Send, now: datetime, out: Out) -> bool:
        """Try to send it, and say what is out; whether what stands behind it may be sent too. Raises ``Gone``."""
        message = letter.message
        self._under_way[key(message)] = Sending(letter, now, asyncio.get_running_loop().time())
        self.tried.pop(key(letter.all[0]), None)
        try:
            message = await self._finisher.finished(message)
            there = await send(message)
            self._line.well()
        except Unclear:
            return await self._unclear(letter, now, out)
        except GivenUp:
            for one in letter.all:
                await self._store.mark_failed(one, None)
        except Held as error:
            await self._later(letter, now, error.seconds, 0)
            return False
        except NotSent as error:
            await self._not_sent(letter, error, now)
            return False
        else:
            out += [(message if message.drawn and key(one) == key(message) else one, there) for one in letter.all]
        finally:
            self._under_way.pop(key(message), None)
        return True

    async def _unclear(self, letter: Letter, now: datetime, out: Out) -> bool:
        """It may be out, or not: sent once more where an echo does no harm, else taken as sent."""
        if letter.message.unclear + 1 > ECHOES.get(Urgency(letter.message.urgency), 0):
            out += [(one, None) for one in letter.all]
            return True
        begun = tuple(replace(one, unclear=one.unclear + 1) for one in letter.all)
        await self._later(Letter(letter.message, begun), now, self._wait(letter.message), 1)
        return False

    async def _not_sent(self, letter: Letter, error: NotSent, now: datetime) -> None:
        """Try again after a while, with all that waits behind it; give up after many attempts."""
        message = letter.message
        self.tried[key(letter.all[0])] = tuple(key(one) for one in letter.all)
        if error.again is not None:
            await self._later(letter, now, error.again, 0)
            return
        self._line.trouble()
        last = message.attempts + 1 >= ATTEMPTS
        await self._later(letter, now, None if last else self._wait(message), 1)

    async def _later(self, letter: Letter, now: datetime, seconds: float | None, attempts: int) -> None:
        """To be tried again after so many seconds, or never."""
        again = None if seconds is None else now + timedelta(seconds=seconds)
        if again is None:
            self.tried.pop(key(letter.all[0]), None)
        for one in letter.all:
            await self._store.mark_failed(one, again, attempts)

    def _wait(self, message: Stored) -> float:
        return wait_after(message.attempts).total_seconds() * self._line.pace

    async def _begin(self, message: Stored) -> None:
        """A send begins that must not be blindly made twice. Raises ``NotSaved``: then it is not made."""
        sending = self._under_way.get(key(message))
        if sending is not None:
            await self._store.begun(sending.letter.all)

    async def mark(self, out: Out, now: datetime) -> None:
        """Remember what is out; what other chats have sent meanwhile shares the commit.

        Should the store fail now, it is told later: until then ``is_out`` knows.
        """
        self._unmarked += out
        self._out += len(out)
        with suppress(NotSaved):
            await self.mark_again(now)

    async def mark_again(self, now: datetime) -> None:
        """Tell the store what it could not be told so far. Raises ``NotSaved``: then nothing more is to be sent.

        Whoever waited while others told it what they came to tell is done: else each would wait for the commits of all.
        """
        mine = self._out
        async with self._marking:
            if self._marked >= mine:
                return
            some = self._unmarked[:]
            try:
                await self._store.mark_sent(some, now)
            except NotSaved as error:
                log.error("%s", error)
                raise
            self._unmarked = self._unmarked[len(some) :]
            self._marked += len(some)

    def is_out(self, message: Stored) -> bool:
        """Whether it is out, though the store does not know that yet."""
        return any(key(one) == key(message) for one, _ in self._unmarked)


def wait_after(attempts: int) -> timedelta:
    """2 s after the first failure, twice as long after each further one, never more than 10 minutes."""
    return min(LONGEST_WAIT, FIRST_WAIT * (1 << min(attempts, 16)))
