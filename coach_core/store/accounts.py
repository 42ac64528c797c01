"""What joining and parting share: the turn that does it, a person saved, addresses and whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import update

from coach_core.linking import Met
from coach_core.person import Person
from coach_core.store import links as k
from coach_core.store import statements as s
from coach_core.store import tables as t
from coach_core.store.db import Ask, Db, Statement, Write
from coach_core.store.deed import Deed
from coach_core.store.docs import VERSION, encode, person_doc
from coach_core.store.records import Answering
from coach_core.store.seal import Seal
from coach_core.store.statements import names, want
from coach_core.values import dataclass

MOVE = Statement(
    update(t.identity).where(s.here).values(person=want("person"), front=0), names("person", "platform", "external")
)


@dataclass(frozen=True, slots=True)
class Joining:
    """What carrying out needs."""

    db: Db
    answering: Answering
    seal: Seal
    deed: Deed

    @property
    def at(self) -> datetime:
        """When it is done."""
        return self.deed.event.at

    @property
    def me(self) -> Person:
        """Whose turn it is, after it."""
        return self.deed.state.person


async def save(j: Joining, person: Person) -> None:
    """Write a person as they are now."""
    [rows] = await j.db.read(Ask(k.PERSON, (person.number,)))
    docs = (person_doc(person), encode(person.training), encode(person.health))
    await j.db.write(Write(s.SAVE_PERSON, [(VERSION, *map(j.seal.close, docs), rows[0][5], person.number)]))


async def addresses(db: Db, number: int) -> tuple[Met, ...]:
    """Where a person is met."""
    [rows] = await db.read(Ask(k.ADDRESSES, (number,)))
    return tuple(Met(*row) for row in rows)


async def standing_still(db: Db, person: int) -> Sequence[int]:
    """The accounts that were joined to this one, and those that had been joined to them."""
    found: list[int] = []
    waiting = [person]
    while waiting:
        [rows] = await db.read(Ask(k.JOINED, (waiting.pop(),)))
        fresh = [row[1] for row in rows if row[1] not in found]
        found += fresh
        waiting += fresh
    return found
