"""Rooms whose id changes: every row and every anchor goes over to the new one. What is said in rooms is not here."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select, update

from coach_core.store import tables as t
from coach_core.store.db import Ask, Db, Statement, Write
from coach_core.store.docs import encode
from coach_core.store.loading import read_anchors
from coach_core.store.statements import names, want
from coach_core.store.turns import Turning

ROOMS = tuple(  # a table with rooms has these two columns, and is found by them
    Statement(
        update(table).where(table.c.platform == want("platform"), table.c.room == want("old")).values(room=want("new")),
        names("platform", "old", "new"),
    )
    for table in t.metadata.sorted_tables
    if "platform" in table.c and "room" in table.c
)
ANCHORED = Statement(
    select(t.person.c.number, t.person.c.anchors).where(
        t.person.c.number.in_(
            select(t.outbox.c.person).where(t.outbox.c.platform == want("platform"), t.outbox.c.room == want("old"))
        )
    ),
    names("platform", "old"),
)
ANCHORS = Statement(
    update(t.person).where(t.person.c.number == want("number")).values(anchors=want("anchors")),
    names("anchors", "number"),
)


async def moved(db: Db, turning: Turning, platform: str, old: str, new: str) -> None:
    """Everything of a room under its new id, in the one transaction of the caller."""
    [anchored] = await db.read(Ask(ANCHORED, (platform, old)))
    renamed = [(renamed_anchors(read_anchors(anchors), platform, old, new), number) for number, anchors in anchored]
    await db.write(*(Write(statement, [(platform, old, new)]) for statement in ROOMS))
    if renamed:
        await db.write(Write(ANCHORS, renamed))
    turning.kept.clear()


def renamed_anchors(anchors: Mapping[str, int], platform: str, old: str, new: str) -> str:
    """The anchors with those of the old room under the new one; where both have one the newer message counts."""
    head, found = f"{platform} {old} ", dict[str, int]()
    for key, n in anchors.items():
        name = f"{platform} {new} {key.removeprefix(head)}" if key.startswith(head) else key
        found[name] = max(n, found.get(name, 0))
    return encode(found).decode()
