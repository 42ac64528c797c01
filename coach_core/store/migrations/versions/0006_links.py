"""Codes for joining two accounts, wrong ones, and accounts that stand still because they were joined."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"

TABLES = (
    """CREATE TABLE link (
        person {whole} NOT NULL, code TEXT, ends {whole} NOT NULL, other {whole}, body {blob} NOT NULL,
        CONSTRAINT pk_link PRIMARY KEY (person),
        CONSTRAINT fk_link_person FOREIGN KEY(person) REFERENCES person (number)
    ){tail}""",
    """CREATE TABLE link_miss (
        person {whole} NOT NULL, turn {whole} NOT NULL, at {whole} NOT NULL,
        CONSTRAINT pk_link_miss PRIMARY KEY (person, turn),
        CONSTRAINT fk_link_miss_person FOREIGN KEY(person) REFERENCES person (number)
    ){tail}""",
    """CREATE TABLE joined (
        person {whole} NOT NULL, other {whole} NOT NULL, at {whole} NOT NULL, body {blob} NOT NULL,
        CONSTRAINT pk_joined PRIMARY KEY (person, other),
        CONSTRAINT fk_joined_person FOREIGN KEY(person) REFERENCES person (number)
    ){tail}""",
)
INDEXES = (
    "CREATE UNIQUE INDEX ix_link_code ON link (code)",
    "CREATE INDEX ix_link_other ON link (other)",
    "CREATE INDEX ix_link_miss_at ON link_miss (at)",
    "CREATE INDEX ix_joined_at ON joined (at)",
)


def upgrade() -> None:
    """Make the tables; nobody was joined so far."""
    lite = op.get_bind().dialect.name == "sqlite"
    whole, blob, tail = ("INTEGER", "BLOB", " WITHOUT ROWID, STRICT") if lite else ("BIGINT", "BYTEA", "")
    for table in TABLES:
        op.execute(table.format(whole=whole, blob=blob, tail=tail))
    for index in INDEXES:
        op.execute(index)
