"""Part of make bench: a store with very many due rows. The next 500 that are due beside the bare SQL, and the memory.

A reminder costs a row, never memory: `topset run` with both doors and a million of them stays as small as with none.
"""

from __future__ import annotations

import argparse
import asyncio
import sqlite3
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from bot.answering import answering
from bot.bench.doors import most_memory
from bot.bench.people import begin
from bot.bench.reminded import numbered
from bot.texts import Texts
from bot.zone_rules import zone_rules
from coach_core.data.load import load_book
from coach_core.due import all_dues
from coach_core.store import Store, open_store

PEOPLE = 1000
DOORS = ("telegram", "discord")  # of the first person, of the second, and so on in turn
NAME = 1000  # the first person is called 1001 there
AT_ONCE = 500
SLOWEST, LARGEST = 0.005, 150  # seconds for the next 500, megabytes of the whole process
BARE = "SELECT * FROM due WHERE platform = ? AND at <= ? ORDER BY at, person, kind, key LIMIT ?"
Row = tuple[int, str, str, int, str]


def rows(count: int, first: datetime) -> Iterator[Row]:
    """Due things of three months, many of them at one and the same minute, as people like round hours."""
    start = round(first.timestamp() * 1e6)
    for n in range(count):
        person, day, hour = n % PEOPLE, n % 90, (7, 12, 18, 20)[n % 4]
        yield person + 1, "workout", f"{n:07d}", start + (day * 24 + hour) * 3_600_000_000, DOORS[person % len(DOORS)]


def tomorrow() -> datetime:
    """Nothing is due before that, so nothing has to be sent while it is measured."""
    return datetime.now(UTC).replace(microsecond=0) + timedelta(days=1)


async def fill(file: Path, store: Store, count: int) -> None:
    """One real person, the others as copies of them, and their rows; people of both doors in turn."""
    await begin(store, "p")
    await store.due_anew(zone_rules(), all_dues, datetime.now(UTC))  # else the first start would work them out anew
    await store.close()
    db = sqlite3.connect(file)
    for table in ("due", "outbox", "identity"):
        db.execute(f"DELETE FROM {table}")  # noqa: S608 - one of three
    [person] = db.execute("SELECT * FROM person WHERE number = 1").fetchall()
    holes = ", ".join("?" * len(person))
    copies = ((n, person[1], numbered(person[2], n), *person[3:]) for n in range(2, PEOPLE + 1))
    db.executemany(f"INSERT INTO person VALUES ({holes})", copies)  # noqa: S608 - ? alone
    named = ((DOORS[n % len(DOORS)], str(NAME + n + 1), n + 1, f"9{NAME + n + 1}") for n in range(PEOPLE))
    db.executemany("INSERT INTO identity (platform, external, person, chat) VALUES (?, ?, ?, ?)", named)
    db.executemany("INSERT INTO due VALUES (?, ?, ?, ?, ?)", rows(count, tomorrow()))
    db.commit()
    db.close()


async def timed(work: Callable[[], Awaitable[object]], times: int, clock: Callable[[], float]) -> float:
    """The median seconds of so many calls."""
    found = []
    for _ in range(times):
        start = clock()
        await work()
        found.append(clock() - start)
    return median(found)


async def measured(
    file: Path, opened: Callable[[], Awaitable[Store]], times: int, clock: Callable[[], float] = time.perf_counter
) -> tuple[float, float]:
    """Seconds for the next 500, seconds for the same rows in bare SQL."""
    bare = sqlite3.connect(file)
    until = tomorrow() + timedelta(days=400)

    async def plainly() -> object:
        return bare.execute(BARE, (DOORS[0], round(until.timestamp() * 1e6), AT_ONCE)).fetchall()

    async with await opened() as store:
        found = await store.due_before(DOORS[0], until, AT_ONCE)
        assert len(found) == AT_ONCE, "too few are due to measure anything"
        ours = await timed(lambda: store.due_before(DOORS[0], until, AT_ONCE), times, clock)
        least = await timed(plainly, times, clock)
    bare.close()
    return ours, least


async def filled(file: Path, count: int) -> Callable[[], Awaitable[Store]]:
    """A store with so many rows; what opens it."""
    texts = Texts()
    answers = answering(load_book(texts.words), texts, "en", encrypted=False)

    async def opened() -> Store:
        return await open_store(str(file), answering=answers)

    await fill(file, await opened(), count)
    return opened


async def run(count: int, times: int) -> bool:
    """Make, measure, tell; whether all is as it must be."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "dues.db"
        ours, least = await measured(file, await filled(file, count), times)
        used = await most_memory(file, str(NAME + 1), str(NAME + 2))
    print(f"  {count} due rows: the next {AT_ONCE} in {ours * 1e3:.2f} ms, bare SQL {least * 1e3:.2f} ms, "
          f"ratio {ours / least:.2f}; topset run with both doors: at most {used:.0f} MB in memory")  # fmt: skip
    return ours <= SLOWEST and used <= LARGEST


def main(words: Sequence[str] | None = None) -> int:
    """Run from the command line; status 1 if it is slower or larger than it may be."""
    parser = argparse.ArgumentParser(prog="python -m bot.bench.dues", description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000, help="due rows in the store, %(default)s")
    parser.add_argument("--times", type=int, default=50, help="measurements, %(default)s")
    chosen = parser.parse_args(words)
    fine = asyncio.run(run(chosen.rows, chosen.times))
    print(f"wanted: at most {SLOWEST * 1e3:.0f} ms and {LARGEST} MB: {'fine' if fine else 'MISSED'}")
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
