"""A store that cannot be written: what a red flag needs is said all the same, and nothing of it is kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from doorway import Door
from talking import real_coach

from coach_core.store import open_store
from coach_core.store.sqlite import SqliteDb

EMERGENCY, UNSAVED = "Stop now.", "Not saved."


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("my chest hurts, 100x10", EMERGENCY),
        ("no siento las piernas", EMERGENCY),
        ("I can't breathe", EMERGENCY),
        ("backache and fever 60x10", "I'm an automated coach"),
        ("I'm 15", None),
        ("I'm pregnant", None),
        ("no chest pain, 100x10", UNSAVED),
        ("100x10", UNSAVED),
        ("I had surgery", UNSAVED),
    ],
)
async def test_a_flag_is_answered_though_nothing_can_be_saved(tmp_path: Path, text: str, first: str | None) -> None:
    async with await open_store(str(tmp_path / "topset.db"), answering=real_coach()) as store:
        door = Door(store)
        assert isinstance(store._db, SqliteDb)
        await store._db.run("PRAGMA query_only=ON")
        said = [json.loads(message.body)["text"] for message in await door.hear("ana", text)]
        assert len(said) == 1
        assert said[0].startswith(first or "") and UNSAVED in said[0]
        assert said[0].startswith(UNSAVED) is (first == UNSAVED)
        assert "logged" not in said[0]


async def test_control_a_store_that_can_be_written(tmp_path: Path) -> None:
    async with await open_store(str(tmp_path / "topset.db"), answering=real_coach()) as store:
        said = [json.loads(message.body)["text"] for message in await Door(store).hear("ana", "my chest hurts")]
    assert said[0].startswith(EMERGENCY) and UNSAVED not in said[0]
