"""docs/cases.md: every test that it names is there, every row names one and its control; what is no test is found."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "cases.md"
HERE = "same"  # the control stands in the test itself
CASES = {"Telegram": 30, "Discord": 27, "What people expect of a bot there": 10}  # so many rows at least


def sections() -> dict[str, list[list[str]]]:
    """The rows of each table, cell by cell."""
    found: dict[str, list[list[str]]] = {}
    for line in PAGE.read_text("utf-8").splitlines():
        if line.startswith("## "):
            rows = found.setdefault(line.removeprefix("## "), [])
        elif line.startswith("| ") and not line.startswith(("| case |", "| convention |")):
            rows.append([cell.strip() for cell in line.strip("|").split(" | ")])
    return found


ROWS = [row for rows in sections().values() for row in rows]


def named(cell: str) -> Iterator[tuple[str, str]]:
    """The tests of a cell: file, function."""
    for told in cell.split(" · "):
        file, _, words = told.partition(": ")
        yield f"test_{file.strip()}.py", f"test_{words.strip().replace(' ', '_')}"


@cache
def found_in(file: str) -> frozenset[str]:
    """The tests of a file that really check something: none that is empty or skipped as a whole."""
    path = ROOT / "tests" / file
    if not path.is_file():
        return frozenset()
    tree = ast.parse(path.read_text("utf-8"))
    functions = [n for n in tree.body if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    return frozenset(f.name for f in functions if f.name.startswith("test_") and not is_skipped(f))


def is_skipped(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any("skip" in ast.unparse(decorator) for decorator in function.decorator_list)


def missing(cell: str) -> list[str]:
    """What a cell names that is no test."""
    return [f"{file}::{name}" for file, name in named(cell) if name not in found_in(file)]


def test_there_are_as_many_cases_as_there_must_be() -> None:
    assert {name: len(rows) >= CASES[name] for name, rows in sections().items()} == dict.fromkeys(CASES, True)


@pytest.mark.parametrize("row", ROWS, ids=[row[0][:60] for row in ROWS])
def test_every_case_has_its_tests_and_a_control(row: list[str]) -> None:
    case, does, tests, control = row
    assert case and does
    assert missing(tests) == []
    assert control == HERE or missing(control) == []


@pytest.mark.parametrize("cell", ["telegram_faults: a second poller is welcomed", "nowhere: it is", "", HERE])
def test_what_is_no_test_is_found(cell: str) -> None:
    assert missing(cell)
