"""The fake Discord itself: the real discord.py finds in it what it expects, and what Discord refuses it refuses.

Every other test of the Discord door leans on this one.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import discord
import pytest
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.fakes.discord import TOKEN, FakeDiscord, until
from tests.fakes.discord_gateway import INVALID, RECONNECT
from tests.fakes.discord_spec import PUBLISHED, spec

NOBODY = discord.AllowedMentions.none()


def test_the_specification_is_here() -> None:
    """Without it the fake knows only the documented limits: good enough at home, not in CI."""
    if not PUBLISHED.path().is_file():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(PUBLISHED.where_to_get_it())
    assert len(spec()["paths"]) > 100


class Listener(discord.AutoShardedClient):
    """A bot that writes down what it hears."""

    def __init__(self) -> None:
        intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
        super().__init__(
            intents=intents, max_messages=None, allowed_mentions=NOBODY
        )  # a message that is kept changes while it waits to be read
        self.heard: list[str] = []
        self.pressed: list[discord.Interaction] = []

    async def on_message(self, message: discord.Message) -> None:
        self.heard.append(message.content)

    async def on_raw_message_edit(self, edit: discord.RawMessageUpdateEvent) -> None:
        self.heard.append(f"edit {edit.data['content']}")

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        self.pressed.append(interaction)


@asynccontextmanager
async def listening(fake: FakeDiscord, monkeypatch: pytest.MonkeyPatch, token: str = TOKEN) -> AsyncIterator[Listener]:
    monkeypatch.setattr(Route, "BASE", fake.settings["TOPSET_DISCORD_API"])
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(fake.settings["TOPSET_DISCORD_GATEWAY"]))
    client = Listener()
    running = asyncio.create_task(client.start(token))
    try:
        ready = asyncio.create_task(fake.ready())
        await asyncio.wait([running, ready], return_when=asyncio.FIRST_COMPLETED)
        ready.cancel()
        if running.done():
            running.result()
        yield client
    finally:
        await client.close()
        with suppress(discord.DiscordException):
            await running


async def test_the_real_library_talks_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    async with FakeDiscord() as fake:
        fake.world.guild("5")
        async with listening(fake, monkeypatch) as client:
            message = await fake.says("42", "100x10")
            await fake.edits(message, "100x9")
            await fake.says_in("5", "42", "nobody is meant")
            await until(lambda: len(client.heard) == 3, "three messages")
            assert client.heard == ["100x10", "edit 100x9", ""]
            channel = await client.create_dm(discord.Object(42))
            sent = await channel.send("hello", nonce="m1.1")
            again = await channel.send("hello", nonce="m1.1")
            assert (sent.id, len(fake.sees("42"))) == (again.id, 1)
            await sent.edit(content="hello you")
            assert [m["content"] for m in fake.sees("42")] == ["hello you"]
            assert [m.content async for m in channel.history(after=discord.Object(0))] == ["100x9", "hello you"]
        assert fake.wrong == []


async def test_an_interaction_is_answered_once_and_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    async with FakeDiscord() as fake, listening(fake, monkeypatch) as client:
        pressed = fake.make(2, "42", fake.world.dm("42"), None)
        await fake.deliver(pressed, {"id": "1", "name": "today", "type": 1})
        await until(lambda: bool(client.pressed), "the interaction")
        await client.pressed[0].response.defer(ephemeral=True)
        assert fake.sees("42") == []
        await client.pressed[0].edit_original_response(content="here")
        assert [m["content"] for m in fake.sees("42")] == ["here"]
        assert fake.sees("43") == []
        with pytest.raises(discord.HTTPException, match="40060"):
            await client.http.request(route_of(pressed.id, pressed.token), json={"type": 6})
        late = fake.make(2, "42", fake.world.dm("42"), None)
        late.created -= 3.1
        with pytest.raises(discord.NotFound, match="10062"):
            await client.http.request(route_of(late.id, late.token), json={"type": 6})
        assert fake.wrong == []


def route_of(interaction: str, token: str) -> Route:
    return Route("POST", f"/interactions/{interaction}/{token}/callback")


async def test_a_resume_replays_and_an_invalid_session_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    async with FakeDiscord() as fake, listening(fake, monkeypatch) as client:
        await fake.gateway.drop()
        await fake.says("42", "in the gap")
        await until(lambda: client.heard == ["in the gap"], "the replay")
        assert (fake.gateway.identifies, fake.gateway.resumes) == (1, 1)
        await fake.gateway.tell_all(RECONNECT)
        await until(lambda: fake.gateway.resumes == 2 and bool(fake.gateway.live), "another resume")
        fake.gateway.sessions[-1].dead = True
        await fake.gateway.tell_all(INVALID, False)
        await fake.says("42", "lost")
        await until(lambda: fake.gateway.identifies == 2, "a new session")
        await fake.says("42", "after")
        await until(lambda: client.heard[-1] == "after", "what came after")
        assert client.heard == ["in the gap", "after"]
        assert fake.wrong == []


async def test_a_wrong_token_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    async with FakeDiscord() as fake:
        with pytest.raises(discord.LoginFailure):
            async with listening(fake, monkeypatch, token="nonsense"):
                pass


NONE = {"allowed_mentions": {"parse": []}}


def button(custom_id: str) -> dict[str, object]:
    return {"type": 2, "style": 1, "label": "x", "custom_id": custom_id}


def rows(*buttons: dict[str, object]) -> dict[str, object]:
    return {"content": "x", "components": [{"type": 1, "components": list(buttons)}], **NONE}


def modal(title: str, inputs: int) -> dict[str, object]:
    fields = [
        {"type": 18, "label": "l", "component": {"type": 4, "custom_id": f"s{n}", "style": 2}} for n in range(inputs)
    ]
    return {"type": 9, "data": {"custom_id": "m", "title": title, "components": fields}}


TOO_MUCH: tuple[tuple[str, str, object], ...] = (
    ("POST", "/channels/{}/messages", {"content": "x" * 2001, **NONE}),
    ("POST", "/channels/{}/messages", {"content": "hello @everyone"}),
    ("POST", "/channels/{}/messages", {"content": "", **NONE}),
    ("POST", "/channels/{}/messages", {"content": "x", "nonce": "n" * 26, **NONE}),
    ("POST", "/channels/{}/messages", rows(button("i" * 101))),
    ("POST", "/channels/{}/messages", rows(button("same"), button("same"))),
    ("POST", "/channels/{}/messages", rows(*(button(str(n)) for n in range(6)))),
    ("POST", "/interactions/1/2/callback", modal("t" * 46, 1)),
    ("POST", "/interactions/1/2/callback", modal("t", 6)),
    ("PUT", "/applications/1/commands", [{"name": "x", "description": "d" * 101}]),
    ("PUT", "/applications/1/commands", [{"name": "Two Words", "description": "d"}]),
)


@pytest.mark.parametrize(("method", "path", "body"), TOO_MUCH)
async def test_it_refuses_what_discord_refuses(
    method: str, path: str, body: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with FakeDiscord() as fake, listening(fake, monkeypatch) as client:
        channel = fake.world.dm("42").id
        with pytest.raises(discord.HTTPException) as refused:
            await client.http.request(Route(method, path.format(channel)), json=body)
        assert refused.value.status == 400
        assert fake.wrong != []
