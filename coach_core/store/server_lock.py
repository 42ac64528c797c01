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


async def kept(engine: AsyncEngine, lock: AsyncConnection) -> AsyncConnection:
    """The connection that holds the lock, a new one if the old was lost. Raises ``StoreBusy``."""
    raw = await lock.get_raw_connection()
    driver = raw.driver_connection
    if driver is not None and not driver.is_closed():
        return lock
    await lock.invalidate()
    await lock.close()
    return await taken(engine)


async def taken(engine: AsyncEngine) -> AsyncConnection:
    """A connection that holds the lock until it is closed or its process ends. Raises ``StoreBusy``."""
    connection = await (await engine.connect()).execution_options(isolation_level="AUTOCOMMIT")
    if (await connection.execute(TAKE, {"lock": LOCK})).scalar():
        return connection
    holder = (await connection.execute(HOLDER, WHICH)).scalar() or "another process"
    await connection.close()
    raise StoreBusy(f"the store is in use by {holder}: stop it first, or give another --db")
