"""Rows 11 and 12 on Discord with the process killed between any two steps of sending: a message comes once, whatever
Discord does beside. The real library sends to a Discord on loopback.
"""

from __future__ import annotations

import asyncio
import secrets
import shutil
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import discord
import pytest
from discord_bot import settings_for
from discord_fixtures import fake
from sending_out import left, put, undrawn, waiting
from talking import all_texts
from test_sending_faults import Killed, Steps

from bot.aside import Aside
from bot.clock import RealClock
from bot.discord import send as discord_send
from bot.discord.calls import Calls
from bot.discord.client import point
from bot.discord.contact import Contact
from bot.discord.send import Outbound
from bot.health import Health
from bot.limits import DISCORD
from bot.line import Line
from bot.outbox import Sender
from bot.shell import Shell
from coach_core.store import Store, open_store
from coach_core.urgency import Urgency
from tests.fakes.discord import TOKEN, FakeDiscord
from tests.fakes.toy_coach import TOY

__all__ = ["fake"]

PACE = 0.1
LANES = {"101": Urgency.REMINDER, "102": Urgency.NUDGE, "103": Urgency.ANSWER, "104": Urgency.TIMER}
SEND = r"/channels/\d+/messages$"


def refusing(fake: FakeDiscord) -> None:
    """Half of the sends are refused for a moment."""
    fake.rest.fail("POST", SEND, times=len(LANES) // 2, status=429, retry_after=0.002)


def losing(fake: FakeDiscord) -> None:
    """Half of the sends are done, and nobody hears of it."""
    fake.rest.fail("POST", SEND, times=len(LANES) // 2, after=True, cut=True)


TROUBLE: Mapping[str, Callable[[FakeDiscord], None]] = {
    "none": lambda fake: None,
    "half are refused once": refusing,
    "half of the answers are lost": losing,
}


@pytest.fixture
async def template(tmp_path: Path) -> Path:
    """A store in which something of each lane waits, each for somebody of their own."""
    file = tmp_path / "template.db"
    async with await open_store(str(file), answering=TOY) as store:
        await put(
            store, [replace(waiting(n, int(who), LANES[who]), platform="discord") for n, who in enumerate(LANES, 1)]
        )
    return file


@asynccontextmanager
async def connected(fake: FakeDiscord) -> AsyncIterator[discord.Client]:
    """The library without a gateway: its login, its buckets, its connections."""
    point(settings_for(fake, PACE))
    client = discord.Client(intents=discord.Intents.none(), allowed_mentions=discord.AllowedMentions.none())
    await client.login(TOKEN)
    client.http.max_ratelimit_timeout = 0.001  # what is refused for longer is waited for by us
    try:
        yield client
    finally:
        await client.close()


class Out:
    """A process that sends, as far as its outbox goes."""

    def __init__(self, fake: FakeDiscord, client: discord.Client, store: Store) -> None:
        health = Health()
        mark, line = health.mark("discord"), Line(DISCORD, PACE)
        self.shell = Shell(
            "discord",
            settings_for(fake, PACE),
            RealClock(),
            all_texts(),
            health,
            mark,
            asyncio.Event(),
            store,
            line=line,
        )
        aside = Aside()
        self.outbound = Outbound(self.shell, Calls(PACE, aside), Contact(mark), aside)
        self.outbound.client = client
        self.sender = Sender(store, "discord", undrawn, line)

    async def life(self, steps: Steps) -> bool:
        """Send all that waits, what is refused again and again; whether it was killed by that."""
        store, http = self.shell.store, self.outbound.client.http  # type: ignore[union-attr]
        with pytest.MonkeyPatch.context() as patched:
            for name in ("mark_sent", "mark_failed", "met"):
                patched.setattr(store, name, steps.around(getattr(store, name)))
            patched.setattr(http, "request", around(steps, http.request))
            try:
                for second in range(10):
                    await self.sender.flush(self.outbound.send, datetime.now(UTC) + timedelta(seconds=20 + second))
                    if not await left(store, "discord"):
                        break
            except Killed:
                return True
        return False


def around(steps: Steps, deed: Callable[..., object]) -> Callable[..., object]:
    """A request with a step before it and one after its answer."""

    async def watched(*args: object, **more: object) -> object:
        steps.step()
        found = await deed(*args, **more)  # type: ignore[misc]
        steps.step()
        return found

    return watched


async def killed_at(
    fake: FakeDiscord, client: discord.Client, file: Path, at: int, trouble: str
) -> tuple[Counter[str], bool]:
    """How often each message came when the first process was killed at that step; whether it was at all."""
    for who in LANES:
        fake.world.dm(who).messages.clear()
    fake.world.nonces.clear()
    fake.rest.faults.clear()
    TROUBLE[trouble](fake)
    async with await open_store(str(file), answering=TOY) as store:
        died = await Out(fake, client, store).life(Steps(at))
    async with await open_store(str(file), answering=TOY) as store:
        await Out(fake, client, store).life(Steps(0))
        assert await left(store, "discord") == 0
    return Counter(message["content"] for who in LANES for message in fake.sees(who)), died


async def all_steps(fake: FakeDiscord, template: Path, trouble: str) -> list[Counter[str]]:
    """What came, for every step at which the first process can be killed."""
    found = list[Counter[str]]()
    async with connected(fake) as client:
        for at in range(1, 100):
            file = Path(shutil.copy(template, template.with_name(f"{at}.db")))
            told, died = await killed_at(fake, client, file, at, trouble)
            found.append(told)
            if not died:
                return found
    raise AssertionError("it never comes to an end")


WANTED = Counter({f"{lane.name} {n}": 1 for n, lane in enumerate(LANES.values(), 1)})


@pytest.mark.parametrize("trouble", TROUBLE)
async def test_killed_between_any_two_steps_each_comes_once(fake: FakeDiscord, template: Path, trouble: str) -> None:
    """Also what nobody knows of: the same message has the same nonce in the next process."""
    found = await all_steps(fake, template, trouble)
    assert len(found) > 6 * len(LANES), "too few steps to learn anything"
    assert [(at, told) for at, told in enumerate(found, 1) if told != WANTED] == []


async def test_killed_and_started_again_after_nonces_are_forgotten_each_comes_once(
    fake: FakeDiscord, template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(discord_send, "REMEMBERED", timedelta(0))
    monkeypatch.setattr(discord_send, "nonce_of", lambda *_: secrets.token_hex(12))
    found = await all_steps(fake, template, "none")
    assert [(at, told) for at, told in enumerate(found, 1) if told != WANTED] == []


@pytest.mark.parametrize("trouble", ["none", "half of the answers are lost"])
async def test_the_control_with_another_nonce_each_time_doubles(
    fake: FakeDiscord, template: Path, trouble: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(discord_send, "nonce_of", lambda *_: secrets.token_hex(12))
    found = await all_steps(fake, template, trouble)
    assert max(count for told in found for count in told.values()) > 1
