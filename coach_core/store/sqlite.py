"""SQLite through aiosqlite: statements compiled once, those that belong together queued together. No SQL of its own."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, Literal

import aiosqlite
from sqlalchemy import ClauseElement
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.compiler import SQLCompiler

from coach_core.store.db import Ask, Row, Statement, Write
from coach_core.store.errors import StoreError
from coach_core.values import dataclass

FIXED = (3, 51, 3)  # first release without the WAL-reset corruption
AT_ONCE = (64, 32, 16, 8, 4, 2)  # rows that one INSERT puts in: a step of SQLite costs more than a row
MOST_VALUES = 32_000  # that SQLite takes in one statement
PRAGMAS = (  # what is set, and what must be read back
    ("busy_timeout", "5000", 5000),
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", 2),
    ("foreign_keys", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("secure_delete", "ON", 1),
    ("mmap_size", "0", 0),
    ("wal_autocheckpoint", "4000", 4000),  # 16 MB: a page that changes often goes to the file once
    ("cache_size", "-16000", -16000),
)
READ_ONLY = (("busy_timeout", "5000", 5000), ("query_only", "ON", 1), ("trusted_schema", "OFF", 0))
VALUES = " VALUES "
EACH = "-- each"  # in the place of SQL: what is handed over is a list of calls …
LAST = "-- each, then commit"  # … and the last of their transaction
GUILTY = (sqlite3.IntegrityError, sqlite3.DataError, sqlite3.ProgrammingError)  # of the values, not of the store


Values = tuple[object, ...]
Call = tuple[str, Values, Iterable[Values] | None]  # SQL with its values, or with many rows of them


@dataclass(frozen=True, slots=True)
class Compiled:
    """SQL with question marks. ``order`` says which value goes where, None if they stand in order."""

    sql: str
    order: Callable[[Sequence[object]], tuple[object, ...]] | None
    plain: bool = False  # an INSERT of whole rows and nothing else

    def row(self, values: tuple[object, ...]) -> tuple[object, ...]:
        """The values in the order of the SQL."""
        return values if self.order is None else self.order(values)

    def rows(self, rows: Sequence[tuple[object, ...]]) -> Iterable[tuple[object, ...]]:
        """Many rows of values in the order of the SQL."""
        return rows if self.order is None else [self.order(row) for row in rows]

    def of_many(self, rows: int) -> str:
        """The SQL of a plain INSERT for so many rows."""
        head, _, values = self.sql.partition(VALUES)
        return head + VALUES + ", ".join([values] * rows)


def compile_statement(clause: ClauseElement, names: tuple[str, ...]) -> Compiled:
    """Compile for SQLite. Raises ``KeyError`` where a value is asked for that nobody names."""
    keys = list(names) if getattr(clause, "is_insert", False) else None
    made = clause.compile(dialect=sqlite.dialect(), column_keys=keys)
    assert isinstance(made, SQLCompiler)
    wanted = tuple(made.positiontup or ())
    if wanted == names:
        sql = str(made)
        return Compiled(sql, None, keys is not None and sql.partition(VALUES)[2].count("(") == 1)
    place = {name: at for at, name in enumerate(names)}
    fixed = made.params
    return Compiled(str(made), lambda values: tuple(values[place[w]] if w in place else fixed[w] for w in wanted))


class Connection(sqlite3.Connection):
    """A connection that carries out many statements in one go: handing each to the thread takes longer than it does."""

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> sqlite3.Cursor:
        """As ever; with ``EACH`` and ``LAST`` the parameters are calls, done in order. Raises the first error."""
        if sql not in (EACH, LAST):
            return super().executemany(sql, parameters)
        for statement, values, rows in parameters:
            if rows is None:
                self.execute(statement, values)
            else:
                super().executemany(statement, rows)
        if sql == LAST:
            self.commit()
        return self.cursor()


class SqliteDb:
    """One SQLite connection."""

    def __init__(self, connection: aiosqlite.Connection, *, read_only: bool) -> None:
        self._db = connection
        self.alone = not read_only  # by the lock beside the file
        self._compiled: dict[Statement, Compiled] = {}
        self._of_many: dict[tuple[str, int], str] = {}

    def _of(self, statement: Statement) -> Compiled:
        compiled = self._compiled.get(statement)
        if compiled is None:
            compiled = self._compiled[statement] = compile_statement(statement.clause, statement.names)
        return compiled

    def _fetch(self, ask: Ask) -> Awaitable[Iterable[sqlite3.Row]]:
        compiled = self._of(ask.statement)
        return self._db.execute_fetchall(compiled.sql, compiled.row(ask.values))

    def _change(self, write: Write) -> Iterable[Call]:
        compiled, rows = self._of(write.statement), write.rows
        if compiled.plain:
            yield from self._insert(compiled, rows)
        elif len(rows) == 1:
            yield compiled.sql, compiled.row(rows[0]), None
        else:
            yield compiled.sql, (), compiled.rows(rows)

    def _insert(self, compiled: Compiled, rows: Sequence[tuple[object, ...]]) -> Iterable[Call]:
        """Many rows with few statements."""
        at, most = 0, MOST_VALUES // len(rows[0])
        while at < len(rows):
            size = next((n for n in AT_ONCE if n <= min(most, len(rows) - at)), 1)
            yield self._many(compiled, size), tuple(chain.from_iterable(rows[at : at + size])), None
            at += size

    def _many(self, compiled: Compiled, rows: int) -> str:
        key = (compiled.sql, rows)
        if key not in self._of_many:
            self._of_many[key] = compiled.of_many(rows)
        return self._of_many[key]

    async def begin(self, *asks: Ask) -> list[list[Row]]:
        """Read. The driver begins (``BEGIN IMMEDIATE``) with the first change; until then nobody else can change a row.

        Who only reads beside a writer begins at once, for one and the same view of everything.
        """
        if not self.alone:
            await self._db.execute_fetchall("BEGIN")
        return await self.read(*asks)

    async def read(self, *asks: Ask) -> list[list[Row]]:
        """The rows of each question."""
        return [list(r) for r in await together(*map(self._fetch, asks))]  # type: ignore[call-overload]

    async def write(self, *writes: Write) -> None:
        """All writes in one go, up to the first error, which is raised; nothing is committed here."""
        await self._db.executemany(EACH, self._changes(writes))

    def _changes(self, writes: Iterable[Write]) -> list[Call]:
        return [call for write in writes for call in self._change(write)]

    async def run(self, *sql: str) -> None:
        """Plain statements, one after the other: for making the tables."""
        for statement in sql:
            await self._db.execute_fetchall(statement)

    async def value(self, sql: str) -> object:
        """The first value of the first row of a plain question."""
        [first, *_] = await self._db.execute_fetchall(sql)
        return first[0]

    async def commit(self, *writes: Write) -> None:
        """The last writes and the commit, in one go: durable when this returns (synchronous=FULL)."""
        await (self._db.executemany(LAST, self._changes(writes)) if writes else self._db.commit())

    async def rollback(self) -> None:
        """Roll back; nothing happens where no transaction is open."""
        await self._db.rollback()

    async def scrub(self) -> None:
        """Bring the log into the file and empty it: deleted pages are overwritten by then (secure_delete)."""
        await self._db.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")

    async def close(self) -> None:
        """Close the connection and end its thread."""
        await self._db.close()

    def broken(self, error: BaseException) -> bool:
        """All errors of SQLite but those of single values: full, read-only, locked, input/output, malformed, closed."""
        return isinstance(error, sqlite3.Error) and not isinstance(error, GUILTY)


async def together(*calls: Awaitable[object]) -> list[object]:
    """Queue the calls on the connection's thread at once, in order, and wait for all. Raises the first error."""
    if len(calls) == 1:
        return [await calls[0]]
    results = await asyncio.gather(*calls, return_exceptions=True)
    for result in results:
        if isinstance(result, BaseException):
            raise result
    return results


