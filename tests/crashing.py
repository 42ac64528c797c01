"""Processes that talk to a store and die: before a statement (``one``), or killed: python -m tests.crashing FILE."""

from __future__ import annotations

import asyncio
import os
import sys

from coach_core.store import open_store
from coach_core.store.db import Db
from tests.fakes.toy_coach import TOY, heard
from tests.stores import Faulty, Hasty, with_db

EVENT = heard("change 2 5 tired", "u9")


def dying(at: int, *, hasty: bool) -> object:
    """Wraps a database so that the process is gone before its ``at``-th statement."""

    def fault(call: int) -> None:
        if call == at:
            os._exit(9)

    def wrap(db: Db) -> Db:
        return Faulty(Hasty(db) if hasty else db, fault)  # type: ignore[arg-type]

    return wrap


def one(file: str, at: int, hasty: bool) -> None:
    """One turn; gone before the ``at``-th statement with status 9, come through with status 0."""
    asyncio.run(_one(file, at, hasty))


async def _one(file: str, at: int, hasty: bool) -> None:
    store = await with_db(file, dying(at, hasty=hasty))  # type: ignore[arg-type]
    await store.turn(EVENT)
    os._exit(0)


async def for_ever(file: str) -> None:
    """Turn after turn, a few in flight, each told once it is answered."""
    store = await open_store(file, answering=TOY)
    first = await store.next_event_number("console")

    async def some(start: int) -> None:
        for n in range(start, 10**9, 4):
            await store.turn(heard("log 1", f"u{n}", person=f"p{n % 3}"))
            os.write(1, b"%d\n" % n)

    await asyncio.gather(*(some(first + n) for n in range(4)))


if __name__ == "__main__":
    asyncio.run(for_ever(sys.argv[1]))
