"""By the clock of this machine: a rest ends to the second, in `topset run`, the terminal, right after a restart."""

from __future__ import annotations

import asyncio
import json
import logging
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from fakes.door import FakeDoor, adapter
from fakes.telegram import until
from onboarding import onboard
from talking import talking
from yardstick import measured

from bot.clock import Alarm, RealClock
from bot.health import Mark
from bot.running import run
from bot.settings import Settings
from bot.timekeeping import Timekeeper
from coach_core.store import open_store

REST = 90  # seconds that the first exercise prescribes
EXACT = 1.0  # seconds


async def resting(file: Path, left: float) -> datetime:
    """A store with somebody whose rest is over in so many seconds; when that is."""
    begun = datetime.now(UTC) - timedelta(seconds=REST - left)
    talk = await talking(file, clock=begun.isoformat())
    await onboard(talk)
    await talk("/rest")
    said = await talk("15")
    assert "Next: set 2" in said[1]["text"]
    await talk.close()
    return begun + timedelta(seconds=REST)


@pytest.fixture
async def door() -> AsyncIterator[FakeDoor]:
    yield FakeDoor()


@pytest.mark.parametrize("left", [10.0, -2.0], ids=["while it is up", "it ended while nobody was there"])
async def test_in_topset_run(tmp_path: Path, door: FakeDoor, left: float) -> None:
    end = await resting(tmp_path / "r.db", left)
    async with await open_store(str(tmp_path / "r.db")) as store:
        waiting = await store.pending("terminal", datetime.now(UTC))
        await store.mark_sent([(m, None) for m in waiting], datetime.now(UTC))
    begun = datetime.now(UTC)
    task = asyncio.create_task(run(Settings(), [adapter(door)], str(tmp_path / "r.db")))
    with measured() as busy:
        message = await asyncio.wait_for(door.sent.get(), 60)
        late = (datetime.now(UTC) - max(end, begun)).total_seconds()
    task.cancel()
    await asyncio.wait([task])
    assert b"Rest is over" in message.body
    assert 0 <= late < (EXACT + (20.0 if left < 0 else 0.0)) * busy[0], "a start takes a moment"


async def test_what_a_turn_makes_due_wakes_the_process(tmp_path: Path, door: FakeDoor) -> None:
    """The next look was half a minute away; the rest that begins now is shorter."""
    end = await resting(tmp_path / "r.db", 3600)
    task = asyncio.create_task(run(Settings(), [adapter(door)], str(tmp_path / "r.db")))
    await until(lambda: hasattr(door, "shell"))
    await asyncio.sleep(2)  # the first look is over
    shell, soon = door.shell, datetime.now(UTC) + timedelta(seconds=2)
    assert end > soon
    shell.alarm.sooner(soon)
    looked = asyncio.Event()
    plain = type(shell.store).due_before

    async def seen(store: object, *args: object) -> object:
        looked.set()
        return await plain(store, *args)  # type: ignore[arg-type]

    type(shell.store).due_before = seen  # type: ignore[method-assign, assignment]
    try:
        start = monotonic()
        await asyncio.wait_for(looked.wait(), 60)
        assert 1.0 < monotonic() - start < 20.0, "the next look was half a minute away"
    finally:
        type(shell.store).due_before = plain  # type: ignore[method-assign]
        task.cancel()
        await asyncio.wait([task])


async def test_in_the_terminal(tmp_path: Path, root: Path) -> None:
    end = await resting(tmp_path / "t.db", 5.0)
    command = [sys.executable, "-m", "bot", "chat", "--json", "--db", str(tmp_path / "t.db")]
    chat = subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert chat.stdin is not None
    assert chat.stdout is not None
    chat.stdin.write(b":as me\n")
    chat.stdin.flush()
    line: dict[str, object] = {}
    with measured() as busy:
        while "Rest is over" not in str(line.get("text")):
            line = json.loads(await asyncio.wait_for(asyncio.to_thread(chat.stdout.readline), 60))
        late = (datetime.now(UTC) - end).total_seconds()
    chat.stdin.close()
    chat.wait(60)
    chat.stdout.close()
    assert -0.05 <= late < EXACT * busy[0], line


