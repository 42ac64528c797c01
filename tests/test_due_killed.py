"""Rows 14 and 16 to 18 of the facts with the process killed between any two steps: over changes of the clocks, after
downtime, while the clock jumps, on the way through other zones. Whenever it dies, the next process ends where one that
never died ends.
"""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from doorway import START, Door
from talking import real_coach

from coach_core.store import Store, StoreError, open_store
from coach_core.store.db import Db
from coach_core.store.opening import open_database
from coach_core.talk import Incoming, Kind
from tests.stores import Faulty, Hasty

Life = tuple[tuple[float, str], ...]  # hours after the start, and what is said then: nothing, words, :a button
LIVES: Mapping[str, Life] = {
    "down for an hour": ((1, ""), (24, "")),
    "down for 12 hours": ((1, ""), (35, ""), (48, "")),
    "down for 7 days": ((1, ""), (7 * 24 + 1, "")),
    "down for 400 days": ((1, ""), (400 * 24 + 1, "")),
    "a clock a day ahead and back": ((1, ""), (47.5, ""), (23.5, ""), (47.6, ""), (71.5, "")),
    "a clock an hour back": ((23.5, ""), (22.5, ""), (24.5, "")),
    "far away and home again": ((1, "I'm in Tokyo"), (16, ""), (17, "I'm in Honolulu"), (35, ""), (36, "timezone UTC")),
    "over a change of the clocks, at an hour that is not there": ((1, "remind me at 2:30"), (2984, ""), (3007, "")),
    "over a change of the clocks, at an hour that comes twice": (
        (1, "remind me at 2:30"),
        (8191, ""),
        (8191.75, ""),
        (8216, ""),
    ),
    "put off, then left out": ((23.5, ":remind:later:workout:30"), (24.5, ":remind:week"), (48, "")),
}
FIRST, THEN = 11, 11  # every statement up to here, and every so many behind it


Seen = tuple[list[tuple[object, ...]], ...]


class Dead(Exception):
    """The process is gone."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with somebody who agreed to reminders."""
    file = tmp_path_factory.mktemp("killed") / "made.db"

    async def make() -> None:
        async with await open_store(str(file), answering=real_coach()) as store:
            door = Door(store)
            await door.onboard("1")
            await door.hear("1", "15 15 15")
            await door.remind("1", "Europe/Madrid")
            await door.press("1", "remind:set:restday:on")

    asyncio.run(make())
    return file


async def woken(store: Store, now: datetime) -> None:
    """All that is due by the clock as it stands."""
    answered: set[str] = set()
    while fresh := [e for w in await store.due_before("telegram", now) if (e := w.event(now)).event not in answered]:
        for event in fresh:
            answered.add(event.event)
            await store.turn(event)


async def lived(store: Store, life: Life, done: list[int]) -> None:
    """What is due and what is said, from the first step on that is not done yet; what was said is told again."""
    for step, (hours, said) in enumerate(life):
        if step < len(done):
            continue
        now = START + timedelta(hours=hours)
        await woken(store, now)
        if said:
            words = {"kind": Kind.PRESS, "button": said[1:]} if said.startswith(":") else {"text": said}
            await store.turn(Incoming("telegram", "1", f"step-{step}", now, **words))  # type: ignore[arg-type]
        done.append(step)


async def ended(file: Path, life: Life, at: int = 0, *, hasty: bool = False) -> tuple[Seen, bool]:
    """What was said and what is due after a life whose first process died before that statement; whether it did."""
    done, died = list[int](), list[int]()
    if at:

        def fault(call: int) -> None:
            if call >= at:
                died.append(call)
                raise Dead

        opened = await open_database(str(file))
        wrap: Callable[[Db], object] = Hasty if hasty else lambda db: db
        store = Store(replace(opened, db=Faulty(wrap(opened.db), fault)), real_coach())  # type: ignore[arg-type]
        with suppress(Dead, StoreError):
            await lived(store, life, done)
        with suppress(Dead, StoreError):
            await store.close()
    async with await open_store(str(file), answering=real_coach()) as store:
        await lived(store, life, done)
    return seen(file), bool(died)


def seen(file: Path) -> Seen:
    """The outbox and what is due; not the numbers of turns: one in which there is nothing to say may be left out."""
    with closing(sqlite3.connect(file)) as db:
        said = db.execute("SELECT n, body, urgency, created FROM outbox ORDER BY n").fetchall()
        return said, db.execute("SELECT kind, at FROM due ORDER BY kind, at").fetchall()


@pytest.mark.parametrize("life", LIVES)
async def test_killed_at_any_step_it_ends_as_if_it_had_not_been(made: Path, tmp_path: Path, life: str) -> None:
    wanted, _ = await ended(Path(shutil.copy(made, tmp_path / "never.db")), LIVES[life])
    assert len(wanted[0]) > len(seen(made)[0]), "something came"
    at, died = 1, True
    while died:
        found, died = await ended(Path(shutil.copy(made, tmp_path / f"{at}.db")), LIVES[life], at)
        assert found == wanted, f"killed before statement {at}"
        at += 1 if at < FIRST else THEN
    assert at > FIRST, "too few steps to learn anything"


async def test_the_control_that_commits_each_statement_ends_otherwise(made: Path, tmp_path: Path) -> None:
    life = LIVES["down for an hour"]
    wanted, _ = await ended(Path(shutil.copy(made, tmp_path / "never.db")), life)
    for at in range(2, 20):
        found, _ = await ended(Path(shutil.copy(made, tmp_path / f"{at}.db")), life, at, hasty=True)
        if found != wanted:
            return
    raise AssertionError("the control is never caught")
