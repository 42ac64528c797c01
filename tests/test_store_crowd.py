"""Many at once, answered by whoever comes: as if one came after the other, also when saves fail on the way."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from fakes.toy_coach import heard
from stores import Faulty, dump_of, with_db

from coach_core.store import NotSaved
from coach_core.store.db import Db
from coach_core.store.deed import Deed
from coach_core.store.loading import Loaded
from coach_core.store.turns import Turning

PEOPLE, TURNS, AT_ONCE = 6, 14, 12
WORDS = ("log 1", "log 2", "change 1 5", "log 1", "drop 1", "undo", "history", "finish", "ill heart", "fail")

Wrap = Callable[[Db], Db]


def scripts(seed: int) -> list[list[str]]:
    chance = Random(seed)
    return [["log 2", *(chance.choice(WORDS) for _ in range(TURNS))] for _ in range(PEOPLE)]


async def told(url: str, seed: int, at_once: int, wrap: Wrap) -> dict[str, list[str]]:
    """The store after everybody has said all of theirs; who hears "not saved" says it again."""
    store = await with_db(url, wrap)
    places = asyncio.Semaphore(at_once)
    for p in range(PEOPLE):
        await said(store, f"first-{p}", "history", f"p{p}")

    async def talk(p: int, texts: list[str]) -> None:
        for n, text in enumerate(texts):
            async with places:
                await said(store, f"{p}-{n}", text, f"p{p}")

    await asyncio.gather(*(talk(p, texts) for p, texts in enumerate(scripts(seed))))
    await store.close()
    return {name: sorted(rows) for name, rows in (await dump_of(url)).items()}


async def said(store: object, event: str, text: str, person: str) -> None:
    for _ in range(50):
        try:
            await asyncio.wait_for(store.turn(heard(text, event, person=person)), 60)  # type: ignore[attr-defined]
        except NotSaved:
            await asyncio.sleep(0)
        else:
            return
    raise AssertionError("never saved")


def failing(calls: frozenset[int]) -> Wrap:
    def fault(call: int) -> None:
        if call in calls:
            raise sqlite3.OperationalError("the disk is gone for a moment")

    return lambda db: Faulty(db, fault)  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", range(4))
async def test_many_at_once_are_one_after_the_other(tmp_path: Path, seed: int) -> None:
    one = await told(str(tmp_path / "one.db"), seed, 1, lambda db: db)
    many = await told(str(tmp_path / "many.db"), seed, AT_ONCE, lambda db: db)
    assert many == one


@pytest.mark.parametrize("seed", range(4))
async def test_a_save_that_fails_takes_all_of_its_batch_with_it(tmp_path: Path, seed: int) -> None:
    one = await told(str(tmp_path / "one.db"), seed, 1, lambda db: db)
    calls = frozenset(Random(seed).sample(range(60, 900), 40))
    many = await told(str(tmp_path / "many.db"), seed, AT_ONCE, failing(calls))
    assert steady(many) == steady(one)


async def test_the_control_that_hides_a_failed_save_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = await told(str(tmp_path / "one.db"), 1, 1, lambda db: db)
    save = Turning._save

    async def hidden(self: Turning, loaded: Loaded, deeds: list[Deed], came: list[tuple[int, str, str]]) -> None:
        try:
            await save(self, loaded, deeds, came)
        except sqlite3.Error:
            await self.db.rollback()

    monkeypatch.setattr(Turning, "_save", hidden)
    many = await told(str(tmp_path / "many.db"), 1, AT_ONCE, failing(frozenset(range(60, 900, 21))))
    assert steady(many) != steady(one)


def steady(dump: dict[str, list[str]]) -> dict[str, list[str]]:
    """Without the dead letters: how often a turn failed before it was saved says nothing of what is stored."""
    return {name: rows for name, rows in dump.items() if name != "dead_letter"}
