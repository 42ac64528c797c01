"""`topset run`: which platforms have a token, and what keeps them from starting. No adapter is in this version."""

from __future__ import annotations

from argparse import Namespace

from bot.exits import complain
from bot.settings import Settings, settings_here


def run(arguments: Namespace) -> int:
    """Say what keeps the platforms from starting: status 1."""
    wanted = platforms(settings_here())
    if not wanted:
        return complain(
            "no platform has a token: set TOPSET_TELEGRAM_TOKEN or TOPSET_DISCORD_TOKEN, or try topset chat"
        )
    return complain(f"{' and '.join(wanted)}: not in this version yet; topset chat works without a token")


def platforms(settings: Settings) -> tuple[str, ...]:
    """The platforms that have a token."""
    tokens = {"Telegram": settings.telegram_token, "Discord": settings.discord_token}
    return tuple(name for name, token in tokens.items() if token)
