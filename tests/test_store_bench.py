"""The bench runs and measures what it says: real turns that store a set. Its figures are judged by people, not here."""

from __future__ import annotations

import pytest

from bot.bench.turns import main


def test_the_bench_runs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--people", "2", "--rounds", "1", "--telegram", "2"]) in (0, 1)
    told = capsys.readouterr().out
    assert told.count("1 in flight : plain aiosqlite") == 2
    assert told.count(" ratio ") == 6, told
    assert "topset run" in told
