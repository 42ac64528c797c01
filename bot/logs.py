"""The log: for a console or as JSON, without secrets and without what people write, also in tracebacks."""

from __future__ import annotations

import json
import logging
import re
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from types import TracebackType
from urllib.parse import quote, urlsplit

from bot.settings import Settings

CONSOLE = "topset: %(levelname)s %(message)s"
LIKE_A_TOKEN = re.compile(
    r"\d{6,}(?::|%3A)[A-Za-z0-9_-]{30,}"  # Telegram
    r"|[A-Za-z0-9_-]{23,28}\.[A-Za-z0-9_-]{6,7}\.[A-Za-z0-9_-]{27,}"  # Discord
)
HIDDEN = "[hidden]"
LEVELS = {
    "aiohttp": logging.WARNING,
    "aiosqlite": logging.WARNING,  # it writes down every value of every row
    "apscheduler": logging.WARNING,
    "asyncio": logging.WARNING,
    "discord": logging.WARNING,
    "discord.client": logging.CRITICAL,  # what it says of lost connections the adapter says in one line
    "discord.gateway": logging.CRITICAL,
    "discord.shard": logging.CRITICAL,
    "httpcore": logging.WARNING,
    "httpx": logging.WARNING,
    "telegram": logging.WARNING,  # from DEBUG on it writes down what people say
    "telegram.request.BaseRequest": logging.CRITICAL + 1,  # an answer that cannot be read is written down whole
}


class Secrets:
    """What must not be shown, and texts without it."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        words = {form for secret in secrets if secret for form in (secret, quote(secret, safe=""), quote(secret))}
        known = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
        self._known = re.compile(known) if known else None

    def hidden(self, text: str) -> str:
        """The text, its secrets covered."""
        known = self._known.sub(HIDDEN, text) if self._known else text
        return LIKE_A_TOKEN.sub(HIDDEN, known)


def secrets_of(settings: Settings) -> Secrets:
    """Every secret that was set."""
    address = urlsplit(settings.database_url) if "://" in settings.database_url else None
    return Secrets(
        secret
        for secret in (
            settings.telegram_token,
            settings.telegram_webhook_secret,
            settings.discord_token,
            settings.data_key,
            address.password if address else None,
        )
        if secret
    )


class Covered(logging.Formatter):
    """A line for a console; secrets are covered in all of it, tracebacks included."""

    def __init__(self, secrets: Secrets, form: str = CONSOLE) -> None:
        super().__init__(form)
        self._secrets = secrets

    def format(self, record: logging.LogRecord) -> str:
        """The whole text of a record."""
        return self._secrets.hidden(super().format(record))


class AsJson(Covered):
    """A JSON object a line: at, level, from, message, and traceback where there is one."""

    def __init__(self, secrets: Secrets) -> None:
        super().__init__(secrets, "%(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """The record as JSON."""
        message, _, more = super().format(record).partition("\n")
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "from": record.name,
            "message": message,
            **({"traceback": more} if more else {}),
        }
        return json.dumps(line, ensure_ascii=False)


def set_up(settings: Settings) -> None:
    """Log to stderr as the settings say, also what nobody caught."""
    secrets = secrets_of(settings)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(AsJson(secrets) if settings.log_format == "json" else Covered(secrets))
    logging.basicConfig(level=settings.log_level, handlers=[handler], force=True)
    logging.captureWarnings(True)
    for name, level in LEVELS.items():
        logging.getLogger(name).setLevel(level)

    def uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        logging.getLogger("topset").critical("this should not have happened", exc_info=(kind, error, trace))

    sys.excepthook = uncaught
