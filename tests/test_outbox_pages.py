"""Whose turn it is in the outbox: urgency before age, order in a chat, what is held up, a backlog that costs rows."""

from __future__ import annotations

import random
import tracemalloc
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import perf_counter

import pytest
from fakes.toy_coach import TOY, heard
from sqlalchemy import text as sql
from yardstick import slowness

from coach_core.store import Store, Stored, open_store
from coach_core.store.db import Statement, Write
from coach_core.store.statements import ADD_MESSAGE
from coach_core.store.writes import message_row
from coach_core.talk import Incoming, Kind
from coach_core.urgency import ECHOES, STALE, Urgency, urgency_of
from tests.stores import postgres, url

__all__ = ["postgres", "url"]
START = datetime(2026, 11, 23, 18, tzinfo=UTC)
LATER = START + timedelta(days=1)
ALL = max(Urgency)


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    async with await open_store(url, answering=TOY) as opened:
        yield opened


def waiting(who: str, n: int, urgency: int = 0, at: int = 0, person: int = 1, **more: object) -> Stored:
    place = ("telegram", who, None, None, None, b'{"text":"x"}', "pending", 0, START + timedelta(seconds=at))
    return replace(Stored(person, n, 1, *place), urgency=urgency, **more)  # type: ignore[arg-type]


async def put(store: Store, *messages: Stored) -> None:
    rows = [message_row(message, store._seal) for message in messages]
    await store._writer.job(lambda db: db.write(Write(ADD_MESSAGE, rows)))


async def ids(store: Store, most: int = 64, urgency: int = ALL, at: datetime = LATER, **busy: int) -> list[list[int]]:
    page = await store.page("telegram", at, urgency, most, busy)
    return [[message.n for message in chat] for chat in page.chats.values()]


async def test_answers_go_first_then_timers_reminders_nudges_boards_look_backs(store: Store) -> None:
    lanes = list(reversed(Urgency))
    await put(store, *(waiting(f"p{n}", n, lane, at=n) for n, lane in enumerate(lanes, 1)))
    assert await ids(store) == [[6], [5], [4], [3], [2], [1]]
    assert await ids(store, most=2) == [[6], [5]]
    assert await ids(store, urgency=Urgency.TIMER) == [[6], [5]]
    oldest = await store.pending("telegram", LATER)
    assert [m.n for m in oldest] == [1, 2, 3, 4, 5, 6], "the control: by age the look back is first"


async def test_an_answer_takes_along_what_stands_before_it(store: Store) -> None:
    await put(store, *(waiting(f"p{n}", n, Urgency.REMINDER, at=n) for n in range(1, 50)))
    await put(store, waiting("p49", 50, Urgency.ANSWER, at=50))
    assert (await ids(store, most=2)) == [[49, 50], [1]]


async def test_a_busy_chat_is_left_out_and_hurried(store: Store) -> None:
    await put(store, waiting("anna", 1, Urgency.REMINDER), waiting("ben", 2, Urgency.REMINDER))
    await put(store, waiting("anna", 3, Urgency.ANSWER, at=1))
    page = await store.page("telegram", LATER, ALL, 64, {"anna": Urgency.REMINDER})
    assert (list(page.chats), page.hurried) == (["ben"], {"anna": Urgency.ANSWER})


async def test_what_failed_holds_up_what_stands_behind_it(store: Store) -> None:
    first, second, other = waiting("anna", 1), waiting("anna", 2, at=1), waiting("ben", 3)
    await put(store, first, second, other)
    await store.mark_failed(first, START + timedelta(minutes=5))
    assert await ids(store, at=START + timedelta(minutes=1)) == [[3]]
    assert sorted(await ids(store, at=START + timedelta(minutes=6))) == [[1, 2], [3]]


async def test_what_failed_in_a_room_does_not_hold_up_the_private_chat(store: Store) -> None:
    room, private, behind = (
        waiting("anna", n, at=n, room="-1" if public else None, public=public)
        for n, public in ((1, True), (2, False), (3, True))
    )
    await put(store, room, private, behind)
    await store.mark_failed(room, START + timedelta(minutes=5))
    assert await ids(store, at=START + timedelta(minutes=1)) == [[2]]


async def test_a_send_that_began_is_remembered_until_it_is_known_to_have_failed(store: Store) -> None:
    message = waiting("anna", 1)
    await put(store, message)
    await store.begun([message])
    [[begun]] = (await store.page("telegram", LATER, ALL, 1, {})).chats.values()
    assert begun.unclear == 1
    await store.mark_failed(message, START, attempts=0)
    [[failed]] = (await store.page("telegram", LATER, ALL, 1, {})).chats.values()
    assert (failed.unclear, failed.attempts) == (0, 0)


async def test_order_in_each_chat_and_nobody_left_out(store: Store, size: float) -> None:
    chance = random.Random(11)
    told = [waiting(f"p{chance.randrange(40)}", n, chance.randrange(5), at=n) for n in range(1, int(300 * size))]
    await put(store, *told)
    seen: dict[str, list[int]] = {}
    while (page := await store.page("telegram", LATER, ALL, 7, {})).chats:
        for who, chat in page.chats.items():
            taken = chat[: chance.randint(1, len(chat))]
            seen.setdefault(who, []).extend(m.n for m in taken)
            await store.mark_sent([(m, "there") for m in taken], LATER)
    assert {who: [m.n for m in told if m.external == who] for who in seen} == seen
    assert sum(map(len, seen.values())) == len(told)


async def test_a_backlog_costs_rows_and_not_memory(store: Store, size: float) -> None:
    many = int(20_000 * size)
    for start in range(0, many, 5000):
        await put(store, *(waiting(f"p{n}", n, 2, at=n % 60) for n in range(start + 1, start + 5001)))
    await put(store, waiting("anna", many + 1, Urgency.ANSWER, at=90))
    await store._writer.job(lambda db: db.write(Write(Statement(sql("ANALYZE outbox")), [()])))  # as a server does
    times, busy = [], {f"p{n}": 2 for n in range(1, 65)}
    for _ in range(60):  # the best of them: whatever else the machine does
        begin = perf_counter()
        page = await store.page("telegram", LATER, ALL, 64, busy)
        times.append(perf_counter() - begin)
    assert (next(iter(page.chats)), len(page.chats)) == ("anna", 64)
    assert min(times) < 0.05 * slowness(), "it does not grow with the backlog"
    tracemalloc.start()
    await store.page("telegram", LATER, ALL, 64, busy)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2_000_000, "nor does this"


def test_how_urgent_what_is_due_is() -> None:
    def due(kind: str) -> Incoming:
        return Incoming("telegram", "anna", f"due:1:{kind}:x", START, Kind.DUE, text=kind)

    kinds = ["rest", "workout", "later", "late", "unfinished", "host", "week", "month"]
    assert [urgency_of(due(kind)) for kind in kinds] == [1, 2, 2, 3, 3, 4, 5, 5]
    assert urgency_of(heard("workout", "u1")) is Urgency.ANSWER
    assert ECHOES == {Urgency.ANSWER: 1, Urgency.REMINDER: 1}
    assert Urgency.ANSWER not in STALE


async def test_a_turn_stores_how_urgent_its_messages_are(store: Store) -> None:
    await store.turn(heard("log 1", "u1", platform="telegram"))
    [[message]] = (await store.page("telegram", LATER, Urgency.ANSWER, 1, {})).chats.values()
    assert message.urgency is not None
    assert Urgency(message.urgency) is Urgency.ANSWER
