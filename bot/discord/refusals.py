"""How many requests Discord refused of late: an address with ten thousand in ten minutes is shut out. Sends nothing."""

from __future__ import annotations

import asyncio
import logging
import re
from collections import deque
from collections.abc import Callable
from time import monotonic
from types import SimpleNamespace

import aiohttp

from bot.discord.contact import Contact

log = logging.getLogger(__name__)
SIDE = "refusals"
LIMITED = 429
COUNTED = frozenset({401, 403, LIMITED})
SHARED = "shared"  # the scope of a 429 that others brought about: it does not count
GLOBAL = "global"  # the scope of one that holds for everything
WITHIN = 600.0  # seconds
SECONDS = re.compile(r"[0-9]{1,6}(\.[0-9]{1,9})?")
ALARM, MOST = 100, 5000  # refusals in that time: told to whoever runs this; nothing is sent any more


def nowhere(seconds: float) -> None:
    """Nobody waits."""


class Refusals:
    """The refused requests of the last ten minutes."""

    def __init__(
        self, contact: Contact, now: Callable[[], float] = monotonic, everywhere: Callable[[float], None] = nowhere
    ) -> None:
        """``everywhere``: told how long nothing at all may be asked for, where Discord says so."""
        self._contact = contact
        self._now = now
        self._everywhere = everywhere
        self._at: deque[float] = deque(maxlen=MOST)

    def answered(self, status: int, scope: str | None = None) -> None:
        """A request was answered so."""
        if status not in COUNTED or scope == SHARED:
            return
        self._at.append(self._now())
        if self._recent() == ALARM:
            log.error("discord: %d requests were refused within ten minutes; with 10,000 we are shut out", ALARM)
        self._tell()

    def wait(self) -> float:
        """Seconds before anything should be asked for again; 0 for at once."""
        self._tell()
        return max(0.0, self._at[0] + WITHIN - self._now()) if self._recent() >= MOST else 0.0

    def _recent(self) -> int:
        while self._at and self._now() - self._at[0] > WITHIN:
            self._at.popleft()
        return len(self._at)

    def _tell(self) -> None:
        if (count := self._recent()) >= ALARM:
            self._contact.lost(SIDE, f"Discord refused {count} requests within ten minutes")
        else:
            self._contact.found(SIDE)

    def trace(self) -> aiohttp.TraceConfig:
        """What counts the answers of a client."""
        config = aiohttp.TraceConfig()
        config.on_request_end.append(self._ended)
        return config

    async def _ended(
        self, session: aiohttp.ClientSession, context: SimpleNamespace, end: aiohttp.TraceRequestEndParams
    ) -> None:
        head = end.response.headers
        scope = GLOBAL if "X-RateLimit-Global" in head else head.get("X-RateLimit-Scope")
        self.answered(end.response.status, scope)
        if end.response.status == LIMITED and scope == GLOBAL:
            self._everywhere(waiting(head.get("Retry-After", "")))
        if self._at:  # they are forgotten also where nothing more is asked for
            asyncio.get_running_loop().call_later(WITHIN + 1, self._tell)


def waiting(told: str) -> float:
    """The seconds in a header; a little where it has none."""
    return float(told) if SECONDS.fullmatch(told) else 1.0
