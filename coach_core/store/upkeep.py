"""What goes after a while (event ids and sent messages 3 days, dead letters 14), and what is due before a time."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from sqlalchemy import and_, delete, select

from coach_core.store import links
from coach_core.store import statements as s
from coach_core.store import tables as t
from coach_core.store.db import Ask, Db, Statement, Write
from coach_core.store.records import Due, Waking
from coach_core.store.rows import at_moment, moment
from coach_core.store.statements import names, want

EVENTS_KEPT = timedelta(days=3)
LETTERS_KEPT = timedelta(days=14)
o, m = t.outbox.c, t.named.c
same = and_(m.other == o.person, m.n == o.n)
PRUNE_OUTBOX = Statement(  # but what names people before all: a name can be taken out of it as long as it stands there
    delete(t.outbox).where(
        o.created < want("at"), o.status != "pending", (o.public == 0) | ~select(m.n).where(same).exists()
    ),
    names("at"),
)
PRUNE_NAMED = Statement(delete(t.named).where(~select(o.n).where(same).exists()))  # of messages that are no more


async def prune(db: Db, at: datetime) -> None:
    """Forget what is old, also accounts that were joined to another one.

    The newest event of each platform and kind of id stays for ever, so that numbers go on.
    """
    old, older = (moment(at - EVENTS_KEPT),), (moment(at - LETTERS_KEPT),)
    await db.write(Write(s.PRUNE_JOURNAL, [old]), Write(PRUNE_OUTBOX, [old]), Write(s.PRUNE_LETTERS, [older]))
    await db.write(Write(PRUNE_NAMED, [()]))
    await db.write(Write(links.PRUNE_MISSES, [(moment(at - links.HOUR),)]), Write(links.PRUNE_LINKS, [(moment(at),)]))
    [joined] = await db.read(Ask(links.OLD_JOINED, old))
    for (other,) in joined:  # what it brought stays; its events count as answered
        await db.write(Write(s.FORGET_EVENTS, [(other,)]), *(Write(rest, [(other,)]) for rest in s.FORGET_REST))


async def due_before(db: Db, platform: str, at: datetime, limit: int, kind: str | None = None) -> tuple[Waking, ...]:
    """What is due on a platform by then, the earliest first, each once, at the address where its person wrote last."""
    ask = Ask(s.DUE, (platform, moment(at), limit))
    [rows] = await db.read(ask if kind is None else Ask(s.DUE_OF, (platform, moment(at), kind, limit)))
    found: dict[Due, Waking] = {}
    for person, kind, key, when, where, external in rows:
        due = Due(person, kind, key, at_moment(when))
        found.setdefault(due, Waking(due, where, external))
    return tuple(found.values())


async def next_due(db: Db, platform: str) -> datetime | None:
    """When the next thing is due on a platform."""
    [[(at,)]] = await db.read(Ask(s.NEXT_DUE, (platform,)))
    return None if at is None else at_moment(at)


async def last_at(db: Db) -> datetime | None:
    """The time of the latest event that was answered."""
    [[(at,)]] = await db.read(Ask(s.NEWEST))
    return None if at is None else at_moment(at)


async def next_event_number(db: Db, platform: str, letter: str) -> int:
    """The number after that of the latest event whose id is ``letter`` and a number; 1 at the beginning."""
    [rows] = await db.read(Ask(s.LAST_EVENT, (platform, letter + "%")))
    found = re.fullmatch(re.escape(letter) + r"([0-9]+)", rows[0][0]) if rows else None
    return int(found[1]) + 1 if found else 1
