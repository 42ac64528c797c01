"""What all tests share: a network that is closed, a data folder of their own, the size of the long tests."""

from __future__ import annotations

import dataclasses
import functools
import os
import random
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import settings

from bot.settled import settle
from coach_core import values

values.dataclass = dataclasses.dataclass  # before anything else is imported: here a frozen value refuses to change

from coach_core.store import sqlite  # noqa: E402

os.environ.pop("TOPSET_DATABASE_URL", None)
SIZE = float(os.environ.get("TOPSET_TEST_SIZE", "1"))
# No test here cuts the power, and a killed process loses nothing that it has written: in the process of the tests
# nobody waits for the disk. What the product asks for is looked at in test_store_files.py.
DURABLE = sqlite.PRAGMAS
sqlite.PRAGMAS = tuple(("synchronous", "OFF", 0) if name == "synchronous" else (name, *to) for name, *to in DURABLE)
# One process opens hundreds of stores: what it says to each is put into SQL once.
sqlite.compile_statement = functools.cache(sqlite.compile_statement)
# How long one example takes is the machine's affair. On every change the examples are the same, so that only the
# change can fail it; the longer runs look for new ones each time.
settings.register_profile("topset", deadline=None, derandomize=SIZE <= 1)
settings.load_profile("topset")


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the settings and the data of whoever runs it."""
    for name in [name for name in os.environ if name.startswith("TOPSET_") and "TEST" not in name]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path_factory.getbasetemp() / "data"))


@pytest.fixture(scope="session")
def size() -> float:
    """How long the long tests are: 1 on every change, 10 at night, 50 before a release (TOPSET_TEST_SIZE)."""
    return SIZE


@pytest.fixture(autouse=True)
def same_chance(request: pytest.FixtureRequest) -> None:
    """What a test draws by chance is the same on every change; the longer runs draw anew each time."""
    random.seed(request.node.nodeid if SIZE <= 1 else None)


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the checkout."""
    return Path(__file__).parent.parent


@pytest.fixture
def durable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stores are opened as the product opens them."""
    monkeypatch.setattr(sqlite, "PRAGMAS", DURABLE)


@pytest.fixture
def free_port() -> int:
    """A port that nobody listens at."""
    from process import free_port  # not before the values are told to refuse changes

    return free_port()


LONG = (  # files in which processes are waited for, the longest first
    "test_discord_crowd",
    "test_cli",
    "test_discord_faults",
    "test_telegram_dialogs",
    "test_due_faults",
    "test_discord_dialogs",
    "test_linking",
    "test_due_zones",
    "test_discord",
    "test_challenge_fair",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long files are begun first: a worker that begins one at the end keeps the others waiting."""
    place = {name: at for at, name in enumerate(LONG)}
    items.sort(key=lambda item: place.get(item.path.stem, len(LONG)))


def printable(text: str) -> str:
    """The text with lone surrogates written out: no report can be sent between processes with them."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def pytest_collection_finish() -> None:
    """All that was collected lives to the end: looking through it for garbage is a seventh of the time of tests."""
    settle()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """What tests of strange texts log must not end the whole run."""
    report = yield
    report.sections = [(name, printable(text)) for name, text in report.sections]
    told = str(report.longrepr) if report.failed else ""
    if told != printable(told):
        report.longrepr = printable(told)
    return report
