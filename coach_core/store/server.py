"""Opening a PostgreSQL store: its address, lock, tables, settings. What is done with it is in postgres.py."""

from __future__ import annotations

import os
from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from coach_core.store import making
from coach_core.store.errors import BadUrl, NoStore, StoreError
from coach_core.store.lock import command
from coach_core.store.postgres import PostgresDb
from coach_core.store.server_lock import taken

MADE = "SELECT to_regclass('alembic_version')"
DURABLE = ("fsync", "synchronous_commit", "full_page_writes")


def engine_of(url: str) -> AsyncEngine:
    """An engine for an address. Raises ``BadUrl``."""
    try:
        address: URL = make_url(url).set(drivername="postgresql+asyncpg")
    except (ArgumentError, ValueError):
        raise BadUrl("the address of the store is not like postgresql://USER:PASSWORD@HOST:PORT/NAME") from None
    settings = {
        "application_name": f"pid {os.getpid()} ({command()})",
        "lock_timeout": "10s",
        "statement_timeout": "60s",
    }
    arguments = {"server_settings": settings, "timeout": 10}
    return create_async_engine(address, pool_size=2, max_overflow=1, pool_pre_ping=False, connect_args=arguments)


async def ready(url: str, *, read_only: bool) -> tuple[PostgresDb, tuple[str, ...]]:
    """A database with the newest schema, locked unless only read, and what to say about it. Raises ``StoreError``."""
    engine = engine_of(url)
    lock = None
    try:
        lock = None if read_only else await taken(engine)
        async with engine.connect() as connection:
            await up_to_date(connection, read_only=read_only)
            told = await warnings(connection)
    except BaseException as error:
        if lock is not None:
            await lock.close()
        await engine.dispose()
        if isinstance(error, (OSError, SQLAlchemyError, TimeoutError)):
            raise StoreError(f"the PostgreSQL store cannot be opened: {error}".splitlines()[0]) from error
        raise
    return PostgresDb(engine, lock, read_only=read_only), told


async def up_to_date(connection: AsyncConnection, *, read_only: bool) -> None:
    """Make the tables or bring them up to date, each step one transaction."""
    if (await connection.execute(text(MADE))).scalar() is None:
        if read_only:
            raise NoStore("there is no store in that PostgreSQL database")
        dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
        await run(connection, tuple(making.creation(dialect)))
        return
    version = (await connection.execute(text(making.VERSION))).scalar()
    await connection.rollback()
    if making.must_migrate(str(version), "the PostgreSQL store", read_only=read_only):
        from coach_core.store.migrations.upgrade import upgrade

        await connection.run_sync(upgrade)


async def run(connection: AsyncConnection, sql: Sequence[str]) -> None:
    """Plain statements in one transaction."""
    for statement in sql:
        await connection.exec_driver_sql(statement)
    await connection.commit()


async def warnings(connection: AsyncConnection) -> tuple[str, ...]:
    """Settings of the server that would lose what was confirmed."""
    values = {name: (await connection.execute(text(f"SHOW {name}"))).scalar() for name in DURABLE}
    return tuple(
        f"PostgreSQL has {name}={value}: what is confirmed may be lost"
        for name, value in values.items()
        if value == "off"
    )
