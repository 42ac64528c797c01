"""What shells remember survives a restart; an event that cannot be read is put aside once."""

from __future__ import annotations

from fakes.toy_coach import START, TOY

from coach_core.store import open_store
from tests.stores import dump_of, postgres, url

__all__ = ["postgres", "url"]


async def test_notes_are_kept_by_name(url: str) -> None:
    async with await open_store(url, answering=TOY) as store:
        await store.note("telegram commands", "abc")
        await store.note("telegram commands", "def")
        await store.note("discord commands", "x")
    async with await open_store(url, answering=TOY) as store:
        assert await store.notes("telegram ") == {"telegram commands": "def"}
        await store.note("telegram commands", None)
        assert await store.notes("telegram ") == {}


async def test_what_cannot_be_read_is_put_aside_once(url: str) -> None:
    async with await open_store(url, answering=TOY) as store:
        for _ in range(2):
            await store.put_aside("telegram", "u7", b"{}", START)
    assert len((await dump_of(url))["dead_letter"]) == 1
