"""Part of make bench: somebody writes a thousand sets, in ten seconds or at once, while fifty others train as usual.

Wanted: the others are answered as fast as ever, every set of the flooder is stored, and the process stays small.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import sqlite3
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import quantiles

from bot.answering import answering
from bot.bench.arrivals import Arrivals
from bot.bench.loopback_telegram import LoopbackTelegram
from bot.bench.people import begin, said_by
from bot.bench.serving import memory, processor, running
from bot.texts import Texts
from coach_core.data.load import load_book
from coach_core.store import open_store

FLOODER, OTHER = 7001, 7002
OTHERS, SECONDS = 50, 10.0
AT_ONCE_AFTER = 2.0  # seconds: the others are training by then
EACH = 2  # sets of everybody else: with the workout that is changed in place two requests each, of 30 in a second
LEAST, MOST = 0.02, 0.08  # seconds of latency
SLOWEST, LARGEST = 0.5, 160.0  # seconds for 99 of 100 answers; MiB of growth: a hundred turns of a very long workout
HANDED_OVER = 100  # updates that Telegram hands over at a time: what is behind a flood is seen a trip later for each
STORED = "SELECT count(*) FROM set_done WHERE person = (SELECT person FROM identity WHERE external = ?)"


@dataclass(frozen=True, slots=True)
class Flooded:
    """What came of it."""

    stored: int  # sets of the flooder
    answers: int  # to the others
    half: float
    slowest: float
    grown: float  # MiB
    busy: float  # seconds of a processor, of those that passed
    refused: int


async def prepare(file: Path) -> None:
    """Everybody in the middle of a workout, with nothing left to be told."""
    texts = Texts()
    answers = answering(load_book(texts.words), texts, "en", encrypted=False)
    async with await open_store(str(file), answering=answers) as store:
        people = [str(FLOODER), *(str(OTHER + n) for n in range(OTHERS))]
        await asyncio.gather(*(begin(store, person, "telegram") for person in people))
        later = datetime.now(UTC) + timedelta(days=10_000)
        while some := await store.pending("telegram", later):
            await store.mark_sent([(message, None) for message in some], later)


async def measured(sets: int, seconds: float) -> Flooded:
    """One flood of so many sets within so many seconds, from its store to its figures."""
    arrivals = Arrivals(30, (LEAST, MOST))
    place = LoopbackTelegram(arrivals)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "flood.db"
        await prepare(file)
        before = stored(file)
        async with running(place, file) as bot:
            await asyncio.wait_for(place.ready.wait(), 60)
            least = memory(bot.pid)
            async with asyncio.TaskGroup() as group:
                group.create_task(flood(place, sets, seconds))
                for n in range(OTHERS):
                    group.create_task(train(place, n))
            await through(file, before + sets, arrivals)
            grown, busy = memory(bot.pid, most=True) - least, processor(bot.pid)
        found = stored(file) - before
    took = arrivals.took
    cuts = quantiles(took, n=100, method="inclusive")
    return Flooded(found, len(took), cuts[49], cuts[98], grown, busy, arrivals.refused)


async def flood(place: LoopbackTelegram, sets: int, seconds: float) -> None:
    """No two sets alike, so that none can hide another."""
    await asyncio.sleep(0 if seconds else AT_ONCE_AFTER)
    for n in range(sets):
        await place.write(str(FLOODER), f"biceps curl {20 + 0.25 * (n // 6):g} kg x {6 + n % 6}")
        place.arrivals.asked.pop(str(FLOODER))  # it is the others who are waited with
        await asyncio.sleep(seconds / sets)


async def train(place: LoopbackTelegram, n: int) -> None:
    """A set now and then, at moments of one's own."""
    chance, gap = random.Random(n), SECONDS / EACH  # noqa: S311 - only waits
    await asyncio.sleep(chance.random() * gap)
    for k in range(EACH):
        await place.write(str(OTHER + n), said_by(n, k))
        await asyncio.sleep(gap)


async def through(file: Path, sets: int, arrivals: Arrivals) -> None:
    """Wait until everything is stored and everybody was answered, or for two minutes."""
    for _ in range(600):
        if stored(file) >= sets and not arrivals.asked:
            return
        await asyncio.sleep(0.2)


def stored(file: Path) -> int:
    """How many sets of the flooder are stored."""
    db = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    try:
        return int(db.execute(STORED, (str(FLOODER),)).fetchone()[0])
    finally:
        db.close()


def is_fine(found: Flooded, sets: int, seconds: float) -> bool:
    """Whether it is as it must be."""
    kept = (found.stored, found.answers, found.refused) == (sets, OTHERS * EACH, 0)
    return kept and found.slowest <= slowest(sets, seconds) and found.grown <= LARGEST


def slowest(sets: int, seconds: float) -> float:
    """Seconds that answers may take: behind sets that came at once nobody is seen before these are handed over."""
    return SLOWEST + (0.0 if seconds else sets / HANDED_OVER * (LEAST + MOST) / 2)


def main(words: Sequence[str] | None = None) -> int:
    """Run from the command line; status 1 if anything is not as it must be."""
    parser = argparse.ArgumentParser(prog="python -m bot.bench.flood", description=__doc__)
    count = round(1000 * float(os.environ.get("TOPSET_TEST_SIZE", "1")))
    parser.add_argument("--sets", type=int, default=count, help="of the flooder, %(default)s")
    sets = parser.parse_args(words).sets
    fine = [run(sets, seconds) for seconds in (SECONDS, 0.0)]
    return 0 if all(fine) else 1


def run(sets: int, seconds: float) -> bool:
    """Measure and tell; whether it is as it must be."""
    print(f"{sets} sets of one person {f'in {seconds:g} s' if seconds else 'at once'}, while {OTHERS} others train")
    found = asyncio.run(measured(sets, seconds))
    fine = is_fine(found, sets, seconds)
    print(
        f"  {found.stored} stored, {found.refused} refused; {found.answers} answers to the others "
        f"p50 {found.half * 1e3:.0f} ms p99 {found.slowest * 1e3:.0f} ms; {found.grown:.0f} MiB more, "
        f"{found.busy:.1f} s of a processor: "
        f"{'fine' if fine else 'MISSED'}"
    )
    return fine


if __name__ == "__main__":
    sys.exit(main())
