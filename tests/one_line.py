"""One line after some others, in a chat of its own: what is shown on it. The books balance behind it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from books import unbalanced
from talking import Talking, talked, the_book

from bot.on_console import PLATFORM
from coach_core.commands.place import local


async def answer_to(file: Path, language: str, before: list[str], line: str) -> list[dict[str, Any]]:
    """All that is shown on the line."""
    talk = await talked(file, *before, locale=language)
    try:
        shown = await talk(line)
        assert not shown[0].get("error"), shown[0]
        assert await wrong(talk) == []
        return shown
    finally:
        await talk.close()


def logged_in(shown: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The sets that were stored or changed, as data."""
    return [s for m in shown for s in (m.get("data") or {}).get("logged") or ()]


async def wrong(talk: Talking) -> list[str]:
    """What does not balance."""
    person = await talk.store.person(PLATFORM, "me")
    assert person is not None
    rows = await talk.store.rows(person.number)
    return list(unbalanced(the_book(), person, rows, local(person, talk.clock.now()).date()))
