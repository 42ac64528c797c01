"""The tables, one set for SQLite and PostgreSQL, in plain column types. What is done with them is in statements.py.

Times are whole microseconds UTC. Columns named *sealed* hold JSON, encrypted when a key is set (seal.py). The limits
are the second wall: the core refuses first.
"""

from __future__ import annotations

from sqlalchemy import Column, ColumnElement, FromClause, Index, Table, UniqueConstraint, literal_column
from sqlalchemy.schema import SchemaItem

from coach_core.store.columns import (
    WHOLE,
    added,
    fraction,
    of_person,
    one_of,
    sealed,
    table,
    text,
    whole,
    within,
)
from coach_core.store.columns import metadata as metadata
from coach_core.store.group_tables import challenge as challenge
from coach_core.store.group_tables import doubt as doubt
from coach_core.store.group_tables import entry as entry
from coach_core.store.group_tables import named as named

VERSIONS = tuple(f"{n:04}" for n in range(1, 12))  # all that was released, the newest last
WHERE = "where"  # in the info of an index: the rows that it holds (making.py)


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
ONLY = {WHERE: IS_PENDING}
Index("ix_outbox_next", outbox.c.platform, outbox.c.urgency, outbox.c.created, outbox.c.person, outbox.c.n, info=ONLY)
Index("ix_outbox_chat", outbox.c.external, outbox.c.platform, outbox.c.created, info=ONLY)

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
waiting = table(  # events that their platform was told are safe here
    "waiting",
    text("platform"),
    text("event"),
    whole("n"),  # the order in which they came
    sealed("body"),
    key=("platform", "event"),
    small=True,
)
due = table(
    "due",
    of_person(),
    text("kind"),
    text("key"),  # names the occurrence
    whole("at"),
    text("platform"),  # where its person is told
    key=("person", "kind", "key"),
    small=True,
)
Index(None, due.c.platform, due.c.at)
meta = table("meta", text("key"), text("value"), key=("key",), small=True)

link = table(  # codes on their way from one account to another
    "link",
    of_person(),  # who made it
    text("code", null=True),  # hashed; none once it was typed
    whole("ends"),
    whole("other", null=True),  # who typed it
    sealed("body"),
    key=("person",),
    small=True,
)
Index(None, link.c.code, unique=True)
Index(None, link.c.other)
link_miss = table(  # wrong codes of the last hour
    "link_miss", of_person(), whole("turn"), whole("at"), key=("person", "turn"), small=True
)
Index(None, link_miss.c.at)
joined = table(  # accounts that stand still because they were joined to another one
    "joined", of_person(), whole("other"), whole("at"), sealed("body"), key=("person", "other"), small=True
)
Index(None, joined.c.at)

FACTS = (set_done, workout_done, load_change, step, measurement)
