"""Names on a board are told apart by how they look."""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Whoever is in a challenge looks as they are written; the next change of a name says more."""
    op.execute("ALTER TABLE entry ADD COLUMN look TEXT")
    op.execute("UPDATE entry SET look = lower(name)")
    op.execute("CREATE INDEX ix_entry_challenge_look ON entry (challenge, look)")
