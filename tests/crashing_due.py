"""A process that answers what is due until it dies. Sends nothing: what counts is the outbox."""

from __future__ import annotations

import asyncio
import os
from dataclasses import replace
from datetime import datetime

from bot.answering import answering
from bot.clock import SimulatedClock, wake
from bot.texts import Texts
from coach_core.data.load import load_book
from coach_core.store import Store
from coach_core.store.opening import open_database
from coach_core.talk import Incoming
from tests.stores import Faulty, Hasty

PLATFORM = "telegram"


def run(file: str, until: datetime, at: int, hasty: bool) -> None:
    """Answer all that is due by a time; gone before the ``at``-th statement, with status 9."""
    asyncio.run(_run(file, until, at, hasty))


async def _run(file: str, until: datetime, at: int, hasty: bool) -> None:
    texts = Texts()
    answers = answering(load_book(texts.words), texts, "en", encrypted=False)
    opened = await open_database(file)

    def fault(call: int) -> None:
        if call == at:
            os._exit(9)

    db = Faulty(Hasty(opened.db) if hasty else opened.db, fault)  # type: ignore[arg-type]
    store = Store(replace(opened, db=db), answers)

    async def answer(event: Incoming) -> None:
        done = await store.turn(event)
        assert done.error_id is None, done.error

    first = await store.next_due(PLATFORM)
    if first is not None:
        await wake(store, PLATFORM, until, SimulatedClock(first), answer)
    os._exit(0)
