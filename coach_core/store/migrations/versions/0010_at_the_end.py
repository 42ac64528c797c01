"""A row of a board knows how much of the plan and how many weeks it has if a pause goes on to the end."""

from __future__ import annotations

from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Nobody's pause is known yet: until the next turn of a person it is as their row shows."""
    whole = "INTEGER" if op.get_bind().dialect.name == "sqlite" else "BIGINT"
    for column, now in (("steady_end", "steady"), ("streak_end", "streak")):
        op.execute(f"ALTER TABLE entry ADD COLUMN {column} {whole} DEFAULT 0 NOT NULL")
        op.execute(f"UPDATE entry SET {column} = {now}")  # noqa: S608
