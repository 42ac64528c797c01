"""make bench: the seconds from the start of `topset chat` to its first answer, on a new store and on an older one."""

from __future__ import annotations

import argparse
import compileall
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
LONGEST = 1.0  # seconds
ANSWER = b'"kind":"message"'


def seconds(store: Path) -> float:
    """How long somebody waits who starts it and says hello. Raises ``RuntimeError`` if it does not answer."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "bot", "chat", "--json", "--db", str(store)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, cwd=ROOT) as chat:  # noqa: S603 - our own
        assert chat.stdin is not None and chat.stdout is not None
        chat.stdin.write(b"hello\n")
        chat.stdin.flush()
        answered = any(ANSWER in line.replace(b" ", b"") for line in chat.stdout)
        took = time.perf_counter() - start
        chat.stdin.close()
    if not answered:
        raise RuntimeError(f"topset chat ended with status {chat.returncode} and did not answer")
    return took


def told(what: str, took: Sequence[float]) -> float:
    """Say it; the median."""
    print(f"  {what:<34} least {min(took):5.2f} s   median {median(took):5.2f} s   most {max(took):5.2f} s")
    return median(took)


def measured(times: int) -> bool:
    """Start it so many times in each way and say how long it took; whether it is as it must be."""
    for room in ("bot", "coach_core"):  # as an installation leaves them
        compileall.compile_dir(ROOT / room, quiet=1)
    print(f"first answer of topset chat: {times} starts, files compiled")
    with tempfile.TemporaryDirectory() as folder:
        stores = [Path(folder) / f"{n}.db" for n in range(times)]
        new, old = [seconds(store) for store in stores], [seconds(store) for store in stores]
    fine = max(told("new store", new), told("store that is there", old)) <= LONGEST
    print(f"wanted: a median of at most {LONGEST:g} s: {'fine' if fine else 'MISSED'}")
    return fine


def main(words: Sequence[str] | None = None) -> int:
    """Run from the command line; status 1 if it takes too long."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--times", type=int, default=10, help="starts of each kind, %(default)s")
    return 0 if measured(parser.parse_args(words).times) else 1


if __name__ == "__main__":
    sys.exit(main())
