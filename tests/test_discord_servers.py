"""Servers and channels that changed while the bot was not there, and members who left unseen."""

from __future__ import annotations

import asyncio
import sqlite3
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import discord
import pytest
from discord_bot import ANNA, BOB, bot_on, onboard, servers_told

from bot.aside import Aside
from bot.discord.boards import NO_MEMBER, Boards
from bot.discord.servers import place_in
from bot.shell import Shell
from coach_core.store import NotSaved
from tests.fakes.discord import FakeDiscord, until
from tests.fakes.discord_world import Channel

GYM, BOSS = "5", "43"


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "d.db"


def world(fake: FakeDiscord) -> None:
    fake.world.guild(GYM)
    fake.world.bosses.add(BOSS)
    fake.world.names |= {ANNA: "Anna", BOB: "Bob"}


async def make(fake: FakeDiscord, *people: str) -> None:
    for person in people:
        await onboard(fake, person)
    await fake.slash(BOSS, "challenge", guild=GYM, part="new points 4 - now")
    board = await fake.sees_soon(BOSS, "Nobody is in yet", GYM)
    for person in people:
        pressed = await fake.taps(person, "Join", board, guild=GYM)
        await until(lambda p=pressed: bool(p.followups), "in")


def another_channel(fake: FakeDiscord) -> None:
    """The channel of the server is deleted, and nobody is told."""
    old = fake.world.guild(GYM)
    del fake.world.channels[old.id]
    fake.world.guilds[GYM] = f"8{int(GYM):017d}"
    fake.world.channels[fake.world.guilds[GYM]] = Channel(fake.world.guilds[GYM], guild=GYM)


def forgotten_at(db: Path) -> list[int]:
    with sqlite3.connect(db) as raw:
        found = raw.execute("SELECT at FROM due WHERE key = 'forget'").fetchall()
    raw.close()
    return [at for (at,) in found]


async def test_a_channel_deleted_while_it_was_away_ends_no_challenge(db: Path) -> None:
    async with FakeDiscord() as fake:
        world(fake)
        async with bot_on(fake, db):
            await make(fake, ANNA)
        another_channel(fake)
        async with bot_on(fake, db):
            board = await fake.sees_soon(BOSS, "it goes on here", GYM)
            assert "In so far: Anna." in board["content"]
        assert forgotten_at(db) == [], "it is in that server all the time"


async def test_where_nothing_changed_nothing_is_said(db: Path) -> None:
    """The control: also where the channel is one that is not listed, as folded threads are."""
    async with FakeDiscord() as fake:
        world(fake)
        async with bot_on(fake, db):
            await make(fake, ANNA)
        listed, old = another_channel, fake.world.guild(GYM)
        listed(fake)
        fake.world.channels[old.id] = old
        async with bot_on(fake, db):
            await until(lambda: bool(fake.rest.sent("/channels/{channel_id}", "GET")), "asked")
            await asyncio.sleep(0.3)
            assert not [m for m in fake.sees(BOSS, GYM) if "goes on here" in m["content"]]


async def test_put_out_while_it_was_away_it_forgets_after_a_while(db: Path) -> None:
    async with FakeDiscord() as fake:
        world(fake)
        async with bot_on(fake, db):
            await make(fake, ANNA)
        assert forgotten_at(db) == []
        channel = fake.world.guilds.pop(GYM)
        with servers_told() as told:
            async with bot_on(fake, db):
                await until(lambda: bool(forgotten_at(db)), "to be forgotten")
                fake.world.guilds[GYM] = channel
                await told.wait()
                await fake.joins(GYM)
                await fake.sees_soon(BOSS, "I am here again", GYM)
                assert forgotten_at(db) == []


async def test_let_in_again_while_it_was_away_it_goes_on(db: Path) -> None:
    async with FakeDiscord() as fake:
        world(fake)
        async with bot_on(fake, db):
            await make(fake, ANNA)
            channel = fake.world.guilds.pop(GYM)
            await fake.puts_out(GYM)
            await until(lambda: bool(forgotten_at(db)), "to be forgotten")
        fake.world.guilds[GYM] = channel
        async with bot_on(fake, db):
            await fake.sees_soon(BOSS, "I am here again", GYM)
        assert forgotten_at(db) == []


