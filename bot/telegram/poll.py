"""Polling: updates as they come from Telegram, confirmed only after they are committed."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from typing import Any

from telegram import Bot
from telegram.error import TelegramError

from bot.shell import Shell
from bot.telegram.taking import Taking
from bot.telegram.trouble import Trouble, reason
from bot.telegram.update import ALLOWED
from coach_core.store import NotSaved

log = logging.getLogger(__name__)
LONG_POLL = 25.0  # seconds that Telegram keeps an empty request
MORE = 5.0  # seconds that its answer may take beyond that
AT_ONCE = 100  # updates of one request
NOT_SAVED = 2.0  # seconds before what could not be saved is asked for again
# The name of the method with a line in it: the library warns, at every call, of the one without (there is a method for
# it, which cannot give raw updates), and makes the same request of both.
GET_UPDATES = "get_Updates"


async def poll(bot: Bot, shell: Shell, taking: Taking) -> None:
    """Poll until cancelled. Raises ``Refused`` and ``StoreStopped``."""
    pace = shell.settings.test_pace
    trouble = Trouble(pace)
    webhook = True  # one may be left from another way of running: with it nothing can be polled
    offset: int | None = None
    while True:
        try:
            if webhook:
                await bot.delete_webhook(drop_pending_updates=False)
                webhook = False
                shell.mark.well()  # the first request for updates may be kept for long when nobody writes
            raws = await updates(bot, offset, pace)
        except TelegramError as error:
            shell.mark.ill(reason(error))
            wait = trouble.wait(error)
            log.warning("telegram: %s; again in %.0f s", reason(error), wait)
            await asyncio.sleep(wait)
            continue
        trouble.over()
        shell.mark.well()
        try:
            await taking.absence.over()
            await taking.take(raws, more=len(raws) >= AT_ONCE)
            await taking.backlog.room()
        except NotSaved as error:
            log.error("telegram: %s", error)
            await asyncio.sleep(NOT_SAVED * pace)
            continue
        confirmed = after(raws)
        if raws and confirmed is None:  # asked for again at once they would come again at once
            await asyncio.sleep(pace)
        offset = confirmed


async def updates(bot: Bot, offset: int | None, pace: float) -> Sequence[object]:
    """The updates that wait, from ``offset`` on; older ones are confirmed by that. Raises ``TelegramError``."""
    wait = max(1, round(LONG_POLL * pace))
    asked: Mapping[str, Any] = {
        "timeout": wait,
        "limit": AT_ONCE,
        "allowed_updates": list(ALLOWED),
        **({} if offset is None else {"offset": offset}),
    }
    answer = await bot.do_api_request(GET_UPDATES, api_kwargs=dict(asked), read_timeout=wait + MORE * pace)
    if not isinstance(answer, list):
        raise TelegramError("the updates are no list")
    return answer


def after(raws: Sequence[object]) -> int | None:
    """The offset that confirms these; None where there is nothing to confirm.

    Numbers may begin anew after a quiet week, also lower: then an old offset would hide them.
    """
    numbers = [raw.get("update_id") for raw in raws if isinstance(raw, dict)]
    known = [n for n in numbers if isinstance(n, int)]
    return known[-1] + 1 if known else None
