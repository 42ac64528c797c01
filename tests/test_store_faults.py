"""Faults at every step of a turn: the store is as before the turn or as after it, never between. With controls."""

from __future__ import annotations

import asyncio
import contextlib
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from coach_core.store import NotSaved, Store, StoreBusy, StoreError, open_store
from coach_core.store.db import Db
from coach_core.store.opening import open_database
from coach_core.store.sqlite import SqliteDb
from tests.crashing import one
from tests.dying import status_of
from tests.fakes.toy_coach import TOY, heard
from tests.stores import Dump, Faulty, Hasty, dump_of, postgres, url, with_db

__all__ = ["postgres", "url"]

LAST = heard("change 2 5 tired", "u9")
Wrap = Callable[[Db], Db]


class Fault(Exception):
    """A fault of ours."""


async def prepare(url: str) -> None:
    store = await open_store(url, answering=TOY)
    for n, said in enumerate(("log 3 note", "finish", "log 1")):
        await store.turn(heard(said, f"u{n}"))
    await store.close()


def faulty(at: int, error: BaseException, *, ever: bool, hasty: bool = False) -> Wrap:
    """Fails at the ``at``-th statement, and with ``ever`` at all after it."""

    def fault(call: int) -> None:
        if call == at or (ever and call > at):
            raise error

    return lambda db: Faulty(Hasty(db) if hasty else db, fault)  # type: ignore[arg-type]


async def tried(url: str, wrap: Wrap) -> Dump:
    """The store after a turn through the wrapped database, answered or not."""
    store = await with_db(url, wrap)
    with contextlib.suppress(StoreError, Fault, asyncio.CancelledError):
        await store.turn(LAST)
    await store.close()
    return await dump_of(url)


FAULTS = [(Fault("here"), False), (Fault("here"), True), (asyncio.CancelledError(), False), (OSError("gone"), True)]


@pytest.mark.parametrize(("error", "ever"), FAULTS)
async def test_a_fault_at_every_statement(
    url: str, error: BaseException, ever: bool, request: pytest.FixtureRequest
) -> None:
    await prepare(url)
    before = await dump_of(url)
    calls = 0
    for at in range(1, 100):
        now = await tried(url, faulty(at, error, ever=ever))
        if now != before:
            break
        calls = at
    # as long as nothing was changed, this was before the turn; from here on it is after it, with every event seen once
    assert "change" in "".join(now["outbox"]) or "dead_letter" in now
    assert len(now["journal"]) == len(before["journal"]) + 1
    assert len(now["outbox"]) == len(before["outbox"]) + 1
    again = await tried(url, lambda db: db)
    assert again == now
    assert calls >= (8 if ever else 0)


