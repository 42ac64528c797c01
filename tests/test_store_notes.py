"""What shells remember survives a restart; an event that cannot be read is put aside once."""

from __future__ import annotations

from fakes.toy_coach import START, TOY

from coach_core.store import open_store
from coach_core.talk import Incoming
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


async def test_events_that_begin_alike_are_found_in_their_order(url: str) -> None:
    async with await open_store(url, answering=TOY) as store:
        for platform, event in (("discord", "form1.0.b"), ("discord", "form1.1.a"), ("discord", "form12.0.c"),
                                ("telegram", "form1.2.d")):  # fmt: skip
            await store.turn(Incoming(platform, "7", event, START, text="hello"))
        assert await store.begun_with("discord", "form1.") == ("form1.0.b", "form1.1.a")
