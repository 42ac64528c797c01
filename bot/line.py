"""Waiting for leave to make a request: the most urgent first, as fast as limits.py allows. Sends nothing itself."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from math import inf

from bot.limits import ANYTHING, Limits, Place, Rules
from coach_core.store import Stored
from coach_core.values import dataclass

PATIENCE = 5.0  # seconds that a message waits here for its chat; for longer it waits in the outbox
REFUSED_IN_A_ROW = 5  # chats: then the platform means everybody
FAILED_IN_A_ROW = 3  # requests: then the platform is down, and there is no use in trying everybody
LONGEST_PAUSE = 30.0  # seconds
AHEAD = 4  # sends that are announced before there is a token for them: no token is out while the store is told
SOON = 0.3  # seconds: not while nothing may go out for longer
Begin = Callable[[Stored], Awaitable[None]]
Look = Callable[[Stored], None]


class Held(Exception):
    """The chat takes nothing for so many seconds: the message is for later, and nothing was tried."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


@dataclass(eq=False, slots=True)
class Waiting:
    """A request that waits for leave."""

    person: str
    place: Place
    urgency: int
    later: bool  # changes something for who has heard of its turn already: new words for others go first
    number: int
    turn: asyncio.Future[None]  # to announce it
    leave: asyncio.Future[None]  # to make it
    announced: bool = False
    left: bool = False  # with its leave


async def nothing(message: Stored) -> None:
    """Nobody wants to know that a send begins."""


def anything(message: Stored) -> None:
    """Whatever has waited is sent."""


