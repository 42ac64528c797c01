"""Reading persons, seen events and wanted rows inside a turn's transaction. Nothing is written here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import msgspec

from coach_core.facts import Fact, LoadChange, Measurement, SetDone, Step, WorkoutDone
from coach_core.person import Health, Person, Training
from coach_core.store import statements as s
from coach_core.store.db import Ask, Db, Row, Statement
from coach_core.store.deed import Door, State
from coach_core.store.docs import VERSION, decode, encode, person_of
from coach_core.store.groups import read_group
from coach_core.store.kept import Kept
from coach_core.store.records import Stored
from coach_core.store.rows import SHELVES, Shelf, at_moment, order
from coach_core.store.seal import Seal
from coach_core.store.writes import KEPT
from coach_core.talk import Incoming
from coach_core.turn import Past, Rows, Want
from coach_core.values import dataclass

Address = tuple[str, str]  # platform and what it calls the person
NO_TRAINING, NO_HEALTH = Training(), Health()
read_anchors = msgspec.json.Decoder(dict[str, int]).decode


@dataclass(slots=True)
class Loaded:
    """What a batch knows: the persons met so far, as they are after its turns, and which events were answered."""

    numbers: dict[Address, int]
    doors: dict[Address, Door]
    states: dict[int, State]
    seen: dict[tuple[str, str], tuple[int, int]]  # platform and event → person and turn
    people: int | None = None  # how many there ever were; None until somebody new came
    asked: bool = True  # False: which of the events were answered before is not known


async def load(db: Db, events: Sequence[Incoming], seal: Seal, kept: Kept, lock: Sequence[Ask] = ()) -> Loaded:
    """Begin the transaction with the persons of these events and what was seen of them, in one go.

    ``lock`` are asked first, for who else must be locked before them.
    """
    wanted = dict.fromkeys((e.platform, e.person) for e in events)
    met = kept.met(wanted) if db.alone else {}
    asks = [_ask(s.SEEN, [(e.platform, e.event) for e in events])]
    if len(met) < len(wanted):
        asks.append(_ask(s.PEOPLE, [address for address in wanted if address not in met]))
    seen, *people = (await db.begin(*lock, *asks))[len(lock) :]
    mine = [row for rows in people for row in rows if (row[0], row[1]) in wanted]
    own = s.OF_PERSON
    return Loaded(
        {address: state.person.number for address, (_, state) in met.items()}
        | {(row[0], row[1]): row[own] for row in mine},
        {address: door for address, (door, _) in met.items()} | {(row[0], row[1]): door_of(row) for row in mine},
        {state.person.number: state for _, state in met.values()}
        | {row[own]: kept.state(row[own:]) or state_of(row[own:], seal) for row in mine},
        {(platform, event): (person, turn) for platform, event, person, turn in seen},
    )


def in_memory(events: Sequence[Incoming], kept: Kept) -> Loaded | None:
    """What is kept of the persons of these events, if it is all of them. The database was asked nothing."""
    wanted = {(e.platform, e.person) for e in events}
    met = kept.met(wanted)
    if len(met) < len(wanted):
        return None
    return Loaded(
        {address: state.person.number for address, (_, state) in met.items()},
        {address: door for address, (door, _) in met.items()},
        {state.person.number: state for _, state in met.values()},
        {},
        asked=False,
    )


def _ask(statements: Mapping[int, Statement], pairs: Sequence[tuple[str, str]]) -> Ask:
    size, values = s.filled(pairs)
    return Ask(statements[size], values)


def door_of(row: Row) -> Door:
    """The state of an address from a row of ``PEOPLE``."""
    return Door(row[2] is not None, bool(row[3]), bool(row[4]))


def state_of(row: Row, seal: Seal) -> State:
    """A person from a row of ``person``."""
    _, version, doc, training, health, anchors = row
    plain = seal.open(training)
    person = person_of(version, seal.open(doc), plain, seal.open(health))
    return State(person, version, training, health, read_anchors(anchors), True, plain)


async def stranger(db: Db, loaded: Loaded, seal: Seal) -> State:
    """Somebody new with the next number; it is theirs once ``note`` has seen a turn of them."""
    if loaded.people is None:
        [[(count,)]] = await db.read(Ask(s.COUNT_PEOPLE))
        loaded.people = int(count)
    plain, health = encode(NO_TRAINING), seal.close(encode(NO_HEALTH))
    person = Person(loaded.people + 1, training=NO_TRAINING, health=NO_HEALTH)
    return State(person, VERSION, seal.close(plain), health, {}, False, plain)


async def messages(db: Db, person: int, turn: int, seal: Seal) -> tuple[Stored, ...]:
    """The messages of a turn, in order."""
    [rows] = await db.read(Ask(s.MESSAGES, (person, turn)))
    return tuple(stored(row, seal) for row in rows)


def stored(row: Row, seal: Seal) -> Stored:
    """A message from a row of ``outbox``, with the platform's id of what it replaces where the row ends with one."""
    person, n, turn, platform, external, room, edits, anchor, body, status, attempts, _, created, _, there, *more = row
    place = (platform, external, room, edits, anchor)
    public, urgency, unclear, *more = more
    body, at = seal.open(body), at_moment(created)
    replaced = more[0] if more else None
    message = (person, n, turn, *place, body, status, attempts, at, there, bool(public), replaced, False)
    return Stored(*message, urgency, unclear)


