"""The dialogs with a room, in a group of Telegram and in a server of Discord: what is answered to the person alone, a
challenge that an admin ends, and a month of five people from the making of one to its ceremony.

What is said is word by word what the terminal says, to the same people, and the same is stored. What else differs
stands in differing.py. No dialog file is played on one platform only: that is looked at here too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from dialog import Dialog, Turn
from discord_stage import discord_stage
from gathering import OnDiscord, OnTelegram, Place, play
from playing import ALL, IN_ROOMS
from replaying import export_of, in_the_terminal, people_of
from telegram_stage import telegram_stage

from coach_core.store import open_store

STAGES: dict[str, Any] = {"discord": (discord_stage, OnDiscord), "telegram": (telegram_stage, OnTelegram)}
GONE = {"hip-thrust-month": ("bob", "dev")}  # who leaves there, and is erased, when all has been said
SAID = "> 12"  # in the room of that dialog
Change = Callable[[Turn], Turn]


@pytest.mark.parametrize("platform", STAGES)
@pytest.mark.parametrize("dialog", IN_ROOMS)
async def test_the_same_is_seen_and_stored(dialog: str, platform: str, tmp_path: Path) -> None:
    stage_of, place_of = STAGES[platform]
    opened: AbstractAsyncContextManager[Any] = stage_of(tmp_path)
    async with opened as stage:
        place: Place = place_of(stage)
        await play(ALL[dialog], place)
        assert await stored(ALL[dialog], place) == await in_the_terminal(ALL[dialog], tmp_path)
        gone = GONE.get(dialog, ())
        assert not [text for text in place.standing() for name in gone if re.search(rf"\b{name}\b", text)]
        assert not gone or any("somebody who left" in text for text in place.standing())


async def stored(dialog: Dialog, place: Place) -> dict[str, Any]:
    """The exports of everybody."""
    async with await open_store(str(place.stage.db), read_only=True) as store:
        return {name: await export_of(store, place.platform, place.number(name)) for name in people_of(dialog)}


CHANGES: dict[str, Change] = {
    "another word": lambda turn: replace(turn, expected=[line.replace("✓", "×") for line in turn.expected]),
    "another reader": lambda turn: replace(turn, expected=["(to all)", *turn.expected]),
}


@pytest.mark.parametrize("platform", STAGES)
async def test_the_control_in_which_one_line_is_another_is_noticed(platform: str, tmp_path: Path) -> None:
    stage_of, place_of = STAGES[platform]
    opened: AbstractAsyncContextManager[Any] = stage_of(tmp_path)
    async with opened as stage:
        place: Place = place_of(stage)
        for change in CHANGES.values():
            with pytest.raises(AssertionError, match=f"{SAID}\n(?s:.*)instead of"):
                await play(changed(ALL["rooms"], change), place)
        other = changed(ALL["rooms"], lambda turn: replace(turn, line="> 13"))
        wanted = await in_the_terminal(other, tmp_path)
        assert [len(person["sets"]) for person in (await stored(other, place)).values()] == [2]
        assert await stored(other, place) != wanted, "a repetition more"


def changed(dialog: Dialog, change: Change) -> Dialog:
    """The dialog up to that line in the room, which is changed."""
    at = next(n for n, turn in enumerate(dialog.turns) if turn.line == SAID)
    return replace(dialog, turns=[*dialog.turns[:at], change(dialog.turns[at])])


@pytest.mark.parametrize("platform", STAGES)
def test_every_dialog_is_played_on_every_platform(platform: str) -> None:
    here = {dialog for dialog, where in played_by(__name__) if platform in where}
    shared = {dialog for dialog, _ in played_by(f"test_{platform}_dialogs")}
    assert here | shared == set(ALL)
    assert here, "the control: it is seen which ones are played"
    assert shared


def played_by(module: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The dialogs that the tests of a module are given, and on which platforms where these are given too."""
    for name, test in vars(import_module(module)).items():
        if name.startswith("test_"):
            marks = (mark for mark in getattr(test, "pytestmark", ()) if mark.name == "parametrize")
            given = {mark.args[0]: tuple(mark.args[1]) for mark in marks}
            yield from ((dialog, given.get("platform", ())) for dialog in given.get("dialog", ()))
