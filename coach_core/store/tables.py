"""The tables, one set for SQLite and PostgreSQL, in plain column types. What is done with them is in statements.py.

Times are whole microseconds UTC. Columns named *sealed* hold JSON, encrypted when a key is set (seal.py). The limits
are the second wall: the core refuses first.
"""

from __future__ import annotations

from sqlalchemy import (
    REAL,
    BigInteger,
    CheckConstraint,
    Column,
    ColumnElement,
    Float,
    ForeignKey,
    FromClause,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    literal_column,
)
from sqlalchemy import text as sql
from sqlalchemy.schema import SchemaItem

VERSIONS = (
    "0001",
    "0002",
    "0003",
    "0004",
)  # every schema that was released, the newest last: the names of the migrations

WHOLE = BigInteger().with_variant(Integer(), "sqlite")
FRACTION = Float().with_variant(REAL(), "sqlite")

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMING)


def whole(name: str, *more: SchemaItem, null: bool = False) -> Column[int]:
    """A column of whole numbers."""
    return Column(name, WHOLE, *more, nullable=null, autoincrement=False)


def added(name: str, default: int) -> Column[int]:
    """A column that older stores were given later: the rows of then have the default."""
    return Column(name, WHOLE, nullable=False, server_default=sql(str(default)))


def fraction(name: str, *, null: bool = False) -> Column[float]:
    """A column of floating numbers."""
    return Column(name, FRACTION, nullable=null)


def text(name: str, *, null: bool = False) -> Column[str]:
    """A column of text."""
    return Column(name, Text(), nullable=null)


def sealed(name: str, *, null: bool = False) -> Column[bytes]:
    """A column of JSON that may be encrypted."""
    return Column(name, LargeBinary(), nullable=null)


def within(column: str, low: int, high: int) -> CheckConstraint:
    """A limit of a column; NULL passes."""
    return CheckConstraint(f'"{column}" BETWEEN {low} AND {high}', name=column)


def one_of(column: str, *values: str) -> CheckConstraint:
    """The values that a column may have; NULL passes."""
    return CheckConstraint(f'"{column}" IN ({", ".join(repr(v) for v in values)})', name=column)


def table(name: str, *items: SchemaItem, key: tuple[str, ...], small: bool = False) -> Table:
    """A strict table. Small rows are stored in the order of their key; others in the order in which they come."""
    return Table(name, metadata, *items, PrimaryKeyConstraint(*key), sqlite_strict=True, sqlite_with_rowid=not small)


def of_person() -> Column[int]:
    """The person that a row is about: erasing looks for this column in every table."""
    return whole("person", ForeignKey("person.number"))


person = Table(
    "person",
    metadata,
    Column("number", WHOLE, primary_key=True, autoincrement=False),
    whole("version"),  # of the documents in this row
    sealed("doc"),  # settings, consent, question, counters
    sealed("training"),
    sealed("health"),
    text("anchors"),  # JSON: platform, room and anchor → number of the newest message with it
    within("number", 1, 10**12),
    sqlite_strict=True,
)
identity = table(  # where a person is met
    "identity",
    text("platform"),
    text("external"),
    of_person(),
    whole("gone", null=True),  # since when nothing can be sent there: blocked, closed
    added("front", 1),  # 1: the person wrote here last, so what is due goes here
    text("chat", null=True),  # the platform's own id of the private chat, where it has one
    whole("met", null=True),  # when the person wrote there last, to the day
    key=("platform", "external"),
    small=True,
)
Index(None, identity.c.person)

journal = Table(  # which events were answered; ``person`` is minus their number once they are erased
    "journal",
    metadata,
    Column("row", WHOLE, primary_key=True, autoincrement=True),
    text("platform"),
    text("event"),
    whole("person"),
    whole("turn"),
    whole("at"),
    UniqueConstraint("platform", "event"),
    sqlite_strict=True,
)
before = table(
    "before",
    of_person(),
    whole("turn"),
    whole("undone"),
    whole("version"),
    sealed("training"),
    within("undone", 0, 1),
    key=("person", "turn"),
)


def shelf(name: str, *items: SchemaItem) -> Table:
    """A table of facts: each row has the turn that made it and the turn that ended it, 0 while it is true.

    So an id is true at most once at a time.
    """
    first = (of_person(), text("id"), whole("turn"), whole("ended"))
    return table(name, *first, *items, key=("person", "id", "ended"))