async def wanted(db: Db, person: int, turn: int, want: Want, seal: Seal) -> Rows:
    """The rows that a command asked for; ``turn`` is the one that asks."""
    rows = await everything(db, person, seal) if want.everything else Rows()
    if want.group is not None:
        rows = replace(rows, group=await read_group(db, person, want.group))
    if want.missed is not None:
        rows = replace(rows, missed=missed(await messages(db, person, want.missed, seal)))
    if want.journal <= 0:
        return rows
    return replace(rows, past=await past(db, person, turn, want.journal, seal))


async def everything(db: Db, person: int, seal: Seal) -> Rows:
    """All live facts of a person, in the order of time, then id."""
    found = await db.read(*(Ask(s.LIVE[shelf.table], (person,)) for shelf in SHELVES.values()))
    facts = {kind: tuple(sorted(facts_of(shelf, rows, seal), key=order)) for (kind, shelf), rows in paired(found)}
    return Rows(facts[SetDone], facts[WorkoutDone], facts[LoadChange], facts[Step], facts[Measurement], whole=True)


def missed(said: Iterable[Stored]) -> tuple[bytes | None, ...]:
    """Of these messages those to the person alone that were given up."""
    lost = (m for m in said if m.status == "failed" and m.room is None)
    return tuple(None if m.anchor is not None else m.body for m in lost)


def paired(found: Sequence[Sequence[Row]]) -> Iterable[tuple[tuple[type, Shelf], Sequence[Row]]]:
    """Each kind of facts with its rows."""
    return zip(SHELVES.items(), found, strict=True)


def facts_of(shelf: Shelf, rows: Iterable[Row], seal: Seal) -> list[Any]:
    """The facts of some rows of a shelf: person, id, turn and end stand before the values."""
    return [shelf.read(row[1], tuple(row[4:]), seal) for row in rows]


def with_turns(shelf: Shelf, rows: Sequence[Row], seal: Seal) -> list[tuple[int, int, Fact]]:
    """The turn that made each fact, the turn that ended it, the fact."""
    return [(row[2], row[3], fact) for row, fact in zip(rows, facts_of(shelf, rows, seal), strict=True)]


async def past(db: Db, person: int, turn: int, most: int, seal: Seal) -> tuple[Past, ...]:
    """The latest turns that undo can take back, the newest first, none of them older than ``KEPT`` turns."""
    [turns] = await db.read(Ask(s.UNDO, (person, turn - 1 - KEPT, most)))
    if not turns:
        return ()
    oldest = min(row[0] for row in turns)
    found = await db.read(*(Ask(s.SINCE[shelf.table], (person, oldest)) for shelf in SHELVES.values()))
    rows = [touched for (_, shelf), some in paired(found) for touched in with_turns(shelf, some, seal)]
    return tuple(
        Past(number, decode(Training, version, seal.open(training)), made_by(number, rows), ended_by(number, rows))
        for number, version, training in turns
    )


def made_by(turn: int, rows: Iterable[tuple[int, int, Fact]]) -> tuple[Fact, ...]:
    """The facts that a turn made."""
    return tuple(sorted((fact for made, _, fact in rows if made == turn), key=order))


def ended_by(turn: int, rows: Iterable[tuple[int, int, Fact]]) -> tuple[Fact, ...]:
    """The facts that a turn ended."""
    return tuple(sorted((fact for _, ended, fact in rows if ended == turn), key=order))
