"""What somebody has in view: messages of a chat, the newest first, and whose an event is. For pressing and editing."""

from __future__ import annotations

from sqlalchemy import and_, select

from coach_core.store import tables as t
from coach_core.store.db import Ask, Db, Statement
from coach_core.store.loading import stored
from coach_core.store.records import Stored
from coach_core.store.seal import Seal
from coach_core.store.statements import names, want

SHOWN = Statement(
    select(t.outbox)
    .join_from(t.outbox, t.identity, t.identity.c.person == t.outbox.c.person)
    .where(
        t.identity.c.platform == want("platform"),
        t.identity.c.external == want("external"),
        t.outbox.c.platform == want("same_platform"),
        t.outbox.c.room.is_not_distinct_from(want("room")),
        t.outbox.c.n < want("before"),
    )
    .order_by(t.outbox.c.n.desc())
    .limit(want("most")),
    names("platform", "external", "same_platform", "room", "before", "most"),
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


async def shown(
    db: Db, seal: Seal, platform: str, external: str, room: str | None, before: int, limit: int
) -> tuple[Stored, ...]:
    """Messages to a person in a room (None: the private chat) with numbers below ``before``, the newest first."""
    [rows] = await db.read(Ask(SHOWN, (platform, external, platform, room, before, limit)))
    return tuple(stored(row, seal) for row in rows)


async def owner(db: Db, platform: str, event: str) -> str | None:
    """Whose an answered event is, as the platform calls them."""
    [rows] = await db.read(Ask(OWNER, (platform, event)))
    return rows[0][0] if rows else None
