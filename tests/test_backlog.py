"""Row 35 at once: hundreds of messages of one person wait in the store, everybody else is answered; nothing is lost.

Whole process and `kill -9` first, with two controls; then what is kept, step by step.
"""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import closing, suppress
from dataclasses import replace
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
from bot.telegram import backlog
from bot.telegram.backlog import FIRST, MUCH, TOGETHER, Backlog
from coach_core.store import NotSaved, Store, StoreError, open_store
from coach_core.store.opening import open_database
from coach_core.talk import Incoming
from tests.stores import Faulty

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
    some = Backlog(None, None)  # type: ignore[arg-type]
    much = [said(n) for n in range(MUCH)]
    bens = [said(n, "ben") for n in range(MUCH - 1)]
    assert some.parted([*much, *bens], more=False) == ([*much, *bens], []), "nobody is behind them"
    assert some.parted([*much, *bens], more=True) == ([*much[:FIRST], *bens], much[FIRST:])


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


# ---- killed between any two steps


class Gone(Exception):
    """The process is gone."""


SOME = ("ben", *("anna",) * 4)  # who writes, in this order


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("steps") / "empty.db"

    async def make() -> None:
        async with await open_store(str(file), answering=TOY):
            pass

    asyncio.run(make())
    return file


async def heard(taken: Taken, *, first_confirmed: bool) -> AsyncIterator[bool]:
    """What a door does with what it is handed; whether the platform was told by then that it is safe."""
    now, later = taken.backlog.parted([said(n, who) for n, who in enumerate(SOME)], more=True)
    await taken.shell.take(now)
    if first_confirmed:
        yield True
    await taken.backlog.keep(later)
    yield True
    await taken.through()


async def killed_before(file: Path, at: int, *, first_confirmed: bool) -> tuple[bool, bool]:
    """A process that dies before that statement; whether it did, and whether the platform hands over all again."""
    died, again = asyncio.Event(), True

    def fault(call: int) -> None:
        if call >= at:
            died.set()
            raise Gone

    opened = await open_database(str(file))
    store = Store(replace(opened, db=Faulty(opened.db, fault)), TOY)  # type: ignore[arg-type]
    taken = Taken(store)

    async def live() -> None:
        nonlocal again
        async for confirmed in heard(taken, first_confirmed=first_confirmed):
            again = again and not confirmed

    with suppress(Gone, StoreError):
        await first_of(live(), died.wait())
    await taken.backlog.close()
    with suppress(Gone, StoreError):
        await store.close()
    return died.is_set(), again


async def first_of(*some: Coroutine[object, object, object]) -> None:
    """The first of these to end; the others end with it."""
    tasks = [asyncio.create_task(one) for one in some]
    done, rest = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in rest:
        task.cancel()
    await asyncio.gather(*rest, return_exceptions=True)
    for task in done:
        task.result()


async def stored_after(file: Path, *, again: bool) -> Counter[str]:
    """How many turns everybody has when the next process is through."""
    async with await open_store(str(file), answering=TOY) as store:
        taken = Taken(store)
        await taken.backlog.remember()
        if again:
            async for _ in heard(taken, first_confirmed=False):
                pass
        await taken.through()
        people = [(who, await store.person("telegram", who)) for who in set(SOME)]
        return Counter({who: person.made for who, person in people if person is not None})


def lost(stored: Counter[str]) -> bool:
    return stored < Counter(SOME)


def nothing_else(_: Counter[str]) -> bool:
    return False


async def all_steps(
    empty: Path, folder: Path, *, first_confirmed: bool, until: Callable[[Counter[str]], bool] = nothing_else
) -> list[Counter[str]]:
    """What was stored in the end, for every step before which the first process can die, until that is so."""
    found = list[Counter[str]]()
    for at in range(1, 200):
        file = Path(shutil.copy(empty, folder / f"{at}.db"))
        died, again = await killed_before(file, at, first_confirmed=first_confirmed)
        found.append(await stored_after(file, again=again))
        if not died or until(found[-1]):
            return found
    raise AssertionError("it never comes to an end")


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """A flood of four: one at once, then two, then the last."""
    monkeypatch.setattr(backlog, "MUCH", 4)
    monkeypatch.setattr(backlog, "FIRST", 1)
    monkeypatch.setattr(backlog, "TOGETHER", 2)
    monkeypatch.setattr(backlog, "LAST_ONES", 0.01)


@pytest.mark.usefixtures("few")
async def test_killed_between_any_two_steps_every_set_of_a_flood_is_stored_once(empty: Path, tmp_path: Path) -> None:
    found = await all_steps(empty, tmp_path, first_confirmed=False)
    assert len(found) > 3 * len(SOME), "too few steps to learn anything"
    assert [(at, one) for at, one in enumerate(found, 1) if one != Counter(SOME)] == []


@pytest.mark.usefixtures("few")
async def test_the_control_that_confirms_before_it_is_kept_loses_sets(empty: Path, tmp_path: Path) -> None:
    found = await all_steps(empty, tmp_path, first_confirmed=True, until=lost)
    assert lost(found[-1])


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
