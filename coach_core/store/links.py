"""Codes on their way and joined accounts as rows: read for a turn, written by it. What is asked is in commands/."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import delete, func, or_, select

from coach_core.linking import Joined, Links, Met, Offer
from coach_core.person import Person
from coach_core.store import tables as t
from coach_core.store.db import Ask, Db, Row, Statement
from coach_core.store.docs import encode
from coach_core.store.loading import everything, state_of
from coach_core.store.records import Answering
from coach_core.store.rows import at_moment, moment
from coach_core.store.seal import Seal
from coach_core.store.statements import into, names, want
from coach_core.turn import Rows, Want

HOUR = timedelta(hours=1)

LINKS = Statement(
    select(t.link).where(
        or_(t.link.c.person == want("person"), t.link.c.other == want("other"), t.link.c.code == want("code"))
    ),
    names("person", "other", "code"),
)
ADD_LINK = into(t.link)
DROP_LINK = Statement(delete(t.link).where(t.link.c.person == want("person")), names("person"))
DROP_TYPED = Statement(delete(t.link).where(t.link.c.other == want("other")), names("other"))
ADD_MISS = into(t.link_miss)
ALL_MISSES = Statement(select(func.count()).where(t.link_miss.c.at > want("at")), names("at"))
MISSES = Statement(
    select(func.count()).where(t.link_miss.c.at > want("at"), t.link_miss.c.person == want("person")),
    names("at", "person"),
)
PRUNE_MISSES = Statement(delete(t.link_miss).where(t.link_miss.c.at < want("at")), names("at"))
PRUNE_LINKS = Statement(delete(t.link).where(t.link.c.ends < want("at")), names("at"))
OLD_JOINED = Statement(select(t.joined.c.other).where(t.joined.c.at < want("at")).order_by(t.joined.c.at), names("at"))
ADDRESSES = Statement(
    select(t.identity.c.platform, t.identity.c.external)
    .where(t.identity.c.person == want("person"))
    .order_by(t.identity.c.platform, t.identity.c.external),
    names("person"),
)
JOINED = Statement(
    select(t.joined).where(t.joined.c.person == want("person")).order_by(t.joined.c.at.desc()), names("person")
)
ADD_JOINED = into(t.joined)
PERSON = Statement(select(t.person).where(t.person.c.number == want("number")), names("number"))
LOCKED = Statement(
    select(t.person.c.number)
    .where(t.person.c.number.in_([want("one"), want("two")]))
    .order_by(t.person.c.number)
    .with_for_update(),
    names("one", "two"),
)


class Body(msgspec.Struct):
    """What is sealed of a code on its way."""

    here: Met
    there: Met | None
    name: str | None
    agreed: bool


read_body = msgspec.json.Decoder(Body).decode
read_joined = msgspec.json.Decoder(dict[str, Any]).decode


def hashed(code: str) -> str:
    """A code as it is stored: whoever reads the store cannot type it."""
    return hashlib.sha256(b"topset link " + code.encode()).hexdigest()


async def partner(db: Db, person: int) -> int | None:
    """Who is at the other end of the person's code, or of the code that they typed."""
    [rows] = await db.read(Ask(LINKS, (person, person, "")))
    return next((far for row in rows if (far := row[0] if row[3] == person else row[3]) is not None), None)


async def links(db: Db, answering: Answering, seal: Seal, person: int, at: datetime, wish: Want) -> Links:
    """What there is of joining for a person at a time. Codes that hold no more are none."""
    code = hashed(wish.code) if wish.code else ""
    rows, misses, of_all, met, joins = await db.read(
        Ask(LINKS, (person, person, code)),
        Ask(MISSES, (moment(at - HOUR), person)),
        Ask(ALL_MISSES, (moment(at - HOUR),)),
        Ask(ADDRESSES, (person,)),
        Ask(JOINED, (person,)),
    )
    live = [row for row in rows if row[2] > moment(at)]
    made = next((offer_of(row, seal) for row in live if row[0] == person), None)
    typed = next((offer_of(row, seal) for row in live if row[3] == person), None)
    found = next((offer_of(row, seal) for row in live if code and row[1] == code), None)
    far = made.other if made is not None else typed.person if typed is not None else None
    other = None if far is None else await person_of(db, far, seal)
    return Links(
        answering.code(),
        tuple(Met(*address) for address in met),
        made,
        typed,
        found,
        misses[0][0],
        of_all[0][0],
        joined_of(joins[0], seal) if joins else None,
        other,
        await everything(db, far, seal) if far is not None and wish.everything else Rows(),
        await everything(db, person, seal) if found is not None else Rows(),
    )


def offer_of(row: Row, seal: Seal) -> Offer:
    """A code on its way from a row of ``link``."""
    person, _, ends, other, body = row
    kept = read_body(seal.open(body))
    return Offer(person, kept.here, at_moment(ends), other, kept.there, kept.name, kept.agreed)


def row_of(offer: Offer, code: str | None, seal: Seal) -> tuple[object, ...]:
    """The row of a code on its way."""
    body = encode(Body(offer.here, offer.there, offer.name, offer.agreed))
    return offer.person, code, moment(offer.ends), offer.other, seal.close(body)


def joined_of(row: Row, seal: Seal) -> Joined:
    """A joined account from a row of ``joined``."""
    _, other, at, body = row
    kept = read_joined(seal.open(body))
    return msgspec.convert({**kept, "other": other, "at": at_moment(at)}, Joined)


async def person_of(db: Db, number: int, seal: Seal) -> Person | None:
    """A person by their number."""
    [rows] = await db.read(Ask(PERSON, (number,)))
    return state_of(rows[0], seal).person if rows else None
