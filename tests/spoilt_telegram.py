"""`topset` as it must not be on Telegram, in the way that TOPSET_TEST_SPOIL names: the controls of the tests there.

Each way is one that bots are really made in; the test that finds nothing wrong with it could find nothing at all.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable, Mapping, Sequence

from telegram.error import TelegramError

from bot import telegram_poll, telegram_send, telegram_taking
from bot.__main__ import main
from bot.outbox import Gone, NotSent
from bot.telegram_rooms import Rooms
from bot.telegram_taking import Taking
from bot.telegram_update import Unreadable, read_update
from coach_core.store import NotSaved, Stored

UNDER_WAY = set[asyncio.Task[None]]()


def confirm_first() -> None:
    """Updates are confirmed when they are in memory, as a queue of a library does it."""
    real = Taking.take

    async def take(self: Taking, raws: Sequence[object]) -> None:
        async def later() -> None:
            await asyncio.sleep(0.2)
            await real(self, raws)

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


WAYS: Mapping[str, Callable[[], None]] = {
    "confirm first": confirm_first,
    "end silently": end_silently,
    "send on": send_on,
    "stay": stay,
    "ask again": ask_again,
}

if __name__ == "__main__":
    WAYS[os.environ.pop("TOPSET_TEST_SPOIL")]()
    sys.exit(main())
