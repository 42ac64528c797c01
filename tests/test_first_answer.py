"""The first answer of `topset chat` is quick: measured in the process's own time beside the libraries that it needs, so
that a slow or busy machine slows both.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bot.bench.starting import main as measure

ROOT = Path(__file__).parents[1]
TIMES = 8  # the libraries' own time; with compiled files it is about 3, without any 5
SCRIPT = """
import io, os, sys, time
import asyncio, sqlite3, sqlalchemy, aiosqlite, msgspec, babel.messages.pofile
libraries = time.process_time()
read, write = os.pipe(); os.write(write, b"hello\\n"); os.close(write); os.dup2(read, 0)
{more}
from bot.__main__ import main
main(["chat", "--json", "--db", {db!r}])
print(libraries, time.process_time(), file=sys.stderr)
"""
SPIN = f"while time.process_time() < {TIMES} * libraries: pass"


def spent(db: Path, more: str = "") -> float:
    """How many times the libraries' own time a whole chat of one line takes, from the start to the end."""
    script = SCRIPT.format(db=str(db), more=more)
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert '"asks":"consent"' in done.stdout.replace(" ", "")
    libraries, whole = map(float, done.stderr.split()[-2:])
    return whole / libraries


def test_the_first_answer_is_quick(tmp_path: Path) -> None:
    assert spent(tmp_path / "a.db") < TIMES


def test_a_slow_start_would_be_seen(tmp_path: Path) -> None:
    assert spent(tmp_path / "a.db", SPIN) > TIMES


def test_it_is_measured_on_a_new_store_and_on_one_that_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert measure(["--times", "1"]) in (0, 1)  # how long it took is judged by people
    assert capsys.readouterr().out.count(" least ") == 2
