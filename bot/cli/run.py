"""`topset run`: the platforms that have a token, until SIGTERM. The tasks themselves are in running.py."""

from __future__ import annotations

import asyncio
from argparse import Namespace
from importlib.util import find_spec

from bot.exits import FINE, complain
from bot.logs import set_up
from bot.settings import settings_here

NEEDED = ("aiohttp", "prometheus_client")


def run(arguments: Namespace) -> int:
    """Run; status 1 with one line if nothing can be started or a platform lets nobody in."""
    settings = settings_here()
    set_up(settings)
    if settings.telegram_token is None and settings.discord_token is None:
        return complain(
            "no platform has a token: set TOPSET_TELEGRAM_TOKEN or TOPSET_DISCORD_TOKEN, or try topset chat"
        )
    if any(find_spec(name) is None for name in NEEDED):
        return complain("topset run needs more packages: pip install 'topset[run]'")
    from bot import running
    from bot.adapters import ADAPTERS
    from bot.shell import Refused

    chosen = [adapter for adapter in ADAPTERS if adapter.token(settings)]
    if not chosen:
        named = "Telegram" if settings.telegram_token else "Discord"
        return complain(f"{named} is not in this version yet; topset chat works without a token")
    try:
        asyncio.run(running.run(settings, chosen, arguments.db or settings.database_url))
    except Refused as error:
        return complain(str(error))
    return FINE
