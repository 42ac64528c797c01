"""A challenge on both kinds of store: every statement of it is run on SQLite and PostgreSQL, and comes to the same."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from challenging import boards, comes, makes, says, scores, trains, waits
from talking import Talking, talking

from tests.stores import postgres, url

__all__ = ["postgres", "url"]
PEOPLE = ("anna", "bela", "carl")


@pytest.fixture
async def talk(url: str) -> AsyncIterator[Talking]:
    talk = await talking(url, person="boss")
    for name in PEOPLE:
        await comes(talk, name)
    yield talk
    await talk.close()


async def test_from_making_to_ceremony(talk: Talking) -> None:
    number, began = await makes(talk, "volume"), talk.clock.now()
    for name in PEOPLE:
        await says(talk, name, f"/challenge join {number}", room="gym")
    await trains(talk, "anna", "50x10", "50x10")
    await says(talk, "bela", "hip thrust 500x5", "yes", "/challenge cheer", room="gym")
    await says(talk, "bela", "/challenge name Bel", room="gym")
    shown = await says(talk, "boss", "/challenge check", ":press It counts", room="gym")
    assert scores(boards(shown + await waits(talk, "2m"))[-1]) == {"anna": 1000, "Bel": 2500, "carl": 0}
    for name in ("anna", "carl"):
        await says(talk, name, "/challenge flag Bel")
    shown = await says(talk, "boss", "/challenge check", ":press It does not", room="gym")
    assert scores(boards(shown + await waits(talk, "2m"))[-1]).keys() == {"anna", "carl"}
    assert await talk.store.on_boards("terminal", "gym", 5) == ("anna", "carl")
    await talk.store.left_room("terminal", "carl", "gym", talk.clock.now())
    assert scores(boards(await waits(talk, "2m"))[-1]).keys() == {"anna"}
    await talk.store.room_gone("terminal", "gym", "hall", talk.clock.now())
    assert {m["room"] for m in boards(await waits(talk, "2m"))} == {"hall"}
    ceremony = boards(await waits(talk, "29d"))[-1]
    assert "Most consistent: anna" in ceremony["text"]
    await talk.store.rooms_back("terminal", ["hall"], began, talk.clock.now())
    assert boards(await waits(talk, "2m"))[-1]["text"] == ceremony["text"]
    left = await says(talk, "anna", "/challenge leave")
    assert {"anna" in m["text"] for m in boards(left)} == {False}
    assert "1. somebody who left" in boards(left)[-1]["text"].replace("🥇", "1.")
    await talk.store.rooms_back("terminal", ["hall"], began, talk.clock.now())
    assert "anna" not in boards(await waits(talk, "2m"))[-1]["text"]
    await talk.store.prune(talk.clock.now() + timedelta(days=5))


async def test_captains_and_teams(talk: Talking) -> None:
    number = await makes(talk, "teams", "captain")
    for name in PEOPLE:
        await says(talk, name, f"/challenge join {number}", room="gym")
    await says(talk, "boss", "/challenge captain A anna", "/challenge captain B bela", room="gym")
    shown = await says(talk, "anna", "/challenge pick", ":press carl")
    board = boards(shown + await waits(talk, "2m"))[-1]["text"]
    assert "carl · Team A" in board
    assert "waits" not in board
