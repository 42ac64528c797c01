"""`kill -9`, and SIGTERM with a kill behind it, at random moments while people log on Discord, by messages and by
commands (rows 3, 6): what was acknowledged is stored, nothing is there twice. The control acknowledges first.
"""

from __future__ import annotations

import asyncio
import random
import shutil
import time
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from discord_people import Set, made, set_of, stored
from process import ROOT, Reborn, Running
from yardstick import in_quiet

from tests.fakes.discord import TOKEN, FakeDiscord, until
from tests.fakes.discord_world import Pressed

PEOPLE = tuple(str(2001 + n) for n in range(8))
SAID, PRESSED = 4, 3  # sets of each person in one life: by messages, by commands


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("kills") / "template.db", PEOPLE)


@pytest.fixture
async def fake() -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord() as discord:
        for person in PEOPLE:
            discord.world.dm(person)
        yield discord
        assert discord.wrong == []


class Log:
    """What people sent, and which commands they saw confirmed."""

    def __init__(self, fake: FakeDiscord) -> None:
        self.fake = fake
        self.count: Counter[str] = Counter()
        self.said: list[Set] = []
        self.commands: list[tuple[Set, Pressed]] = []

    def next(self, person: str) -> tuple[str, Set]:
        self.count[person] += 1
        return set_of(person, self.count[person] - 1)

    async def life(self, chance: random.Random) -> None:
        """Everybody logs for a moment, all at once."""
        for _ in range(SAID):
            for person in PEOPLE:
                text, wanted = self.next(person)
                await self.fake.says(person, text)
                self.said.append(wanted)
                if chance.random() < PRESSED / SAID:
                    await self.command(person)
            await asyncio.sleep(chance.random() * 0.01)

    async def command(self, person: str) -> None:
        text, wanted = self.next(person)
        pressed = self.fake.make(2, person, self.fake.world.dm(person), None)
        options = [{"name": "sets", "type": 3, "value": text}]
        await self.fake.deliver(pressed, {"id": "1", "name": "log", "type": 1, "options": options})
        self.commands.append((wanted, pressed))

    @property
    def confirmed(self) -> list[Set]:
        """The sets whose commands were answered in words; "thinking" confirms nothing."""
        return [wanted for wanted, p in self.commands if any(kind == 4 for kind, _, _ in p.answers)]


async def beaten(
    fake: FakeDiscord, topset: Running, kills: int, chance: random.Random, *, clean: bool, within: float = 0.4
) -> Log:
    """Start, let people log, end it somewhere; in the end one life in peace."""
    log = Log(fake)
    for _ in range(kills):
        before = fake.gateway.identifies
        await topset.start()
        await until(lambda: fake.gateway.identifies > before and bool(fake.gateway.live), topset.said(), 30)  # noqa: B023
        seen = len(log.confirmed)
        living = asyncio.create_task(log.life(chance))
        await until(lambda: len(log.confirmed) > seen, None, 2)  # noqa: B023 - then somewhere in the middle of it
        await asyncio.sleep(chance.random() * within)
        if clean:
            topset.process.terminate()
            await asyncio.sleep(0.1 + chance.random() * 0.3)
        if topset.process.returncode is None:
            await topset.kill()
        await living
        for session in fake.gateway.sessions:
            session.dead = True
    await topset.start()
    await topset.ready(30)
    return log


@pytest.mark.parametrize(("clean", "kills"), [(False, 20), (True, 20)], ids=["kill", "term-then-kill"])
async def test_nothing_acknowledged_is_lost_or_doubled(
    clean: bool, kills: int, fake: FakeDiscord, template: Path, tmp_path: Path, size: float
) -> None:
    seed = random.randrange(10**6)
    topset = Reborn(tmp_path, **fake.settings)
    shutil.copy(template, topset.db)
    log = await beaten(fake, topset, round(kills * size), random.Random(seed), clean=clean)
    for _ in range(400):
        found = await stored(topset.db, PEOPLE)
        if all(found[wanted] for wanted in log.said):
            break
        await asyncio.sleep(0.3)
    assert await topset.stop() < 5
    found = await stored(topset.db, PEOPLE)
    assert len(log.confirmed) >= kills * size / 2, "too little was confirmed to learn anything"
    assert [s for s in [*log.said, *log.confirmed] if found[s] != 1] == [], (
        f"seed {seed}: acknowledged, and not there once"
    )
    assert [s for s, times in found.items() if times > 1] == [], f"seed {seed}: there twice"
    assert TOKEN not in topset.said()


@pytest.mark.parametrize("clean", [False, True], ids=["kill", "term-then-kill"])
async def test_the_control_loses_sets(clean: bool, fake: FakeDiscord, template: Path, tmp_path: Path) -> None:
    """A bot that answers before it stores, and does not look back."""
    topset = Reborn(tmp_path, str(ROOT / "tests" / "hasty_discord.py"), **fake.settings)
    shutil.copy(template, topset.db)
    log = await beaten(fake, topset, 3, random.Random(1), clean=clean, within=0.05)
    await topset.stop()
    found = await stored(topset.db, PEOPLE)
    assert clean or [s for s in log.said if found[s] != 1] != [], "who ends cleanly may have heard everything"
    assert [s for s in log.confirmed if found[s] != 1] != []


@pytest.mark.parametrize("later", [False, True], ids=["at once", "while it looks for another connection"])
async def test_it_ends_within_five_seconds_also_where_discord_does_not_answer(
    later: bool, fake: FakeDiscord, template: Path, tmp_path: Path
) -> None:
    topset = Running(tmp_path, **fake.settings, TOPSET_TEST_PACE="0.04" if later else "1")
    shutil.copy(template, topset.db)
    await (await topset.start()).ready()
    for person in PEOPLE:
        await fake.says(person, set_of(person, 0)[0])
    if later:
        time.sleep(4)  # by now the connection was given up, and another is waited for
    topset.process.terminate()
    start = time.monotonic()
    while Path(f"/proc/{topset.process.pid}").exists() and time.monotonic() - start < 60:
        time.sleep(0.05)  # Discord does not hear anything meanwhile: it lives in this loop
    assert in_quiet(time.monotonic() - start) < 5
    await topset.process.wait()
