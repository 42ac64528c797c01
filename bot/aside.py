"""What goes on beside the rest: kept while it runs, ended with its owner. What it does is elsewhere."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine

log = logging.getLogger(__name__)
MOMENT = 0.5  # seconds that what was broken off has to end


class Aside:
    """Tasks for which nobody waits until the end. One that fails is named in the log."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False

    def begin(self, deed: Coroutine[object, object, None]) -> None:
        """Do it beside everything else; nothing is begun any more after ``close``."""
        if self._closed:
            deed.close()
            return
        task = asyncio.create_task(deed)
        self._tasks.add(task)
        task.add_done_callback(self._over)

    def _over(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("what was done beside the rest failed", exc_info=error)

    async def close(self, patience: float = 0.0) -> None:
        """Break off what is under way after so many seconds, and wait until it has ended."""
        self._closed = True
        if self._tasks and patience:
            await asyncio.wait(self._tasks, timeout=patience)
        await ended(*self._tasks)


async def ended(*tasks: asyncio.Task[object]) -> None:
    """Break off these tasks and wait until they have ended; whatever they end by is looked at by nobody else."""
    for task in tasks:
        task.cancel()
    if tasks:
        done, _ = await asyncio.wait(tasks, timeout=MOMENT)
        for task in done:
            if not task.cancelled():
                task.exception()
