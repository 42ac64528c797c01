"""Rooms in which challenges run: the coach is back in one, somebody left one, who of a room is on its boards.

Nothing is decided here: the hosts and the people concerned get something due, and their own turns do the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import and_, delete, or_, select

from coach_core.store import group_dues as dues
from coach_core.store import group_statements as g
from coach_core.store import tables as t
from coach_core.store.db import Ask, Db, Statement, Write
from coach_core.store.rooms import moved
from coach_core.store.rows import moment
from coach_core.store.statements import LEFT, names, want
from coach_core.store.turns import Turning

KEPT = timedelta(days=30)  # of what ended longer ago nothing is told any more
c, e, i = t.challenge.c, t.entry.c, t.identity.c
of_room = and_(c.platform == want("platform"), c.room == want("room"))
IN_ROOM = Statement(
    select(c.number).where(of_room, or_(g.going, and_(c.stage == "ended", c.ends_at >= want("since")))),
    names("platform", "room", "since"),
)
HERE = Statement(  # in a challenge of the room
    select(i.person)
    .join(t.entry, e.person == i.person)
    .join(t.challenge, c.number == e.challenge)
    .where(i.platform == want("platform"), i.external == want("external"), c.room == want("room"))
    .where(c.platform == i.platform, c.stage != "cancelled")
    .limit(1),
    names("platform", "external", "room"),
)
ALL = Statement(select(c.number).where(of_room), names("platform", "room"))
FORGET = "forget"
KEEP = Statement(  # the coach is there again
    delete(t.due).where(
        t.due.c.kind == dues.HOST, t.due.c.key == FORGET, t.due.c.person.in_(select(c.number).where(of_room))
    ),
    names("platform", "room"),
)
MEMBERS = Statement(
    select(i.external)
    .join(t.entry, e.person == i.person)
    .join(t.challenge, c.number == e.challenge)
    .where(i.platform == want("platform"), c.platform == i.platform, c.room == want("room"), g.going)
    .order_by(e.score.desc(), e.person)
    .limit(want("most")),
    names("platform", "room", "most"),
)


async def back(db: Db, platform: str, rooms: Sequence[str], since: datetime, at: datetime, why: str = "back") -> None:
    """Boards of these rooms are to be put there anew; also ceremonies since then, which nobody there has seen."""
    ended = moment(max(since, at - KEPT))
    if rooms:
        await db.write(Write(KEEP, [(platform, room) for room in rooms]))
    asked = await db.read(*(Ask(IN_ROOM, (platform, room, ended)) for room in rooms)) if rooms else []
    key = f"{why}.{moment(at)}"
    rows = [(dues.HOST, key, moment(at), number, number, dues.HOST, key) for found in asked for (number,) in found]
    if rows:
        await db.write(Write(dues.AGAIN, rows))


async def put_out(db: Db, platform: str, rooms: Sequence[str], at: datetime) -> None:
    """The coach is not in these rooms any more: what they had is forgotten after a while, unless it comes back."""
    asked = await db.read(*(Ask(ALL, (platform, room)) for room in rooms)) if rooms else []
    key = (dues.HOST, FORGET)
    rows = [(*key, moment(at + KEPT), number, number, *key) for found in asked for (number,) in found]
    if rows:
        await db.write(Write(dues.AGAIN, rows))


async def gone(db: Db, turning: Turning, platform: str, old: str, new: str, at: datetime) -> None:
    """A room was deleted: its challenges are in another one from now on, and say so there."""
    await back(db, platform, (old,), at, at, "moved")
    await moved(db, turning, platform, old, new)


async def left(db: Db, platform: str, external: str, room: str, at: datetime) -> None:
    """Somebody is not in a room any more: they go off its boards."""
    [found] = await db.read(Ask(HERE, (platform, external, room)))
    key = f"{platform} {room}.{moment(at)}"
    rows = [(LEFT, key, moment(at), number, number, LEFT, key) for (number,) in found]
    if rows:
        await db.write(Write(dues.AGAIN, rows))


async def members(db: Db, platform: str, room: str, most: int) -> tuple[str, ...]:
    """Who is on the boards of a room, the first ones."""
    [rows] = await db.read(Ask(MEMBERS, (platform, room, most)))
    return tuple(dict.fromkeys(external for (external,) in rows))
