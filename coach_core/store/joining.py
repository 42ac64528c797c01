"""What a turn writes about joining two accounts, in its own transaction. Which rows there are: links.py."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from coach_core.challenge.along import taken_along
from coach_core.facts import Fact
from coach_core.linking import Change, Drop, Join, Joined, Leave, LinkDeed, Make, Miss, Part
from coach_core.store import links as k
from coach_core.store import statements as s
from coach_core.store.accounts import MOVE, Joining, addresses, save
from coach_core.store.db import Statement, Write
from coach_core.store.deed import made_of
from coach_core.store.docs import encode
from coach_core.store.entering import entries_over
from coach_core.store.parting import leave, part
from coach_core.store.rows import moment
from coach_core.store.seal import Seal
from coach_core.store.writes import TRUE


async def carry_out(joining: Joining) -> None:
    """Write what the turn does about joining; the turn itself is written already."""
    link = joining.deed.link
    if link is not None:
        await DEEDS[type(link)](joining, link)


async def make(j: Joining, link: Make) -> None:
    """A new code instead of whatever was under way."""
    await j.db.write(
        Write(k.DROP_TYPED, [(link.offer.person,)]),
        Write(k.DROP_LINK, [(link.offer.person,)]),
        Write(k.ADD_LINK, [k.row_of(link.offer, k.hashed(link.code), j.seal)]),
    )


async def miss(j: Joining, link: Miss) -> None:
    """One more wrong code."""
    await j.db.write(Write(k.ADD_MISS, [(j.me.number, j.me.turn, moment(j.at))]))


async def change(j: Joining, link: Change) -> None:
    """The code is used up; who typed it asks for nothing else."""
    await j.db.write(
        Write(k.DROP_TYPED, [(link.offer.other,)]),
        Write(k.DROP_LINK, [(link.offer.other,), (link.offer.person,)]),
        Write(k.ADD_LINK, [k.row_of(link.offer, None, j.seal)]),
    )


async def drop(j: Joining, link: Drop) -> None:
    """The code is gone."""
    await j.db.write(Write(k.DROP_LINK, [(link.offer.person,)]))


async def join(j: Joining, link: Join) -> None:
    """The addresses of one go over to the other, with copies of its facts and the stricter health answers."""
    met = await addresses(j.db, link.other)
    turn, entered = await kept_turn(j, link)
    joined = Joined(link.other, j.at, met, link.before, link.health)
    await j.db.write(
        *(Write(k.DROP_LINK, [(number,)]) for number in (link.keep, link.other)),
        Write(MOVE, [(link.keep, m.platform, m.external) for m in met]),
        Write(s.IN_FRONT, [(j.deed.event.platform, j.deed.event.person, link.keep)]),
        Write(s.MOVE_DUES, [(link.keep,)]),
        Write(s.DROP_DUES, [(link.other,)]),
        Write(k.ADD_JOINED, [joined_row(link.keep, joined, j.seal)]),
        *bringing(link.keep, turn, link.facts, j.seal),
        *entered,
    )


async def kept_turn(j: Joining, link: Join) -> tuple[int, tuple[Write, ...]]:
    """The turn of who goes on that brings the facts along: no undo ever takes it back. With it the health answers and
    the part in challenges, of which the rows are still to be written.
    """
    person = j.me if link.keep == j.me.number else await k.person_of(j.db, link.keep, j.seal)
    assert person is not None, "both were locked"
    other = j.me if link.other == j.me.number else await k.person_of(j.db, link.other, j.seal)
    assert other is not None, "both were locked"
    entries = taken_along(person, other)
    after = replace(person, health=link.health, turn=person.turn + (person is not j.me), entries=entries)
    await save(j, after)
    return after.turn, tuple(entries_over(person, other, moment(j.at)))


def bringing(number: int, turn: int, facts: Sequence[Fact], seal: Seal) -> list[Write]:
    """The rows of facts that a join brings along."""
    rows: dict[Statement, list[tuple[object, ...]]] = {}
    for fact in facts:
        made = made_of(fact, seal)
        rows.setdefault(s.ADD_FACT[made.table], []).append((number, made.id, turn, TRUE, *made.values))
    return [Write(statement, some) for statement, some in rows.items()]


def joined_row(number: int, joined: Joined, seal: Seal) -> tuple[object, ...]:
    """The row of ``joined``."""
    body = encode({"met": joined.met, "before": joined.before, "after": joined.after})
    return number, joined.other, moment(joined.at), seal.close(body)


DEEDS: Mapping[type[LinkDeed], Callable[[Joining, Any], Awaitable[None]]] = {
    Make: make,
    Miss: miss,
    Change: change,
    Drop: drop,
    Join: join,
    Part: part,
    Leave: leave,
}
