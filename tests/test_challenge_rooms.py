"""Rooms of challenges over time: the coach is put out and let in again, or never again; people keep what is theirs."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from challenging import boards, comes, makes, says, scores, trains, waits
from talking import Talking, talking

SETS = ("100x5 rpe 8", "100x5 rpe 8")
OF_A_ROOM = ("challenge", "entry", "doubt")


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncIterator[Talking]:
    talk = await talking(tmp_path / "c.db", person="boss")
    yield talk
    await talk.close()


async def with_anna(talk: Talking, room: str = "gym") -> str:
    number = await makes(talk, "points", room=room)
    await says(talk, "anna", f"/challenge join {number}", room=room)
    await says(
        talk, "anna", "hip thrust 500x5", "yes", *SETS, "finish", "yes", "/cancel"
    )  # one that waits for an admin
    await waits(talk, "2m")
    return number


def left_of(db: Path, number: str) -> dict[str, int]:
    """How many rows of each table know of a challenge, and of its host."""
    with sqlite3.connect(db) as raw:
        count = {
            table: raw.execute(f"SELECT count(*) FROM {table} WHERE {column} = ?", (int(number),)).fetchone()[0]
            for table, column in (("challenge", "number"), ("entry", "challenge"), ("doubt", "challenge"),
                                  ("person", "number"), ("outbox", "person"), ("due", "person"))
        }  # fmt: skip
    raw.close()
    return count


async def test_thirty_days_after_it_was_put_out_nothing_is_left_of_a_room(talk: Talking, tmp_path: Path) -> None:
    await comes(talk, "anna")
    number, other = await with_anna(talk), await with_anna(talk, "other")
    before = left_of(tmp_path / "c.db", number)
    assert all(before[table] for table in OF_A_ROOM), "something to forget"
    await talk.store.put_out("terminal", ["gym"], talk.clock.now())
    await waits(talk, "29d")
    assert left_of(tmp_path / "c.db", number)["entry"] == 1, "not before"
    await waits(talk, "2d")
    assert set(left_of(tmp_path / "c.db", number).values()) == {0}
    assert left_of(tmp_path / "c.db", other)["challenge"] == 1, "the control: another room"
    history = await says(talk, "anna", "/history")
    assert "2 workouts" in history[-1]["text"], "what people logged is theirs"


async def test_let_in_again_within_thirty_days_everything_is_there(talk: Talking, tmp_path: Path) -> None:
    await comes(talk, "anna")
    number = await with_anna(talk)
    out = talk.clock.now()
    await talk.store.put_out("terminal", ["gym"], out)
    await waits(talk, "20d")
    await talk.store.rooms_back("terminal", ["gym"], out, talk.clock.now())
    [board] = boards(await waits(talk, "2m"))
    assert scores(board).keys() == {"anna"}
    await waits(talk, "15d")
    assert left_of(tmp_path / "c.db", number)["entry"] == 1
    await talk.store.put_out("terminal", ["gym"], talk.clock.now())
    await waits(talk, "29d")
    assert left_of(tmp_path / "c.db", number)["entry"] == 1, "counted from the last time"


async def test_who_is_in_a_forgotten_challenge_trains_on(talk: Talking) -> None:
    """Their own part of it is known to nobody else, and does no harm."""
    await comes(talk, "anna")
    await with_anna(talk)
    await talk.store.put_out("terminal", ["gym"], talk.clock.now() - timedelta(days=31))
    await waits(talk, "2m")
    done = await trains(talk, "anna", *SETS)
    assert any("Workout done" in m["text"] for m in done)
    for words in ("/challenge", "/challenge me", "/challenge leave"):
        assert (await says(talk, "anna", words))[-1]["text"]


async def test_ones_own_place_is_told_of_all_that_run_and_of_the_last_that_ended(talk: Talking) -> None:
    await comes(talk, "anna")
    for kind in ("points", "sets"):
        number = await makes(talk, kind)
        await says(talk, "anna", f"/challenge join {number}", room="gym")
    await trains(talk, "anna", *SETS)
    running = await says(talk, "anna", "challenge me")
    assert ["Place 1 of 1" in m["text"] for m in running] == [True, True]
    await waits(talk, "30d")
    [ended] = await says(talk, "anna", "challenge me")
    assert "Sets" in ended["text"]
    assert "Place 1 of 1" in ended["text"]


async def test_whoever_made_it_may_go_and_be_erased_and_it_goes_on(talk: Talking) -> None:
    """Nobody owns a challenge: another one who manages the room ends it."""
    await comes(talk, "anna")
    await comes(talk, "boss")
    number = await makes(talk)
    for name in ("anna", "boss"):
        await says(talk, name, f"/challenge join {number}", room="gym")
    await talk.store.left_room("terminal", "boss", "gym", talk.clock.now())
    assert scores(boards(await waits(talk, "2m"))[-1]).keys() == {"anna"}
    await says(talk, "boss", ":admin off", room="gym")
    await says(talk, "boss", "/erase", ":press Erase everything for good")
    refused = await says(talk, "boss", f"/challenge end {number} sure", room="gym")
    assert "manages this room" in refused[-1]["text"], "who made it has no right that the room does not give"
    assert any("Week 1 is over" in m["text"] for m in await waits(talk, "8d"))
    await says(talk, "other", ":admin on", room="gym")
    ended = await says(talk, "other", f"/challenge end {number} sure", room="gym")
    assert any("ended by an admin" in m["text"] for m in ended + await waits(talk, "2m"))


async def test_a_group_becomes_a_supergroup_in_the_middle(talk: Talking) -> None:
    """Scores, the weekly report and the ceremony are those of the new room; nothing is said in the old one."""
    await comes(talk, "anna")
    number = await makes(talk, "sets")
    await says(talk, "anna", f"/challenge join {number}", "hip thrust 60x5", room="gym")
    await waits(talk, "9d")
    await talk.store.room_moved("terminal", "gym", "-100gym")
    await says(talk, "anna", "hip thrust 60x5", room="-100gym")
    shown = [m for m in await waits(talk, "29d") if not m["private"]]
    assert {m["room"] for m in shown} == {"-100gym"}
    assert any("Week 2 is over" in m["text"] for m in shown)
    assert "that was it" in boards(shown)[-1]["text"]
    assert scores(boards(shown)[-1]) == {"anna": 2}


async def test_who_leaves_and_comes_back_begins_no_better_than_they_were(talk: Talking) -> None:
    """Else one could leave after a bad week and be asked for less. Nothing of it is seen meanwhile."""
    for name in ("anna", "bela"):
        await comes(talk, name)
    number = await makes(talk)
    for name in ("anna", "bela"):
        await says(talk, name, f"/challenge join {number}", room="gym")
        await trains(talk, name, *SETS)
    await waits(talk, "9d")
    left = await says(talk, "anna", f"/challenge leave {number}", room="gym")
    assert scores(boards(left + await waits(talk, "2m"))[-1]).keys() == {"bela"}
    for name in ("anna", "bela"):
        await trains(talk, name, *SETS)
    assert scores(boards(await waits(talk, "2m"))[-1]).keys() == {"bela"}, "trained while out, and not seen"
    shown = await says(talk, "anna", f"/challenge join {number}", room="gym")
    board = scores(boards(shown + await waits(talk, "2m"))[-1])
    assert board["anna"] == board["bela"] > 0, "as who never left"
    await comes(talk, "carl")
    shown = await says(talk, "carl", f"/challenge join {number}", room="gym")
    assert scores(boards(shown + await waits(talk, "2m"))[-1])["carl"] == 0, "the control: who was never in"
    await waits(talk, "25d")
    await says(talk, "anna", "/history")
    person = await talk.store.person("terminal", "anna")
    assert person is not None
    assert person.aside == person.entries == (), "over is over"
