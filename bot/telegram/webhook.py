"""The webhook: updates that Telegram brings. Answered with 200 only after they are committed."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
from contextlib import AsyncExitStack
from urllib.parse import urlsplit

from aiohttp import web
from telegram import Bot
from telegram.error import TelegramError

from bot.aside import ended
from bot.health import listening
from bot.shell import Shell
from bot.telegram.taking import Taking
from bot.telegram.trouble import Trouble, reason
from bot.telegram.update import ALLOWED
from coach_core.store import NotSaved, StoreStopped

log = logging.getLogger(__name__)
LARGEST = 1024 * 1024  # bytes of an update
SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
LOOK = 25.0  # seconds between two looks at whether the webhook is still set
LISTEN = "TOPSET_TELEGRAM_WEBHOOK_LISTEN"


async def receive(bot: Bot, shell: Shell, taking: Taking) -> None:
    """Listen until cancelled, and see to it that Telegram knows where. Raises ``SettingsError``, ``Refused``."""
    settings = shell.settings
    stopped: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    app = receiver(shell, taking, stopped)
    async with AsyncExitStack() as stack:
        await listening(app, LISTEN, settings.telegram_webhook_listen or "", stack)
        keeping = asyncio.create_task(keep(bot, shell, taking))
        try:
            await asyncio.wait([keeping, stopped], return_when=asyncio.FIRST_COMPLETED)
            (stopped if stopped.done() else keeping).result()
        finally:
            await ended(keeping)


def receiver(shell: Shell, taking: Taking, stopped: asyncio.Future[None]) -> web.Application:
    """The one page. 200: committed. 503: bring it again. 403, 405, 413, 415: not from Telegram."""
    secret = (shell.settings.telegram_webhook_secret or "").encode()

    async def brought(request: web.Request) -> web.Response:
        if not hmac.compare_digest(request.headers.get(SECRET, "").encode("utf-8", "replace"), secret):
            return web.Response(status=403)
        if request.content_type != "application/json":
            return web.Response(status=415)
        raw = await request.read()
        try:
            await taking.take([read(raw)])
        except NotSaved as error:
            log.error("telegram: %s", error)
            return web.Response(status=503)
        except StoreStopped as error:
            if not stopped.done():
                stopped.set_exception(error)
            return web.Response(status=503)
        return web.Response()

    app = web.Application(client_max_size=LARGEST)
    app.add_routes([web.post(urlsplit(shell.settings.telegram_webhook_url or "").path or "/", brought)])
    return app


def read(raw: bytes) -> object:
    """The update as it came; what is no JSON is put aside as the text that it is."""
    try:
        found: object = json.loads(raw)
    except ValueError:
        return raw.decode("utf-8", "replace")
    return found


async def keep(bot: Bot, shell: Shell, taking: Taking) -> None:
    """Set the webhook, and set it again when it is another one."""
    settings, pace = shell.settings, shell.settings.test_pace
    trouble = Trouble(pace)
    fresh = True
    while True:
        try:
            if fresh or (await bot.get_webhook_info()).url != settings.telegram_webhook_url:
                await bot.set_webhook(
                    settings.telegram_webhook_url or "",
                    secret_token=settings.telegram_webhook_secret,
                    allowed_updates=ALLOWED,
                    drop_pending_updates=False,
                )
                fresh = False
            await taking.absence.over()
        except TelegramError as error:
            shell.mark.ill(reason(error))
            await asyncio.sleep(trouble.wait(error))
        except NotSaved as error:
            log.error("telegram: %s", error)
            await asyncio.sleep(LOOK * pace)
        else:
            trouble.over()
            shell.mark.well()
            await asyncio.sleep(LOOK * pace)
