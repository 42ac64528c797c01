"""`topset export`: all data of a person, from the store opened for reading only (interfaces.md section 5)."""

from __future__ import annotations

import asyncio
import json
import sys
from argparse import Namespace

from bot.exits import FINE, complain
from bot.on_console import PLATFORM
from bot.settings import Settings, settings_here
from coach_core.commands.account import export_csv, export_json
from coach_core.store import open_store

PLATFORMS = ("telegram", "discord")


def run(arguments: Namespace) -> int:
    """Print the data; a person who is not there is status 1."""
    text = asyncio.run(exported(arguments, settings_here()))
    if text is None:
        return complain(f"nobody is called {arguments.person!r} in this store")
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    return FINE


async def exported(arguments: Namespace, settings: Settings) -> str | None:
    """The text of the export; None for an unknown person."""
    store = await open_store(arguments.db or settings.database_url, key=settings.data_key, read_only=True)
    try:
        person = await store.person(*address(arguments.person))
        if person is None:
            return None
        rows = await store.rows(person.number)
    finally:
        await store.close()
    if arguments.format == "csv":
        return export_csv(rows)
    return json.dumps(export_json(person, rows), ensure_ascii=False, indent=1) + "\n"


def address(name: str) -> tuple[str, str]:
    """Platform and what it calls the person: telegram:1 is somebody of Telegram, any other name one of the terminal."""
    platform, colon, number = name.partition(":")
    return (platform, number) if colon and platform in PLATFORMS and number.isdigit() else (PLATFORM, name)
