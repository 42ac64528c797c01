"""Every statement but those of making and migrating. When they are run is in turns, outbox, upkeep."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import ColumnElement, Table, and_, bindparam, case, delete, exists, func, insert, select, update
from sqlalchemy.sql.elements import BindParameter

from coach_core.store import tables as t
from coach_core.store.db import Statement

SIZES = (1, 4, 16, 64, 256)  # how many keys one question has room for; the last is repeated to fill up


def want(name: str) -> BindParameter[object]:
    """A value to be handed over; its name never is that of a column."""
    return bindparam(f"the_{name}")


def names(*plain: str) -> tuple[str, ...]:
    """The names of values as ``want`` makes them."""
    return tuple(f"the_{name}" for name in plain)


def into(table: Table, *without: str) -> Statement:
    """Insert whole rows."""
    columns = tuple(c.name for c in table.columns if c.name not in without)
    return Statement(insert(table).inline(), columns)


def among(column: ColumnElement[str], name: str, size: int) -> ColumnElement[bool]:
    """The column is one of ``size`` values."""
    return column.in_([want(f"{name}{i}") for i in range(size)])


def keys(size: int) -> tuple[str, ...]:
    """The names of ``size`` platforms and ``size`` keys."""
    return names(*(f"platform{i}" for i in range(size)), *(f"key{i}" for i in range(size)))


def filled(pairs: Sequence[tuple[str, str]]) -> tuple[int, tuple[str, ...]]:
    """The size that holds these (platform, key) pairs, and the values of ``keys(size)``."""
    size = next(s for s in SIZES if s >= len(pairs))
    more = [pairs[-1]] * (size - len(pairs))
    platforms, externals = zip(*pairs, *more, strict=True)
    return size, (*platforms, *externals)


def people(size: int) -> Statement:
    """Persons by platform and address with the state of that address, locked in the order of their numbers."""
    asked = and_(among(t.identity.c.platform, "platform", size), among(t.identity.c.external, "key", size))
    another = t.identity.alias("another")
    met = exists().where(another.c.person == t.person.c.number, another.c.gone.is_(None)).label("met")
    columns = (t.identity.c.platform, t.identity.c.external, t.identity.c.gone, t.identity.c.front, met, *t.person.c)
    return Statement(
        select(*columns)
        .join_from(t.identity, t.person)
        .where(asked)
        .order_by(t.person.c.number)
        .with_for_update(of=t.person),
        keys(size),
    )


def seen(size: int) -> Statement:
    """Which of these events were answered, whose they were and in which turn."""
    asked = and_(among(t.journal.c.platform, "platform", size), among(t.journal.c.event, "key", size))
    return Statement(
        select(t.journal.c.platform, t.journal.c.event, t.journal.c.person, t.journal.c.turn).where(asked), keys(size)
    )


class BySize(dict[int, Statement]):
    """A question by how many keys it has room for: made when it is first asked, as the large ones take a while."""

    def __init__(self, make: Callable[[int], Statement]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, size: int) -> Statement:
        return self.setdefault(size, self._make(size))


OF_PERSON = 5  # in a row of ``people`` the columns of the person begin here
PEOPLE: Mapping[int, Statement] = BySize(people)
SEEN: Mapping[int, Statement] = BySize(seen)

COUNT_PEOPLE = Statement(select(t.meta.c.value).where(t.meta.c.key == "people").with_for_update())
SET_META = Statement(
    update(t.meta).where(t.meta.c.key == want("key")).values(value=want("value")), names("value", "key")
)
ADD_META = into(t.meta)
META = Statement(select(t.meta.c.key, t.meta.c.value))
ONE_META = Statement(select(t.meta.c.value).where(t.meta.c.key == want("key")), names("key"))

NEW_PERSON = into(t.person)
NEW_IDENTITY = into(t.identity, "gone", "front", "chat", "met")
here = and_(t.identity.c.platform == want("platform"), t.identity.c.external == want("external"))
IN_FRONT = Statement(
    update(t.identity).where(t.identity.c.person == want("person")).values(front=case((here, 1), else_=0)),
    names("platform", "external", "person"),
)
GONE = Statement(
    update(t.identity).where(here, t.identity.c.gone.is_(None)).values(gone=want("gone")),
    names("gone", "platform", "external"),
)
BACK = Statement(update(t.identity).where(here).values(gone=None), names("platform", "external"))
PERSON_COLUMNS = ("version", "doc", "training", "health", "anchors")
SAVE_PERSON = Statement(
    update(t.person).where(t.person.c.number == want("number")).values({name: want(name) for name in PERSON_COLUMNS}),
    names(*PERSON_COLUMNS, "number"),
)
ADD_JOURNAL = into(t.journal, "row")
ADD_BEFORE = into(t.before)
ADD_MESSAGE = into(t.outbox, "unclear")
ADD_NAMED = into(t.named)
ADD_LETTER = into(t.dead_letter)
ADD_DUE = into(t.due)
ADD_FACT: Mapping[Table, Statement] = {table: into(table) for table in t.FACTS}

PRUNE_BEFORE = Statement(
    delete(t.before).where(t.before.c.person == want("person"), t.before.c.turn <= want("turn")),
    names("person", "turn"),
)
UNDONE = Statement(
    update(t.before).where(t.before.c.person == want("person"), t.before.c.turn == want("turn")).values(undone=1),
    names("person", "turn"),
)
UNDO = Statement(
    select(t.before.c.turn, t.before.c.version, t.before.c.training)
    .where(t.before.c.person == want("person"), t.before.c.turn > want("turn"), t.before.c.undone == 0)
    .order_by(t.before.c.turn.desc())
    .limit(want("most")),
    names("person", "turn", "most"),
)


def end(table: Table) -> Statement:
    """End the live row with an id."""
    live = and_(table.c.person == want("person"), table.c.id == want("id"), table.c.ended == 0)
    return Statement(update(table).where(live).values(ended=want("turn")), names("turn", "person", "id"))


def unmake(table: Table) -> Statement:
    """Delete what a turn made."""
    return Statement(
        delete(table).where(table.c.person == want("person"), table.c.turn == want("turn")), names("person", "turn")
    )


def revive(table: Table) -> Statement:
    """What a turn ended lives again."""
    ended = and_(table.c.person == want("person"), table.c.ended == want("turn"))
    return Statement(update(table).where(ended).values(ended=0), names("person", "turn"))


def live(table: Table) -> Statement:
    """All live rows of a person."""
    return Statement(select(table).where(table.c.person == want("person"), table.c.ended == 0), names("person"))


def since(table: Table) -> Statement:
    """What was made or ended since a turn."""
    touched = (table.c.turn >= want("turn")) | (table.c.ended >= want("turn"))
    return Statement(select(table).where(table.c.person == want("person"), touched), names("person", "turn"))


END = {table: end(table) for table in t.FACTS}
UNMAKE = {table: unmake(table) for table in t.FACTS}
REVIVE = {table: revive(table) for table in t.FACTS}
LIVE = {table: live(table) for table in t.FACTS}
SINCE = {table: since(table) for table in t.FACTS}

MESSAGES = Statement(
    select(t.outbox).where(t.outbox.c.person == want("person"), t.outbox.c.turn == want("turn")).order_by(t.outbox.c.n),
    names("person", "turn"),
)
FORGET = tuple(  # erasing: children before the person
    Statement(delete(table).where(column == want("person")), names("person"))
    for table in reversed(t.metadata.sorted_tables)
    for column in ([table.c.number] if table is t.person else [table.c.get("person"), table.c.get("other")])
    if column is not None
)
FORGET_REST = tuple(statement for statement in FORGET if statement.clause.table is not t.journal)  # type: ignore[attr-defined]
FORGET_EVENTS = Statement(  # of somebody who is forgotten: the events were answered all the same
    update(t.journal).where(t.journal.c.person == want("person")).values(person=-t.journal.c.person), names("person")
)
LEFT = "left"  # what is due for somebody who is not in a room any more
STILL = "still"  # … whom a message in a room still names, as it could not be changed
DROP_DUES = Statement(  # all but what others made due: what an admin said about a set, that a room was left
    delete(t.due).where(t.due.c.person == want("person"), *(t.due.c.kind != kind for kind in ("verdict", LEFT, STILL))),
    names("person"),
)
DROP_DUE = Statement(
    delete(t.due).where(t.due.c.person == want("person"), t.due.c.kind == want("kind"), t.due.c.key == want("key")),
    names("person", "kind", "key"),
)
DROP_KIND = Statement(
    delete(t.due).where(t.due.c.person == want("person"), t.due.c.kind == want("kind")), names("person", "kind")
)


def soonest(*more: ColumnElement[bool], wanted: tuple[str, ...] = ()) -> Statement:
    """What is due by a time, the earliest first, each at the addresses of its person."""
    due = (
        select(t.due).where(t.due.c.platform == want("platform"), t.due.c.at <= want("at"), *more)
        .order_by(t.due.c.at, t.due.c.person, t.due.c.kind, t.due.c.key).limit(want("most")).subquery()
    )  # fmt: skip
    at_home = and_(
        t.identity.c.person == due.c.person, t.identity.c.platform == due.c.platform, t.identity.c.gone.is_(None)
    )
    return Statement(
        select(due.c.person, due.c.kind, due.c.key, due.c.at, due.c.platform, t.identity.c.external)
        .join_from(due, t.identity, at_home)
        .order_by(due.c.at, due.c.person, due.c.kind, due.c.key, t.identity.c.front.desc()),
        names("platform", "at", *wanted, "most"),
    )


DUE = soonest()
DUE_OF = soonest(t.due.c.kind == want("kind"), wanted=("kind",))
NEXT_DUE = Statement(select(func.min(t.due.c.at)).where(t.due.c.platform == want("platform")), names("platform"))
of_their_own = select(t.due.c.person).where(t.due.c.kind != "host", t.due.c.kind != "verdict")
REMINDED = Statement(  # people with anything due, a page at a time
    select(t.person, select(func.min(t.due.c.platform)).where(t.due.c.person == t.person.c.number).scalar_subquery())
    .where(t.person.c.number > want("number"), t.person.c.number.in_(of_their_own))
    .order_by(t.person.c.number)
    .limit(want("most"))
    .with_for_update(of=t.person),
    names("number", "most"),
)
homes = (
    select(t.identity.c.platform).where(t.identity.c.person == t.due.c.person, t.identity.c.gone.is_(None))
    .order_by(t.identity.c.front.desc(), t.identity.c.platform).limit(1).scalar_subquery()
)  # fmt: skip
MOVE_DUES = Statement(  # to where the person wrote last, of the places where they can be reached
    update(t.due).where(t.due.c.person == want("person"), homes.is_not(None)).values(platform=homes), names("person")
)

earlier = t.outbox.alias("earlier")
replaced = and_(earlier.c.person == t.outbox.c.person, earlier.c.n == t.outbox.c.edits)
PENDING = Statement(
    select(t.outbox, earlier.c.there)
    .select_from(
        t.outbox.outerjoin(earlier, and_(earlier.c.person == t.outbox.c.person, earlier.c.n == t.outbox.c.edits))
    )
    .where(t.outbox.c.platform == want("platform"), t.IS_PENDING, t.outbox.c.not_before <= want("at"))
    .order_by(t.outbox.c.created, t.outbox.c.person, t.outbox.c.n)
    .limit(want("most")),
    names("platform", "at", "most"),
)
THIS_MESSAGE = and_(t.outbox.c.person == want("person"), t.outbox.c.n == want("n"))
SENT = Statement(
    update(t.outbox).where(THIS_MESSAGE).values(status="sent", sent=want("sent"), there=want("there")),
    names("sent", "there", "person", "n"),
)
WAITING = Statement(  # of a person at an address
    select(t.outbox.c.person, t.outbox.c.n, t.outbox.c.room, t.outbox.c.public, t.outbox.c.body).where(
        t.outbox.c.platform == want("platform"), t.outbox.c.external == want("external"), t.IS_PENDING
    ),
    names("platform", "external"),
)
GIVEN_UP = Statement(update(t.outbox).where(THIS_MESSAGE).values(status="failed"), names("person", "n"))
DRAWN = Statement(update(t.outbox).where(THIS_MESSAGE).values(body=want("body")), names("body", "person", "n"))
NOT_SENT = Statement(  # what was taken back meanwhile stays so
    update(t.outbox)
    .where(THIS_MESSAGE, t.IS_PENDING)
    .values(
        status=want("status"),
        not_before=want("not_before"),
        attempts=t.outbox.c.attempts + want("more"),
        unclear=want("unclear"),
    ),
    names("status", "not_before", "more", "unclear", "person", "n"),
)
BEGUN = Statement(update(t.outbox).where(THIS_MESSAGE).values(unclear=want("unclear")), names("unclear", "person", "n"))
NAMELESS = Statement(
    update(t.outbox).where(THIS_MESSAGE).values(external=""), names("person", "n")
)  # a goodbye that is sent

NEWEST = Statement(select(func.max(t.journal.c.at)))
LAST_EVENT = Statement(
    select(t.journal.c.event)
    .where(t.journal.c.platform == want("platform"), t.journal.c.event.like(want("pattern")))
    .order_by(t.journal.c.row.desc())
    .limit(1),
    names("platform", "pattern"),
)
kind_of_event = func.substr(t.journal.c.event, 1, 1)
newest_of_kind = select(func.max(t.journal.c.row)).group_by(t.journal.c.platform, kind_of_event)
PRUNE_JOURNAL = Statement(
    delete(t.journal).where(t.journal.c.at < want("at"), t.journal.c.row.not_in(newest_of_kind)), names("at")
)
PRUNE_LETTERS = Statement(delete(t.dead_letter).where(t.dead_letter.c.at < want("at")), names("at"))
