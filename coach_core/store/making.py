"""The SQL that makes a store from nothing, and the version in it. Changing an older one is the migrations' work."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Dialect
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from coach_core.store.errors import UnsupportedVersion
from coach_core.store.tables import VERSIONS, WHERE, metadata

VERSION_TABLE = """CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
)"""
VERSION = "SELECT version_num FROM alembic_version"
BIRTH = "INSERT INTO meta (key, value) VALUES ('people', '0')"


def creation(dialect: Dialect | None = None) -> Iterator[str]:
    """Every statement that makes the newest schema, its version and the first rows."""
    dialect = dialect or sqlite.dialect()
    for table in metadata.sorted_tables:
        yield str(CreateTable(table).compile(dialect=dialect))
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            if WHERE in index.info:  # told to one dialect, as it is needed: telling it to both would load both
                index.dialect_options[dialect.name]["where"] = index.info[WHERE]
            yield str(CreateIndex(index).compile(dialect=dialect))
    yield BIRTH
    yield VERSION_TABLE
    yield f"INSERT INTO alembic_version (version_num) VALUES ('{VERSIONS[-1]}')"  # noqa: S608 - our own name


def must_migrate(version: str, where: str, *, read_only: bool) -> bool:
    """Whether a store of this version is older than the newest. Raises ``UnsupportedVersion``."""
    newest = VERSIONS[-1]
    if version not in VERSIONS:
        raise UnsupportedVersion(f"{where} was written by a newer Topset (schema {version}, this one {newest}): update")
    if version != newest and read_only:
        raise UnsupportedVersion(f"{where} has the older schema {version}: topset chat or run brings it up to date")
    return version != newest
