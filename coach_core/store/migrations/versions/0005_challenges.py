"""Challenges of rooms, who is in them with which score, sets that wait for an admin."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"

TABLES = (
    """CREATE TABLE challenge (
        number {whole} NOT NULL, platform TEXT NOT NULL, room TEXT NOT NULL, kind TEXT NOT NULL, stage TEXT NOT NULL,
        starts_at {whole} NOT NULL, ends_at {whole} NOT NULL, drawn {whole} NOT NULL, drawn_at {whole} NOT NULL,
        cheers {whole} NOT NULL, doc TEXT NOT NULL,
        CONSTRAINT pk_challenge PRIMARY KEY (number)
    ){tail}""",
    """CREATE TABLE entry (
        person {whole} NOT NULL, challenge {whole} NOT NULL, name TEXT NOT NULL, team {whole},
        joined_at {whole} NOT NULL, score {whole} NOT NULL, sessions {whole} NOT NULL, streak {whole} NOT NULL,
        improved {whole}, steady {whole} NOT NULL, comeback {whole} NOT NULL,
        at_end {whole} NOT NULL, "before" {whole} NOT NULL,
        cheered {whole} NOT NULL, shared TEXT,
        CONSTRAINT pk_entry PRIMARY KEY (challenge, person),
        CONSTRAINT fk_entry_person FOREIGN KEY(person) REFERENCES person (number)
    ){tail}""",
    """CREATE TABLE doubt (
        person {whole} NOT NULL, challenge {whole} NOT NULL, id TEXT NOT NULL, exercise TEXT NOT NULL,
        said TEXT NOT NULL,
        CONSTRAINT pk_doubt PRIMARY KEY (challenge, person, id),
        CONSTRAINT ck_doubt_said CHECK ("said" IN ('waiting', 'counts', 'refused')),
        CONSTRAINT fk_doubt_person FOREIGN KEY(person) REFERENCES person (number)
    ){tail}""",
)
INDEXES = (
    "CREATE INDEX ix_challenge_platform_room_stage ON challenge (platform, room, stage)",
    "CREATE INDEX ix_entry_person ON entry (person)",
    "CREATE INDEX ix_entry_challenge_score ON entry (challenge, score)",
    "CREATE INDEX ix_doubt_person ON doubt (person)",
)


def upgrade() -> None:
    """Make the tables; there were no challenges so far."""
    lite = op.get_bind().dialect.name == "sqlite"
    whole, tail = ("INTEGER", " WITHOUT ROWID, STRICT") if lite else ("BIGINT", "")
    for table in TABLES:
        op.execute(table.format(whole=whole, tail=tail))
    for index in INDEXES:
        op.execute(index)
