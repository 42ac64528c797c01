"""The bot on a Discord of loopback, in this process: `topset run` with its real store."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path

import pytest
from loaded import load_once

from bot.adapters import ADAPTERS
from bot.discord.client import Client
from bot.running import run
from bot.settings import Settings, read_settings
from coach_core.store import open_store
from tests.fakes.discord import FakeDiscord
from tests.fakes.discord_world import Json

PACE = 0.1
ANNA, BOB = "41", "42"
ONWARD = (  # after the consent: what is asked, and what a healthy adult taps
    ("Does any of this apply", "None of these"),
    ("How long have you", "Beginner (up to 6 months)"),
    ("What do you train with", "Barbell"),
)


def settings_for(fake: FakeDiscord, pace: float = PACE, **more: str) -> Settings:
    told = {**fake.settings, "TOPSET_TEST_PACE": str(pace), **more}
    return read_settings(told, Path("/nonexistent"))


@asynccontextmanager
async def bot_on(
    fake: FakeDiscord, db: Path, *, pace: float = PACE, wait: bool = True, **more: str
) -> AsyncIterator[asyncio.Task[None]]:
    """The bot, until the block is left; it must have ended cleanly then."""
    chosen = [adapter for adapter in ADAPTERS if adapter.platform == "discord"]
    before = fake.gateway.identifies
    with pytest.MonkeyPatch.context() as patched:
        load_once(patched)
        task = asyncio.create_task(run(settings_for(fake, pace, **more), chosen, str(db)))
        await asyncio.sleep(0)  # by now it has loaded everything
    try:
        if wait:
            ready = asyncio.create_task(fake.ready(before))
            await asyncio.wait([task, ready], return_when=asyncio.FIRST_COMPLETED)
            ready.cancel()
            if task.done():
                task.result()
        yield task
    finally:
        if not task.done():
            os.kill(os.getpid(), signal.SIGTERM)
            await asyncio.wait([task], timeout=60)
        assert task.done(), "no clean stop"
    with suppress(asyncio.CancelledError):
        task.result()


@contextmanager
def servers_told() -> Iterator[asyncio.Event]:
    """Set once the bot was told which servers it is in: those that are told later are new."""
    told, real = asyncio.Event(), Client.on_ready

    async def on_ready(self: Client) -> None:
        await real(self)
        told.set()

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Client, "on_ready", on_ready)
        yield told


async def onboard(fake: FakeDiscord, user: str, first: str = "80 kg for 10") -> Json:
    """Through the questions of a healthy adult to the first workout; the message with it."""
    await fake.says(user, first)
    for words, label in (("automated strength coach", "I am 18 or over, I agree"), *ONWARD):
        await fake.taps(user, label, await fake.sees_soon(user, words))
    return await fake.sees_soon(user, "Glute 8")


async def kept(db: Path, user: str) -> list[tuple[float | None, int | None]] | None:
    """Load and reps of every set that somebody logged after the starting set; None for somebody who is not known."""
    async with await open_store(str(db), read_only=True) as store:
        person = await store.person("discord", user)
        if person is None:
            return None
        rows = await store.rows(person.number)
        return [(float(s.load.amount) if s.load else None, s.reps) for s in rows.sets][1:]
