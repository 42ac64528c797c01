"""The files of a SQLite store: the lock, what key and erasing leave in the bytes, reading meanwhile, other schemas."""

from __future__ import annotations

import asyncio
import signal
import sqlite3
from pathlib import Path

import pytest

from coach_core.store import (
    BadUrl,
    NoStore,
    StoreBusy,
    StoreError,
    UnsupportedVersion,
    WrongKey,
    open_store,
)
from coach_core.store.opening import open_database, path_of
from coach_core.store.sqlite import SqliteDb
from coach_core.store.tables import VERSIONS
from tests.fakes.toy_coach import START, TOY, heard
from tests.stores import closed, dump_of
from tests.test_store_faults import spawn

TOLD = ("log 2 secretnote", "ill secretheart", "finish", "fail secretletter", "heavy", "log 1 secretnote")
SECRETS = (b"secretnote", b"secretheart", b"71.5", b"secretletter", b"reserve-secret")


def in_files(file: Path, *words: bytes) -> list[bytes]:
    """Which of the words stand in the file, its log or anything else beside it."""
    content = b"".join(path.read_bytes() for path in file.parent.iterdir())
    return [word for word in words if word in content]


async def told(file: Path, key: str | None = None) -> None:
    """Talk, and look at nothing."""
    async with await open_store(str(file), key=key, answering=TOY) as store:
        for n, text in enumerate(TOLD):
            await store.turn(heard(text, f"u{n}"))


async def test_second_opener_is_told_who_has_it_and_the_lock_dies_with_its_process(tmp_path: Path) -> None:
    file = tmp_path / "topset.db"
    process = spawn(file)
    assert process.stdout is not None
    await asyncio.to_thread(process.stdout.readline)
    with pytest.raises(StoreBusy, match=rf"pid {process.pid} \("):
        await open_store(str(file))
    process.send_signal(signal.SIGKILL)
    await asyncio.to_thread(process.stdout.read)
    process.stdout.close()
    process.wait()
    async with await open_store(str(file), answering=TOY) as store:
        assert await store.next_event_number("console") > 1
        with pytest.raises(StoreBusy):
            await open_store(str(file))
    await (await open_store(str(file))).close()


async def test_with_a_key_nothing_personal_stands_in_the_bytes(tmp_path: Path) -> None:
    file = tmp_path / "a" / "topset.db"
    async with await open_store(str(file), key="a long key", answering=TOY) as store:
        for n, text in enumerate(TOLD):
            await store.turn(heard(text, f"u{n}"))
        assert store.encrypted
        assert in_files(file, *SECRETS) == []
        rows, person = await store.rows(1), await store.person("console", "anna")
        assert [s.note for s in rows.sets] == ["secretnote"] * 3
        assert person is not None
        assert person.health.answers == ("secretheart",)
    assert in_files(file, *SECRETS) == []


async def test_control_without_a_key_it_stands_there(tmp_path: Path) -> None:
    file = tmp_path / "a" / "topset.db"
    await told(file)
    assert in_files(file, *SECRETS) == list(SECRETS[:4])


async def test_wrong_or_missing_key_names_the_setting(tmp_path: Path) -> None:
    file = tmp_path / "topset.db"
    await told(file, "a long key")
    for key in (None, "another key", ""):
        for read_only in (False, True):
            with pytest.raises(WrongKey, match="TOPSET_DATA_KEY"):
                await open_store(str(file), key=key, read_only=read_only)
    await (await open_store(str(file), key="a long key", read_only=True)).close()


async def test_rows_from_before_the_key_stay_readable(tmp_path: Path) -> None:
    file = tmp_path / "topset.db"
    await told(file)
    async with await open_store(str(file), key="new key", answering=TOY) as store:
        await store.turn(heard("log 1 later", "u9"))
        assert [s.note for s in (await store.rows(1)).sets] == ["secretnote"] * 3 + ["later"]


