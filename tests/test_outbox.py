"""The sender: order in a chat, marks, attempts with longer and longer waits, giving up, a store that fails."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fakes.echo_coach import echo_coach
from onboarding import onboard
from talking import all_texts, talking, the_book

from bot import outbox
from bot.answering import drawing
from bot.delivering import Delivery
from bot.line import Line as Limited
from bot.outbox import ATTEMPTS, Gone, NotSent, Sender, wait_after
from coach_core.person import Person
from coach_core.store import NotSaved, Store, Stored, open_store
from coach_core.store.db import Write
from coach_core.store.sqlite import SqliteDb
from coach_core.talk import Incoming

START = datetime(2026, 11, 23, 18, tzinfo=UTC)


def undrawn(person: Person, message: Stored) -> bytes:
    raise AssertionError("nothing here is a living message")


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = await open_store(str(tmp_path / "o.db"), answering=echo_coach())
    yield opened
    await opened.close()


class Line:
    """A line to a platform that may be cut for some people."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.cut: set[str] = set()

    async def send(self, message: Stored) -> str:
        if message.external in self.cut:
            raise NotSent
        self.out.append(message.id)
        return f"there-{message.id}"


async def say(store: Store, person: str, event: str) -> None:
    await store.turn(Incoming("terminal", person, event, START, text="hello"))


async def test_what_waits_is_sent_once_in_order(store: Store) -> None:
    line, sender = Line(), Sender(store, "terminal", undrawn)
    for n in range(3):
        await say(store, "anna", f"u{n}")
    assert await sender.flush(line.send, START) == 3
    assert await sender.flush(line.send, START) == 0
    assert line.out == ["m1.1", "m1.2", "m1.3"]


async def test_a_failed_message_holds_back_its_chat_and_no_other(store: Store) -> None:
    line, sender = Line(), Sender(store, "terminal", undrawn)
    line.cut = {"anna"}
    for person, event in (("anna", "u1"), ("anna", "u2"), ("ben", "u3")):
        await say(store, person, event)
    await sender.flush(line.send, START)
    assert line.out == ["m2.1"]
    line.cut = set()
    await sender.flush(line.send, START + timedelta(seconds=1))
    assert line.out == ["m2.1"], "anna's second message must not overtake her first"
    await sender.flush(line.send, START + wait_after(0))
    assert line.out == ["m2.1", "m1.1", "m1.2"]


async def test_a_message_is_given_up_in_the_end(store: Store) -> None:
    line, sender, now = Line(), Sender(store, "terminal", undrawn), START
    line.cut = {"anna"}
    await say(store, "anna", "u1")
    for attempt in range(ATTEMPTS):
        assert await sender.flush(line.send, now) == 1
        now += wait_after(attempt)
    assert await sender.flush(line.send, now + timedelta(days=1)) == 0


