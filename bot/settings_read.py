"""How a value of each kind of setting is read and what is said when it is wrong. The list of them is in settings.py."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from bot.languages import languages

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
SHORTEST_KEY = 8
OPEN_SCHEMES = frozenset({"http", "ws"})

A_STORE = "a path, sqlite:///file, sqlite:////absolute/file or postgresql://host/name"
Read = Callable[[str, str], object]


class SettingsError(Exception):
    """A setting that is wrong: one line that names it and says what it should look like. Never shows a secret."""

    def __init__(self, name: str, should: str) -> None:
        super().__init__(f"{name} {should}")
        self.name = name


def a_choice(*choices: str) -> Read:
    """One of some words; case does not matter."""

    def read(name: str, value: str) -> str:
        found = next((c for c in choices if c.lower() == value.lower()), None)
        if found is None:
            raise SettingsError(name, f"should be one of {', '.join(choices)}")
        return found

    return read


def an_address(schemes: tuple[str, str]) -> Read:
    """A base address; the unencrypted scheme only on this machine."""
    safe, bare = schemes

    def read(name: str, value: str) -> str:
        wrong = SettingsError(name, f"should be an address such as {safe}://example.org ({bare}:// on loopback only)")
        try:
            parts = urlsplit(value)
            host, _port = parts.hostname, parts.port
        except ValueError:
            raise wrong from None
        if not host or parts.scheme not in schemes or re.search(r"\s", value):
            raise wrong
        if parts.scheme in OPEN_SCHEMES and host not in LOOPBACK:
            raise wrong
        return value.rstrip("/")

    return read


def token(should: str, *, colon: bool) -> Read:
    """A secret of a platform, shown to nobody."""
    pattern = re.compile(r"\d+:[!-~]+" if colon else r"[!-~]+")

    def read(name: str, value: str) -> str:
        if not pattern.fullmatch(value):
            raise SettingsError(name, f"should be {should}")
        return value

    return read


def some_text(pattern: str, should: str) -> Read:
    """Text of a given form."""

    def read(name: str, value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise SettingsError(name, f"should be {should}")
        return value

    return read


def listen(name: str, value: str) -> str:
    """host:port."""
    host, _, port = value.rpartition(":")
    if not host or not port.isascii() or not port.isdigit() or not 0 <= int(port) <= 65535:
        raise SettingsError(name, "should be host:port, such as 127.0.0.1:8080")
    return value


def ids(name: str, value: str) -> frozenset[str]:
    """People of the platforms: telegram:1,discord:2."""
    found = frozenset(part for raw in value.split(",") if (part := raw.strip()))
    if not all(re.fullmatch(r"(telegram|discord):\d+", part) for part in found):
        raise SettingsError(name, "should be ids with commas between, such as telegram:1,discord:2")
    return found


def a_store(name: str, value: str) -> str:
    """A path, sqlite:///relative, sqlite:////absolute or postgresql://…"""
    scheme, colon, _rest = value.partition("://")
    fits = (
        (not colon and not value.startswith(("sqlite:", "postgres")))
        or (scheme == "sqlite" and value.startswith("sqlite:///"))
        or scheme in ("postgresql", "postgres")
    )
    if not fits or "\x00" in value:
        raise SettingsError(name, f"should be {A_STORE}")
    return value


def a_language(name: str, value: str) -> str:
    """A language that there is."""
    base = value.replace("_", "-").split("-")[0].lower()
    if base not in languages():
        raise SettingsError(name, f"should be one of {', '.join(languages())}")
    return base


def a_key(name: str, value: str) -> str:
    """The key that encrypts: long enough that nobody guesses it."""
    if len(value) < SHORTEST_KEY or not value.isprintable():
        raise SettingsError(name, f"should be at least {SHORTEST_KEY} random characters, such as 32 bytes in base64")
    return value


def a_pace(name: str, value: str) -> float:
    """How fast tests let time-outs go: 1 as in life, 0.1 ten times as fast."""
    if not re.fullmatch(r"[01](\.[0-9]{1,4})?", value) or not 0 < float(value) <= 1:
        raise SettingsError(name, "should be a number above 0, at most 1; it is for tests alone")
    return float(value)