async def test_erased_is_gone_from_every_byte(tmp_path: Path) -> None:
    file = tmp_path / "a" / "topset.db"
    async with await open_store(str(file), answering=TOY) as store:
        for n, text in enumerate(TOLD):
            await store.turn(heard(text, f"u{n}", person="annasaddress"))
        await store.turn(heard("log 1 stays", "u50", person="bob"))
        assert in_files(file, *SECRETS[:4], b"annasaddress") == [*SECRETS[:4], b"annasaddress"]
        await store.turn(heard("erase", "u60", person="annasaddress"))
        assert in_files(file, *SECRETS) == []
        await store.mark_sent([(m, None) for m in await store.pending("console", START)], START)
        assert in_files(file, *SECRETS, b"annasaddress") == []
        assert in_files(file, b"stays") == [b"stays"]
    assert in_files(file, *SECRETS, b"annasaddress") == []


async def test_control_a_plain_delete_leaves_the_bytes(tmp_path: Path) -> None:
    file = tmp_path / "a" / "topset.db"
    await told(file)
    with sqlite3.connect(file) as plain:
        for table in ("set_done", "before", "outbox", "dead_letter", "measurement"):
            plain.execute(f"DELETE FROM {table}")
    plain.close()
    assert b"secretnote" in in_files(file, *SECRETS)


async def test_reading_goes_on_while_another_writes(tmp_path: Path) -> None:
    file = tmp_path / "topset.db"
    async with await open_store(str(file), answering=TOY) as store:
        await store.turn(heard("log 1", "u0"))
        reader = await open_store(str(file), read_only=True)
        for n in range(1, 30):
            _, rows = await asyncio.gather(store.turn(heard("log 1", f"u{n}")), reader.rows(1))
            assert n <= len(rows.sets) <= n + 1
        await reader.close()


async def test_what_cannot_be_opened_says_so(tmp_path: Path) -> None:
    with pytest.raises(NoStore):
        await open_store(str(tmp_path / "none.db"), read_only=True)
    for address in ("mysql://x/y", "", "sqlite://x", "sqlite:x", "sqlite:///"):
        with pytest.raises(BadUrl):
            await open_store(address)
    (tmp_path / "text.db").write_text("this is no database, it is a text that is long enough to be none" * 20)
    with pytest.raises(StoreError):
        await open_store(str(tmp_path / "text.db"))
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE x (y)")
    other.close()
    with pytest.raises(StoreError, match="no store of Topset"):
        await open_store(str(tmp_path / "other.db"))
    with pytest.raises(StoreError):
        await open_store(str(tmp_path))
    with pytest.raises(StoreError):
        await open_store(str(tmp_path / "text.db" / "below.db"))


def test_addresses() -> None:
    assert path_of("sqlite:///a/b.db") == Path("a/b.db")
    assert path_of("sqlite:////a/b.db") == Path("/a/b.db")
    assert path_of("a/b.db") == Path("a/b.db")
    assert path_of("~/b.db") == Path.home() / "b.db"


@pytest.mark.parametrize("read_only", [False, True])
async def test_a_newer_schema_is_refused_and_left_alone(tmp_path: Path, read_only: bool) -> None:
    file = tmp_path / "topset.db"
    await told(file)
    before = await dump_of(str(file))
    newest = VERSIONS[-1]
    for version, newer in ((newest, "9999"), ("9999", newest)):
        with sqlite3.connect(file) as plain:
            assert plain.execute("UPDATE alembic_version SET version_num = ?", (newer,)).rowcount == 1
        plain.close()
        if newer == "9999":
            with pytest.raises(UnsupportedVersion, match="newer Topset"):
                await open_store(str(file), read_only=read_only)
        assert version != newer
    assert await dump_of(str(file)) == before


async def test_limits_are_the_second_wall(tmp_path: Path) -> None:
    file = tmp_path / "topset.db"
    await told(file)
    plain = sqlite3.connect(file)
    for column, value in (("load", 0), ("load", 100_001), ("reps", 1001), ("rir", 1e308), ("at", "x"), ("unit", "st")):
        with pytest.raises(sqlite3.IntegrityError):
            plain.execute(f'UPDATE set_done SET "{column}" = ?', (value,))
    plain.close()


@pytest.mark.usefixtures("durable")
async def test_each_pragma_is_as_it_must_be(tmp_path: Path) -> None:
    opened = await open_database(str(tmp_path / "topset.db"))
    assert isinstance(opened.db, SqliteDb)
    for name, expected in (("journal_mode", "wal"), ("synchronous", 2), ("secure_delete", 1), ("foreign_keys", 1)):
        assert await opened.db.value(f"PRAGMA {name}") == expected
    await closed(opened)
