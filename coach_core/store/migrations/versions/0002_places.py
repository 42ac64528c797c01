"""Where a person is met and can be reached, and which messages a whole room sees."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Everybody was met at one place, could be reached there, and was spoken to alone."""
    whole = "INTEGER" if op.get_bind().dialect.name == "sqlite" else "BIGINT"
    op.execute(f"ALTER TABLE identity ADD COLUMN gone {whole}")
    op.execute(f"ALTER TABLE identity ADD COLUMN front {whole} DEFAULT 1 NOT NULL")
    op.execute(f"ALTER TABLE outbox ADD COLUMN public {whole} DEFAULT 0 NOT NULL")
