"""Part of make bench: what `topset run` with both doors takes of the memory, on a store that is there. Fills none."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Mapping
from pathlib import Path

from aiohttp import web

from bot.bench.arrivals import Arrivals, Platform
from bot.bench.loopback_discord import LoopbackDiscord
from bot.bench.loopback_telegram import LoopbackTelegram
from bot.bench.serving import memory, running

PATIENCE = 60.0  # seconds for a start, and for answers
CALM = 2.0  # seconds after the answers, in which the house-keeping has its turn
MEGABYTE = 1e6 / 2**20  # in MiB, which the kernel counts


class Both:
    """Telegram and Discord at one address."""

    def __init__(self) -> None:
        self.telegram = LoopbackTelegram(Arrivals(30, (0.0, 0.0)))
        self.discord = LoopbackDiscord(Arrivals(50, (0.0, 0.0)))
        self.all: tuple[Platform, ...] = (self.telegram, self.discord)

    def routes(self) -> list[web.RouteDef]:
        """What both of them answer."""
        return [route for place in self.all for route in place.routes()]

    def settings(self, address: str) -> Mapping[str, str]:
        """What the bot has to be told for both of them."""
        return {name: value for place in self.all for name, value in place.settings(address).items()}

    async def ready(self) -> None:
        """Wait until the bot is at both doors."""
        for place in self.all:
            await asyncio.wait_for(place.ready.wait(), PATIENCE)

    async def talked(self, said: str, on_telegram: str, on_discord: str) -> None:
        """Somebody logs at each door and is answered. Raises ``TimeoutError``."""
        await self.telegram.write(on_telegram, said)
        await self.discord.write(on_discord, said)
        async with asyncio.timeout(PATIENCE):
            while any(place.arrivals.asked for place in self.all):
                await asyncio.sleep(0.05)


async def most_memory(file: Path, on_telegram: str, on_discord: str) -> float:
    """The most megabytes that the whole process ever had, from its start until somebody was answered at each door."""
    both, before = Both(), waiting(file)
    async with running(both, file) as bot:
        await both.ready()
        await both.talked("12", on_telegram, on_discord)
        await asyncio.sleep(CALM)
        found = memory(bot.pid, most=True) / MEGABYTE
    assert waiting(file) >= before, "what was due is not due any more: nothing was measured"
    return found


def waiting(file: Path) -> int:
    """How many rows are due, now or later."""
    db = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    try:
        return int(db.execute("SELECT count(*) FROM due").fetchone()[0])
    finally:
        db.close()
