"""Settings from the environment and a .env file, read once. A wrong one is a SettingsError that names the variable."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import field
from pathlib import Path

from bot.settings_read import (
    SettingsError,
    a_choice,
    a_key,
    a_language,
    a_pace,
    a_store,
    an_address,
    ids,
    listen,
    some_text,
    token,
)
from coach_core.values import dataclass

PREFIX = "TOPSET_"
WEB = ("https", "http")
SOCKET = ("wss", "ws")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set from outside (interfaces.md section 2). Secrets stay out of repr."""

    database_url: str = field(default="", repr=False)  # of PostgreSQL it has a password
    telegram_token: str | None = field(default=None, repr=False)
    telegram_api: str = "https://api.telegram.org"
    telegram_mode: str = "polling"
    telegram_webhook_url: str | None = None
    telegram_webhook_listen: str | None = None
    telegram_webhook_secret: str | None = field(default=None, repr=False)
    discord_token: str | None = field(default=None, repr=False)
    discord_api: str = "https://discord.com/api/v10"
    discord_gateway: str | None = None
    allowed: frozenset[str] | None = None  # None: everybody
    data_key: str | None = field(default=None, repr=False)
    health_listen: str | None = None
    log_level: str = "INFO"
    log_format: str = "console"
    locale: str = "en"
    test_limits: str = "on"  # off: no platform's limits are kept: for measuring all else
    test_pace: float = 1.0  # every wait and time-out of the adapters is multiplied by it: for tests of faults
    test_clock: str | None = None  # a file with the time that it is: for tests of months


READERS: Mapping[str, Callable[[str, str], object]] = {
    "TOPSET_DATABASE_URL": a_store,
    "TOPSET_TELEGRAM_TOKEN": token("the token that BotFather gave, such as 123456789:AA…", colon=True),
    "TOPSET_TELEGRAM_API": an_address(WEB),
    "TOPSET_TELEGRAM_MODE": a_choice("polling", "webhook"),
    "TOPSET_TELEGRAM_WEBHOOK_URL": an_address(WEB),
    "TOPSET_TELEGRAM_WEBHOOK_LISTEN": listen,
    "TOPSET_TELEGRAM_WEBHOOK_SECRET": some_text(r"[A-Za-z0-9_-]{1,256}", "1 to 256 of the letters A-Z a-z 0-9 _ -"),
    "TOPSET_DISCORD_TOKEN": token("the bot token of the application's page at Discord", colon=False),
    "TOPSET_DISCORD_API": an_address(WEB),
    "TOPSET_DISCORD_GATEWAY": an_address(SOCKET),
    "TOPSET_ALLOWED": ids,
    "TOPSET_DATA_KEY": a_key,
    "TOPSET_HEALTH_LISTEN": listen,
    "TOPSET_LOG_LEVEL": a_choice("DEBUG", "INFO", "WARNING", "ERROR"),
    "TOPSET_LOG_FORMAT": a_choice("console", "json"),
    "TOPSET_LOCALE": a_language,
    "TOPSET_TEST_LIMITS": a_choice("on", "off"),
    "TOPSET_TEST_PACE": a_pace,
    "TOPSET_TEST_CLOCK": some_text(r".+", "a file with a time in it; it is for tests alone"),
}


def read_settings(environment: Mapping[str, str], folder: Path) -> Settings:
    """The settings of an environment and of the .env file in a folder; the environment wins.

    Raises ``SettingsError`` for the first value that is wrong.
    """
    values = {**dotenv(folder / ".env"), **environment}
    told = {name: values[name].strip() for name in READERS if values.get(name, "").strip()}
    read = {name.removeprefix(PREFIX).lower(): READERS[name](name, value) for name, value in told.items()}
    settings = Settings(**{"database_url": default_store(values), **read})  # type: ignore[arg-type]
    check_webhook(settings)
    return settings


def settings_here() -> Settings:
    """The settings of this process."""
    return read_settings(os.environ, Path.cwd())


def unknown_names(environment: Mapping[str, str], folder: Path) -> tuple[str, ...]:
    """Variables that look like settings and are none: most likely mistyped."""
    names = {*environment, *dotenv(folder / ".env")}
    return tuple(sorted(n for n in names if n.startswith(PREFIX) and n not in READERS and "TEST" not in n))


def check_webhook(settings: Settings) -> None:
    """A webhook needs its address, where to listen, and a secret. Raises ``SettingsError``."""
    if settings.telegram_mode != "webhook":
        return
    for name, value, example in (
        ("TOPSET_TELEGRAM_WEBHOOK_URL", settings.telegram_webhook_url, "https://example.org/telegram"),
        ("TOPSET_TELEGRAM_WEBHOOK_LISTEN", settings.telegram_webhook_listen, "127.0.0.1:8443"),
        ("TOPSET_TELEGRAM_WEBHOOK_SECRET", settings.telegram_webhook_secret, "32 random letters and digits"),
    ):
        if not value:
            raise SettingsError(name, f"is needed with TOPSET_TELEGRAM_MODE=webhook, such as {example}")


def default_store(values: Mapping[str, str]) -> str:
    """A SQLite file in the user's data folder, as the system has it."""
    home = Path(values.get("HOME") or Path("~").expanduser())
    if sys.platform == "darwin":
        folder = home / "Library" / "Application Support"
    elif sys.platform == "win32":
        folder = Path(values.get("LOCALAPPDATA") or home / "AppData" / "Local")
    else:
        folder = Path(values.get("XDG_DATA_HOME") or home / ".local" / "share")
    return str(folder / "topset" / "topset.db")


def dotenv(file: Path) -> dict[str, str]:
    """The lines NAME=value of a .env file; none if there is none. Raises ``SettingsError`` where it cannot be read."""
    try:
        text = file.read_text(encoding="utf-8") if file.is_file() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(str(file), f"cannot be read: {error}") from None
    return dict(pair for line in text.splitlines() if (pair := a_pair(line)))


def a_pair(line: str) -> tuple[str, str] | None:
    """One line of a .env file; None for an empty line or a comment."""
    name, equals, value = line.strip().removeprefix("export ").partition("=")
    if not equals or name.startswith("#"):
        return None
    value = value.strip()
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "'\""
    return name.strip(), value[1:-1] if quoted else value.split(" #")[0].strip()
