"""A challenge in a Discord server: made, joined, seen; the bot put out and let in again, channels deleted, rights that
are missing, members who leave."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from discord_bot import ANNA, BOB, bot_on, onboard

from tests.fakes.discord import FakeDiscord, until
from tests.fakes.discord_world import EPHEMERAL

GYM, BOSS = "5", "43"
NEW = "new points 4 - now"


@pytest.fixture
async def fake(tmp_path: Path) -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord() as discord:
        discord.world.guild(GYM)
        discord.world.bosses.add(BOSS)
        discord.world.names |= {ANNA: "Anna", BOB: "Bob"}
        async with bot_on(discord, tmp_path / "d.db"):
            await asyncio.sleep(0.5)  # until servers are no news any more that were there before
            yield discord
        assert discord.wrong == []


async def test_it_is_made_and_joined_with_one_tap_each(fake: FakeDiscord) -> None:
    await onboard(fake, ANNA)
    refused = await fake.slash(ANNA, "challenge", guild=GYM, part=NEW)
    assert refused.original is not None
    assert "manages this room" in refused.original["content"]
    made = await fake.slash(BOSS, "challenge", guild=GYM, part=NEW)
    assert made.original is not None
    assert made.original["flags"] & EPHEMERAL, "only the board is for everybody"
    board = await fake.sees_soon(BOB, "Nobody is in yet", GYM)
    await until(lambda: fake.world.threads == {board["id"]: "Points"}, "a thread to talk in")
    pressed = await fake.taps(ANNA, "Join", board, guild=GYM)
    await until(lambda: bool(pressed.followups), "told to Anna alone")
    assert "You are in: Points" in pressed.followups[0]["content"]
    assert pressed.followups[0]["flags"] & EPHEMERAL
    place = await fake.taps(ANNA, "My place", board, guild=GYM)
    await until(lambda: bool(place.followups), "her own place")
    assert "Place 1 of 1, as Anna" in place.followups[0]["content"]
    assert len(await fake.completes(BOSS, "challenge", "part", "")) == 16
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
    await asyncio.sleep(0.3)
    await fake.joins(GYM)
    board = await fake.sees_soon(BOB, "I am here again", GYM)
    assert "In so far: Anna." in board["content"]
    assert board["components"], "it can be joined"
    older = [m for m in fake.sees(BOB, GYM) if "Nobody is in yet" in m["content"]]
    await until(lambda: not any(m["components"] for m in older), "the older one has no buttons")


async def test_a_server_without_a_challenge_is_only_welcomed(fake: FakeDiscord) -> None:
    await fake.puts_out(GYM)
    await asyncio.sleep(0.3)
    await fake.joins(GYM)
    await fake.sees_soon(BOB, "Hello! I'm Topset", GYM)
    assert not [m for m in fake.sees(BOB, GYM) if "here again" in m["content"]]


async def test_a_deleted_channel_ends_no_challenge(fake: FakeDiscord) -> None:
    await make(fake, ANNA)
    await fake.deletes(GYM)
    board = await fake.sees_soon(BOB, "it goes on here", GYM)
    assert "In so far: Anna." in board["content"]
    pressed = await fake.taps(BOB, "How is it scored?", board, guild=GYM)
    await until(lambda: bool(pressed.followups), "it is of this channel now")
    assert "Scored" in pressed.followups[0]["content"]


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
    asked = await fake.slash(BOB, "challenge", guild=GYM)
    assert asked.original is not None
    assert named not in asked.original["content"], "who cannot give it is not bothered"


async def test_who_left_the_server_goes_off_the_board(fake: FakeDiscord) -> None:
    await make(fake, ANNA, BOB)
    fake.world.left.add(ANNA)
    await fake.puts_out(GYM)
    await asyncio.sleep(0.3)
    await fake.joins(GYM)  # a new board: looked at then
    await fake.sees_soon(BOSS, "I am here again", GYM)
    await until(lambda: bool(fake.rest.sent("/guilds/{guild_id}/members/{user_id}", "GET")), "asked")
    for _ in range(50):
        await asyncio.sleep(0.2)
        listed = await fake.slash(ANNA, "challenge", part="me")
        assert listed.original is not None
        if "no such challenge" in listed.original["content"]:
            break
    assert "no such challenge" in listed.original["content"], "off the board, and nobody was told"
    still = await fake.slash(BOB, "challenge", part="me")
    assert still.original is not None
    assert "Place 1 of 1" in still.original["content"], "the control: who is there stays"