async def test_a_store_that_cannot_remember_is_told_later_or_it_is_sent_twice_rather_than_never(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    line, sender = Line(), Sender(store, "terminal", undrawn)
    await say(store, "anna", "u1")

    async def full(*_: object) -> None:
        raise NotSaved("disk full")

    with monkeypatch.context() as patched:
        patched.setattr(store, "mark_sent", full)
        await sender.flush(line.send, START)
    await Sender(store, "terminal", undrawn).flush(line.send, START)
    assert line.out == ["m1.1", "m1.1"], "another process does not know that it is out"


async def test_what_is_out_is_not_sent_again_while_the_store_cannot_be_told(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    line, sender = Line(), Sender(store, "terminal", undrawn)
    await say(store, "anna", "u1")

    async def full(*_: object) -> None:
        raise NotSaved("disk full")

    with monkeypatch.context() as patched:
        patched.setattr(store, "mark_sent", full)
        await sender.flush(line.send, START)
    await sender.flush(line.send, START)
    assert line.out == ["m1.1"]
    assert await store.pending("terminal", START) == ()


async def test_nobody_waits_until_all_others_are_marked(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sixty chats one shortly after the other, to a slow disk: for its own mark each waits for two commits at most."""
    line, delivery, commits, waits = Line(), Delivery(store, undrawn, Limited()), 0, list[int]()
    for n in range(60):
        await say(store, f"p{n}", f"u{n}")
    real = SqliteDb.commit

    async def slow(self: SqliteDb, *writes: Write) -> None:
        nonlocal commits
        await asyncio.sleep(0.01)
        await real(self, *writes)
        commits += 1

    async def mark(message: Stored, n: int) -> None:
        await asyncio.sleep(0.004 * n)
        before = commits
        await delivery.mark([(message, await line.send(message))], START)
        waits.append(commits - before)

    monkeypatch.setattr(SqliteDb, "commit", slow)
    await asyncio.gather(*(mark(message, n) for n, message in enumerate(await store.pending("terminal", START))))
    assert len(waits) == 60
    assert max(waits) <= 2
    assert await store.pending("terminal", START) == ()


def test_waits_grow_to_a_limit() -> None:
    waits = [wait_after(n).total_seconds() for n in range(14)]
    assert waits[:4] == [2, 4, 8, 16]
    assert waits[-1] == 600
    assert waits == sorted(waits)


async def test_a_slow_chat_holds_up_no_other(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also one that has very much to be told."""
    monkeypatch.setattr(outbox, "IDLE", 600.0)  # what comes meanwhile was rung for
    out: asyncio.Queue[str] = asyncio.Queue()
    bell, stop, free = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def send(message: Stored) -> str:
        if message.external == "slow":
            await free.wait()
        out.put_nowait(message.id)
        return "there"

    for n in range(150):
        await say(store, "slow", f"s{n}")
    sender = Sender(store, "terminal", undrawn, apart=lambda person: True)
    running = asyncio.create_task(sender.run(send, lambda: START, bell, stop))
    await asyncio.sleep(0.05)
    for n in range(3):
        await say(store, "quick", f"q{n}")
        bell.set()
        assert await asyncio.wait_for(out.get(), 60) == f"m2.{n + 1}"
    free.set()
    assert [await asyncio.wait_for(out.get(), 60) for _ in range(150)] == [f"m1.{n + 1}" for n in range(150)]
    stop.set()
    bell.set()
    await asyncio.wait_for(running, 60)


async def test_who_is_gone_is_sent_nothing_more(store: Store) -> None:
    tried: list[str] = []

    async def send(message: Stored) -> str:
        tried.append(message.id)
        if message.n > 1:
            raise Gone
        return "there"

    for n in range(4):
        await say(store, "anna", f"u{n}")
    sender = Sender(store, "terminal", undrawn, apart=lambda person: True)
    await sender.flush(send, START)
    assert await sender.flush(send, START + timedelta(days=1)) == 0
    assert tried == ["m1.1", "m1.2"]
    await say(store, "anna", "u9")
    assert await sender.flush(send, START) == 1, "she is back"


async def test_living_messages_that_wait_together_are_changed_in_one_place_once(tmp_path: Path) -> None:
    """Three sets typed quickly: three lines, and the workout changed where it stands, once."""
    edited: list[tuple[str, str | None]] = []

    async def send(message: Stored) -> str:
        edited.append((message.id, message.replaces_there))
        return message.replaces_there or f"there-{message.id}"

    talk = await talking(tmp_path / "o.db")
    await onboard(talk)
    events = [Incoming("terminal", "me", f"x{n}", START, text="15") for n in range(3)]
    done = [await talk.store.turn(event) for event in events]
    sender = Sender(talk.store, "terminal", drawing(the_book(), all_texts(), "en"))
    await sender.flush(send, START)
    cards = [m for d in done for m in d.messages if m.anchor == "workout"]
    changed = [(number, there) for number, there in edited if number in {m.id for m in cards}]
    assert len(cards) == 3
    assert [number for number, _ in changed] == [cards[-1].id]
    assert changed[0][1] is not None, "where the workout stood before"
    await talk.close()
