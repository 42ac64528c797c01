"""How much longer a fixed piece of work takes here than where nothing else runs: limits in seconds are held by it.

python tests/yardstick.py: works a little now and then, until its input ends; then prints the factor.
"""

from __future__ import annotations

import select
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

WORK, REST = 0.02, 0.2  # seconds


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


def main() -> None:
    wall = work = 0.0
    while not select.select([sys.stdin], [], [], REST)[0]:
        start, begun = time.perf_counter(), time.process_time()
        while (spent := time.process_time() - begun) < WORK:
            pass
        wall, work = wall + time.perf_counter() - start, work + spent
    print(max(1.0, wall / work) if work else 1.0)


if __name__ == "__main__":
    main()