class Line:
    """The requests of one platform."""

    def __init__(self, rules: Rules = ANYTHING, pace: float = 1.0) -> None:
        """``pace``: what every time is multiplied by."""
        self.begin: Begin = nothing  # told of a send that must not be made twice, before it is made
        self.look: Look = anything  # asked once more when a message may go; what it raises ends that
        self._limits = Limits(rules, pace)
        self.pace = pace
        self._waiting: list[Waiting] = []
        self._hurried: dict[str, int] = {}
        self._told: dict[str, int] = {}  # by person the turn of which they have heard something, while there is more
        self._refused: dict[str, float] = {}
        self._failed = 0
        self._timer: asyncio.TimerHandle | None = None
        self._number = 0
        self._over = False

    @asynccontextmanager
    async def leave(self, message: Stored, chat: str, *, once: bool = False) -> AsyncIterator[None]:
        """Within it one request for a message may be made, to a chat as the platform calls it.

        Raises ``Held``, and ``GivenUp`` where the message means nothing any more by then.

        ``once``: should its answer be lost it must not be blindly made again. That is remembered before it is made, and
        raises ``NotSaved`` where it cannot be.
        """
        place = Place(chat, message.public)
        await self._wait(message, place, once=once)
        try:
            self.look(message)
            yield
            if message.person:  # else nobody says when all is out
                self._told[message.external] = message.turn
            self.well()
        finally:
            self._limits.give_back(place, self._now())
            self._serve()

    def pause(self, chat: str, seconds: float) -> None:
        """The platform refuses this chat for a while. Many chats in a row: it means all of them."""
        until = self._now() + seconds
        self._limits.pause(chat, until)
        self._refused[chat] = until
        if len(self._refused) >= REFUSED_IN_A_ROW:
            self._limits.pause(None, min(self._refused.values()))
        self._serve()

    def pause_all(self, seconds: float) -> None:
        """The platform says that it takes nothing at all for a while."""
        self._limits.pause(None, self._now() + seconds)
        self._serve()

    def trouble(self) -> None:
        """A request failed through no fault of its chat. Several in a row: a pause for all, longer each time."""
        if self._limits.is_paused(self._now()):  # it was under way when that began
            return
        self._failed += 1
        if self._failed >= FAILED_IN_A_ROW:
            pause = min(LONGEST_PAUSE, 2.0 ** (self._failed - FAILED_IN_A_ROW))
            self._limits.pause(None, self._now() + pause * self.pace)

    def well(self) -> None:
        """A request came through."""
        self._failed = 0
        self._refused.clear()

    def hurry(self, person: str, urgency: int) -> None:
        """Something more urgent stands behind what this person is being sent."""
        self._hurried[person] = urgency
        self._serve()

    def calm(self, person: str) -> None:
        """What was urgent for them is out."""
        self._hurried.pop(person, None)
        self._told.pop(person, None)

    def close(self) -> None:
        """Nobody gets leave any more; what has begun may come to its end."""
        self._over = True
        self._serve()

    def _now(self) -> float:
        return asyncio.get_running_loop().time()

    async def _wait(self, message: Stored, place: Place, *, once: bool) -> None:
        """Wait for leave. What is to be made once is announced a moment before."""
        loop = asyncio.get_running_loop()
        self._number += 1
        turn, leave = loop.create_future(), loop.create_future()
        later = message.replaces is not None and self._told.get(message.external) == message.turn
        waiting = Waiting(message.external, place, message.urgency, later, self._number, turn, leave, not once)
        self._waiting.append(waiting)
        self._serve()
        try:
            if once:
                await turn
                await self.begin(message)
                waiting.announced = True
                self._serve()
            await leave
            waiting.left = True
        finally:
            if not waiting.left:
                self._leaves(waiting)

    def _leaves(self, waiting: Waiting) -> None:
        """It does not wait any more, though it has no leave, or has it at this moment."""
        if waiting in self._waiting:
            self._waiting.remove(waiting)
        if waiting.leave.done() and not waiting.leave.cancelled() and waiting.leave.exception() is None:
            self._limits.give_back(waiting.place, self._now())
        self._serve()

    def _serve(self) -> None:
        """Give leave to whoever may go now, let the next be announced, and wake up when the next one may go."""
        now = self._now()
        if self._over or self._limits.ready_here(now) <= now:
            self._send_away(now)
        while (first := self._first(now)) is not None:
            self._waiting.remove(first)
            self._limits.take(first.place, now, calm=self._calm(first))
            first.leave.set_result(None)
        here = self._limits.ready_here(now)
        if here <= now + SOON or here == inf:
            self._announce(now)
        self._wake_up(here, now)

    def _announce(self, now: float) -> None:
        """Let some be announced: so many that the next token finds one, and the most urgent at once."""
        ahead = [self._urgency(w) for w in self._waiting if w.turn.done()]
        silent = (w for w in self._waiting if not w.announced and not w.turn.done())
        for waiting in sorted(silent, key=self._rank):
            urgency = self._urgency(waiting)
            if sum(one <= urgency for one in ahead) >= AHEAD:
                return
            if self._limits.ready_there(waiting.place, now) <= now:
                ahead.append(urgency)
                waiting.turn.set_result(None)

    def _wake_up(self, here: float, now: float) -> None:
        """Set the timer. While nothing may go anywhere nobody is asked: that is most of the time under load."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        at = here if here > now else min((self._soonest(w, now) for w in self._waiting), default=inf)
        if at < inf and self._waiting:
            self._timer = asyncio.get_running_loop().call_at(at, self._serve)

    def _soonest(self, waiting: Waiting, now: float) -> float:
        """When to look at it again; it says by itself when it is announced."""
        if waiting.announced:
            return self._ready(waiting, now)
        there = self._limits.ready_there(waiting.place, now)
        return there if there > now and not waiting.turn.done() else inf

    def _first(self, now: float) -> Waiting | None:
        if self._limits.ready_here(now) > now:
            return None
        ready = (w for w in self._waiting if w.announced and not w.leave.done() and self._ready(w, now) <= now)
        return min(ready, key=self._rank, default=None)

    def _rank(self, waiting: Waiting) -> tuple[int, bool, int]:
        return self._urgency(waiting), waiting.later, waiting.number

    def _ready(self, waiting: Waiting, now: float) -> float:
        return self._limits.ready(waiting.place, now, calm=self._calm(waiting))

    def _calm(self, waiting: Waiting) -> bool:
        """Whether it leaves leave for answers that come while it waits."""
        return self._urgency(waiting) > 0 or waiting.later

    def _urgency(self, waiting: Waiting) -> int:
        return min(waiting.urgency, self._hurried.get(waiting.person, waiting.urgency))

    def _send_away(self, now: float) -> None:
        """Those whose chat takes nothing for long, and all of them at the end."""
        for waiting in self._waiting[:]:
            wait = 0.0 if self._over else self._limits.ready_there(waiting.place, now) - now
            if self._over or PATIENCE * self.pace < wait < inf:
                self._waiting.remove(waiting)
                asks = waiting.leave if waiting.announced or waiting.turn.done() else waiting.turn
                if not asks.done():
                    asks.set_exception(Held(wait))
