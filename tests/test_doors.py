"""Somebody who cannot be reached: nothing waits, nothing is due, nothing is lost; a room that has another id."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
from doorway import GROUP, START, Door, body
from talking import real_coach

from coach_core.store import Store, open_store
from coach_core.talk import Incoming
from tests.fakes.toy_coach import TOY, heard
from tests.stores import dump_of, postgres, url

__all__ = ["postgres", "url"]

LATER = START + timedelta(days=30)


@pytest.fixture
async def door(url: str) -> AsyncIterator[Door]:
    async with await open_store(url, answering=real_coach()) as store:
        yield Door(store)


async def going(door: Door) -> None:
    """Somebody with a program and reminders."""
    await door.onboard("1")
    await door.remind("1")


async def test_who_cannot_be_reached_is_left_alone_and_loses_nothing(door: Door) -> None:
    await going(door)
    await door.hear("1", "37.5x12")
    before = await door.store.person("telegram", "1")
    assert await door.store.next_due("telegram") is not None, "the control: something is due"
    await door.store.unreachable("telegram", "1", door.clock.now())
    assert await door.store.next_due("telegram") is None
    assert await door.wait(days=10) == []
    assert await door.store.person("telegram", "1") == before


async def test_what_waited_is_given_up(door: Door) -> None:
    await going(door)
    event = Incoming("telegram", "1", "x1", door.clock.now(), text="37.5x12")
    await door.store.turn(event)
    assert await door.store.pending("telegram", LATER), "the control: an answer waits"
    await door.store.unreachable("telegram", "1", door.clock.now())
    assert await door.store.pending("telegram", LATER) == ()


@pytest.mark.parametrize("how", ["writes", "the platform says so"])
async def test_who_is_back_has_everything_due_again(door: Door, how: str) -> None:
    await going(door)
    due = await door.store.next_due("telegram")
    await door.store.unreachable("telegram", "1", door.clock.now())
    if how == "writes":
        assert await door.hear("1", "/help")
    else:
        await door.store.reachable("telegram", "1", door.clock.now())
    assert await door.store.next_due("telegram") == due
    assert await door.wait(days=2)


async def test_in_a_room_nobody_is_back_and_nothing_is_sent_to_them(door: Door) -> None:
    """A command in a Discord server while the private chat is closed: told there, and nothing goes to that chat."""
    await going(door)
    await door.store.unreachable("telegram", "1", door.clock.now())
    [line] = await door.hear("1", "37.5x12", room=GROUP)
    assert (line.public, "react" in body(line)) == (True, False)
    assert "cannot reach you" in body(line)["text"]
    whispers = await door.hear("1", "/history", room=GROUP, whispers=True)
    assert [whisper.room for whisper in whispers] == [GROUP, GROUP]
    assert "Allow direct messages" in body(whispers[-1])["text"]
    [again] = await door.hear("1", "/history", room=GROUP, whispers=True)
    assert "Allow direct messages" not in body(again)["text"]
    assert await door.store.next_due("telegram") is None
    assert await door.hear("1", "/help"), "now they are"
    sent = await door.hear("1", "37.5x11", room=GROUP)
    assert body(sent[-1])["react"]


async def test_a_sign_that_waits_becomes_the_line(door: Door) -> None:
    """The answer in private fails: by then the sign for the room stands in the outbox already."""
    await going(door)
    done = await door.store.turn(Incoming("telegram", "1", "x1", door.clock.now(), text="37.5x12", room=GROUP))
    assert "react" in body(done.messages[-1])
    await door.store.unreachable("telegram", "1", door.clock.now())
    [line] = [m for m in await door.store.pending("telegram", LATER) if m.external == "1"]
    assert (line.room, "react" in body(line)) == (GROUP, False)
    assert body(line)["text"] == body(done.messages[-1])["text"]


async def test_unknown_addresses_and_repeats_change_nothing(door: Door) -> None:
    await going(door)
    for _ in range(2):
        await door.store.unreachable("telegram", "nobody", door.clock.now())
        await door.store.reachable("telegram", "nobody", door.clock.now())
        await door.store.reachable("telegram", "1", door.clock.now())
    assert await door.store.next_due("telegram") is not None
    assert await door.store.person("telegram", "nobody") is None


async def test_a_restart_does_not_forget_who_is_gone(url: str) -> None:
    async with await open_store(url, answering=real_coach()) as store:
        first = Door(store)
        await going(first)
        await store.unreachable("telegram", "1", first.clock.now())
    async with await open_store(url, answering=real_coach()) as store:
        assert await Door(store).wait(days=10) == []


async def in_rooms(store: Store, rooms: tuple[str, ...]) -> None:
    """Messages in rooms and in the private chat, some of them with a place of their own there."""
    for n, room in enumerate(rooms):
        event = replace(heard("log 1", f"u{n}", person=f"p{n % 3}", platform="telegram"), room=room, whispers=True)
        await store.turn(event)
        await store.turn(heard("log 1", f"v{n}", person=f"p{n % 3}", platform="telegram"))


async def test_a_room_that_moves_takes_everything_along(url: str) -> None:
    """Row 20: at a random step, and again, and again."""
    chance = random.Random(20)
    async with await open_store(url, answering=TOY) as store:
        rooms = tuple(chance.choice(("-1", "-2", "-1:7")) for _ in range(50))
        step = chance.randrange(50)
        await in_rooms(store, rooms[:step])
        for _ in range(3):
            await store.room_moved("telegram", "-1", "-1001")
        late = replace(heard("log 1", "late", person="p1", platform="telegram"), room="-1", whispers=True)
        await store.turn(late)
        await store.room_moved("telegram", "-1", "-1001")
        waiting = await store.pending("telegram", LATER, 1000)
        assert len({m.id for m in waiting}) == len(waiting) == 2 * step + 1
        assert {m.room for m in waiting} <= {None, "-2", "-1:7", "-1001"}
        assert sum(m.room == "-1001" for m in waiting) == rooms[:step].count("-1") + 1
    rows = await dump_of(url, "journal")
    assert not any("'-1'" in row or "telegram -1 " in row for some in rows.values() for row in some)


async def test_what_lives_in_a_room_goes_on_living_there(url: str) -> None:
    async with await open_store(url, answering=TOY) as store:

        def there(event: str, room: str) -> Incoming:
            return replace(heard("log 1", event, platform="telegram"), room=room, whispers=True)

        first = (await store.turn(there("u1", "-1"))).messages[0]
        await store.room_moved("telegram", "-1", "-1001")
        assert (await store.turn(there("u2", "-1001"))).messages[0].edits == first.id
        assert (await store.turn(there("u3", "-1"))).messages[0].edits is None, "the control: another room"
