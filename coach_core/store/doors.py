"""Addresses at which nothing can be sent any more, or again. Finding that out is the work of the shells."""

from __future__ import annotations

from datetime import datetime

import msgspec
from sqlalchemy import select, update

from coach_core.store import statements as s
from coach_core.store import tables as t
from coach_core.store.db import Ask, Db, Row, Statement, Write
from coach_core.store.deed import nobody
from coach_core.store.docs import encode
from coach_core.store.loading import Address, door_of, state_of
from coach_core.store.rows import moment
from coach_core.store.seal import Seal
from coach_core.store.statements import names, want
from coach_core.store.turns import Turning
from coach_core.store.writes import due_row
from coach_core.talk import Incoming, Kind

MET = Statement(
    update(t.identity).where(s.here).values(chat=want("chat"), met=want("met")),
    names("chat", "met", "platform", "external"),
)
CHAT = Statement(select(t.identity.c.chat).where(s.here), names("platform", "external"))
CHATS = Statement(
    select(t.identity.c.external, t.identity.c.chat)
    .where(t.identity.c.platform == want("platform"), t.identity.c.met >= want("since"))
    .order_by(t.identity.c.met.desc(), t.identity.c.external),
    names("platform", "since"),
)
read_block = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode


async def unreachable(db: Db, turning: Turning, platform: str, external: str, at: datetime) -> None:
    """Close an address: what waits for it is given up, and who cannot be met elsewhere has nothing due."""
    [waiting] = await db.read(Ask(s.WAITING, (platform, external)))
    alone = [row for row in waiting if row[2] is None]
    signs = [said for row in waiting if row[3] and (said := without_sign(row, turning.seal)) is not None]
    await db.write(Write(s.GONE, [(moment(at), platform, external)]))
    if alone:
        await db.write(Write(s.GIVEN_UP, [(row[0], row[1]) for row in alone]))
    if signs:
        await db.write(Write(s.DRAWN, signs))
    row = await person_at(db, (platform, external))
    if row is not None:
        elsewhere = s.MOVE_DUES if door_of(row).met else s.DROP_DUES
        await db.write(Write(elsewhere, [(row[s.OF_PERSON],)]))
    turning.kept.clear()


def without_sign(row: Row, seal: Seal) -> tuple[bytes, int, int] | None:
    """A sign in a room that the answer was given in private: since it was not, the line stands there instead."""
    block = read_block(seal.open(row[4]))
    if "react" not in block:
        return None
    kept = {name: value for name, value in block.items() if name != "react"}
    return seal.close(encode(kept)), row[0], row[1]


async def reachable(db: Db, turning: Turning, platform: str, external: str, at: datetime) -> None:
    """Open an address again. What is due is worked out anew if the person could not be met at all."""
    before = await person_at(db, (platform, external))
    if before is None or not door_of(before).gone:
        return
    await db.write(Write(s.BACK, [(platform, external)]))
    turning.kept.clear()
    if door_of(before).met:
        return
    person = state_of(before[s.OF_PERSON :], turning.seal).person
    event = Incoming(platform, external, "", at, Kind.OTHER)
    dues = turning.answering.dues(nobody(person), person, event)
    await db.write(Write(s.DROP_DUES, [(person.number,)]))
    if dues is not None and dues.rows:
        await db.write(Write(s.ADD_DUE, [due_row(due, platform) for due in dues.rows]))


async def met(db: Db, platform: str, external: str, chat: str, at: datetime) -> None:
    """The person of this address wrote in their private chat, which the platform calls so."""
    await db.write(Write(MET, [(chat, moment(at), platform, external)]))


async def chat(db: Db, platform: str, external: str) -> str | None:
    """The private chat of an address."""
    [rows] = await db.read(Ask(CHAT, (platform, external)))
    return rows[0][0] if rows else None


async def chats(db: Db, platform: str, since: datetime) -> tuple[tuple[str, str], ...]:
    """Addresses and their private chats in which somebody wrote since then, the latest first."""
    [rows] = await db.read(Ask(CHATS, (platform, moment(since))))
    return tuple((external, chat) for external, chat in rows)


async def person_at(db: Db, address: Address) -> Row | None:
    """The row of ``PEOPLE`` of an address."""
    size, values = s.filled([address])
    [rows] = await db.read(Ask(s.PEOPLE[size], values))
    return rows[0] if rows else None
