"""Part of make bench: a store with very many due rows. The next 500 that are due beside the bare SQL, and the memory.

A reminder costs a row, never memory: the process that holds a million of them stays as small as with none.
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
from bot.bench.people import begin
from bot.texts import Texts
from coach_core.data.load import load_book
from coach_core.store import Store, open_store

PEOPLE = 1000
START = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
AT_ONCE = 500
SLOWEST, LARGEST = 0.005, 150  # seconds for the next 500, MiB of the whole process
BARE = "SELECT * FROM due WHERE platform = ? AND at <= ? ORDER BY at, person, kind, key LIMIT ?"
Row = tuple[int, str, str, int, str]


def rows(count: int) -> Iterator[Row]:
    """Due things of a year, many of them at one and the same minute, as people like round hours."""
    first = round(START.timestamp() * 1e6)
    for n in range(count):
        day, hour = n % 365, (7, 12, 18, 20)[n % 4]
        yield n % PEOPLE + 1, "workout", f"{n:07d}", first + (day * 24 + hour) * 3_600_000_000, "console"


async def fill(file: Path, store: Store, count: int) -> None:
    """One real person, the others as copies of them, and their rows."""
    await begin(store, "p")
    await store.close()
    db = sqlite3.connect(file)
    db.execute("DELETE FROM due")
    [(version, doc, training, health, anchors)] = db.execute(
        "SELECT version, doc, training, health, anchors FROM person WHERE number = 1"
    ).fetchall()
    more = range(2, PEOPLE + 1)
    copies = ((n, version, doc, training, health, anchors) for n in more)
    db.executemany("INSERT INTO person VALUES (?, ?, ?, ?, ?, ?)", copies)
    names = ((f"p{n}", n) for n in more)
    db.executemany("INSERT INTO identity (platform, external, person) VALUES ('console', ?, ?)", names)
    db.executemany("INSERT INTO due VALUES (?, ?, ?, ?, ?)", rows(count))
    db.commit()
    db.close()


def memory() -> float:
    """MiB of this process that are in memory now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 2**20


async def timed(work: Callable[[], Awaitable[object]], times: int) -> float:
    """The median seconds of so many calls."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        await work()
        found.append(time.perf_counter() - start)
    return median(found)


async def measured(file: Path, opened: Callable[[], Awaitable[Store]], times: int) -> tuple[float, float, float]:
    """Seconds for the next 500, seconds for the same rows in bare SQL, MiB afterwards."""
    bare = sqlite3.connect(file)
    until = START + timedelta(days=400)

    async def plainly() -> object:
        return bare.execute(BARE, ("console", round(until.timestamp() * 1e6), AT_ONCE)).fetchall()

    async with await opened() as store:
        found = await store.due_before("console", until, AT_ONCE)
        assert len(found) == AT_ONCE, "too few are due to measure anything"
        ours = await timed(lambda: store.due_before("console", until, AT_ONCE), times)
        least = await timed(plainly, times)
        used = memory()
    bare.close()
    return ours, least, used


async def run(count: int, times: int) -> bool:
    """Make, measure, tell; whether all is as it must be."""
    texts = Texts()
    answers = answering(load_book(texts.words), texts, "en", encrypted=False)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "dues.db"

        async def opened() -> Store:
            return await open_store(str(file), answering=answers)

        await fill(file, await opened(), count)
        ours, least, used = await measured(file, opened, times)
    print(f"  {count} due rows: the next {AT_ONCE} in {ours * 1e3:.2f} ms, bare SQL {least * 1e3:.2f} ms, "
          f"ratio {ours / least:.2f}; {used:.0f} MiB in memory")  # fmt: skip
    return ours <= SLOWEST and used <= LARGEST


def main(words: Sequence[str] | None = None) -> int:
    """Run from the command line; status 1 if it is slower or larger than it may be."""
    parser = argparse.ArgumentParser(prog="python -m bot.bench.dues", description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000, help="due rows in the store, %(default)s")
    parser.add_argument("--times", type=int, default=50, help="measurements, %(default)s")
    chosen = parser.parse_args(words)
    fine = asyncio.run(run(chosen.rows, chosen.times))
    print(f"wanted: at most {SLOWEST * 1e3:.0f} ms and {LARGEST} MiB: {'fine' if fine else 'MISSED'}")
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
