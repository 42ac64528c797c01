"""Bringing a store up to date with Alembic, imported only if there is something to do. The steps are in versions/."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, event, pool

HERE = Path(__file__).parent


def upgrade(connection: Connection, scripts: Path | None = None) -> None:
    """Run all steps that the store has not had. A step that fails leaves the store as it was before that step."""
    config = Config()
    config.set_main_option("script_location", str(scripts or HERE).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def upgrade_sqlite(path: Path, version: str, scripts: Path | None = None) -> Path:
    """Copy the file, then bring it up to date. The copy, ``<file>.before-…``, is for the person to keep or delete."""
    copy = free_name(path, version)
    with sqlite3.connect(path) as source:
        source.execute("VACUUM INTO ?", (str(copy),))
    source.close()
    engine = create_engine(f"sqlite:///{path}", poolclass=pool.NullPool)
    event.listen(engine, "connect", by_hand)
    event.listen(engine, "begin", begin)
    with engine.connect() as connection:
        upgrade(connection, scripts)
    engine.dispose()
    return copy


def free_name(path: Path, version: str) -> Path:
    """The name of a copy that is not there yet."""
    names = (path.with_name(f"{path.name}.before-{version}{more}") for more in ("", *(f"-{n}" for n in range(2, 1000))))
    return next(name for name in names if not name.exists())


def by_hand(connection: sqlite3.Connection, _: object) -> None:
    """Let nobody but ``begin`` open transactions: otherwise SQLite's driver commits before each change of a table."""
    connection.isolation_level = None


def begin(connection: Connection) -> None:
    """One transaction a step, also for changes of tables."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")
