"""`topset`, spoilt: it answers before it has committed and commits only every so often. The kill test must notice."""

from __future__ import annotations

import sys

from bot.__main__ import main
from coach_core.store.db import Ask, Row, Write
from coach_core.store.sqlite import SqliteDb

EVERY = 60

begin, commit = SqliteDb.begin, SqliteDb.commit
state = {"open": False, "turns": 0}


async def late_begin(db: SqliteDb, *asks: Ask) -> list[list[Row]]:
    if state["open"]:
        return await db.read(*asks)
    state["open"] = True
    return await begin(db, *asks)


async def late_commit(db: SqliteDb, *writes: Write) -> None:
    await db.write(*writes)
    state["turns"] += 1
    if state["turns"] % EVERY == 0:
        await commit(db)
        state["open"] = False


async def no_rollback(db: SqliteDb) -> None:
    """What is open stays open."""


SqliteDb.begin, SqliteDb.commit, SqliteDb.rollback = late_begin, late_commit, no_rollback  # type: ignore[method-assign]

if __name__ == "__main__":
    sys.exit(main())
