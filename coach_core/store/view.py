"""What somebody has in view: messages of a chat, the newest first, and whose an event is. For pressing and editing."""

from __future__ import annotations

from sqlalchemy import and_, select

from coach_core.store import tables as t
from coach_core.store.db import Ask, Db, Statement
from coach_core.store.loading import stored
from coach_core.store.records import Stored
from coach_core.store.seal import Seal
from coach_core.store.statements import names, want

PRIVATE = Statement(
    select(t.outbox)
    .where(t.outbox.c.platform == want("platform"), t.outbox.c.external == want("external"), t.outbox.c.room.is_(None))
    .order_by(t.outbox.c.created.desc(), t.outbox.c.n.desc())
    .limit(want("most"))
    .offset(want("skip")),
    names("platform", "external", "most", "skip"),
)
ROOM = Statement(
    select(t.outbox)
    .where(
        t.outbox.c.platform == want("platform"),
        t.outbox.c.room == want("room"),
        (t.outbox.c.public == 1) | (t.outbox.c.external == want("external")),
    )
    .order_by(t.outbox.c.created.desc(), t.outbox.c.n.desc())
    .limit(want("most"))
    .offset(want("skip")),
    names("platform", "room", "external", "most", "skip"),
)
OWNER = Statement(
    select(t.identity.c.external)
    .join_from(
        t.journal,
        t.identity,
        and_(t.identity.c.person == t.journal.c.person, t.identity.c.platform == t.journal.c.platform),
    )
    .where(t.journal.c.platform == want("platform"), t.journal.c.event == want("event")),
    names("platform", "event"),
)

BEGUN_WITH = Statement(
    select(t.journal.c.event)
    .where(t.journal.c.platform == want("platform"), t.journal.c.event.like(want("start")))
    .order_by(t.journal.c.row),
    names("platform", "start"),
)


async def shown(
    db: Db, seal: Seal, platform: str, external: str, room: str | None, skip: int, limit: int
) -> tuple[Stored, ...]:
    """Messages that a person sees in a room (None: the private chat), the newest first, ``skip`` of them left out."""
    private = Ask(PRIVATE, (platform, external, limit, skip))
    [rows] = await db.read(private if room is None else Ask(ROOM, (platform, room, external, limit, skip)))
    return tuple(stored(row, seal) for row in rows)


async def owner(db: Db, platform: str, event: str) -> str | None:
    """Whose an answered event is, as the platform calls them."""
    [rows] = await db.read(Ask(OWNER, (platform, event)))
    return rows[0][0] if rows else None


async def begun_with(db: Db, platform: str, start: str) -> tuple[str, ...]:
    """Answered events whose ids begin so, the oldest first."""
    [rows] = await db.read(Ask(BEGUN_WITH, (platform, f"{start}%")))
    return tuple(row[0] for row in rows)
