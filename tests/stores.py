"""What the tests of the store share: stores of both kinds, dumps of all tables, a database that fails when told to."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from coach_core.store import Store
from coach_core.store.db import Ask, Db, Row, Statement, Write
from coach_core.store.opening import open_database
from coach_core.store.store import Opened
from coach_core.store.tables import metadata
from tests.fakes.toy_coach import TOY
from tests.postgres import postgres

__all__ = ["postgres", "url"]

ALL = {table.name: Statement(select(table)) for table in metadata.sorted_tables}
Dump = dict[str, list[str]]


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a new store, of each kind."""
    if request.param == "sqlite":
        return str(tmp_path / "topset.db")
    new: Callable[[], str] = request.getfixturevalue("postgres")
    return new()


async def dump(db: Db, *without: str) -> Dump:
    """Every row of every table, but the running numbers of the journal."""
    tables = [name for name in ALL if name not in without]
    found = await db.begin(*(Ask(ALL[name]) for name in tables))
    await db.rollback()
    rows = dict(zip(tables, found, strict=True))
    if "journal" in rows:
        rows["journal"] = [row[1:] for row in rows["journal"]]
    return {name: sorted(repr(tuple(row)) for row in some) for name, some in rows.items()}


async def dump_of(url: str, *without: str) -> Dump:
    """The same of a store that nobody has open."""
    opened = await open_database(url)
    try:
        return await dump(opened.db, *without)
    finally:
        await closed(opened)


async def closed(opened: Opened) -> None:
    await opened.db.close()
    await opened.release()


async def with_db(url: str, change: Callable[[Db], Db], key: str | None = None) -> Store:
    """A store of the toy coach whose database was changed."""
    opened = await open_database(url, key)
    return Store(replace(opened, db=change(opened.db)), TOY)


@dataclass
class Faulty:
    """A database that calls ``fault`` before every single statement, begin, commit and rollback, with its number."""

    inner: Db
    fault: Callable[[int], None]
    calls: int = field(default=0)

    @property
    def alone(self) -> bool:
        return self.inner.alone

    def tick(self) -> None:
        self.calls += 1
        self.fault(self.calls)

    async def begin(self, *asks: Ask) -> list[list[Row]]:
        self.tick()
        await self.inner.begin()
        return await self.read(*asks)

    async def read(self, *asks: Ask) -> list[list[Row]]:
        rows: list[list[Row]] = []
        for ask in asks:
            self.tick()
            rows += await self.inner.read(ask)
        return rows

    async def write(self, *writes: Write) -> None:
        for write in writes:
            for row in write.rows:
                self.tick()
                await self.inner.write(Write(write.statement, [row]))

    async def commit(self, *writes: Write) -> None:
        await self.write(*writes)
        self.tick()
        await self.inner.commit()
        self.tick()

    async def rollback(self) -> None:
        await self.inner.rollback()

    async def scrub(self) -> None:
        self.tick()
        await self.inner.scrub()

    async def close(self) -> None:
        await self.inner.close()

    def broken(self, error: BaseException) -> bool:
        return self.inner.broken(error)


@dataclass
class Hasty:
    """The control: a database that commits after every statement."""

    inner: Db

    def __getattr__(self, name: str) -> Callable[..., Awaitable[Any]]:
        return getattr(self.inner, name)  # type: ignore[no-any-return]

    async def write(self, *writes: Write) -> None:
        for write in writes:
            await self.inner.write(write)
            await self.inner.commit()
            await self.inner.begin()

    async def commit(self, *writes: Write) -> None:
        await self.write(*writes)
        await self.inner.commit()
