"""`topset` as it must not be on Telegram, in the way that TOPSET_TEST_SPOIL names: the controls of the tests there.

Each way is one that bots are really made in; the test that finds nothing wrong with it could find nothing at all.
"""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partialmethod
from pathlib import Path
from typing import Any

from aiohttp import TCPConnector
from telegram.error import TelegramError

from bot.__main__ import main
from bot.outbox import Gone, NotSent
from bot.telegram import poll as telegram_poll
from bot.telegram import send as telegram_send
from bot.telegram import taking as telegram_taking
from bot.telegram.backlog import Backlog
from bot.telegram.rooms import Rooms
from bot.telegram.taking import Taking
from bot.telegram.update import Unreadable, read_update
from coach_core.commands import answers, undo
from coach_core.store import NotSaved, Store, Stored
from coach_core.talk import Button, Incoming

UNDER_WAY = set[asyncio.Task[None]]()


def confirm_first() -> None:
    """Updates are confirmed when they are in memory, as a queue of a library does it."""
    real = Taking.take

    async def take(self: Taking, raws: Sequence[object], *, more: bool = False) -> None:
        async def later() -> None:
            await asyncio.sleep(0.2)
            await real(self, raws, more=more)

        task = asyncio.create_task(later())
        UNDER_WAY.add(task)
        task.add_done_callback(UNDER_WAY.discard)

    Taking.take = take  # type: ignore[method-assign]


def end_silently() -> None:
    """The first failed poll ends the polling, and nothing of it is seen from outside."""
    real = telegram_poll.updates

    async def updates(*given: object) -> Sequence[object]:
        try:
            return await real(*given)  # type: ignore[arg-type]
        except TelegramError:
            return await asyncio.Event().wait() or ()  # type: ignore[return-value]

    telegram_poll.updates = updates


def send_on() -> None:
    """Who blocks the bot is one failure among others."""
    real = telegram_send.verdict

    def verdict(message: Stored, error: TelegramError) -> Exception:
        found = real(message, error)
        return NotSent(0.1) if isinstance(found, Gone) else found

    telegram_send.verdict = verdict


def stay() -> None:
    """A room that moved is not followed."""

    async def moved(self: Rooms, old: str, new: str) -> None:
        return None

    Rooms.moved = moved  # type: ignore[method-assign]


def ask_again() -> None:
    """An update that cannot be read is asked for again, as one that could not be saved."""

    def reading(raw: object) -> object:
        try:
            return read_update(raw)
        except Unreadable:
            raise NotSaved("cannot be read") from None

    telegram_taking.read_update = reading  # type: ignore[assignment]


def take_back_again() -> None:
    """Undo buttons that do not know what they stand under."""
    undo.once = lambda reply, turn: reply
    answers.undo_button = lambda person: Button(undo.BUTTON, answers.UNDO)


def one_after_the_other() -> None:
    """However much somebody writes, all of it is answered before what comes behind it is looked at."""
    Backlog.parted = lambda self, events, *, more: (list(events), [])  # type: ignore[method-assign]


def keep_in_memory() -> None:
    """What waits for its turn is confirmed, and nowhere but in memory; it waits long enough to be lost."""
    real = Backlog._answered

    async def keep(self: Store, events: Sequence[Incoming]) -> None:
        return None

    async def slowly(self: Backlog, some: Sequence[Incoming]) -> bool:
        await asyncio.sleep(5)
        return await real(self, some)

    Store.keep_waiting = keep  # type: ignore[method-assign]
    Backlog._answered = slowly  # type: ignore[method-assign]


def names_of_a_file() -> None:
    """Not spoilt: names of hosts are found while they stand in a file."""
    file, real = Path(os.environ.pop("TOPSET_TEST_NAMES")), socket.getaddrinfo

    def found(host: Any, *more: Any, **rest: Any) -> Any:  # noqa: ANN401 - as the socket's own
        if isinstance(host, str) and host == "localhost":
            if not file.exists() or host not in file.read_text():
                raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
            host = "127.0.0.1"
        return real(host, *more, **rest)

    socket.getaddrinfo = found
    TCPConnector.__init__ = partialmethod(TCPConnector.__init__, ttl_dns_cache=0)  # type: ignore[method-assign]


WAYS: Mapping[str, Callable[[], None]] = {
    "confirm first": confirm_first,
    "end silently": end_silently,
    "send on": send_on,
    "stay": stay,
    "ask again": ask_again,
    "take back again": take_back_again,
    "one after the other": one_after_the_other,
    "keep in memory": keep_in_memory,
    "names of a file": names_of_a_file,
}

if __name__ == "__main__":
    WAYS[os.environ.pop("TOPSET_TEST_SPOIL")]()
    sys.exit(main())