set_done = shelf(
    "set_done",
    text("exercise"),
    whole("at"),
    whole("written_at"),
    text("message", null=True),
    text("workout", null=True),
    whole("slot", null=True),
    whole("set"),
    text("program", null=True),
    whole("week", null=True),
    text("day", null=True),
    whole("load", null=True),
    text("unit", null=True),
    text("load_kind"),
    whole("reps", null=True),
    whole("reps_left", null=True),
    whole("reps_right", null=True),
    whole("seconds", null=True),
    fraction("distance_m", null=True),
    fraction("rir", null=True),
    fraction("rpe", null=True),
    whole("to_failure"),
    whole("failed"),
    whole("warmup"),
    whole("drop"),
    sealed("note", null=True),
    whole("goal_reps", null=True),
    fraction("goal_rir", null=True),
    within("load", 1, 100_000),
    one_of("unit", "kg", "lb"),
    within("reps", 0, 1000),
    within("reps_left", 0, 1000),
    within("reps_right", 0, 1000),
    within("seconds", 0, 86_400),
    within("distance_m", 0, 1_000_000),
    within("rir", -20, 100),
    within("rpe", 0, 20),
)
workout_done = shelf(
    "workout_done",
    text("how"),
    whole("opened_at"),
    whole("ended_at"),
    text("program", null=True),
    whole("week", null=True),
    text("day", null=True),
    whole("gap_days", null=True),
    sealed("plan"),
    sealed("marks"),
    one_of("how", "finished", "skipped", "left"),
)
load_change = shelf(
    "load_change",
    whole("at"),
    text("exercise"),
    whole("slot", null=True),
    text("workout", null=True),
    whole("load_before", null=True),
    text("unit_before", null=True),
    whole("load_after", null=True),
    text("unit_after", null=True),
    text("reps_before", null=True),  # JSON: [8, 12], high null for as many as possible
    text("reps_after", null=True),
    text("rule"),
    text("reason"),  # JSON of the whole reason
    one_of("unit_before", "kg", "lb"),
    one_of("unit_after", "kg", "lb"),
)
step = shelf(
    "step",
    whole("at"),
    text("kind"),
    text("exercise", null=True),
    text("text"),
    whole("load", null=True),
    text("unit", null=True),
    fraction("factor", null=True),
    one_of("unit", "kg", "lb"),
)
measurement = shelf("measurement", whole("at"), sealed("body"))

outbox = table(
    "outbox",
    whole("person"),  # minus their number for the goodbye of an erased person
    whole("n"),  # the message's number among those to this person; its id is m<person>.<n>
    whole("turn"),
    text("platform"),
    text("external"),  # whom to send to, as the platform calls them; emptied once a goodbye is sent
    text("room", null=True),
    whole("edits", null=True),  # number of the message that this one replaces in place
    text("anchor", null=True),
    sealed("body"),
    text("status"),
    whole("attempts"),
    whole("not_before"),
    whole("created"),
    whole("sent", null=True),
    text("there", null=True),  # the platform's own id of the sent message
    added("public", 0),  # 1: everybody in the room sees it
    added("urgency", 0),  # urgency.py: the smallest goes first
    added("unclear", 0),  # sends that were begun and of which nobody knows whether they arrived
    one_of("status", "pending", "sent", "failed"),
    key=("person", "n"),
)


def is_pending(rows: FromClause) -> ColumnElement[bool]:
    """Rows of the outbox that wait. No parameter: so the database sees that the indexes of such rows will do."""
    return rows.c.status == literal_column("'pending'")


IS_PENDING = is_pending(outbox)
Index("ix_outbox_next", outbox.c.platform, outbox.c.urgency, outbox.c.created, outbox.c.person, outbox.c.n,
      sqlite_where=IS_PENDING, postgresql_where=IS_PENDING)  # fmt: skip
Index("ix_outbox_chat", outbox.c.external, outbox.c.platform, outbox.c.created,
      sqlite_where=IS_PENDING, postgresql_where=IS_PENDING)  # fmt: skip

dead_letter = table(
    "dead_letter",
    text("platform"),
    text("event"),
    whole("person"),
    text("error_id"),
    whole("at"),
    sealed("body"),  # the event as it came and what went wrong
    key=("platform", "event"),
)
due = table("due", of_person(), text("kind"), text("key"), whole("at"), key=("person", "kind", "key"), small=True)
Index(None, due.c.at)
meta = table("meta", text("key"), text("value"), key=("key",), small=True)

FACTS = (set_done, workout_done, load_change, step, measurement)
