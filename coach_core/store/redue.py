"""Due things, worked out anew: for all when the rules of time zones change, for some after a clock was wrong."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from coach_core.person import Person
from coach_core.store import statements as s
from coach_core.store import tables as t
from coach_core.store.db import Ask, Db, Statement, Write
from coach_core.store.loading import state_of
from coach_core.store.records import Due
from coach_core.store.rows import moment
from coach_core.store.seal import Seal
from coach_core.store.statements import names, want
from coach_core.store.writes import due_row

AT_ONCE = 500  # people in one transaction
RULES = "zones"  # the key under which the rules stand that the rows were made by
FURTHEST = timedelta(days=100)  # nothing is due so far ahead, but by a clock that went wrong
STRANDED = Statement(  # whose reminders are due so far ahead, some people at a time
    select(t.due.c.person)
    .where(t.due.c.platform == want("platform"), t.due.c.at > want("at"), t.due.c.person > want("number"))
    .where(t.due.c.kind != "host", t.due.c.kind != "verdict")
    .distinct()
    .order_by(t.due.c.person)
    .limit(want("most")),
    names("platform", "at", "number", "most"),
)
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


async def due_again(job: Job, seal: Seal, platform: str, dues: AllDues, at: datetime) -> int:
    """What a clock that ran ahead by years, and was set right, has put off by years; for how many people."""
    done, last = 0, 0

    async def page(db: Db) -> tuple[int, int]:
        [rows] = await db.read(Ask(STRANDED, (platform, moment(at + FURTHEST), last, AT_ONCE)))
        for (number,) in rows:
            await some(db, seal, dues, at, number - 1, most=1)
        return len(rows), rows[-1][0] if rows else last

    while True:
        count, last = await job(page)
        if not count:
            return done
        done += count


async def some(db: Db, seal: Seal, dues: AllDues, at: datetime, after: int, most: int = AT_ONCE) -> tuple[int, int]:
    """The next people after a number: their rows as they are now. How many they were, and the last one's number."""
    [rows] = await db.read(Ask(s.REMINDED, (after, most)))
    if not rows:
        return 0, after
    drop = [(row[0],) for row in rows]
    add = [due_row(due, row[-1]) for row in rows for due in dues(state_of(row[:-1], seal).person, at)]
    await db.write(Write(s.DROP_DUES, drop), *([Write(s.ADD_DUE, add)] if add else []))
    return len(rows), rows[-1][0]
