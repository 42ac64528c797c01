"""`topset doctor`: what is configured, reachable, wrong, and how to mend it. Changes nothing and shows no secret."""

from __future__ import annotations

import asyncio
import os
import platform
from argparse import Namespace
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from bot.catalogs import load_catalog
from bot.exits import FAILED, FINE
from bot.languages import languages
from bot.reachable import discord, telegram
from bot.settings import PREFIX, READERS, Settings, dotenv, read_settings, unknown_names
from bot.settings_read import SettingsError
from coach_core.store import NoStore, StoreError, open_store
from coach_core.store.sqlite import warnings
from coach_core.values import dataclass

FINE_MARK, NOTE, WRONG = "ok   ", "note ", "WRONG"
POSTGRES = ("postgresql://", "postgres://")


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report."""

    mark: str
    text: str


def run(arguments: Namespace) -> int:
    """Print the report; status 1 if something is wrong."""
    found = list(findings(arguments.db, os.environ, Path.cwd()))
    for finding in found:
        print(f"{finding.mark} {finding.text}")
    return FAILED if any(f.mark == WRONG for f in found) else FINE


def findings(db: str | None, environment: Mapping[str, str], folder: Path) -> Iterator[Finding]:
    """The whole report."""
    yield Finding(FINE_MARK, f"Python {platform.python_version()} on {platform.system()}")
    yield from (Finding(NOTE, text) for text in warnings())
    try:
        settings = read_settings(environment, folder)
    except SettingsError:
        yield from wrong_settings(environment, folder)
        settings = Settings(database_url=read_settings({"HOME": environment.get("HOME", "")}, Path("/")).database_url)
    yield from (
        Finding(NOTE, f"{name} is no setting of Topset; is it mistyped? There are: {', '.join(sorted(READERS))}")
        for name in unknown_names(environment, folder)
    )
    yield from asyncio.run(database(db or settings.database_url, settings))
    yield from secrets(settings)
    yield from platforms(settings)
    yield from texts()


def wrong_settings(environment: Mapping[str, str], folder: Path) -> Iterator[Finding]:
    """Every wrong setting, not only the first."""
    try:
        values = {**dotenv(folder / ".env"), **environment}
    except SettingsError as error:
        yield Finding(WRONG, str(error))
        return
    told = {name: value for name, value in values.items() if name.startswith(PREFIX) and name in READERS}
    alone = [[name] for name in told if "MODE" not in name]  # a mode asks for others beside it
    said = dict.fromkeys(
        said for names in (*alone, list(told)) if (said := mistake({name: told[name] for name in names}))
    )
    yield from (Finding(WRONG, text) for text in said)


def mistake(values: Mapping[str, str]) -> str | None:
    """What is wrong with these settings, if anything."""
    try:
        read_settings(values, Path("/nowhere"))
    except SettingsError as error:
        return str(error)
    return None


async def database(url: str, settings: Settings) -> list[Finding]:
    """Whether the store can be opened, for reading only."""
    shown = without_password(url)
    if url.startswith(POSTGRES) and find_spec("asyncpg") is None:
        return [Finding(WRONG, f"store {shown}: PostgreSQL needs more packages: pip install 'topset[postgres]'")]
    try:
        store = await open_store(url, key=settings.data_key, read_only=True)
    except NoStore:
        return [Finding(*new_store(Path(url.removeprefix("sqlite:///")).expanduser()))]
    except (StoreError, OSError) as error:
        return [Finding(WRONG, f"store {shown}: {without_password(str(error))}")]
    try:
        last = await store.last_at()
    finally:
        await store.close()
    return [Finding(FINE_MARK, f"store {shown}: readable, last event {last.isoformat() if last else 'never'}")]


def new_store(path: Path) -> tuple[str, str]:
    """Whether a store that is not there yet can be made."""
    if path.is_dir():
        return WRONG, f"store {path}: that is a folder; name a file in it, such as {path / 'topset.db'}"
    folder = next(parent for parent in path.absolute().parents if parent.exists())
    if os.access(folder, os.W_OK):
        return NOTE, f"store {path}: not there yet; the first topset chat makes it"
    return WRONG, f"store {path}: {folder} cannot be written; set TOPSET_DATABASE_URL to another place"


def secrets(settings: Settings) -> Iterator[Finding]:
    """What is set, without showing it."""
    if settings.data_key:
        yield Finding(FINE_MARK, "TOPSET_DATA_KEY is set: notes, body data and health answers are encrypted")
    else:
        yield Finding(NOTE, "TOPSET_DATA_KEY is not set: notes, body data and health answers are stored unencrypted")
    if settings.allowed is not None:
        yield Finding(FINE_MARK, f"TOPSET_ALLOWED: only {len(settings.allowed)} people may use the bot")


def platforms(settings: Settings) -> Iterator[Finding]:
    """Whether the platforms that have a token let us in."""
    yield from (Finding(*found) for ask in (telegram, discord) for found in ask(settings))


def texts() -> Iterator[Finding]:
    """Whether every language has every text."""
    english = load_catalog("en").texts.keys()
    for language in languages():
        missing = english - load_catalog(language).texts.keys()
        if not english or missing:
            yield Finding(WRONG, f"language {language}: {len(missing)} texts are missing; install Topset anew")
        else:
            yield Finding(FINE_MARK, f"language {language}: all {len(english)} texts are there")


def without_password(url: str) -> str:
    """An address that may be shown."""
    password = urlsplit(url).password if "://" in url else None
    return url.replace(f":{password}@", ":…@") if password else url
