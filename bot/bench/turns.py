"""make bench: the turn "log a set" beside the bare rows that it writes, in the same run, as ratios. Nothing else.

Turns go through the real coach: read, decide, render, commit with ``synchronous=FULL``. The bare rows are those very
rows, recorded beforehand and written to a copy of the same file. Both take turns, so that a busy machine slows both.
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median
from typing import ParamSpec, TypeVar

import aiosqlite

from bot.answering import answering
from bot.bench.disk import tell_disk
from bot.bench.people import begin, said
from bot.bench.reading import tell_reading
from bot.bench.telegram import tell
from bot.cities import cities
from bot.settled import settle
from bot.texts import Texts
from coach_core.data.load import load_book
from coach_core.store import Answering, Store
from coach_core.store.db import Ask, Row, Write
from coach_core.store.opening import open_database
from coach_core.store.sqlite import PRAGMAS, SqliteDb, compile_statement
from coach_core.talk import Incoming

IN_FLIGHT = 32
SLOWEST_ALONE, FEWEST_TOGETHER = 2.0, 1.0  # what must hold
KEY = "a key only for measuring"

P = ParamSpec("P")
T = TypeVar("T")
Rows = list[tuple[str, tuple[object, ...]]]  # statements with their values: what one turn writes


@dataclass
class Recorder:
    """A database that keeps what is written to it."""

    inner: SqliteDb
    turns: list[Rows] = field(default_factory=list)

    def __getattr__(self, name: str) -> object:
        return getattr(self.inner, name)

    async def begin(self, *asks: Ask) -> list[list[Row]]:
        """Begin."""
        return await self.inner.begin(*asks)

    async def commit(self, *writes: Write) -> None:
        """Keep the rows as plain SQL and values, then write them."""
        rows: Rows = []
        for write in writes:
            compiled = compile_statement(write.statement.clause, write.statement.names)
            rows += [(compiled.sql, compiled.row(row)) for row in write.rows]
        self.turns.append(rows)
        await self.inner.commit(*writes)


@dataclass
class Watch:
    """The seconds that the coach itself took: read, decide, render."""

    seconds: float = 0.0

    def watched(self, answers: Answering) -> Answering:
        """The same answers, with their time taken."""
        decide, render, wants = self._of(answers.decide), self._of(answers.render), self._of(answers.wants)
        return replace(answers, decide=decide, render=render, wants=wants)

    def _of(self, part: Callable[P, T]) -> Callable[P, T]:
        def timed(*args: P.args, **kwargs: P.kwargs) -> T:
            start = time.perf_counter()
            try:
                return part(*args, **kwargs)
            finally:
                self.seconds += time.perf_counter() - start

        return timed


@dataclass(frozen=True, slots=True)
class Bench:
    """One measurement: where its files are, who answers, what is said in each round, with which key."""

    folder: Path
    answers: Answering
    rounds: Sequence[Sequence[Incoming]]
    key: str | None
    watch: Watch

    def file(self, name: str) -> Path:
        """A copy of the prepared file."""
        copy = self.folder / f"{name}.db"
        if not copy.exists():
            shutil.copy(self.folder / "prepared.db", copy)
        return copy

    async def store(self, name: str, answers: Answering | None = None) -> Store:
        """The store on that copy."""
        return Store(await open_database(str(self.file(name)), self.key), answers or self.answers)


async def prepare(bench: Bench) -> list[list[Rows]]:
    """Make the file with everybody in an open workout, and record what each turn of each round will write."""
    made = Store(await open_database(str(bench.folder / "prepared.db"), bench.key), bench.answers)
    async with made as store:
        people = dict.fromkeys(event.person for events in bench.rounds for event in events)
        await asyncio.gather(*(begin(store, person) for person in people))
    opened = await open_database(str(bench.file("recorded")), bench.key)
    assert isinstance(opened.db, SqliteDb)
    recorder = Recorder(opened.db)
    async with Store(replace(opened, db=recorder), bench.answers) as store:  # type: ignore[arg-type]
        for events in bench.rounds:
            for event in events:
                await logged(store, event)
    turns = iter(recorder.turns)
    return [[next(turns) for _ in events] for events in bench.rounds]


async def logged(store: Store, event: Incoming) -> None:
    """One turn. Raises ``RuntimeError`` if it did not store a set: then the bench would measure something else."""
    done = await store.turn(event)
    if done.error_id is not None or b'"logged"' not in done.messages[0].body:
        raise RuntimeError(f"no set was stored: {done.error!r} {done.messages[0].body[:300]!r}")


async def turns_alone(store: Store, events: Sequence[Incoming]) -> float:
    """Seconds for these turns, each after the answer to the one before."""
    start = time.perf_counter()
    for event in events:
        await logged(store, event)
    return time.perf_counter() - start


async def turns_together(store: Store, events: Sequence[Incoming]) -> float:
    """Seconds for these turns with ``IN_FLIGHT`` waiting at any time."""
    waiting = iter(events)

    async def one() -> None:
        for event in waiting:
            await logged(store, event)

    start = time.perf_counter()
    await asyncio.gather(*(one() for _ in range(IN_FLIGHT)))
    return time.perf_counter() - start


async def bare_alone(db: aiosqlite.Connection, turns: Sequence[Rows]) -> float:
    """Seconds for the same rows through plain aiosqlite: begin, one statement after the other, commit."""
    start = time.perf_counter()
    for rows in turns:
        await db.execute("BEGIN IMMEDIATE")
        for sql, values in rows:
            await db.execute(sql, values)
        await db.commit()
    return time.perf_counter() - start


def bare_single(db: sqlite3.Connection, turns: Sequence[Rows]) -> float:
    """Seconds for the same rows through sqlite3 itself, one commit a turn, no event loop and no thread."""
    start = time.perf_counter()
    for rows in turns:
        db.execute("BEGIN IMMEDIATE")
        for sql, values in rows:
            db.execute(sql, values)
        db.commit()
    return time.perf_counter() - start


def pragmas() -> Iterator[str]:
    """The same settings as the store's."""
    return (f"PRAGMA {name}={value}" for name, value, _ in PRAGMAS)


