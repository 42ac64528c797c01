"""Opening a store: its address, lock, schema, key. Which turns it answers is handed on to store.py."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from coach_core.store import making, sqlite
from coach_core.store import statements as s
from coach_core.store.db import Ask, Db, Write
from coach_core.store.errors import BadUrl, NoStore, StoreError
from coach_core.store.lock import FileLock
from coach_core.store.records import Answering
from coach_core.store.seal import Seal, seal_of
from coach_core.store.sqlite import SqliteDb
from coach_core.store.store import Opened, Store

POSTGRES = ("postgresql://", "postgres://")
OBJECTS = "SELECT count(*) FROM sqlite_master"


async def open_store(
    url: str, *, key: str | None = None, read_only: bool = False, answering: Answering | None = None
) -> Store:
    """Open the store at ``url``: a path, ``sqlite:///relative``, ``sqlite:////absolute`` or ``postgresql://…``.

    A new one is made, an older one brought up to date, unless ``read_only``. ``key`` encrypts notes, body data and
    health answers. Raises ``StoreError``: ``BadUrl``, ``NoStore``, ``StoreBusy``, ``UnsupportedVersion``, ``WrongKey``.
    """
    return Store(await open_database(url, key, read_only=read_only), answering)


async def open_database(url: str, key: str | None = None, *, read_only: bool = False) -> Opened:
    """Open what is behind an address, without the turns."""
    if url.startswith(POSTGRES):
        return await open_postgres(url, key, read_only=read_only)
    return await open_sqlite(path_of(url), key, read_only=read_only)


async def open_postgres(url: str, key: str | None, *, read_only: bool) -> Opened:
    """Open a database of a server."""
    from coach_core.store import server

    db, warnings = await server.ready(url, read_only=read_only)
    try:
        seal = await sealed(db, key, read_only=read_only)
    except BaseException:
        await db.close()
        raise
    return Opened(db, seal, warnings, read_only, nothing)


async def nothing() -> None:
    """There is nothing to give back: the lock went with its connection."""


def path_of(url: str) -> Path:
    """The file of an address. Raises ``BadUrl``."""
    path = url.removeprefix("sqlite:///")
    if not path or "://" in path or path.startswith("sqlite:"):
        raise BadUrl(f"{url!r} is no address of a store: give a path, sqlite:///FILE or postgresql://HOST/NAME")
    return Path(path).expanduser()


async def open_sqlite(path: Path, key: str | None, *, read_only: bool) -> Opened:
    """Open a file, under its lock unless it is only read."""
    if read_only and not path.is_file():
        raise NoStore(f"there is no store at {path}")
    try:
        lock = None if read_only else locked(path)
        try:
            db = await sqlite.connect(path, read_only=read_only)
        except BaseException:
            release(lock)
            raise
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{path} cannot be opened: {error}") from error

    async def let_go() -> None:
        release(lock)

    try:
        db = await up_to_date(db, path, read_only=read_only)
        seal = await sealed(db, key, read_only=read_only)
    except BaseException as error:
        await db.close()
        release(lock)
        if isinstance(error, sqlite3.Error):
            raise StoreError(f"{path} cannot be used: {error}") from error
        raise
    return Opened(db, seal, sqlite.warnings(), read_only, let_go)


def locked(path: Path) -> FileLock:
    """The lock of a file, its folder made if need be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return FileLock(path)


def release(lock: FileLock | None) -> None:
    """Give a lock back, if there is one."""
    if lock is not None:
        lock.release()


async def up_to_date(db: SqliteDb, path: Path, *, read_only: bool) -> SqliteDb:
    """The connection to a store of the newest schema: made, migrated (on a new connection) or as it is."""
    if not read_only and await db.value(OBJECTS) == 0:
        await create(db)
        return db
    try:
        version = await db.value(making.VERSION)
    except sqlite3.OperationalError:
        raise StoreError(f"{path} is a SQLite file, but no store of Topset") from None
    if not making.must_migrate(str(version), str(path), read_only=read_only):
        return db
    await db.close()
    from coach_core.store.migrations.upgrade import upgrade_sqlite

    upgrade_sqlite(path, str(version))
    return await sqlite.connect(path, read_only=False)


async def create(db: SqliteDb) -> None:
    """Make a new store, whole or not at all."""
    await db.begin()
    try:
        await db.run(*making.creation())
        await db.commit()
    except BaseException:
        await db.rollback()
        raise


async def sealed(db: Db, key: str | None, *, read_only: bool) -> Seal:
    """The seal of an open store; a first key leaves its salt and proof behind. Raises ``WrongKey``."""
    [rows] = await db.begin(Ask(s.META))
    try:
        seal, new = seal_of(key, known(rows))
        if new and not read_only:
            await db.write(Write(s.ADD_META, list(new.items())))
            await db.commit()
    finally:
        await db.rollback()
    return seal


def known(rows: Sequence[Sequence[str]]) -> dict[str, str]:
    """What a store remembers of itself."""
    return {row[0]: row[1] for row in rows}
