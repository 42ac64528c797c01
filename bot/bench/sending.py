"""Part of make bench: reminders due in the same minute, as fast as the platform allows, while people write.

`topset run` is a process of its own, the platform on loopback counts by its own log. Wanted: nearly all of what is
allowed, never more, and answers that wait for nobody's reminder.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

from bot.bench.arrivals import Arrivals, Platform
from bot.bench.loopback_discord import LoopbackDiscord, channel_of
from bot.bench.loopback_telegram import LoopbackTelegram
from bot.bench.people import said_by
from bot.bench.reminded import MODEL, WRITER, prepare
from bot.bench.serving import running

SETS = 8  # that each of them writes meanwhile
LOOPBACK, SLOW = (0.0, 0.0), (0.02, 0.08)  # seconds of latency
LAST = 10.0  # seconds that the last answers are waited for
SLOWEST = 0.5  # seconds that 99 of 100 answers take, at most
PLACES = ("telegram", 30), ("discord", 50)  # and what they allow in a second


@dataclass(frozen=True, slots=True)
class Measured:
    """What came of one run."""

    platform: str
    out: int
    twice: int
    share: float
    most: int
    refused: int
    half: float
    slowest: float
    answers: int
    silent: int  # to what people wrote, and never came


async def measured(name: str, most: int, reminders: int, latency: tuple[float, float]) -> Measured:
    """One run, from its store to its figures."""
    arrivals = Arrivals(most, latency)
    place: Platform = LoopbackTelegram(arrivals) if name == "telegram" else LoopbackDiscord(arrivals)
    chats = frozenset(chat_of(name, str(MODEL + n)) for n in range(reminders))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bench.db"
        writers = await prepare(file, name, reminders)
        async with running(place, file):
            await gone_out(place, chats, writers, reminders / most)
    return figures(name, arrivals, chats)


async def gone_out(place: Platform, chats: frozenset[str], writers: int, seconds: float) -> None:
    """Wait until every reminder is out, and write meanwhile."""
    await asyncio.wait_for(place.ready.wait(), 60)
    writing = [asyncio.create_task(write(place, n, seconds)) for n in range(writers)]
    with suppress(TimeoutError):
        async with asyncio.timeout(60 + 2 * seconds):
            while not chats <= set(place.arrivals.to):
                await asyncio.sleep(0.2)
    for task in writing:
        task.cancel()
    with suppress(TimeoutError):  # what was written last is answered too, or it counts as never
        async with asyncio.timeout(LAST):
            while place.arrivals.asked:
                await asyncio.sleep(0.05)
    await asyncio.sleep(0.5)


async def write(place: Platform, n: int, seconds: float) -> None:
    """What one of them writes meanwhile, at moments of their own."""
    chance, gap = random.Random(n), seconds / SETS  # noqa: S311 - only waits
    await asyncio.sleep(chance.random() * gap)
    for k in range(SETS):
        await place.write(str(WRITER + n), said_by(n, k))
        await asyncio.sleep(gap)


def chat_of(platform: str, person: str) -> str:
    """What a platform calls a private chat."""
    return channel_of(person) if platform == "discord" else person


def figures(name: str, arrivals: Arrivals, chats: frozenset[str]) -> Measured:
    """What the log of the platform says."""
    mine = [chat for chat in arrivals.to if chat in chats]
    cuts = quantiles(arrivals.took, n=100, method="inclusive") if len(arrivals.took) > 1 else [float("inf")] * 99
    twice, share = len(mine) - len(set(mine)), arrivals.share(chats)
    most, answers, silent = arrivals.most_in_a_second(), len(arrivals.took), arrivals.unanswered()
    return Measured(name, len(set(mine)), twice, share, most, arrivals.refused, cuts[49], cuts[98], answers, silent)


def is_fine(found: Measured, reminders: int, least: float) -> bool:
    """Whether a run is as it must be."""
    all_once = (found.out, found.twice, found.refused, found.silent) == (reminders, 0, 0, 0)
    return all_once and found.share >= least and found.slowest <= SLOWEST


def run(name: str, most: int, reminders: int, latency: tuple[float, float], least: float) -> bool:
    """Measure and tell; whether it is as it must be."""
    found = asyncio.run(measured(name, most, reminders, latency))
    fine = is_fine(found, reminders, least)
    slow = f"{latency[0] * 1e3:.0f}-{latency[1] * 1e3:.0f} ms"
    print(
        f"  {name:<8} {slow:>8}: {found.out} of {reminders} reminders, {found.twice} twice; {found.share:5.1%} of "
        f"{most}/s (wanted {least:.0%}), at most {found.most} in a second, {found.refused} refused; "
        f"{found.answers} answers, {found.silent} missing, "
        f"p50 {found.half * 1e3:.0f} ms p99 {found.slowest * 1e3:.0f} ms: "
        f"{'fine' if fine else 'MISSED'}"
    )
    return fine


def main(words: Sequence[str] | None = None) -> int:
    """Run from the command line; status 1 if anything is not as it must be."""
    parser = argparse.ArgumentParser(prog="python -m bot.bench.sending", description=__doc__)
    count = round(1000 * float(os.environ.get("TOPSET_TEST_SIZE", "1")))
    parser.add_argument("--reminders", type=int, default=count, help="due in the same minute, %(default)s")
    parser.add_argument("--platform", choices=[name for name, _ in PLACES], help="only this one")
    chosen = parser.parse_args(words)
    print(f"{chosen.reminders} reminders due in the same minute, while people write")
    fine = [
        run(name, most, chosen.reminders, latency, least)
        for name, most in PLACES
        if chosen.platform in (None, name)
        for latency, least in ((LOOPBACK, 0.97), (SLOW, 0.9))
    ]
    return 0 if all(fine) else 1


if __name__ == "__main__":
    sys.exit(main())