async def connect(path: Path, *, read_only: bool) -> SqliteDb:
    """Open a file with the pragmas of a log that must not be lost, each read back. Raises ``StoreError``."""
    address = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}"
    # On a full disk SQLite itself rolls back. With a level set, whatever change comes next opens a new transaction,
    # which is rolled back too; without one it would be committed alone.
    level: Literal["IMMEDIATE"] | None = None if read_only else "IMMEDIATE"
    # Opened here, so that a file that cannot be opened leaves no thread behind that answers to a loop that has ended.
    plain = sqlite3.connect(
        address, uri=True, isolation_level=level, factory=Connection, cached_statements=256, check_same_thread=False
    )
    connection = await aiosqlite.Connection(lambda: plain, iter_chunk_size=64)
    try:
        for name, value, expected in READ_ONLY if read_only else PRAGMAS:
            await connection.execute_fetchall(f"PRAGMA {name}={value}")
            [(got,)] = await connection.execute_fetchall(f"PRAGMA {name}")
            if got != expected:
                raise StoreError(f"{path}: SQLite does not take {name}={value}; it says {got}")
    except BaseException:
        await connection.close()
        raise
    return SqliteDb(connection, read_only=read_only)


def warnings() -> tuple[str, ...]:
    """What is to be said about this SQLite, if anything."""
    if sqlite3.sqlite_version_info >= FIXED:
        return ()
    fixed = ".".join(map(str, FIXED))
    return (f"SQLite {sqlite3.sqlite_version} is older than {fixed}: never let a second program write to it",)
