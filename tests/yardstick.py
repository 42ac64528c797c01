"""How much longer a fixed piece of work takes here than on a quiet machine of ours: limits in seconds are held by it.

What waits for others is held by ``measured()``, while it lasts, or by ``slowness()``, right behind it: how slow and how
busy the machine is. What only works is held by ``seconds()``: how fast this process is at that very moment.

python tests/yardstick.py: works a little now and then, until its input ends; then prints the factor.
"""

from __future__ import annotations

import gc
import re
import select
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, process_time

REST = 0.2  # seconds
YARD = 0.01  # seconds that ``yard()`` takes on the machine on which the limits were set, when nothing else runs
TRIES = 8
SOON = 2.0  # seconds
_PIECE = re.compile(r"(?P<word>[a-z]+)|(?P<number>[0-9]+)|(?P<sign>\S)")
_TEXT = "sumo 100x10, then 3 of 12 @ 60 kg; rows 8/8/7 " * 40


@contextmanager
def measured() -> Iterator[list[float]]:
    """The factor while the block lasted, put into the list: 1 on a machine as fast as ours with a core to spare."""
    found: list[float] = []
    with subprocess.Popen(
        [sys.executable, str(Path(__file__))], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        yield found
        told, _ = other.communicate()
        found.append(float(told))


def seconds(job: Callable[[], object], limit: float) -> float:
    """The processor's time that a job takes, in seconds of the machine on which the limits were set.

    It is measured between two yards, so that a slow machine and busy neighbours lengthen both; the best of a few tries,
    no more of them than it takes to be within the limit.
    """
    best = float("inf")
    collects = gc.isenabled()
    gc.disable()
    try:
        for _ in range(TRIES):
            before, took, after = spent(yard), spent(job), spent(yard)
            best = min(best, took * 2 * YARD / (before + after))
            if best <= limit:
                break
    finally:
        if collects:
            gc.enable()
    return best


def spent(job: Callable[[], object]) -> float:
    """The processor's time of one call, in seconds."""
    start = process_time()
    job()
    return process_time() - start


def yard() -> int:
    """A fixed piece of work of the kind that reading is: patterns, small values, a table."""
    seen: dict[str, int] = {}
    for _ in range(35):
        row = [(m.lastgroup or "", m.group(), m.start()) for m in _PIECE.finditer(_TEXT)]
        for kind, piece, start in row:
            seen[piece] = seen.get(piece, 0) + len(kind) + start
    return sum(seen.values())


def slowness(yards: int = 10) -> float:
    """How much longer a piece of work takes now, by the clock on the wall: 1 on a quiet machine that is as fast."""
    start = perf_counter()
    for _ in range(yards):
        yard()
    return max(1.0, (perf_counter() - start) / yards / YARD)


async def answered_within(limit: float, ask: Callable[[], Awaitable[object]]) -> None:
    """Ask until an answer came within so many seconds of a quiet machine: whoever is held up never is in time.

    A slow machine and a neighbour who takes all of it for a moment are neither the fault of who answers.
    """
    took = []
    for _ in range(TRIES):
        start = perf_counter()
        await ask()
        took.append(perf_counter() - start)
        if took[-1] <= limit or took[-1] <= limit * slowness():
            return
    raise AssertionError(f"answered after {took} s instead of {limit} s")


def in_quiet(took: float) -> float:
    """Seconds on the wall in those of a quiet machine; what is soon anyway is not measured."""
    return took if took < SOON else took / slowness()


def main() -> None:
    found = []
    while not select.select([sys.stdin], [], [], REST)[0]:
        found.append(slowness(1))
    print(sum(found) / len(found) if found else 1.0)


if __name__ == "__main__":
    main()
