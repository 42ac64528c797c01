"""A due thing knows the platform on which its person is told, so that each platform finds its own at once."""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"

TABLE = """CREATE TABLE due (
    person {whole} NOT NULL, kind TEXT NOT NULL, "key" TEXT NOT NULL, at {whole} NOT NULL, platform TEXT NOT NULL,
    CONSTRAINT pk_due PRIMARY KEY (person, kind, "key"),
    CONSTRAINT fk_due_person FOREIGN KEY(person) REFERENCES person (number)
){tail}"""
HOME = "(SELECT min(platform) FROM identity WHERE identity.person = due.person)"


def upgrade() -> None:
    """Make the table anew, with its rows."""
    lite = op.get_bind().dialect.name == "sqlite"
    op.execute(f'CREATE TABLE due_kept AS SELECT person, kind, "key", at, {HOME} AS platform FROM due')  # noqa: S608
    op.execute("DROP TABLE due")
    op.execute(TABLE.format(whole="INTEGER" if lite else "BIGINT", tail=" WITHOUT ROWID, STRICT" if lite else ""))
    op.execute("CREATE INDEX ix_due_platform_at ON due (platform, at)")
    op.execute("INSERT INTO due SELECT * FROM due_kept WHERE platform IS NOT NULL")
    op.execute("DROP TABLE due_kept")
