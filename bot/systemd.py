"""What systemd is told: that the start is over, that all is still alive, that the end has begun.

Where somebody else asks for signs of life and nobody listens (a container), a process that hangs ends itself.
"""

from __future__ import annotations

import asyncio
import faulthandler
import logging
import socket
from collections.abc import Mapping

from coach_core.store import NotSaved, Store
from coach_core.values import dataclass

log = logging.getLogger(__name__)
OFTEN = 3  # signs of life within the time after which systemd takes us for dead


@dataclass(frozen=True, slots=True)
class Systemd:
    """Where to tell it (sd_notify), and after how many seconds of silence the process is started anew."""

    address: str | None = None
    watchdog: float | None = None

    def tell(self, state: str) -> None:
        """One message. Nobody who listens is nobody who is missed, and a listener who sleeps holds nothing up."""
        if self.address is None:
            return
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as line:
                line.setblocking(False)
                line.connect(self.address)
                line.send(state.encode())
        except OSError as error:
            log.warning("systemd cannot be told %s: %s", state, error.strerror)


def systemd_of(environment: Mapping[str, str]) -> Systemd:
    """What systemd, or the image, put into the environment; an abstract address begins with @ there."""
    address = environment.get("NOTIFY_SOCKET", "")
    told = environment.get("WATCHDOG_USEC", "")
    watchdog = int(told) / 1e6 if told.isascii() and told.isdigit() and int(told) else None
    return Systemd("\0" + address[1:] if address.startswith("@") else address or None, watchdog)


async def show_life(systemd: Systemd, store: Store) -> None:
    """Say that the start is over; then again and again that events are handled and the store answers.

    A store that refuses (disk full) is alive: starting anew would not help it.
    """
    systemd.tell("READY=1")
    try:
        while systemd.watchdog is not None:
            await alive(store)
            systemd.tell("WATCHDOG=1")
            if systemd.address is None:
                faulthandler.dump_traceback_later(systemd.watchdog, exit=True)
            await asyncio.sleep(systemd.watchdog / OFTEN)
        await asyncio.Event().wait()
    finally:
        faulthandler.cancel_dump_traceback_later()
        systemd.tell("STOPPING=1")


async def alive(store: Store) -> None:
    """Return once the store has answered, whatever it said."""
    try:
        await store.last_at()
    except NotSaved as error:
        log.warning("%s", error)
