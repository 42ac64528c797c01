"""What is well and what is not, counted and told: `/healthz`, `/readyz`, `/metrics`. Imported by `topset run` alone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from time import monotonic

from aiohttp import web
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from bot.settings_read import SettingsError

TEXT = "text/plain; version=0.0.4; charset=utf-8"
STARTING = "starting"


class Mark:
    """How one part of the process is. Red until it was well for the first time, and when it was not for too long."""

    def __init__(self, fresh: float | None = None, now: Callable[[], float] = monotonic) -> None:
        """``fresh``: for how many seconds being well is believed; None: until something else is said."""
        self._fresh = fresh
        self._now = now
        self._reason: str | None = STARTING
        self._well_at = now()

    def well(self) -> None:
        """It works: the latest successful contact is now."""
        self._reason = None
        self._well_at = self._now()

    def ill(self, reason: str) -> None:
        """It does not work, and why, in words for an operator; no secret may be in them."""
        self._reason = reason

    @property
    def reason(self) -> str | None:
        """What is wrong; None if nothing is."""
        silent = self._now() - self._well_at
        if self._reason is None and self._fresh is not None and silent > self._fresh:
            return f"no contact for {silent:.0f} s"
        return self._reason


class Health:
    """The marks of all parts, and the figures."""

    def __init__(self) -> None:
        self.marks: dict[str, Mark] = {}
        self.registry = CollectorRegistry()
        self.turns = Counter(
            "topset_turns", "Turns by what came of them", ["platform", "outcome"], registry=self.registry
        )
        self.sent = Counter(
            "topset_messages", "Messages by what came of them", ["platform", "outcome"], registry=self.registry
        )
        self.seconds = Histogram("topset_turn_seconds", "From taking events to their commit", registry=self.registry)
        self._ready = Gauge("topset_ready", "Whether a part works", ["part"], registry=self.registry)

    def mark(self, part: str, fresh: float | None = None) -> Mark:
        """The mark of a part, made when it is first asked for."""
        return self.marks.setdefault(part, Mark(fresh))

    def ill(self) -> Mapping[str, str]:
        """What is wrong, by part."""
        return {part: mark.reason for part, mark in self.marks.items() if mark.reason is not None}

    def metrics(self) -> bytes:
        """All figures in the text form of Prometheus."""
        for part, mark in self.marks.items():
            self._ready.labels(part).set(mark.reason is None)
        return generate_latest(self.registry)


def pages(health: Health) -> web.Application:
    """The three pages."""

    async def healthz(_: web.Request) -> web.Response:
        return web.json_response({"status": "ok"})

    async def readyz(_: web.Request) -> web.Response:
        ill = health.ill()
        return web.json_response({"ready": not ill, "reasons": ill}, status=503 if ill else 200)

    async def metrics(_: web.Request) -> web.Response:
        return web.Response(body=health.metrics(), headers={"Content-Type": TEXT})

    app = web.Application()
    app.add_routes([web.get("/healthz", healthz), web.get("/readyz", readyz), web.get("/metrics", metrics)])
    return app


async def listening(app: web.Application, name: str, address: str, stack: AsyncExitStack) -> None:
    """Serve an application at host:port until the stack is left. Raises ``SettingsError`` where that is taken."""
    host, _, port = address.rpartition(":")
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    try:
        await web.TCPSite(runner, host.strip("[]"), int(port)).start()
    except OSError as error:
        raise SettingsError(
            name, f"should be a free host:port: {address} cannot be opened ({error.strerror})"
        ) from None


async def serve(health: Health, address: str | None) -> None:
    """Serve the pages until cancelled; nothing without an address."""
    if address is None:
        return
    async with AsyncExitStack() as stack:
        await listening(pages(health), "TOPSET_HEALTH_LISTEN", address, stack)
        await asyncio.Event().wait()
