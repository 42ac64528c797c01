"""What the shells remember for themselves, by name: what was told to a platform, when it was last heard. No people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, select

from coach_core.store import statements as s
from coach_core.store import tables as t
from coach_core.store.db import Ask, Db, Statement, Write
from coach_core.store.rows import moment
from coach_core.store.seal import Seal
from coach_core.store.statements import names, want

PREFIX = "note "
NOTES = Statement(
    select(t.meta.c.key, t.meta.c.value).where(t.meta.c.key.like(want("pattern"))).order_by(t.meta.c.key),
    names("pattern"),
)
FORGET = Statement(delete(t.meta).where(t.meta.c.key == want("key")), names("key"))
NO_LETTER = Statement(
    delete(t.dead_letter).where(t.dead_letter.c.platform == want("platform"), t.dead_letter.c.event == want("event")),
    names("platform", "event"),
)
NOBODY = 0  # the person of a letter that came from no one in particular


async def notes(db: Db, beginning: str) -> Mapping[str, str]:
    """All notes whose names begin so."""
    [rows] = await db.read(Ask(NOTES, (f"{PREFIX}{beginning}%",)))
    return {key.removeprefix(PREFIX): value for key, value in rows}


async def note(db: Db, name: str, value: str | None) -> None:
    """Remember something, None to forget it."""
    await db.write(Write(FORGET, [(PREFIX + name,)]))
    if value is not None:
        await db.write(Write(s.ADD_META, [(PREFIX + name, value)]))


async def put_aside(db: Db, seal: Seal, platform: str, event: str, body: bytes, at: datetime) -> None:
    """An event that nobody can read becomes a dead letter, once."""
    row = (platform, event, NOBODY, event[:32], moment(at), seal.close(body))
    await db.write(Write(NO_LETTER, [(platform, event)]), Write(s.ADD_LETTER, [row]))
