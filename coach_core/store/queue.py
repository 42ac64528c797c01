"""Whose turn it is in the outbox: the most urgent chats first, each with its messages in order, a page at a time.

A backlog costs rows: whatever waits, only the head of each lane is looked at, and few messages of a chat.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import and_, exists, func, or_, select, tuple_

from coach_core.store import tables as t
from coach_core.store.db import Ask, Db, Row, Statement
from coach_core.store.loading import stored
from coach_core.store.records import Stored
from coach_core.store.rows import moment
from coach_core.store.seal import Seal
from coach_core.store.statements import SIZES, BySize, among, names, want
from coach_core.values import dataclass

OF_A_CHAT = 100  # messages that are read at once
MOST = SIZES[-1]  # chats that are read at once
NOT_BEFORE = 11  # the place of this column in a row

o, before, replaced = t.outbox, t.outbox.alias("before"), t.outbox.alias("replaced")
waits_too = and_(before.c.platform == o.c.platform, before.c.external == o.c.external, t.is_pending(before))
place, place_before = (tuple_(table.c.created, table.c.person, table.c.n) for table in (o, before))
is_held = and_(before.c.not_before > want("at"), (before.c.public == 0) | (o.c.public == 1))
stands_before = and_(before.c.urgency <= o.c.urgency, before.c.public == o.c.public, place_before < place)
HEADS = Statement(  # in each chat the first of each urgency; none where an attempt failed and its time has not come
    select(o.c.external, o.c.urgency)
    .where(o.c.platform == want("platform"), t.IS_PENDING, o.c.urgency <= want("urgency"))
    .where(o.c.not_before <= want("at"), ~exists().where(waits_too, or_(is_held, stands_before)))
    .order_by(o.c.urgency, o.c.created, o.c.person, o.c.n)
    .limit(want("most")),
    names("platform", "urgency", "at", "most"),
)


def of_chats(size: int) -> Statement:
    """What waits for some people, in its order, with the platform's id of what it replaces; some of each."""
    number = func.row_number().over(partition_by=o.c.external, order_by=(o.c.created, o.c.person, o.c.n))
    mine = and_(o.c.platform == want("platform"), t.IS_PENDING, among(o.c.external, "key", size))
    page = select(o, number.label("number")).where(mine).subquery()
    same = and_(replaced.c.person == page.c.person, replaced.c.n == page.c.edits)
    columns = [column for column in page.c if column.name != "number"]
    return Statement(
        select(*columns, replaced.c.there)
        .select_from(page.outerjoin(replaced, same))
        .where(page.c.number <= want("most"))
        .order_by(page.c.created, page.c.person, page.c.n),
        names("platform", *(f"key{i}" for i in range(size)), "most"),
    )


OF_CHATS: Mapping[int, Statement] = BySize(of_chats)


@dataclass(frozen=True, slots=True)
class Page:
    """Whose turn it is: messages by person, and who of those that are being sent to has something more urgent now."""

    chats: Mapping[str, tuple[Stored, ...]]
    hurried: Mapping[str, int]


async def page(
    db: Db, seal: Seal, platform: str, at: datetime, urgency: int, most: int, busy: Mapping[str, int]
) -> Page:
    """At most so many people to whom something this urgent may be sent now, without those that are being sent to.

    ``busy``: these, each with the urgency of what they are sent.
    """
    [heads] = await db.read(Ask(HEADS, (platform, urgency, moment(at), most + 2 * len(busy))))
    hurried = {external: how for external, how in reversed(heads) if how < busy.get(external, how)}
    fresh = list(dict.fromkeys(external for external, _ in heads if external not in busy))[: min(most, MOST)]
    if not fresh:
        return Page({}, hurried)
    size = next(s for s in SIZES if s >= len(fresh))
    keys = (*fresh, *[fresh[-1]] * (size - len(fresh)))
    [rows] = await db.read(Ask(OF_CHATS[size], (platform, *keys, OF_A_CHAT)))
    chats = {external: tuple(free([row for row in rows if row[4] == external], at, seal)) for external in fresh}
    return Page(chats, hurried)


def free(rows: Sequence[Row], at: datetime, seal: Seal) -> list[Stored]:
    """The messages of a person that may be sent. What failed in a room holds up the room, elsewhere everything."""
    found: list[Stored] = []
    room_waits = False
    for row in rows:
        message = stored(row, seal)
        held = row[NOT_BEFORE] > moment(at)
        if held and not message.public:
            break
        room_waits = room_waits or held
        if not (room_waits and message.public):
            found.append(message)
    return found
