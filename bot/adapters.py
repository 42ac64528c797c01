"""ADAPTERS: every platform, written out by hand. What a platform needs is imported only when it is started."""

from __future__ import annotations

from collections.abc import Callable

from bot.limits import ANYTHING, DISCORD, TELEGRAM, Rules
from bot.settings import Settings
from bot.shell import Door, Shell
from coach_core.values import dataclass


@dataclass(frozen=True, slots=True)
class Adapter:
    """A platform: its name, its token, how its door is made.

    ``fresh``: for how many seconds a contact with the platform is believed; None: until it says otherwise.
    ``rules``: how fast it lets itself be sent to.
    """

    platform: str
    token: Callable[[Settings], str | None]
    door: Callable[[Shell], Door]
    fresh: float | None = None
    rules: Rules = ANYTHING


def telegram(shell: Shell) -> Door:
    """Telegram."""
    from bot.on_telegram import Telegram

    return Telegram(shell)


def discord(shell: Shell) -> Door:
    """Discord."""
    from bot.on_discord import Discord

    return Discord(shell)


ADAPTERS: tuple[Adapter, ...] = (
    Adapter("telegram", lambda settings: settings.telegram_token, telegram, 60.0, TELEGRAM),
    Adapter("discord", lambda settings: settings.discord_token, discord, rules=DISCORD),
)
