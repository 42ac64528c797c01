"""Which private chat is whose, where a platform has an id of its own for it, and when somebody wrote there last."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Nobody's chat is known until they write there."""
    whole = "INTEGER" if op.get_bind().dialect.name == "sqlite" else "BIGINT"
    op.execute("ALTER TABLE identity ADD COLUMN chat TEXT")
    op.execute(f"ALTER TABLE identity ADD COLUMN met {whole}")
