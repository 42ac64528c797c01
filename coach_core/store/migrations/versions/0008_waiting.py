"""Events that their platform was told are safe here, and that wait for their turn."""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"

TABLE = """CREATE TABLE waiting (
    platform TEXT NOT NULL, event TEXT NOT NULL, n {whole} NOT NULL, body {blob} NOT NULL,
    CONSTRAINT pk_waiting PRIMARY KEY (platform, event)
){tail}"""


def upgrade() -> None:
    """Make the table; nothing waits so far."""
    lite = op.get_bind().dialect.name == "sqlite"
    whole, blob, tail = ("INTEGER", "BLOB", " WITHOUT ROWID, STRICT") if lite else ("BIGINT", "BYTEA", "")
    op.execute(TABLE.format(whole=whole, blob=blob, tail=tail))
