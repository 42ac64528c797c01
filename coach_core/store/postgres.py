"""PostgreSQL through SQLAlchemy's asynchronous engine and asyncpg: the same statements. Opening it is in server.py."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from coach_core.store.db import Ask, Row, Write
from coach_core.store.errors import StoreError
from coach_core.store.server_lock import lost, regained

GUILTY = ("22", "23", "42")  # classes of SQLSTATE that are about what was to be written


class PostgresDb:
    """One transaction at a time on a connection of the pool; the lock has a connection of its own."""

    def __init__(self, engine: AsyncEngine, lock: AsyncConnection | None, *, read_only: bool) -> None:
        self._engine = engine
        self._lock = lock
        self._read_only = read_only
        self._open: AsyncConnection | None = None
        self.alone = False  # another process may write to the same server

    @property
    def _connection(self) -> AsyncConnection:
        assert self._open is not None, "no transaction is open"
        return self._open

    async def begin(self, *asks: Ask) -> list[list[Row]]:
        """Open a transaction on a live connection; the lock is taken again if its connection was lost."""
        if not self._read_only and (self._lock is None or await lost(self._lock)):
            self._lock, gone = None, self._lock
            self._lock = await regained(self._engine, gone)
        connection = await self._engine.connect()
        self._open = await connection.execution_options(postgresql_readonly=self._read_only)
        await self._open.begin()
        return await self.read(*asks)

    async def read(self, *asks: Ask) -> list[list[Row]]:
        """The rows of each question."""
        return [await self._rows(ask) for ask in asks]

    async def _rows(self, ask: Ask) -> list[Row]:
        values = dict(zip(ask.statement.names, ask.values, strict=True))
        result = await self._connection.execute(ask.statement.clause, values)  # type: ignore[call-overload]
        return [tuple(row) for row in result]

    async def write(self, *writes: Write) -> None:
        """The writes, one after the other."""
        for write in writes:
            names = write.statement.names
            rows = [dict(zip(names, row, strict=True)) for row in write.rows]
            await self._connection.execute(write.statement.clause, rows)  # type: ignore[call-overload]

    async def commit(self, *writes: Write) -> None:
        """Write, commit and give the connection back."""
        await self.write(*writes)
        await self._connection.commit()
        await self._done()

    async def rollback(self) -> None:
        """Forget the transaction, if one is open, and give the connection back."""
        if self._open is None:
            return
        try:
            await self._open.rollback()
        finally:
            await self._done()

    async def _done(self) -> None:
        done, self._open = self._open, None
        if done is not None:
            await done.close()

    async def scrub(self) -> None:
        """Nothing: the server's vacuum takes away what was deleted."""

    async def close(self) -> None:
        """Close all connections, the lock's last."""
        if self._open is not None:
            await self._open.close()
        if self._lock is not None:
            await self._lock.close()
        await self._engine.dispose()

    def broken(self, error: BaseException) -> bool:
        """All errors of the server and of the line to it, but not those of single values."""
        if isinstance(error, DBAPIError):
            code = getattr(error.orig, "sqlstate", None) or ""
            return not (code.startswith(GUILTY) or (not code and is_of_values(error)))
        return isinstance(error, (OSError, StoreError, SQLAlchemyError, TimeoutError))


def is_of_values(error: DBAPIError) -> bool:
    """Whether the driver itself refused a value, before it reached the server."""
    return "DataError" in str(error.orig)