async def alone(bench: Bench, recorded: Sequence[Sequence[Rows]]) -> list[tuple[float, float]]:
    """For each round: seconds of the turns and of the bare rows, with one in flight."""
    times = []
    async with (
        await bench.store("alone", bench.watch.watched(bench.answers)) as store,
        aiosqlite.connect(bench.file("bare-alone"), isolation_level=None) as bare,
    ):
        for pragma in pragmas():
            await bare.execute_fetchall(pragma)
        for events, rows in zip(bench.rounds, recorded, strict=True):
            times.append((await turns_alone(store, events), await bare_alone(bare, rows)))
    return times


async def together(bench: Bench, recorded: Sequence[Sequence[Rows]]) -> list[tuple[float, float]]:
    """For each round: seconds of the turns with many in flight, and of as many single commits."""
    times = []
    bare = sqlite3.connect(bench.file("bare-single"), isolation_level=None)
    try:
        for pragma in pragmas():
            bare.execute(pragma)
        async with await bench.store("together") as store:
            for events, rows in zip(bench.rounds, recorded, strict=True):
                times.append((await turns_together(store, events), bare_single(bare, rows)))
    finally:
        bare.close()
    return times


def told(what: str, times: Sequence[tuple[float, float]], turns: int, ratio: Callable[[float, float], float]) -> float:
    """Say the medians of all rounds but the first; the ratio is that of each round."""
    rest = times[1:]
    ours, bare = (median(t[i] for t in rest) * 1e6 / turns for i in (0, 1))
    value = median(ratio(*t) for t in rest)
    print(f"  {what:<34} turn {ours:7.0f} us   rows {bare:7.0f} us   {1e6 / ours:7.0f} turns/s   ratio {value:.2f}")
    return value


async def measured(bench: Bench) -> bool:
    """Measure both, say both; whether both are as they must be."""
    recorded = await prepare(bench)
    turns = len(bench.rounds[0])
    slower = told("1 in flight : plain aiosqlite", await alone(bench, recorded), turns, lambda a, b: a / b)
    faster = told(
        f"{IN_FLIGHT} in flight : sqlite3 commits", await together(bench, recorded), turns, lambda a, b: b / a
    )
    share = bench.watch.seconds * 1e6 / (turns * len(bench.rounds))
    print(f"  of each turn with one in flight, reading, deciding and rendering took {share:.0f} us")
    tell_disk(bench.folder)
    return slower <= SLOWEST_ALONE and faster >= FEWEST_TOGETHER


def main(words: Sequence[str] | None = None) -> int:
    """Run from the command line; status 1 if a ratio is not as it must be."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--people", type=int, default=32, help="people who log in a round, %(default)s")
    parser.add_argument("--rounds", type=int, default=7, help="rounds that count, %(default)s")
    parser.add_argument("--telegram", type=int, default=IN_FLIGHT, help="people at once on Telegram; 0: none")
    chosen = parser.parse_args(words)
    texts = Texts()
    rounds = said(chosen.people, chosen.rounds + 1)
    print(
        f"log a set: {len(rounds[0])} turns a round, median of {chosen.rounds} rounds, SQLite {sqlite3.sqlite_version}"
    )
    held = []
    for name, key in (("without a key", None), ("with TOPSET_DATA_KEY, for comparison", KEY)):
        print(name)
        book = load_book(texts.words, cities)
        answers = answering(book, texts, "en", encrypted=key is not None)
        book.complete()
        settle()
        with tempfile.TemporaryDirectory() as folder:
            held.append(asyncio.run(measured(Bench(Path(folder), answers, rounds, key, Watch()))))
    if chosen.telegram:
        tell(chosen.telegram)
    fine = held[0]
    wanted = f"at most {SLOWEST_ALONE} with one in flight, at least {FEWEST_TOGETHER} with {IN_FLIGHT}"
    print(f"wanted without a key: {wanted}: {'fine' if fine else 'MISSED'}")
    quick = tell_reading(load_book(texts.words, cities).lexicon, chosen.rounds)
    return 0 if fine and quick else 1
