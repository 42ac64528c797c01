"""The lock of a PostgreSQL store: a session's advisory lock on a connection of its own, gone with its process."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from coach_core.store.errors import StoreBusy

LOCK = int.from_bytes(b"topset", "big")  # the lock of a store, in its own database
TAKE = text("SELECT pg_try_advisory_lock(:lock)")
HOLDER = text("""SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a USING (pid)
    WHERE l.locktype = 'advisory' AND l.granted AND l.classid = :high AND l.objid = :low""")
WHICH = {"high": LOCK >> 32, "low": LOCK & 0xFFFFFFFF}


async def lost(lock: AsyncConnection) -> bool:
    """Whether the connection that held the lock is gone, and the lock with it."""
    driver = (await lock.get_raw_connection()).driver_connection
    return driver is None or bool(driver.is_closed())


async def regained(engine: AsyncEngine, gone: AsyncConnection | None) -> AsyncConnection:
    """The lock on a new connection; what else is in the pool went the same way. Raises ``StoreBusy``."""
    if gone is not None:
        await gone.invalidate()
        await gone.close()
    await engine.dispose()
    return await taken(engine)


async def taken(engine: AsyncEngine) -> AsyncConnection:
    """A connection that holds the lock until it is closed or its process ends. Raises ``StoreBusy``."""
    connection = await (await engine.connect()).execution_options(isolation_level="AUTOCOMMIT")
    if (await connection.execute(TAKE, {"lock": LOCK})).scalar():
        return connection
    holder = (await connection.execute(HOLDER, WHICH)).scalar() or "another process"
    await connection.close()
    raise StoreBusy(f"the store is in use by {holder}: stop it first, or give another --db")
