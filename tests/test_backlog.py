"""Row 35 at once: hundreds of messages of one person wait in the store, everybody else is answered; nothing is lost.

Whole process and `kill -9` first, with two controls; then what is kept, step by step.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fakes.telegram import TOKEN, FakeTelegram, until
from fakes.toy_coach import TOY
from process import Reborn
from stores import postgres, url
from talking import all_texts
from telegram_life import SPOILT
from telegram_people import make_store, set_of, stored_sets

from bot.clock import RealClock
from bot.health import Health
from bot.settings import Settings
from bot.shell import Shell
from bot.telegram.backlog import FIRST, MUCH, TOGETHER, Backlog
from coach_core.store import NotSaved, Store, open_store
from coach_core.talk import Incoming

__all__ = ["postgres", "url"]
FLOODER, OTHERS, FLOOD = 3001, range(3002, 3008), 250
ORDER = """SELECT identity.external, journal.event FROM journal JOIN identity ON identity.person = journal.person
    WHERE journal.event LIKE 'm%' ORDER BY journal.row"""


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    fake = await FakeTelegram().start()
    fake.chats = {person: {} for person in (FLOODER, *OTHERS)}
    yield fake
    await fake.stop()


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("backlog") / "template.db", (FLOODER, *OTHERS))


def product(telegram: FakeTelegram, template: Path, folder: Path, *command: str, **settings: str) -> Reborn:
    given = {"TOPSET_TELEGRAM_TOKEN": TOKEN, "TOPSET_TELEGRAM_API": telegram.address, "TOPSET_LOG_LEVEL": "INFO"}
    running = Reborn(folder, *command, TOPSET_TEST_LIMITS="off", **given, **settings)
    running.db.write_bytes(template.read_bytes())
    return running


async def written(telegram: FakeTelegram) -> None:
    """One writes hundreds of sets at once, everybody else one behind them."""
    for n in range(FLOOD):
        await telegram.say(FLOODER, set_of(FLOODER, n)[0])
    for person in OTHERS:
        await telegram.say(person, set_of(person, 0)[0])


def turns(db: Path) -> list[tuple[str, int]]:
    """Whose messages were answered, in the order in which they were, with the number of each."""
    with closing(sqlite3.connect(f"file:{db}?mode=ro", uri=True)) as plain:
        return [(who, int(event.partition(".")[2])) for who, event in plain.execute(ORDER)]


def ahead(db: Path) -> int:
    """How many of the flood were answered before the last of the others."""
    order = [who for who, _ in turns(db)]
    last = max(n for n, who in enumerate(order) if who != str(FLOODER))
    return order[:last].count(str(FLOODER))


def others_are_in(db: Path) -> bool:
    return len({who for who, _ in turns(db)} - {str(FLOODER)}) == len(OTHERS)


async def test_everybody_else_is_answered_and_after_a_kill_nothing_is_lost(
    telegram: FakeTelegram, template: Path, tmp_path: Path
) -> None:
    topset = product(telegram, template, tmp_path)
    await written(telegram)
    await topset.start()
    await until(lambda: others_are_in(topset.db), 60, topset.said)
    assert ahead(topset.db) < FLOOD / 2
    await topset.kill()
    await topset.start()
    await until(lambda: len(turns(topset.db)) == FLOOD + len(OTHERS), 60, topset.said)
    await until(lambda: not telegram.updates, 60, topset.said)
    mine = [number for who, number in turns(topset.db) if who == str(FLOODER)]
    assert mine == sorted(mine), "in the order in which they were written"
    await topset.kill()
    stored = await stored_sets(topset.db, [FLOODER, *OTHERS])
    assert [n for n in range(FLOOD) if stored[set_of(FLOODER, n)[1]] != 1] == []
    assert telegram.wrong == []


async def test_the_control_holds_up_everybody(telegram: FakeTelegram, template: Path, tmp_path: Path) -> None:
    topset = product(telegram, template, tmp_path, SPOILT, TOPSET_TEST_SPOIL="one after the other")
    await written(telegram)
    await topset.start()
    await until(lambda: others_are_in(topset.db), 60, topset.said)
    assert ahead(topset.db) >= FLOOD - 100, "all but those of the last hundred updates"
    await topset.kill()


async def test_the_control_that_keeps_it_in_memory_loses_sets(
    telegram: FakeTelegram, template: Path, tmp_path: Path
) -> None:
    topset = product(telegram, template, tmp_path, SPOILT, TOPSET_TEST_SPOIL="keep in memory")
    await written(telegram)
    await topset.start()
    await until(lambda: others_are_in(topset.db), 60, topset.said)
    await topset.kill()
    await topset.start(TOPSET_TEST_SPOIL="keep in memory")
    await until(lambda: not telegram.updates, 60, topset.said)
    await topset.stop()
    assert len(turns(topset.db)) < FLOOD + len(OTHERS)


# ---- step by step


def said(n: int, person: str = "anna", text: str = "log 1") -> Incoming:
    return Incoming(
        "telegram", person, f"m{person}.{n}", datetime(2026, 11, 23, 18, n // 60, n % 60, tzinfo=UTC), text=text
    )


class Taken:
    """A backlog on a store, and what it hands on; ``fails`` so many times."""

    def __init__(self, store: Store, fails: int = 0) -> None:
        health = Health()
        settings = Settings(telegram_token=TOKEN, test_pace=0.01)
        self.shell = Shell("telegram", settings, RealClock(), all_texts(), health, health.mark("telegram"),
                           asyncio.Event(), store)  # fmt: skip
        self.backlog = Backlog(self.shell, self.take)
        self.rounds: list[list[str]] = []
        self.fails = fails

    async def take(self, events: Sequence[Incoming]) -> None:
        self.rounds.append([event.event for event in events])
        if self.fails:
            self.fails -= 1
            raise NotSaved("no room on the disk")
        await self.shell.take(events)

    async def through(self) -> None:
        while await self.shell.store.waiting("telegram"):
            await asyncio.sleep(0.01)


def test_only_who_writes_far_too_much_waits() -> None:
    backlog = Backlog(None, None)  # type: ignore[arg-type]
    much = [said(n) for n in range(MUCH)]
    bens = [said(n, "ben") for n in range(MUCH - 1)]
    assert backlog.parted([*much, *bens], more=False) == ([*much, *bens], []), "nobody is behind them"
    assert backlog.parted([*much, *bens], more=True) == ([*much[:FIRST], *bens], much[FIRST:])


async def test_what_waits_is_answered_once_whatever_ended_the_process_when(url: str) -> None:
    events = [said(n) for n in range(3 * TOGETHER)]
    async with await open_store(url, answering=TOY) as store:
        await store.keep_waiting(events)  # and the process is gone
        await store.keep_waiting([*events[5:], events[5]])  # or the platform did not hear, and told one twice
        for event in events[:TOGETHER]:  # or they had their turn, and were not forgotten
            await store.turn(event)
        assert sorted(e.event for e in await store.waiting("telegram")) == sorted(e.event for e in events)
    async with await open_store(url, answering=TOY) as store:
        taken = Taken(store)
        await taken.backlog.remember()
        await taken.through()
        person = await store.person("telegram", "anna")
        assert person is not None
        assert person.made == len(events), "each of them once"
        assert [len(some) for some in taken.rounds] == [TOGETHER] * 3


async def test_what_is_written_behind_it_waits_too(url: str) -> None:
    async with await open_store(url, answering=TOY) as store:
        taken = Taken(store)
        await taken.backlog.keep([said(n) for n in range(TOGETHER)])
        later, ben = said(90), said(1, "ben")
        assert taken.backlog.parted([later, ben], more=False) == ([ben], [later])
        await taken.backlog.keep([later])
        await taken.backlog.keep([later])  # handed over once more
        await taken.through()
        assert [name for some in taken.rounds for name in some] == [
            *(f"manna.{n}" for n in range(TOGETHER)),
            "manna.90",
        ]


async def test_what_could_not_be_saved_is_tried_again_in_its_order(url: str) -> None:
    async with await open_store(url, answering=TOY) as store:
        taken = Taken(store, fails=2)
        await taken.backlog.keep([said(n) for n in range(TOGETHER + 1)])
        await taken.through()
        assert [len(some) for some in taken.rounds] == [TOGETHER, TOGETHER, TOGETHER, 1]


async def test_the_end_of_the_process_waits_a_moment_for_what_waits(url: str) -> None:
    async with await open_store(url, answering=TOY) as store:
        taken = Taken(store)
        await taken.backlog.keep([said(n) for n in range(TOGETHER * 2)])
        await taken.backlog.close()
        assert await store.waiting("telegram") == ()


async def test_nothing_of_it_is_left_in_the_files(tmp_path: Path) -> None:
    file = tmp_path / "w.db"
    async with await open_store(str(file), answering=TOY) as store:
        taken = Taken(store)
        await taken.backlog.keep([*(said(n, text=f"log 1 marker{n}") for n in range(3)), said(4, text="erase")])
        assert b"marker" in b"".join(one.read_bytes() for one in tmp_path.iterdir()), "the control: it was there"
        await taken.through()
        await taken.backlog.close()
        assert b"marker" not in b"".join(one.read_bytes() for one in tmp_path.iterdir())


async def test_an_error_that_no_event_should_raise_ends_the_listening(url: str) -> None:
    async with await open_store(url, answering=TOY) as store:
        taken = Taken(store)
        taken.take = None  # type: ignore[assignment, method-assign]
        taken.backlog = Backlog(taken.shell, taken.take)
        await taken.backlog.keep([said(1)])
        with pytest.raises(TypeError):
            while True:
                await taken.backlog.room()
                await asyncio.sleep(0.01)
