"""Which messages in rooms name whom, so that a name can be taken out of them again."""

from __future__ import annotations

from alembic import op

revision = "0011"
down_revision = "0010"

TABLE = """CREATE TABLE named (
    person {whole} NOT NULL, challenge {whole} NOT NULL, other {whole} NOT NULL, n {whole} NOT NULL,
    mark {whole} NOT NULL, hiding {whole} NOT NULL,
    CONSTRAINT pk_named PRIMARY KEY (person, other, n, challenge, mark),
    CONSTRAINT fk_named_person FOREIGN KEY(person) REFERENCES person (number)
){tail}"""


def upgrade() -> None:
    """Make the table. What was said before is not known by whom it names; it goes after three days."""
    lite = op.get_bind().dialect.name == "sqlite"
    whole, tail = ("INTEGER", " WITHOUT ROWID, STRICT") if lite else ("BIGINT", "")
    op.execute(TABLE.format(whole=whole, tail=tail))
    op.execute("CREATE INDEX ix_named_other_n ON named (other, n)")
