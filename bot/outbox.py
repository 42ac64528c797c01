"""Sending what waits in the outbox: in order for each chat, the most urgent chats first, a page at a time.

How fast is said by line.py, what is put together by merging.py, what becomes of each message by delivering.py.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Coroutine, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot.answering import Draw
from bot.delivering import ATTEMPTS, Delivery, Out, Send, wait_after
from bot.line import Line
from bot.merging import Letter, letters
from bot.sent import GivenUp, Gone, NotSent, Unclear
from coach_core.store import OF_A_CHAT, NotSaved, Store, Stored
from coach_core.urgency import Urgency

if TYPE_CHECKING:
    from bot.charts import Painter

__all__ = ["ATTEMPTS", "GivenUp", "Gone", "NotSent", "Send", "Sender", "Unclear", "wait_after"]

log = logging.getLogger(__name__)
IDLE = 1.0  # seconds between two looks at an empty outbox
AT_ONCE = 64  # chats that are read at once
LOW = {Urgency.ANSWER: 128}  # so many chats of a lane are in hand, at least, before more of it are read; else:
LOW_ELSE = 32


def never(person: str) -> bool:
    """Everybody's messages may be put together."""
    return False


def begin(group: asyncio.TaskGroup, sending: Coroutine[object, object, None]) -> None:
    """Start sending beside the others; nothing is left behind where the group is ending already."""
    try:
        group.create_task(sending)
    except RuntimeError:
        sending.close()
        raise


class Sender:
    """Sends the messages of one platform. A chat with a message that waits for its next attempt is held back."""

    def __init__(
        self,
        store: Store,
        platform: str,
        draw: Draw,
        line: Line | None = None,
        apart: Callable[[str], bool] = never,
        painter: Painter | None = None,
    ) -> None:
        """``apart``: whose messages must each be sent by themselves."""
        self._store = store
        self._platform = platform
        self._line = line or Line()
        self._delivery = Delivery(store, draw, self._line, painter)
        self._apart = apart
        self._busy: dict[str, int] = {}  # who is being sent something, and how urgent that is
        self._more = True  # whether more waited than was read at the last look
        self._missed: frozenset[str] = frozenset()  # who was busy then, and may have got more meanwhile

    async def send(self, messages: Iterable[Stored], send: Send, now: datetime) -> None:
        """Send these messages, in their order, and mark what became of them."""
        out: Out = []
        try:
            for message in messages:
                if not await self._delivery.deliver(Letter(message, (message,)), send, now, out):
                    break
        except Gone:
            await self._store.unreachable(self._platform, message.external, now)  # gives up all that waits
        finally:
            await self._delivery.mark(out, now)

    async def flush(self, send: Send, now: datetime) -> int:
        """Send all that waits and may be sent now; how many messages were looked at."""
        seen: dict[str, int] = {}
        looked = 0
        await self._delivery.mark_again(now)
        while chats := await self._page(now, max(Urgency), seen):
            for person, messages in chats.items():
                seen[person] = Urgency.ANSWER
                looked += len(messages)
                await self._chat(person, messages, send, lambda: now)
        return looked

    async def run(self, send: Send, clock: Callable[[], datetime], bell: asyncio.Event, stop: asyncio.Event) -> None:
        """Send what waits, at once when the bell rings, until told to stop. Chats do not wait for each other."""

        async def one(person: str, messages: Sequence[Stored]) -> None:
            try:
                await self._chat(person, messages, send, clock)
            except NotSaved as error:
                log.error("%s", error)
                await asyncio.sleep(IDLE * self._line.pace)
            finally:
                self._busy.pop(person, None)
                self._line.calm(person)
                if self._more or person in self._missed:
                    bell.set()

        async with asyncio.TaskGroup() as group:
            while not stop.is_set():
                bell.clear()
                fresh = await self._look(clock())
                for person, messages in fresh.items():
                    self._busy[person] = min(message.urgency for message in messages)
                    begin(group, one(person, messages))
                if not fresh:
                    with suppress(TimeoutError):
                        await asyncio.wait_for(bell.wait(), IDLE * self._line.pace)
            self._line.close()

    async def _look(self, now: datetime) -> dict[str, tuple[Stored, ...]]:
        """Whose turn it is now."""
        lane = self._lane()
        self._more, self._missed = lane is not max(Urgency), frozenset(self._busy)
        try:
            await self._delivery.mark_again(now)
            return {} if lane is None else await self._page(now, lane, self._busy)
        except NotSaved as error:
            log.error("%s", error)
            return {}

    async def _page(self, now: datetime, lane: Urgency, busy: dict[str, int]) -> dict[str, tuple[Stored, ...]]:
        """What waits for who is not busy. Raises ``NotSaved``."""
        page = await self._store.page(self._platform, now, lane, AT_ONCE, busy)
        for person, urgency in page.hurried.items():
            busy[person] = urgency
            self._line.hurry(person, urgency)
        self._more |= len(page.chats) >= AT_ONCE or any(len(chat) >= OF_A_CHAT for chat in page.chats.values())
        left = {who: tuple(m for m in chat if not self._delivery.is_out(m)) for who, chat in page.chats.items()}
        return {person: messages for person, messages in left.items() if messages}

    def _lane(self) -> Urgency | None:
        """The least urgent lane of which there may be more in hand, and of all before it."""
        in_hand = Counter(self._busy.values())
        found: Urgency | None = None
        for urgency in Urgency:
            if in_hand[urgency] >= LOW.get(urgency, LOW_ELSE):
                break
            found = urgency
        return found

    async def _chat(self, person: str, messages: Sequence[Stored], send: Send, clock: Callable[[], datetime]) -> None:
        """Send what waits for one person. What fails in a room holds up the room, elsewhere everything."""
        rest = [message for message in messages if await self._delivery.is_to_be_sent(message, clock())]
        room_waits, sent = False, dict[int, str | None]()
        try:
            for letter in (
                [Letter(m, (m,)) for m in rest] if self._apart(person) else letters(rest, self._delivery.tried)
            ):
                if room_waits and letter.message.public:
                    continue
                out: Out = []
                went_on = await self._delivery.deliver(following(letter, sent), send, clock(), out)
                sent |= {message.n: there for message, there in out}
                await self._delivery.mark(out, clock())
                if not went_on and not letter.message.public:
                    return
                room_waits = room_waits or not went_on
        except Gone:
            await self._store.unreachable(self._platform, person, clock())  # gives up all that waits


def following(letter: Letter, sent: dict[int, str | None]) -> Letter:
    """The letter, with the platform's id of a message that it replaces and that went out just now."""
    there = sent.get(letter.message.replaces or 0)
    if there is None:
        return letter
    return replace(letter, message=replace(letter.message, replaces_there=there))
