"""A challenge in a Discord server: made, joined, seen; the bot put out and let in again, channels deleted, rights that
are missing, members who leave."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from discord_bot import ANNA, BOB, bot_on, onboard, servers_told

from bot.aside import Aside, ended
from bot.discord import boards as discord_boards
from tests.fakes.discord import PATIENCE, FakeDiscord, answered_with, until
from tests.fakes.discord_world import EPHEMERAL

GYM, BOSS = "5", "43"
NEW = "new points 4 - now"


@pytest.fixture
async def fake(tmp_path: Path) -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord() as discord:
        discord.world.guild(GYM)
        discord.world.bosses.add(BOSS)
        discord.world.names |= {ANNA: "Anna", BOB: "Bob"}
        with servers_told() as told:
            async with bot_on(discord, tmp_path / "d.db"):
                await told.wait()
                yield discord
        assert discord.wrong == []


async def test_it_is_made_and_joined_with_one_tap_each(fake: FakeDiscord) -> None:
    await onboard(fake, ANNA)
    await answered_with(await fake.slash(ANNA, "challenge", guild=GYM, part=NEW), "manages this room")
    made = await answered_with(await fake.slash(BOSS, "challenge", guild=GYM, part=NEW), "")
    assert made["flags"] & EPHEMERAL, "only the board is for everybody"
    board = await fake.sees_soon(BOB, "Nobody is in yet", GYM)
    await until(lambda: fake.world.threads == {board["id"]: "Points"}, "a thread to talk in")
    pressed = await fake.taps(ANNA, "Join", board, guild=GYM)
    assert (await answered_with(pressed, "You are in: Points"))["flags"] & EPHEMERAL, "told to Anna alone"
    place = await fake.taps(ANNA, "My place", board, guild=GYM)
    await answered_with(place, "Place 1 of 1, as Anna")
    assert len(await fake.completes(BOSS, "challenge", "part", "")) == 17
    assert await fake.completes(BOSS, "challenge", "part", "jo") == ["join"]


async def make(fake: FakeDiscord, *people: str) -> None:
    for person in people:
        await onboard(fake, person)
    await fake.slash(BOSS, "challenge", guild=GYM, part=NEW)
    board = await fake.sees_soon(BOB, "Nobody is in yet", GYM)
    for person in people:
        pressed = await fake.taps(person, "Join", board, guild=GYM)
        await until(lambda p=pressed: bool(p.followups), "in")


async def test_who_is_let_in_again_finds_the_board(fake: FakeDiscord) -> None:
    await make(fake, ANNA)
    await fake.puts_out(GYM)
    await fake.joins(GYM)
    board = await fake.sees_soon(BOB, "I am here again", GYM)
    assert "In so far: Anna." in board["content"]
    assert board["components"], "it can be joined"
    older = [m for m in fake.sees(BOB, GYM) if "Nobody is in yet" in m["content"]]
    await until(lambda: not any(m["components"] for m in older), "the older one has no buttons")


async def test_a_server_without_a_challenge_is_only_welcomed(fake: FakeDiscord) -> None:
    await fake.puts_out(GYM)
    await fake.joins(GYM)
    await fake.sees_soon(BOB, "Hello! I'm Topset", GYM)
    assert not [m for m in fake.sees(BOB, GYM) if "here again" in m["content"]]


async def test_a_deleted_channel_ends_no_challenge(fake: FakeDiscord) -> None:
    await make(fake, ANNA)
    await fake.deletes(GYM)
    board = await fake.sees_soon(BOB, "it goes on here", GYM)
    assert "In so far: Anna." in board["content"]
    pressed = await fake.taps(BOB, "How is it scored?", board, guild=GYM)
    await answered_with(pressed, "Scored")  # it is of this channel now


@pytest.mark.parametrize(("rights", "named"), [("0", "Send Messages"), (str(2147483647 - (1 << 15)), "Attach Files")])
async def test_a_missing_right_is_named_to_whoever_can_give_it(fake: FakeDiscord, rights: str, named: str) -> None:
    fake.world.rights = rights
    made = await fake.slash(BOSS, "challenge", guild=GYM, part=NEW)
    told = [made.original, *made.followups]
    await until(lambda: any(named in m["content"] for m in [made.original, *made.followups] if m), f"{named}: {told}")
    assert all(m["flags"] & EPHEMERAL for m in [made.original, *made.followups] if m)
    if rights != "0":
        await fake.sees_soon(BOB, "Nobody is in yet", GYM)
    boards = [m for m in fake.sees(BOB, GYM) if not m["flags"] & EPHEMERAL]
    assert bool(boards) == (rights != "0"), "where it may not write nothing is made"
    asked = await answered_with(await fake.slash(BOB, "challenge", guild=GYM), "")
    assert named not in asked["content"], "who cannot give it is not bothered"


async def test_who_left_the_server_goes_off_the_board(fake: FakeDiscord) -> None:
    await make(fake, ANNA, BOB)
    fake.world.left.add(ANNA)
    await fake.puts_out(GYM)
    await fake.joins(GYM)  # a new board: looked at then
    await fake.sees_soon(BOSS, "I am here again", GYM)
    await until(lambda: bool(fake.rest.sent("/guilds/{guild_id}/members/{user_id}", "GET")), "asked")
    for _ in range(50):
        await asyncio.sleep(0.2)
        told = (await answered_with(await fake.slash(ANNA, "challenge", part="me"), ""))["content"]
        if "no such challenge" in told:
            break
    assert "no such challenge" in told, "off the board, and nobody was told"
    still = await answered_with(await fake.slash(BOB, "challenge", part="me"), "")
    assert "Place 1 of 1" in still["content"], "the control: who is there stays"


async def under_way_after_a_stop(db: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """How much of the bot goes on after it was stopped while somebody who may have left was being looked for."""
    asked = asyncio.Event()

    async def never(*_: object) -> bool:
        asked.set()
        return await asyncio.Event().wait()

    monkeypatch.setattr(discord_boards, "has_left", never)
    async with FakeDiscord() as fake:
        fake.world.guild(GYM)
        fake.world.bosses.add(BOSS)
        async with bot_on(fake, db):
            await make(fake, ANNA)
            await fake.puts_out(GYM)
            await fake.joins(GYM)
            await asyncio.wait_for(asked.wait(), PATIENCE)
    left = [task for task in asyncio.all_tasks() if "Boards" in repr(task.get_coro())]
    await ended(*left)
    return len(left)


async def test_a_stop_ends_what_is_under_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert await under_way_after_a_stop(tmp_path / "d.db", monkeypatch) == 0


async def test_the_control_leaves_it_under_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def nothing(self: Aside, patience: float = 0.0) -> None:
        pass

    monkeypatch.setattr(Aside, "close", nothing)
    assert await under_way_after_a_stop(tmp_path / "d.db", monkeypatch) > 0
