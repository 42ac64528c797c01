"""A reminder costs a row, not memory: the measured store of make bench, in small; a million rows by the size."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from yardstick import measured

from bot.bench.dues import AT_ONCE, LARGEST, SLOWEST, rows
from coach_core.store import statements as s
from coach_core.store.sqlite import compile_statement

TRIES = 3  # a machine that does much else finds them in time at least once
FOUND = re.compile(r"the next 500 in ([0-9.]+) ms.*; ([0-9]+) MiB")


def test_the_next_five_hundred_are_found_at_once_and_the_process_stays_small(root: Path, size: float) -> None:
    """In a process of its own: at most 5 ms, as much longer as the machine is busy, and at most 150 MiB."""
    count = min(round(20_000 * size), 1_000_000)
    command = [sys.executable, "-m", "bot.bench.dues", "--rows", str(count)]
    told = ""
    for _ in range(TRIES):
        with measured() as busy:
            told = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=600).stdout
        assert f"{count} due rows" in told
        found = FOUND.search(told)
        assert found is not None, told
        assert int(found[2]) <= LARGEST, told
        if float(found[1]) <= SLOWEST * 1000 * busy[0]:
            return
    raise AssertionError(told)


@pytest.mark.parametrize("index", ["ix_due_platform_at"])
def test_they_are_found_by_the_index_without_sorting(tmp_path: Path, index: str) -> None:
    """What makes it independent of how many there are: the plan of the query itself."""
    import sqlite3

    from coach_core.store.making import creation

    db = sqlite3.connect(tmp_path / "plan.db")
    for statement in creation():
        db.execute(statement)
    compiled = compile_statement(s.DUE.clause, s.DUE.names)
    plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {compiled.sql}", compiled.row(("x", 1, AT_ONCE)))]
    inner = plan[: plan.index(next(line for line in plan if "identity" in line))]
    db.close()
    assert any("SEARCH due USING" in line and index in line for line in inner), plan
    assert not any("TEMP B-TREE" in line for line in inner), plan


def test_many_of_the_bench_are_due_in_one_minute() -> None:
    at = [row[3] for row in rows(4000)]
    assert at.count(at[0]) > 1
