"""The clock of a platform on loopback goes on, stopping wherever something is due until that is done."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from bot.console.lines import SetClock, Wait, read_line
from coach_core.store import open_store

STEP = timedelta(hours=20)  # how far the clock goes at once: nobody was away
SOON = 60.0  # seconds for what is due to be done
TICK = 0.05


class Passing(Protocol):
    """A platform with the product behind it, and a clock that can be set."""

    platform: str

    @property
    def db(self) -> Path: ...

    def now(self) -> datetime: ...

    async def set(self, at: datetime) -> None: ...


async def next_due(stage: Passing) -> datetime | None:
    """When something is due next; at once where something waits to be sent.

    What is due is looked at first: whatever a turn that ends meanwhile has to say waits to be sent by then.
    """
    async with await open_store(str(stage.db), read_only=True) as store:
        due = await store.next_due(stage.platform)
        return stage.now() if await store.pending(stage.platform, stage.now(), 1) else due


async def advance(stage: Passing, line: str) -> None:
    """The clock goes on, stopping wherever something is due until that is done."""
    meant = read_line(line)
    assert isinstance(meant, SetClock | Wait), line
    end = meant.at if isinstance(meant, SetClock) else stage.now() + meant.span
    while stage.now() < end:
        due = await settled(stage)
        await stage.set(min(t for t in (due, stage.now() + STEP, end) if t is not None and t > stage.now()))
        await settled(stage)


async def settled(stage: Passing) -> datetime | None:
    """Wait until nothing is due any more; when something is due next."""
    for _ in range(int(SOON / TICK)):
        due = await next_due(stage)
        if due is None or due > stage.now():
            return due
        await asyncio.sleep(TICK)
    raise AssertionError(f"due since {due}: {stage.now()}")
