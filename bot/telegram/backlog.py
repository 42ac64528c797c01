"""What somebody wrote far too much at once: kept in the store, confirmed, and answered a few at a time.

Telegram hands over the oldest hundred updates only, whoever they are of: what others write can be seen only once those
are confirmed.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from itertools import islice

from bot.shell import Shell
from coach_core.store import NotSaved
from coach_core.talk import Incoming

log = logging.getLogger(__name__)
MUCH = 20  # events of one person among the oldest hundred, with more behind these
FIRST = 4  # of these are answered at once
TOGETHER = 8  # then so many at a time
MOST = 10_000  # events that wait here; with more nobody is heard until there are less
PATIENCE = 1.0  # seconds that a few wait at most for what others wrote behind them to be handed over
AGAIN = 2.0  # seconds before what could not be saved is tried again
LAST_ONES = 2.0  # seconds for what waits when the process ends; the rest waits in the store
Take = Callable[[Sequence[Incoming]], Awaitable[None]]


class Backlog:
    """The events that wait, by person; each has a task as long as there are any."""

    def __init__(self, shell: Shell, take: Take) -> None:
        """``take`` answers events. Raises ``NotSaved``, ``StoreStopped``."""
        self._shell = shell
        self._take = take
        self._waiting: dict[str, deque[Incoming]] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._less = asyncio.Event()
        self._all_here = asyncio.Event()  # nobody's events wait behind those that were handed over
        self._all_here.set()
        self._wrong: BaseException | None = None  # what ended one of the tasks

    async def remember(self) -> None:
        """Go on with what a former process kept. Raises ``NotSaved``."""
        self._add(await self._shell.store.waiting(self._shell.platform))

    def parted(self, events: Sequence[Incoming], *, more: bool) -> tuple[list[Incoming], list[Incoming]]:
        """Those to be answered now, and those that are to wait. ``more``: there are others behind them."""
        (self._all_here.clear if more else self._all_here.set)()
        written = Counter(event.person for event in events)
        now, later, taken = list[Incoming](), list[Incoming](), Counter[str]()
        for event in events:
            much = more and written[event.person] >= MUCH and taken[event.person] >= FIRST
            (later if much or event.person in self._waiting else now).append(event)
            taken[event.person] += 1
        return now, later

    async def keep(self, events: Sequence[Incoming]) -> None:
        """Let events wait; when this returns they may be confirmed. Raises ``NotSaved``."""
        here = {event.event for person in {e.person for e in events} for event in self._waiting.get(person, ())}
        fresh = [event for event in events if event.event not in here]
        if fresh:
            await self._shell.store.keep_waiting(fresh)
            self._add(fresh)

    async def room(self) -> None:
        """Wait until there is room for more. Raises what no event should have raised."""
        while sum(map(len, self._waiting.values())) >= MOST and self._wrong is None:
            self._less.clear()
            await self._less.wait()
        if self._wrong is not None:
            raise self._wrong

    async def close(self) -> None:
        """Let what waits have its turn, for a moment; the rest is there at the next start."""
        if self._tasks:
            _, late = await asyncio.wait([*self._tasks.values()], timeout=LAST_ONES)
            for task in late:
                task.cancel()

    def _add(self, events: Sequence[Incoming]) -> None:
        for event in events:
            self._waiting.setdefault(event.person, deque()).append(event)
        for person in {event.person for event in events} - self._tasks.keys():
            task = self._tasks[person] = asyncio.create_task(self._answer(person))
            task.add_done_callback(self._ended)

    async def _answer(self, person: str) -> None:
        """Answer all that somebody wrote."""
        mine = self._waiting[person]
        while mine:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._all_here.wait(), PATIENCE * self._shell.settings.test_pace)
            some = list(islice(mine, TOGETHER))
            if await self._answered(some):
                for _ in some:
                    mine.popleft()
            self._less.set()
        del self._waiting[person], self._tasks[person]
        await self._shell.store.scrub()  # no trace of what waited, should one of them have been to erase all

    def _ended(self, task: asyncio.Task[None]) -> None:
        """What no event should raise ends the listening."""
        if not task.cancelled() and (error := task.exception()) is not None:
            self._wrong = error
            self._less.set()

    async def _answered(self, some: Sequence[Incoming]) -> bool:
        """Whether these are through; if not it is time to try again."""
        try:
            await self._take(some)
            await self._shell.store.wait_no_more(some)
        except NotSaved as error:
            log.error("%s: %s", self._shell.platform, error)
            await asyncio.sleep(AGAIN * self._shell.settings.test_pace)
            return False
        return True