@pytest.mark.parametrize(("days", "hellos"), [(1, 1), (30, 0)])
async def test_added_to_a_server_while_it_was_away_it_says_hello_once(days: int, hellos: int, db: Path) -> None:
    """A server of old, as after a new store, is not greeted: that is the control."""
    async with FakeDiscord() as fake:
        world(fake)
        fake.world.joined[GYM] = fake.world.now() - timedelta(days=days)
        for _ in range(2):
            with servers_told() as told:
                async with bot_on(fake, db):
                    await told.wait()
        assert sum("I'm Topset" in m["content"] for m in fake.sees(BOSS, GYM)) == hellos


async def test_what_could_not_be_saved_of_a_server_is_seen_to_at_the_next_start(
    db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuses(self: Shell, name: str, value: str | None) -> None:
        raise NotSaved("the disk is full")

    async with FakeDiscord() as fake:
        world(fake)
        with servers_told() as told:
            async with bot_on(fake, db) as running:
                await told.wait()
                monkeypatch.setattr(Shell, "note", refuses)
                await fake.joins(GYM)
                await fake.says(ANNA, "/start")
                await fake.sees_soon(ANNA, "automated strength coach")
                assert not running.done()
                assert fake.sees(BOSS, GYM) == []
                monkeypatch.undo()
        async with bot_on(fake, db):
            await fake.sees_soon(BOSS, "I'm Topset", GYM)


class AServer:
    """A client that sees one server, and a shell with people on its boards: who is asked about, who goes."""

    def __init__(self, people: int, left: set[str]) -> None:
        self.people, self.left = tuple(str(n) for n in range(people)), left
        self.asked: list[str] = []
        self.gone: list[str] = []
        self.settings = SimpleNamespace(test_pace=1.0)
        self.http = SimpleNamespace(get_member=self._member)

    def get_channel(self, room: int) -> object:
        return SimpleNamespace(guild=SimpleNamespace(id=int(GYM)))

    async def _member(self, server: int, person: int) -> None:
        self.asked.append(str(person))
        if str(person) in self.left:
            answer: Any = SimpleNamespace(status=404, reason="Not Found")
            raise discord.NotFound(answer, {"code": NO_MEMBER, "message": "Unknown Member"})

    async def on_boards(self, room: str, most: int) -> tuple[str, ...]:
        return tuple(person for person in self.people[:most] if person not in self.gone)

    async def left_room(self, person: str, room: str) -> None:
        self.gone.append(person)


async def test_whenever_a_board_is_shown_some_of_it_are_asked_about() -> None:
    """Who leaves is told to those with a privileged intent alone; after some boards everybody was asked about."""
    server: Any = AServer(25, {"3", "24"})
    aside = Aside()
    boards = Boards(server, aside)
    for look in range(4):
        boards.look(server, 6, often=0)
        await until(lambda n=look: len(server.asked) >= min(10 * (n + 1), 24), "asked")
        await asyncio.sleep(0)
    assert server.gone == ["3", "24"]
    before = len(server.asked)
    boards.look(server, 6)
    await asyncio.sleep(0.05)
    assert len(server.asked) == before, "not again so soon"
    await aside.close()


def a_channel(number: int, rights: discord.Permissions) -> Any:  # noqa: ANN401
    return SimpleNamespace(id=number, permissions_for=lambda me: rights)


MAY, MAY_NOT = discord.Permissions(view_channel=True, send_messages=True), discord.Permissions(view_channel=True)


@pytest.mark.parametrize(
    ("own", "others", "but", "chosen"),
    [
        (MAY, [MAY], 0, 1),
        (MAY_NOT, [MAY_NOT, MAY], 0, 3),
        (None, [MAY_NOT, MAY], 0, 3),
        (MAY, [MAY_NOT, MAY], 1, 3),
        (MAY_NOT, [MAY_NOT], 0, 1),  # nowhere: then it is seen in the log what it lacks
        (None, [], 0, None),
    ],
)
def test_it_speaks_to_a_server_where_it_may(
    own: discord.Permissions | None, others: list[discord.Permissions], but: int, chosen: int | None
) -> None:
    first = None if own is None else a_channel(1, own)
    guild: Any = SimpleNamespace(
        me=None, system_channel=first, text_channels=[a_channel(n, rights) for n, rights in enumerate(others, 2)]
    )
    assert getattr(place_in(guild, but), "id", None) == chosen
