"""What a turn writes when a join is undone or an address is taken out, in its own transaction. Joining: joining.py."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import delete, or_

from coach_core.challenge.along import left_behind
from coach_core.linking import MARK, Leave, Part
from coach_core.person import Person
from coach_core.store import links as k
from coach_core.store import statements as s
from coach_core.store import tables as t
from coach_core.store.accounts import MOVE, Joining, addresses, save
from coach_core.store.db import Statement, Write
from coach_core.store.deed import nobody
from coach_core.store.entering import entries_back
from coach_core.store.rows import moment
from coach_core.store.statements import names, want
from coach_core.store.writes import due_row
from coach_core.talk import Incoming, Kind

LEAVE = Statement(
    delete(t.identity).where(s.here, t.identity.c.person == want("person")), names("platform", "external", "person")
)
PARTED = Statement(
    delete(t.joined).where(t.joined.c.person == want("person"), t.joined.c.other == want("other")),
    names("person", "other"),
)


def unbring(table: Any) -> Statement:  # noqa: ANN401 - a table of facts
    """Delete what a joined account brought along, also what was changed of it since."""
    ids = [table.c.id, *([table.c.workout] if table is t.set_done else [])]
    marked = or_(*(column.like(want(f"mark{n}")) for n, column in enumerate(ids)))
    return Statement(
        delete(table).where(table.c.person == want("person"), marked),
        names("person", *(f"mark{n}" for n in range(len(ids)))),
    )


UNBRING = {table: unbring(table) for table in t.FACTS}


async def part(j: Joining, link: Part) -> None:
    """The addresses and the account are as before the join; what was brought along goes from the one that went on."""
    joined, number = link.joined, j.me.number
    mark = f"%{MARK}{joined.other}"
    mine = {(m.platform, m.external) for m in await addresses(j.db, number)}
    back = [(joined.other, m.platform, m.external) for m in joined.met if (m.platform, m.external) in mine]
    await j.db.write(
        *([Write(MOVE, back)] if back else []),
        *(Write(statement, [(number, *[mark] * (len(statement.names) - 1))]) for statement in UNBRING.values()),
        Write(PARTED, [(number, joined.other)]),
    )
    for whose in (number, joined.other):
        await in_front(j, whose)
    other = await k.person_of(j.db, joined.other, j.seal)
    health = joined.before if j.me.health == joined.after else j.me.health
    entries = left_behind(j.me.entries, joined.other)
    if (health, entries) != (j.me.health, j.me.entries):
        await save(j, replace(j.me, health=health, entries=entries))
    if other is not None:
        await j.db.write(*entries_back(j.me, other, moment(j.at)))
    if other is not None and back:
        await due_again(j, other, back[0][1:])


async def in_front(j: Joining, number: int) -> None:
    """Somebody writes where they wrote now, else at the first of their addresses."""
    met = [(m.platform, m.external) for m in await addresses(j.db, number)]
    here = (j.deed.event.platform, j.deed.event.person)
    if met:
        front = Write(s.IN_FRONT, [(*(here if here in met else met[0]), number)])
        await j.db.write(front, Write(s.MOVE_DUES, [(number,)]))


async def due_again(j: Joining, person: Person, address: tuple[str, str]) -> None:
    """What is due for somebody who was away."""
    event = Incoming(*address, "", j.at, Kind.OTHER)
    dues = j.answering.dues(nobody(person), person, event)
    if dues is not None and dues.rows:
        await j.db.write(Write(s.ADD_DUE, [due_row(due, address[0]) for due in dues.rows]))


async def leave(j: Joining, link: Leave) -> None:
    """Whoever writes from that address is a stranger from now on."""
    gone = Write(LEAVE, [(link.met.platform, link.met.external, j.me.number)])
    await j.db.write(gone, Write(s.MOVE_DUES, [(j.me.number,)]))
