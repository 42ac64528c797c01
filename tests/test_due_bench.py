"""A reminder costs a row, not memory: the measured store of make bench, in small; a million rows by the size."""

from __future__ import annotations

import asyncio
from pathlib import Path
from time import process_time

import pytest
from yardstick import YARD, spent, yard

from bot.bench import dues
from bot.bench.doors import most_memory
from bot.bench.dues import AT_ONCE, LARGEST, NAME, SLOWEST, filled, rows, tomorrow
from coach_core.store import statements as s
from coach_core.store.sqlite import compile_statement

TRIES = 3  # a machine that does much else finds them in time at least once


def test_the_next_five_hundred_are_found_at_once_and_the_process_stays_small(tmp_path: Path, size: float) -> None:
    """At most 5 ms of the processor, whoever else is busy; `topset run` with both doors never has more than 150 MB."""
    count, file = min(round(20_000 * size), 1_000_000), tmp_path / "dues.db"

    async def found() -> float:
        opened = await filled(file, count)
        for _ in range(TRIES):
            before = spent(yard)
            took, _ = await dues.measured(file, opened, 20, process_time)
            quick = took * 2 * YARD / (before + spent(yard))
            if quick <= SLOWEST:
                break
        return quick

    assert asyncio.run(found()) <= SLOWEST
    assert asyncio.run(most_memory(file, str(NAME + 1), str(NAME + 2))) <= LARGEST


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
    at = [row[3] for row in rows(4000, tomorrow())]
    assert at.count(at[0]) > 1
