"""How urgent a message is, and sends that were begun and of which nobody knows whether they arrived."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"

PENDING = "WHERE status = 'pending'"


def upgrade() -> None:
    """What waits counts as an answer."""
    whole = "INTEGER" if op.get_bind().dialect.name == "sqlite" else "BIGINT"
    for column in ("urgency", "unclear"):
        op.execute(f"ALTER TABLE outbox ADD COLUMN {column} {whole} DEFAULT 0 NOT NULL")
    op.execute("DROP INDEX ix_outbox_pending")
    op.execute(f"CREATE INDEX ix_outbox_next ON outbox (platform, urgency, created, person, n) {PENDING}")
    op.execute(f"CREATE INDEX ix_outbox_chat ON outbox (external, platform, created) {PENDING}")
