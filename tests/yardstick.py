"""How much longer a fixed piece of work takes here than where nothing else runs: limits in seconds are held by it.

What waits for others is held by ``measured()``: how busy the machine is. What only works is held by ``seconds()``: how
fast this process is at that very moment, on whatever machine.

python tests/yardstick.py: works a little now and then, until its input ends; then prints the factor.
"""

from __future__ import annotations

import gc
import re
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import process_time

WORK, REST = 0.02, 0.2  # seconds
YARD = 0.01  # seconds that ``yard()`` takes on the machine on which the limits were set, when nothing else runs
TRIES = 8
_PIECE = re.compile(r"(?P<word>[a-z]+)|(?P<number>[0-9]+)|(?P<sign>\S)")
_TEXT = "sumo 100x10, then 3 of 12 @ 60 kg; rows 8/8/7 " * 40


@contextmanager
def measured() -> Iterator[list[float]]:
    """The factor while the block lasted, put into the list: 1 on a machine with a core to spare."""
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


def main() -> None:
    wall = work = 0.0
    while not select.select([sys.stdin], [], [], REST)[0]:
        start, begun = time.perf_counter(), process_time()
        while (spent := process_time() - begun) < WORK:
            pass
        wall, work = wall + time.perf_counter() - start, work + spent
    print(max(1.0, wall / work) if work else 1.0)


if __name__ == "__main__":
    main()
