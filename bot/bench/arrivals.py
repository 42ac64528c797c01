"""What a platform on loopback counts: when each request arrived, and whether that was more than it allows.

It judges by a strict sliding second of its own log; nothing of the bot is believed.
"""

from __future__ import annotations

import asyncio
import random
from bisect import bisect_left
from collections import deque
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import perf_counter
from typing import Protocol

from aiohttp import web


@dataclass
class Arrivals:
    """The log of one platform that allows ``most`` requests in any second."""

    most: int
    latency: tuple[float, float]  # seconds that a request takes there and back: at least, at most
    at: list[float] = field(default_factory=list)
    to: list[str] = field(default_factory=list)  # the chats, in the same order
    refused: int = 0
    asked: dict[str, deque[float]] = field(default_factory=dict)  # who waits for answers, and since when for each
    took: list[float] = field(default_factory=list)
    _last: deque[float] = field(default_factory=deque)
    _chance: random.Random = field(default_factory=lambda: random.Random(5))  # noqa: S311 - only waits

    @asynccontextmanager
    async def on_its_way(self) -> AsyncIterator[None]:
        """A request comes; what is done within is done at its arrival; then the answer goes back."""
        whole = self._chance.uniform(*self.latency)
        there = whole * self._chance.random()
        await asyncio.sleep(there)
        yield
        await asyncio.sleep(whole - there)

    def counted(self, chat: str, *, new: bool = True) -> bool:
        """A request that counts has arrived; whether it is allowed. ``new``: it may answer what somebody wrote."""
        now = perf_counter()
        while self._last and self._last[0] <= now - 1.0:
            self._last.popleft()
        if len(self._last) >= self.most:
            self.refused += 1
            return False
        self._last.append(now)
        self.at.append(now)
        self.to.append(chat)
        if new and chat in self.asked:
            self.took.append(now - self.asked[chat].popleft())
            if not self.asked[chat]:
                del self.asked[chat]
        return True

    def wrote(self, chat: str) -> None:
        """Somebody wrote and waits for an answer, perhaps behind one that they wait for already."""
        self.asked.setdefault(chat, deque()).append(perf_counter())

    def unanswered(self) -> int:
        """How many answers are still waited for."""
        return sum(map(len, self.asked.values()))

    def share(self, chats: frozenset[str]) -> float:
        """Of what is allowed, how much was used from the first of these chats to the last."""
        mine = [at for at, chat in zip(self.at, self.to, strict=True) if chat in chats]
        first, last = mine[0], mine[-1]
        among = sum(first <= at <= last for at in self.at) - 1
        return among / (last - first) / self.most

    def most_in_a_second(self) -> int:
        """The most that came within any second."""
        return most_in(self.at, 1.0)


class Platform(Protocol):
    """A platform on loopback."""

    arrivals: Arrivals
    ready: asyncio.Event

    def routes(self) -> list[web.RouteDef]:
        """What it answers."""

    def settings(self, address: str) -> Mapping[str, str]:
        """What the bot has to be told to come here."""

    async def write(self, person: str, text: str) -> None:
        """Somebody writes."""


def most_in(arrivals: Sequence[float], seconds: float) -> int:
    """The most in any stretch of so many seconds, its end left out."""
    return max((bisect_left(arrivals, at + seconds) - n for n, at in enumerate(arrivals)), default=0)
