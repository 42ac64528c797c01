"""What is due for everybody, worked out anew after the rules of time zones changed: some people at a time."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from coach_core.person import Person
from coach_core.store import statements as s
from coach_core.store.db import Ask, Db, Write
from coach_core.store.loading import state_of
from coach_core.store.records import Due
from coach_core.store.seal import Seal
from coach_core.store.writes import due_row

AT_ONCE = 500  # people in one transaction
RULES = "zones"  # the key under which the rules stand that the rows were made by
AllDues = Callable[[Person, datetime], tuple[Due, ...]]
Job = Callable[[Callable[[Db], Awaitable[Any]]], Awaitable[Any]]


async def due_anew(job: Job, seal: Seal, rules: str, dues: AllDues, at: datetime) -> int:
    """Page after page, each a transaction; the rules are noted at the end, so that a process that dies begins again."""
    if await job(known) == rules:
        return 0
    done, last = 0, 0

    async def page(db: Db) -> tuple[int, int]:
        return await some(db, seal, dues, at, last)

    while True:
        count, last = await job(page)
        if not count:
            break
        done += count
    await job(lambda db: note(db, rules))
    return done


async def known(db: Db) -> str | None:
    """The rules that the rows were made by; None in a new store."""
    [rows] = await db.read(Ask(s.ONE_META, (RULES,)))
    return rows[0][0] if rows else None


async def note(db: Db, rules: str) -> None:
    """From now on these are the rules."""
    is_there = await known(db) is not None
    await db.write(Write(s.SET_META, [(rules, RULES)]) if is_there else Write(s.ADD_META, [(RULES, rules)]))


async def some(db: Db, seal: Seal, dues: AllDues, at: datetime, after: int) -> tuple[int, int]:
    """The next people after a number: their rows as they are now. How many they were, and the last one's number."""
    [rows] = await db.read(Ask(s.REMINDED, (after, AT_ONCE)))
    if not rows:
        return 0, after
    drop = [(row[0],) for row in rows]
    add = [due_row(due, row[-1]) for row in rows for due in dues(state_of(row[:-1], seal).person, at)]
    await db.write(Write(s.DROP_DUES, drop), *([Write(s.ADD_DUE, add)] if add else []))
    return len(rows), rows[-1][0]
