"""Row 11 on Discord: three of ten sends are refused for a while. Nothing is lost, doubled or out of order, and no chat
that asked to be left alone is asked again. A second of Discord's is a hundredth here.
"""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from time import monotonic

import aiohttp
import pytest
from aiohttp import web
from discord.http import HTTPClient
from discord_bot import bot_on
from discord_fixtures import fake
from discord_people import make
from sending_out import put, waiting
from talking import real_coach

from bot.line import Line
from coach_core.store import Stored, open_store
from coach_core.urgency import Urgency
from tests.fakes.discord import TOKEN, FakeDiscord, until
from tests.fakes.discord_rest import Fault

__all__ = ["fake"]

PEOPLE = [str(100 + n) for n in range(25)]
LEAST, MOST = 0.01, 0.6  # seconds that a chat is to be left alone
ITSELF = 0.3  # seconds that the library waits by itself; for longer it gives the message back


class Storm(list[Fault]):
    """Faults that are made up as requests come; requests inside a pause are counted."""

    def __init__(self, seed: int) -> None:
        super().__init__()
        self.chance = random.Random(seed)
        self.until: dict[str, float] = {}
        self.inside = self.refused = 0

    def __iter__(self) -> Iterator[Fault]:
        yield Refusing(self)

    def wait(self, path: str) -> float | None:
        """For how long a chat refuses this request; None: it takes it."""
        now = monotonic()
        if now < self.until.get(path, 0.0):
            self.inside += 1
        elif self.chance.random() >= 0.3:
            return None
        else:
            self.until[path] = now + self.chance.uniform(LEAST, MOST)
        self.refused += 1
        return self.until[path] - now


class Refusing(Fault):
    """What becomes of one request."""

    def __init__(self, storm: Storm) -> None:
        super().__init__("POST", "/messages$", status=429)
        self.storm = storm

    def fits(self, request: web.Request) -> bool:
        if request.method != "POST" or not request.path.endswith("/messages"):
            return False
        wait = self.storm.wait(request.path)
        self.retry_after = None if wait is None else round(wait + 0.002, 4)
        return wait is not None


def messages_of(size: float) -> list[Stored]:
    """Reminders for everybody in turn, with their people as the store numbers them."""
    count = round(500 * size)
    return [
        replace(waiting(1000 + n, int(PEOPLE[k]), Urgency.REMINDER), platform="discord", person=k + 1)
        for n in range(count)
        for k in (n % len(PEOPLE),)
    ]


def texts(fake: FakeDiscord, person: str) -> list[str]:
    return [message["content"] for message in fake.sees(person)]


async def test_a_storm_of_refusals_loses_nothing_and_is_waited_out(
    fake: FakeDiscord, tmp_path: Path, size: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    seed = random.randrange(10**6)
    db, messages = await make(tmp_path / "d.db", PEOPLE), messages_of(size)
    async with await open_store(str(db), answering=real_coach()) as store:
        await put(store, messages)
    real, back = HTTPClient.__init__, list[float]()

    def shorter(self: HTTPClient, *args: object, **more: object) -> None:
        real(self, *args, **more)  # type: ignore[arg-type]
        self.max_ratelimit_timeout = ITSELF

    monkeypatch.setattr(HTTPClient, "__init__", shorter)
    storm = fake.rest.faults = Storm(seed)
    paused = Line.pause

    def noted(self: Line, chat: str, seconds: float) -> None:
        back.append(seconds)
        paused(self, chat, seconds)

    monkeypatch.setattr(Line, "pause", noted)
    async with bot_on(fake, db, pace=0.5):
        wanted = {person: [json.loads(m.body)["text"] for m in messages if m.external == person] for person in PEOPLE}
        came = lambda: sum(len(texts(fake, person)) for person in PEOPLE)  # noqa: E731
        await until(lambda: came() >= len(messages), "every message", 120 * max(1, size))
        await asyncio.sleep(0.5)
    assert {person: texts(fake, person) for person in PEOPLE} == wanted, f"seed {seed}: in order, each once"
    assert storm.refused > 0.1 * len(messages), f"seed {seed}"
    assert storm.inside == 0, f"seed {seed}: a chat that asked to be left alone was"
    assert back, f"seed {seed}: some were given back by the library and waited for by us"


async def test_the_control_that_tries_again_at_once_is_refused_again(fake: FakeDiscord) -> None:
    storm, fake.rest.checking = Storm(1), False
    fake.rest.faults = storm
    head = {"Authorization": f"Bot {TOKEN}"}
    async with aiohttp.ClientSession(headers=head) as session:

        async def at_once(person: str) -> None:
            address = f"{fake.settings['TOPSET_DISCORD_API']}/channels/{fake.world.dm(person).id}/messages"
            for n in range(3):
                for _ in range(50):
                    async with session.post(address, json={"content": str(n)}) as answer:
                        if answer.status == 200:
                            break

        await asyncio.gather(*map(at_once, PEOPLE))
    assert storm.inside > 0
