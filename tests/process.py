"""`topset run` as a process of its own: started, asked for its health, stopped, killed. Knows no platform."""

from __future__ import annotations

import asyncio
import os
import random
import resource
import signal
import socket
import sys
from asyncio.subprocess import Process
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic

import aiohttp
from nursery import Born, nursery
from yardstick import in_quiet

ROOT = Path(__file__).parent.parent
LOWEST_BY_CHANCE = 32_768  # of the ports that Linux gives to connections; elsewhere they are higher still


def free_port() -> int:
    """A port that nobody listens at, and that no connection gets by chance while a process starts: those are higher."""
    while True:
        port = random.SystemRandom().randrange(10_000, LOWEST_BY_CHANCE)
        with socket.socket() as taken, suppress(OSError):
            taken.bind(("127.0.0.1", port))
            return port


class Running:
    """One product, restarted on the same store as often as need be."""

    def __init__(self, folder: Path, *command: str, **settings: str) -> None:
        self.db = folder / "run.db"
        self.log = folder / "run.log"
        self.health = f"127.0.0.1:{free_port()}"
        self._command = command or (sys.executable, "-m", "bot")
        self._settings = {"TOPSET_HEALTH_LISTEN": self.health, "TOPSET_LOG_LEVEL": "DEBUG", **settings}
        self._process: Process | Born | None = None

    async def start(self, **settings: str) -> Running:
        env = {**os.environ, "PYTHONPATH": str(ROOT), **self._settings, **settings}
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *self._command, "run", "--db", str(self.db), cwd=self.db.parent, env=env, stdout=log, stderr=log
            )
        return self

    @property
    def process(self) -> Process | Born:
        assert self._process is not None
        return self._process

    async def ready(self, seconds: float = 60.0) -> Running:
        """Wait until everything is well."""
        end = monotonic() + seconds
        while (await self.asked("/readyz"))[0] != 200:
            assert self.process.returncode is None, self.said()
            assert monotonic() < end, f"not ready: {await self.asked('/readyz')}\n{self.said()[-3000:]}"
            await asyncio.sleep(0.05)
        return self

    async def asked(self, page: str) -> tuple[int, str]:
        """A page of its health."""
        try:
            async with aiohttp.ClientSession() as web, web.get(f"http://{self.health}{page}") as answer:
                return answer.status, await answer.text()
        except aiohttp.ClientError:
            return 0, "nobody listens"

    async def kill(self) -> None:
        """kill -9."""
        self.process.kill()
        await self.process.wait()

    async def stop(self, seconds: float = 60.0) -> float:
        """SIGTERM; how long it took to end, in seconds of a quiet machine."""
        start = monotonic()
        if self.process.returncode is None:
            with suppress(ProcessLookupError):
                self.process.send_signal(signal.SIGTERM)
        await asyncio.wait_for(self.process.wait(), seconds)
        return in_quiet(monotonic() - start)

    @contextmanager
    def full_disk(self) -> Iterator[None]:
        """Nothing can be written to any file meanwhile."""
        before = resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE, (0, before[1]))
        try:
            yield
        finally:
            resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE, before)

    def said(self) -> str:
        """Its log."""
        return self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""


class Reborn(Running):
    """One that is started very often: a fork of a process that has loaded the code. The words of ``command`` are none,
    or the file of a script that takes the place of `topset`."""

    async def start(self, **settings: str) -> Reborn:
        env = {**os.environ, "PYTHONPATH": str(ROOT), **self._settings, **settings}
        script = next((Path(word) for word in self._command if word.endswith(".py")), None)
        self._process = nursery().bear(["run", "--db", str(self.db)], script, env, self.log)
        return self
