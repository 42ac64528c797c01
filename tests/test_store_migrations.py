"""Migrations: a new store equals a migrated one; a step that dies leaves the old schema; a copy is made before."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import create_engine, pool, text
from sqlalchemy.ext.asyncio import create_async_engine

from coach_core.store import open_store, tables
from coach_core.store.migrations import upgrade as upgrading
from coach_core.store.migrations.upgrade import upgrade, upgrade_sqlite
from tests.fakes.toy_coach import TOY, heard
from tests.postgres import postgres

__all__ = ["postgres"]

COLUMNS = """SELECT table_name, column_name, ordinal_position, data_type, is_nullable, column_default
    FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 3"""
LIMITS = """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2"""
INDEXES = "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1, 2"

NEXT = """
from alembic import op
revision = "9999"
down_revision = "{newest}"
def upgrade():
    op.execute("ALTER TABLE step ADD COLUMN mood TEXT")
    op.execute("UPDATE step SET mood = 'fine'")
    op.execute("{last}")
"""


def sqlite_schema(file: Path) -> dict[str, str]:
    with sqlite3.connect(file) as plain:
        rows = plain.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    plain.close()
    return {name: re.sub(r"\s+", " ", sql) for name, sql in rows}


async def test_a_new_sqlite_store_equals_a_migrated_one(tmp_path: Path) -> None:
    await (await open_store(str(tmp_path / "new.db"))).close()
    engine = create_engine(f"sqlite:///{tmp_path / 'old.db'}", poolclass=pool.NullPool)
    with engine.connect() as connection:
        upgrade(connection)
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == tables.VERSIONS[-1]
        assert connection.execute(text("SELECT key, value FROM meta")).all() == [("people", "0")]
    new, old = sqlite_schema(tmp_path / "new.db"), sqlite_schema(tmp_path / "old.db")
    assert new.keys() == old.keys()
    for name, sql in new.items():
        assert sql.replace(" ", "") == old[name].replace(" ", ""), name


async def test_a_new_postgresql_store_equals_a_migrated_one(postgres: Callable[[], str]) -> None:
    new, old = postgres(), postgres()
    await (await open_store(new)).close()
    found = []
    for address, make in ((new, None), (old, upgrade)):
        engine = create_async_engine(address.replace("postgresql://", "postgresql+asyncpg://"))
        async with engine.connect() as connection:
            if make is not None:
                await connection.run_sync(make)
            found.append([(await connection.execute(text(sql))).all() for sql in (COLUMNS, LIMITS, INDEXES)])
        await engine.dispose()
    assert found[0] == found[1]
    assert len(found[0][0]) > 80


async def old_store(tmp_path: Path, last: str) -> tuple[Path, Path]:
    """A store with data, and migrations with one step more."""
    file = tmp_path / "topset.db"
    async with await open_store(str(file), answering=TOY) as store:
        await store.turn(heard("finish", "u1"))
    scripts = tmp_path / "migrations"
    shutil.copytree(Path(upgrading.__file__).parent, scripts)
    (scripts / "versions" / "9999_mood.py").write_text(NEXT.format(last=last, newest=tables.VERSIONS[-1]))
    return file, scripts


async def test_an_older_store_is_copied_and_brought_up_to_date(tmp_path: Path) -> None:
    file, scripts = await old_store(tmp_path, "DELETE FROM due")
    copy = upgrade_sqlite(file, tables.VERSIONS[-1], scripts)
    assert copy.name == f"topset.db.before-{tables.VERSIONS[-1]}"
    assert sqlite_schema(copy) != sqlite_schema(file)
    with sqlite3.connect(file) as plain:
        assert plain.execute("SELECT mood FROM step").fetchall() == [("fine",)]
        assert plain.execute("SELECT version_num FROM alembic_version").fetchall() == [("9999",)]
    plain.close()
    await (await open_store(str(copy))).close()


async def test_a_step_that_fails_leaves_the_old_schema(tmp_path: Path) -> None:
    file, scripts = await old_store(tmp_path, "INSERT INTO nowhere VALUES (1)")
    before = sqlite_schema(file)
    for _ in range(2):
        with pytest.raises(Exception, match="nowhere"):
            upgrade_sqlite(file, tables.VERSIONS[-1], scripts)
        assert sqlite_schema(file) == before
    assert (tmp_path / f"topset.db.before-{tables.VERSIONS[-1]}-2").exists()
    async with await open_store(str(file), answering=TOY) as store:
        assert len((await store.rows(1)).steps) == 1


async def test_opening_an_older_store_runs_the_steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, scripts = await old_store(tmp_path, "DELETE FROM due")
    monkeypatch.setattr("coach_core.store.making.VERSIONS", (*tables.VERSIONS, "9999"))
    monkeypatch.setattr(upgrading, "HERE", scripts)
    with pytest.raises(Exception, match="older schema"):
        await open_store(str(file), read_only=True)
    async with await open_store(str(file), answering=TOY) as store:
        assert len((await store.rows(1)).steps) == 1
    assert (tmp_path / f"topset.db.before-{tables.VERSIONS[-1]}").exists()


def test_versions_are_the_migrations() -> None:
    files = sorted(path.name[:4] for path in (Path(upgrading.__file__).parent / "versions").glob("0*.py"))
    assert tuple(files) == tables.VERSIONS
