"""TOPSET_ALLOWED: who is in it trains; everybody else is told once, kindly, and leaves no trace."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from doorway import GROUP, START, Door
from fakes.door import FakeDoor, adapter
from talking import real_coach

from bot.allowed import MOST, Told, at_the_door, is_allowed
from bot.running import run
from bot.settings import Settings
from bot.shell import Shell
from coach_core.store import open_store
from coach_core.talk import Incoming, Kind
from tests.stores import dump_of

ALLOWED = frozenset({"telegram:1", "discord:2"})
BOB = Incoming("telegram", "2", "e1", START, text="100x10")


def test_ids_are_those_of_their_platform() -> None:
    assert is_allowed(None, BOB), "unset: everybody"
    assert is_allowed(ALLOWED, replace(BOB, person="1"))
    assert is_allowed(ALLOWED, replace(BOB, platform="discord"))
    for stranger in (BOB, replace(BOB, platform="discord", person="1"), replace(BOB, person="11")):
        assert not is_allowed(ALLOWED, stranger)
    assert not is_allowed(frozenset(), BOB)
    host = replace(BOB, person="challenge:7", kind=Kind.DUE, text="host")
    assert is_allowed(ALLOWED, host), "a challenge speaks for itself"
    assert not is_allowed(ALLOWED, replace(host, text="workout"))
    assert not is_allowed(ALLOWED, replace(host, kind=Kind.TEXT)), "nobody can say that they are one"


def test_one_line_once() -> None:
    told = Told()
    first = at_the_door(ALLOWED, told, BOB)
    assert first is not None
    assert [line.key for say in first for line in say.lines] == ["closed-circle"]
    assert at_the_door(ALLOWED, told, BOB) == ()
    assert at_the_door(ALLOWED, told, replace(BOB, person="3")) == first
    assert at_the_door(ALLOWED, told, replace(BOB, person="1")) is None
    whisper = replace(BOB, room=GROUP, whispers=True)
    assert at_the_door(ALLOWED, told, whisper) == at_the_door(ALLOWED, told, whisper) == first


def test_a_room_hears_nothing_of_it() -> None:
    told = Told()
    assert at_the_door(ALLOWED, told, replace(BOB, room=GROUP)) == ()
    assert at_the_door(ALLOWED, told, replace(BOB, room=GROUP, addressed=False)) == ()
    assert at_the_door(ALLOWED, told, BOB) != (), "not told yet"


def test_memory_is_bounded() -> None:
    told = Told()
    for n in range(MOST + 10):
        assert told.first(str(n))
    assert told.first("0"), "the oldest are forgotten"
    assert not told.first(str(MOST + 9))


@asynccontextmanager
async def running(file: Path, door: FakeDoor, allowed: frozenset[str] | None) -> AsyncIterator[Shell]:
    task = asyncio.create_task(run(Settings(allowed=allowed), [adapter(door)], str(file)))
    door.heard.put_nowait(Incoming("terminal", "anna", "u0", datetime.now(UTC), text="/help"))
    await asyncio.wait_for(door.sent.get(), 60)
    try:
        yield door.shell
    finally:
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.wait_for(task, 60)


@pytest.mark.parametrize(
    ("allowed", "kept"), [(frozenset({"terminal:anna"}), False), (None, True)], ids=["closed", "open"]
)
async def test_nothing_is_stored_of_who_may_not(tmp_path: Path, allowed: frozenset[str] | None, kept: bool) -> None:
    door = FakeDoor()
    async with running(tmp_path / "r.db", door, allowed):
        for n in range(3):
            text = "my secret marker 100x10"
            door.heard.put_nowait(Incoming("terminal", "stranger-77", f"e{n}", datetime.now(UTC), text=text))
        door.heard.put_nowait(Incoming("terminal", "anna", "u1", datetime.now(UTC), text="/help"))
        got = []
        while not got or got[-1].external != "anna":
            got.append(await asyncio.wait_for(door.sent.get(), 60))
        told = [m for m in got if m.external == "stranger-77"]
        assert (len(told) > 1) == kept, "the control: without the setting each is answered"
        assert ("small circle" in json.loads(told[0].body)["text"]) != kept
    rows = await dump_of(str(tmp_path / "r.db"))
    traces = [row for some in rows.values() for row in some if "stranger-77" in row or "secret marker" in row]
    assert bool(traces) == kept


async def test_who_may_not_any_more_is_not_reminded(tmp_path: Path) -> None:
    file = str(tmp_path / "r.db")
    async with await open_store(file, answering=real_coach()) as store:
        before = Door(store, "terminal")
        await before.onboard("bob")
        await before.remind("bob")
        due = await store.next_due("terminal")
        assert due is not None
    door = FakeDoor()
    async with running(tmp_path / "r.db", door, frozenset({"terminal:anna"})) as shell:
        waking = Incoming("terminal", "bob", "due:1:workout:2026-11-24", due, Kind.DUE, "workout", "2026-11-24")
        assert await shell.take([waking]) == []
        assert await shell.store.next_due("terminal") is None
        assert await shell.store.pending("terminal", due + timedelta(days=9)) == ()
        assert await shell.store.person("terminal", "bob") is not None, "the data stays"
