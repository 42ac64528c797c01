"""What Telegram says of the bot, for `topset doctor`: who it is, whether a webhook is set. Changes nothing."""

from __future__ import annotations

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.settings import Settings
from bot.telegram_http import Web
from bot.telegram_trouble import REFUSED, reason


async def telegram(settings: Settings) -> tuple[bool, str]:
    """Whether all is well, and one line that says what was found."""
    base = f"{settings.telegram_api}/bot"
    bot = Bot(settings.telegram_token or "", base_url=base, request=Web(), get_updates_request=Web())
    try:
        async with bot:
            hook = (await bot.get_webhook_info()).url
            return judged(f"Telegram: the bot is @{bot.username} (id {bot.id})", hook, settings)
    except InvalidToken:
        return False, REFUSED
    except TelegramError as error:
        return False, reason(error)


def judged(who: str, hook: str, settings: Settings) -> tuple[bool, str]:
    """Whether the webhook that is set is the one that the settings want."""
    wanted = settings.telegram_webhook_url if settings.telegram_mode == "webhook" else ""
    if hook == (wanted or ""):
        return True, f"{who}; {'its webhook is set' if hook else 'it is polled'}"
    if wanted:
        return True, f"{who}; its webhook is not set yet: topset run sets it"
    return False, f"{who}, but a webhook is set for it: topset run takes it away and polls; is another one running?"
