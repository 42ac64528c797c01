"""Boards in Discord's channels: changed in place while that can be, one new one a day, buttons on the newest alone."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace

import discord
import pytest
from discord_bot import BOB, settings_for

from bot.aside import Aside
from bot.clock import RealClock
from bot.discord.calls import Calls
from bot.discord.client import point
from bot.discord.contact import Contact
from bot.discord.send import Outbound
from bot.health import Mark
from bot.line import Line
from bot.outbox import GivenUp
from coach_core.store import Stored
from tests.fakes.discord import FakeDiscord

GYM = "5"
BUTTONS = [[{"id": "challenge:join:7", "label": "Join"}]]
BLOCK = {"text": "Board", "spans": [], "buttons": BUTTONS, "data": {}, "files": [], "anchor": "board-7", "daily": True}


class Notes:
    """What a shell remembers."""

    settings = SimpleNamespace(test_pace=1.0)

    def __init__(self) -> None:
        self.clock = RealClock()
        self.line = Line()
        self.kept: dict[str, str] = {}

    async def notes(self) -> dict[str, str]:
        return self.kept

    async def note(self, name: str, value: str) -> None:
        self.kept[name] = value


@asynccontextmanager
async def sending(fake: FakeDiscord) -> AsyncIterator[Outbound]:
    point(settings_for(fake))
    client = discord.Client(intents=discord.Intents.none(), allowed_mentions=discord.AllowedMentions.none())
    await client.login(fake.token)
    aside = Aside()
    out = Outbound(Notes(), Calls(1.0, aside), Contact(Mark()), aside)  # type: ignore[arg-type]
    out.client = client
    yield out
    await aside.close()
    await client.close()


def board(n: int, room: str, there: str | None = None, **more: object) -> Stored:
    body = json.dumps({**BLOCK, "text": f"Board {n}", **more}).encode()
    made = Stored(1, n, n, "discord", "0", room, None, "board-7", body, "pending", 0, datetime.now(UTC), public=True)
    return replace(made, replaces=n - 1, replaces_there=there) if there else made


@pytest.mark.parametrize("code", [None, 10008, 30046])
async def test_it_is_changed_in_its_place_while_that_can_be(code: int | None) -> None:
    async with FakeDiscord() as fake:
        room = fake.world.guild(GYM).id
        async with sending(fake) as out:
            there = await out.send(board(1, room))
            if code is not None:
                fake.rest.fail("PATCH", "/messages/", status=404 if code == 10008 else 400, code=code)
            again = await out.send(board(2, room, there))
        shown = [m["content"] for m in fake.sees(BOB, GYM)]
        assert shown == {None: ["Board 2"], 10008: ["Board 1", "Board 2"], 30046: ["Board 1"]}[code]
        assert (again == there) == (code != 10008), "one that is gone is put there anew, one that is too old waits"
        assert fake.wrong == []


async def test_one_that_is_too_old_does_not_stand_there_with_who_has_left() -> None:
    async with FakeDiscord() as fake:
        room = fake.world.guild(GYM).id
        async with sending(fake) as out:
            there = await out.send(board(1, room))
            fake.rest.fail("PATCH", "/messages/", status=400, code=30046)
            again = await out.send(board(2, room, there, hides=True))
        assert [m["content"] for m in fake.sees(BOB, GYM)] == ["Board 2"]
        assert again != there


async def test_the_new_one_of_a_day_takes_the_buttons_from_the_older_ones() -> None:
    async with FakeDiscord() as fake:
        room = fake.world.guild(GYM).id
        async with sending(fake) as out:
            first = await out.send(board(1, room))
            second = await out.send(board(2, room, first, fresh=True))
            assert second != first
            third = await out.send(board(3, room))  # the ceremony: it replaces nothing
        assert third not in (first, second)
        assert [bool(m["components"]) for m in fake.sees(BOB, GYM)] == [False, False, True]
        assert [m["content"] for m in fake.sees(BOB, GYM)] == ["Board 1", "Board 2", "Board 3"]
        assert fake.wrong == []


PNG = [{"name": "ceremony.png", "mime": "image/png", "base64": "iVBORw=="}]


def rewriting(there: str | None, **more: object) -> Stored:
    """What stands in the channel already is changed for good."""
    return replace(board(2, "", None, **more), replaces=2, replaces_there=there)


@pytest.mark.parametrize("text", ["Held", "\n".join(f"{n}. somebody" for n in range(300))], ids=["one", "several"])
async def test_what_stands_there_is_changed_in_all_its_parts(text: str) -> None:
    async with FakeDiscord() as fake:
        room = fake.world.guild(GYM).id
        async with sending(fake) as out:
            there = await out.send(board(1, room, text=text, files=PNG))
            ids = [m["id"] for m in fake.sees(BOB, GYM)]
            changed = replace(
                rewriting(there, text=text.replace("somebody", "nobodies"), files=PNG, buttons=[]), room=room
            )
            assert await out.send(changed) == there
        shown = fake.sees(BOB, GYM)
        assert [m["id"] for m in shown] == ids
        assert (len(ids) > 1) == (len(text) > 2000)
        assert not any("somebody" in m["content"] or m["components"] for m in shown)
        assert [a["filename"] for a in shown[-1]["attachments"]] == ["ceremony.png"]
        assert fake.wrong == []


@pytest.mark.parametrize("code", [30046, 50005, 10008])
async def test_what_may_not_be_changed_is_deleted_and_never_said_anew(code: int) -> None:
    async with FakeDiscord() as fake:
        room = fake.world.guild(GYM).id
        async with sending(fake) as out:
            there = await out.send(board(1, room))
            status = 404 if code == 10008 else 400
            fake.rest.fail("PATCH", "/messages/", status=status, code=code)
            assert await out.send(replace(rewriting(there), room=room)) is None
            assert len(fake.sees(BOB, GYM)) == (code == 10008), "what is gone is let be"
            assert await out.send(replace(rewriting(None), room=room)) is None


async def test_what_can_neither_be_changed_nor_deleted_is_given_up() -> None:
    async with FakeDiscord() as fake:
        room = fake.world.guild(GYM).id
        async with sending(fake) as out:
            there = await out.send(board(1, room))
            fake.rest.fail("PATCH", "/messages/", status=403, code=50001)
            fake.rest.fail("DELETE", "/messages/", status=403, code=50001)
            with pytest.raises(GivenUp):
                await out.send(replace(rewriting(there), room=room))