def spawn(file: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.crashing", str(file)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parent.parent)


async def states_after_dying(tmp_path: Path, *, hasty: bool = False) -> list[str]:
    """For a death before each statement in turn: "before", "after" or "between"."""
    file = tmp_path / "whole.db"
    await prepare(str(file))
    before = await dump_of(str(file))
    store = await open_store(str(file), answering=TOY)
    await store.turn(LAST)
    await store.close()
    known = {str(before): "before", str(await dump_of(str(file))): "after"}
    found = []
    for at in range(1, 60):
        place = tmp_path / f"{at}.db"
        await prepare(str(place))
        status = await asyncio.to_thread(status_of, one, str(place), at, hasty)
        found.append(known.get(str(await dump_of(str(place))), "between"))
        if status == 0:
            break
    return found


async def test_a_process_that_dies_at_every_statement(tmp_path: Path) -> None:
    found = await states_after_dying(tmp_path)
    assert len(found) >= 10
    assert "between" not in found
    assert found == sorted(found, reverse=True)  # first before, then after
    assert set(found) == {"before", "after"}


async def test_control_a_store_that_commits_each_statement_is_caught_between(tmp_path: Path) -> None:
    assert "between" in await states_after_dying(tmp_path, hasty=True)


@pytest.mark.parametrize("seed", range(3))
async def test_kill_nine_loses_nothing_that_was_answered(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    file = tmp_path / "topset.db"
    answered: list[int] = []
    for _ in range(3):
        process = spawn(file)
        assert process.stdout is not None
        answered.append(int(await asyncio.to_thread(process.stdout.readline)))
        time.sleep(chance.uniform(0.01, 0.3))
        process.send_signal(signal.SIGKILL)
        rest = await asyncio.to_thread(process.stdout.read)
        process.stdout.close()
        process.wait()
        answered += [int(line) for line in rest.splitlines()]
    dumped = await dump_of(str(file))
    events = [match[1] for row in dumped["journal"] if (match := re.search(r"'(u\d+)'", row))]
    sets = [match[1] for row in dumped["set_done"] if (match := re.search(r"'(u\d+)'", row))]
    assert len(answered) > 20
    assert {f"u{n}" for n in answered} <= set(events)
    assert sorted(sets) == sorted(events)
    assert len(set(events)) == len(events)
    assert len(dumped["outbox"]) == len(events)


async def test_full_disk_says_not_saved_and_is_fine_later(tmp_path: Path) -> None:
    file = str(tmp_path / "topset.db")
    await prepare(file)
    before = await dump_of(file)
    opened = await open_database(file)
    assert isinstance(opened.db, SqliteDb)
    async with Store(opened, TOY) as store:
        pages = await opened.db.value("PRAGMA page_count")
        await opened.db.run(f"PRAGMA max_page_count={pages}")
        events = [heard(f"log 3 {'x' * 20_000}", f"big{n}", person=f"p{n}") for n in range(6)]
        answers = await asyncio.gather(*(store.turn(event) for event in events), return_exceptions=True)
        assert all(isinstance(answer, NotSaved) for answer in answers)
        assert "full" in str(answers[0])
        await opened.db.run("PRAGMA max_page_count=1000000")
        later = await asyncio.gather(*(store.turn(event) for event in events))
        assert [(turn.seen, turn.error) for turn in later] == [(False, None)] * 6
    assert len((await dump_of(file))["set_done"]) == len(before["set_done"]) + 18


async def after_full_disk(folder: Path, wrap: Wrap) -> list[bool]:
    """For a disk with room for 0, 1, 2 … more pages, until the turn is saved: whether a refused one left no trace."""
    clean = []
    for spare in range(40):
        file = str(folder / f"{spare}.db")
        await prepare(file)
        before = await dump_of(file)
        opened = await open_database(file)
        assert isinstance(opened.db, SqliteDb)
        async with Store(replace(opened, db=wrap(opened.db)), TOY) as store:
            pages = await opened.db.value("PRAGMA page_count")
            await opened.db.run(f"PRAGMA max_page_count={int(str(pages)) + spare}")
            try:
                await store.turn(heard(f"log 3 {'x' * 20_000}", "big"))
                break
            except NotSaved:
                pass
        clean.append(await dump_of(file) == before)
    return clean


async def test_disk_that_fills_up_at_any_page(tmp_path: Path) -> None:
    clean = await after_full_disk(tmp_path, lambda db: db)
    assert 5 < len(clean) < 40
    assert all(clean)


async def test_control_on_a_full_disk(tmp_path: Path) -> None:
    assert not all(await after_full_disk(tmp_path, Hasty))  # type: ignore[arg-type]


async def test_a_store_that_cannot_be_written_says_not_saved(tmp_path: Path) -> None:
    file = str(tmp_path / "topset.db")
    await prepare(file)
    before = await dump_of(file)
    opened = await open_database(file)
    assert isinstance(opened.db, SqliteDb)
    await opened.db.run("PRAGMA query_only=ON")
    async with Store(opened, TOY) as store:
        with pytest.raises(NotSaved, match="readonly"):
            await store.turn(LAST)
    assert await dump_of(file) == before


async def test_a_lost_connection_says_not_saved_and_is_fine_later(postgres: Callable[[], str]) -> None:
    url = postgres()
    await prepare(url)
    engine = create_async_engine(url.replace("postgresql://", "postgresql+asyncpg://"))
    lose = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE pid != pg_backend_pid() AND datname = current_database()"""
    async with await open_store(url, answering=TOY) as store:
        await store.turn(heard("log 1", "u20"))
        for n in range(3):
            async with engine.connect() as connection:
                await connection.execute(text(lose))
            saved = False
            for _ in range(3):
                with contextlib.suppress(NotSaved):
                    saved = (await store.turn(heard("log 1", f"lost{n}"))).error_id is None
            assert saved
        with pytest.raises(StoreBusy, match=r"pid \d+ \("):
            await open_store(url)
        assert len([s for s in (await store.rows(1)).sets if (s.message or "").startswith("lost")]) == 3
    await engine.dispose()