async def test_an_alarm_wakes_for_what_is_earlier_and_for_nothing_else() -> None:
    alarm, clock = Alarm(), RealClock()
    asleep = asyncio.create_task(alarm.sleep(clock.now() + timedelta(seconds=600), clock))
    await asyncio.sleep(0.05)
    alarm.sooner(clock.now() + timedelta(seconds=900))
    alarm.sooner(None)
    await asyncio.sleep(0.05)
    assert not asleep.done()
    alarm.sooner(clock.now() + timedelta(seconds=0.1))
    await asyncio.wait_for(asleep, 30)


@dataclass
class Tidied:
    """A store of which only the house-keeping is asked: it never ends, or fails."""

    fails: bool
    begun: asyncio.Event = field(default_factory=asyncio.Event)

    async def prune(self, now: datetime) -> None:
        self.begun.set()
        if self.fails:
            raise RuntimeError("broken")
        await asyncio.Event().wait()


@pytest.mark.parametrize("fails", [False, True], ids=["stopped in the middle", "the control: it fails"])
async def test_a_stop_in_the_middle_of_a_job_is_no_error(caplog: pytest.LogCaptureFixture, *, fails: bool) -> None:
    store: Any = Tidied(fails)
    task = asyncio.create_task(Timekeeper(store, (), Mark(), RealClock()).run())
    await asyncio.wait_for(store.begun.wait(), 60)
    task.cancel()
    await asyncio.wait([task])
    await asyncio.sleep(0.05)
    assert bool([record for record in caplog.records if record.levelname == "ERROR"]) == fails


@dataclass
class Asked:
    """A store whose answer to what is due next takes long, the first time; it counts how often it is asked."""

    begun: asyncio.Event = field(default_factory=asyncio.Event)
    answer: asyncio.Event = field(default_factory=asyncio.Event)
    times: int = 0

    async def prune(self, now: datetime) -> None:
        """There is nothing."""

    async def due_again(self, *_: object) -> int:
        return 0

    async def due_before(self, *_: object) -> list[object]:
        return []

    async def next_due(self, platform: str) -> None:
        self.times += 1
        self.begun.set()
        await self.answer.wait()


async def test_a_long_look_is_no_warning(caplog: pytest.LogCaptureFixture) -> None:
    """Somebody asks for a look again and again while one goes on: as many as wait are enough, and nothing is wrong."""
    store: Any = Asked()
    shell: Any = OneShell()
    keeper = Timekeeper(store, (shell,), Mark(), RealClock())
    task = asyncio.create_task(keeper.run())
    await asyncio.wait_for(store.begun.wait(), 60)
    for _ in range(4):
        keeper.looks[shell.platform].modify(next_run_time=datetime.now(UTC))
        await asyncio.sleep(0.05)
    logging.getLogger("apscheduler.scheduler").warning("the control: %s", "anything else")
    store.answer.set()
    task.cancel()
    await asyncio.wait([task])
    assert [record.getMessage() for record in caplog.records if record.levelname == "WARNING"] == [
        "the control: anything else"
    ]


@dataclass
class OneShell:
    """A platform of which only the name and the alarm are asked."""

    alarm: Alarm = field(default_factory=Alarm)
    platform: str = "terminal"


@pytest.mark.parametrize("sooner", [True, False], ids=["made due in the middle", "the control: nothing was"])
async def test_what_falls_due_while_it_looks_is_looked_for_at_once(*, sooner: bool) -> None:
    store: Any = Asked()
    shell: Any = OneShell()
    task = asyncio.create_task(Timekeeper(store, (shell,), Mark(), RealClock()).run())
    await asyncio.wait_for(store.begun.wait(), 60)
    if sooner:
        shell.alarm.sooner(datetime.now(UTC) + timedelta(seconds=0.2))
    store.answer.set()
    await asyncio.sleep(1.0)
    task.cancel()
    await asyncio.wait([task])
    assert store.times == (2 if sooner else 1)
