"""Events that their platform was told are safe here, and that wait for their turn: sealed, in the order they came.

They are answered by ``turn`` like any other event, which knows them by their ids: forgetting one late does no harm.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import delete, func, select

from coach_core.store import tables as t
from coach_core.store.db import Ask, Db, Statement, Write
from coach_core.store.seal import Seal
from coach_core.store.statements import into, names, want
from coach_core.talk import Incoming

ADD = into(t.waiting)
FORGET = Statement(
    delete(t.waiting).where(t.waiting.c.platform == want("platform"), t.waiting.c.event == want("event")),
    names("platform", "event"),
)
LAST = Statement(select(func.max(t.waiting.c.n)))
ALL = Statement(
    select(t.waiting.c.body).where(t.waiting.c.platform == want("platform")).order_by(t.waiting.c.n), names("platform")
)
encode = msgspec.json.Encoder().encode
decode = msgspec.json.Decoder(Incoming).decode


async def keep(db: Db, seal: Seal, events: Sequence[Incoming]) -> None:
    """Keep events behind those that wait already; one that does is kept once."""
    [[(last,)]] = await db.read(Ask(LAST))
    first: dict[tuple[str, str], Incoming] = {}
    for event in events:
        first.setdefault((event.platform, event.event), event)
    kept = tuple(first.values())
    rows = [(e.platform, e.event, n, seal.close(encode(e))) for n, e in enumerate(kept, (last or 0) + 1)]
    await forget(db, kept)
    await db.write(Write(ADD, rows))


async def forget(db: Db, events: Sequence[Incoming]) -> None:
    """These do not wait any more."""
    await db.write(Write(FORGET, [(event.platform, event.event) for event in events]))


async def waiting(db: Db, seal: Seal, platform: str) -> tuple[Incoming, ...]:
    """All that wait, in the order in which they came."""
    [rows] = await db.read(Ask(ALL, (platform,)))
    return tuple(decode(seal.open(bytes(body))) for (body,) in rows)
