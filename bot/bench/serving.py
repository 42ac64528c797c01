"""A platform on loopback and `topset run` beside it, and what that process takes. Nothing is judged here."""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Protocol

from aiohttp import web


class Served(Protocol):
    """What there is to run beside: a platform on loopback, or several."""

    def routes(self) -> list[web.RouteDef]:
        """What it answers."""

    def settings(self, address: str) -> Mapping[str, str]:
        """What the bot has to be told to come here."""


@asynccontextmanager
async def running(place: Served, file: Path) -> AsyncIterator[Process]:
    """`topset run` on a store, with that platform."""
    app = web.Application()
    app.add_routes(place.routes())
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    bot = await _started(place, f"http://127.0.0.1:{runner.addresses[0][1]}", file)
    try:
        yield bot
    finally:
        bot.terminate()
        await bot.wait()
        await runner.cleanup()


async def _started(place: Served, address: str, file: Path) -> Process:
    env = {**os.environ, **place.settings(address), "TOPSET_LOG_LEVEL": "ERROR"}
    return await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", "run", "--db", str(file), env=env)


def memory(pid: int, *, most: bool = False) -> float:
    """MiB of a process that are in memory now, or were at most."""
    name = "VmHWM:" if most else "VmRSS:"
    lines = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name)) / 1024


def processor(pid: int) -> float:
    """Seconds of a processor that a process has used."""
    told = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
