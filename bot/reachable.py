"""Whether the platforms let us in, for `topset doctor`: one question each, with a time limit. Shows no secret."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from bot.settings import Settings

Answer = Mapping[str, Any]
Found = tuple[str, str]  # mark and text
FINE, NOTE, WRONG = "ok   ", "note ", "WRONG"
PATIENCE = 5.0  # seconds
REFUSED = (401, 403, 404)  # Telegram answers 404 to a token that never was one
AGENT = "DiscordBot (topset, 0.1)"  # the form that Discord asks for


class Unreached(Exception):
    """No useful answer; the text says why, without any address that has a secret in it."""

    def __init__(self, why: str, status: int | None = None) -> None:
        super().__init__(why)
        self.status = status


def asked(address: str, headers: Mapping[str, str] | None = None) -> Answer:
    """The JSON behind an address. Raises ``Unreached``."""
    request = Request(address, headers=dict(headers or {}))  # noqa: S310 - checked by the settings
    try:
        with urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
            found = json.loads(answer.read(100_000))
    except HTTPError as error:
        error.close()
        raise Unreached(f"it answers {error.code}", error.code) from None
    except (URLError, OSError, HTTPException, ValueError) as error:
        reason = error.reason if isinstance(error, URLError) else error
        raise Unreached(getattr(reason, "strerror", None) or type(reason).__name__) from None
    return found if isinstance(found, dict) else {}


def result(address: str) -> Answer:
    """What Telegram answers with. Raises ``Unreached``; ``TypeError`` if it is not Telegram that answers."""
    found = asked(address).get("result")
    if not isinstance(found, dict):
        raise TypeError("no result")
    return found


def telegram(settings: Settings) -> Iterator[Found]:
    """Whose token it is, and whether a webhook stands in the way of the mode."""
    name = "TOPSET_TELEGRAM_TOKEN"
    if settings.telegram_token is None:
        yield NOTE, f"{name} is not set: topset chat needs none"
        return
    base = f"{settings.telegram_api}/bot{settings.telegram_token}"
    try:
        me, hook = (result(f"{base}/{method}") for method in ("getMe", "getWebhookInfo"))
    except Unreached as error:
        yield WRONG, said(error, name, settings.telegram_api, "copy the token from BotFather again")
        return
    except TypeError:
        yield WRONG, f"{settings.telegram_api} does not answer as Telegram does: is TOPSET_TELEGRAM_API right?"
        return
    yield FINE, f"{name}: Telegram knows it as @{me.get('username')} (id {me.get('id')})"
    if me.get("can_read_all_group_messages"):
        yield NOTE, "the bot reads everything in groups: it needs not; BotFather, /setprivacy, Enable"
    yield from webhook(settings, hook)


def webhook(settings: Settings, hook: Answer) -> Iterator[Found]:
    """What Telegram says of its webhook. Its path may be a secret and is not shown."""
    host, waiting = urlsplit(str(hook.get("url", ""))).hostname, hook.get("pending_update_count", 0)
    polling = settings.telegram_mode == "polling"
    if host is None:
        text = "Telegram has no webhook"
        yield (
            (FINE if polling else NOTE),
            f"{text}: {waiting} updates wait" + ("" if polling else "; topset run sets it when it starts"),
        )
        return
    text = f"Telegram has a webhook at {host}: {waiting} updates wait"
    if hook.get("last_error_message"):
        text += f"; its last error: {str(hook['last_error_message'])[:200]}"
    if polling:
        text += "; topset run takes it away and polls: does another one run?"
    yield (NOTE if polling else FINE), text


def discord(settings: Settings) -> Iterator[Found]:
    """Whose token it is, and how many starts are left today."""
    name = "TOPSET_DISCORD_TOKEN"
    if settings.discord_token is None:
        yield NOTE, f"{name} is not set: topset chat needs none"
        return
    headers = {"Authorization": f"Bot {settings.discord_token}", "User-Agent": AGENT}
    try:
        me = asked(f"{settings.discord_api}/users/@me", headers)
        gateway = asked(f"{settings.discord_api}/gateway/bot", headers)
    except Unreached as error:
        yield WRONG, said(error, name, settings.discord_api, "reset it at the developer portal under Bot and copy it")
        return
    if "id" not in me:
        yield WRONG, f"{settings.discord_api} does not answer as Discord does: is TOPSET_DISCORD_API right?"
        return
    yield FINE, f"{name}: Discord knows it as {me.get('username')} (id {me['id']})"
    left = (gateway.get("session_start_limit") or {}).get("remaining")
    if isinstance(left, int):
        yield (FINE if left > 100 else NOTE), f"Discord allows {left} more starts of the bot today"


def said(error: Unreached, name: str, address: str, mend: str) -> str:
    """What is wrong, and how to mend it."""
    if error.status in REFUSED:
        return f"{name} is refused ({error}): {mend}"
    return f"{urlsplit(address).hostname} cannot be reached ({error}): is there a network, or a firewall in the way?"
