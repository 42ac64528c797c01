"""Row 15 with the whole product: `kill -9` at random moments while reminders go out; rows 16 and 35 beside it."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from time import monotonic

import pytest
from fakes.telegram import TOKEN, FakeTelegram, until
from process import Running
from telegram_people import make_store, set_of, stored_sets

from bot.bench.arrivals import most_in
from bot.bench.reminded import MODEL, prepare

WINDOW = 40  # sends that can be on their way when a process is killed
PACE = "0.1"


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    fake = await FakeTelegram().start()
    yield fake
    await fake.stop()


def product(telegram: FakeTelegram, folder: Path, pace: str = PACE) -> Running:
    settings = {"TOPSET_TELEGRAM_TOKEN": TOKEN, "TOPSET_TELEGRAM_API": telegram.address, "TOPSET_TEST_PACE": pace}
    return Running(folder, TOPSET_LOG_LEVEL="INFO", **settings)


def came(telegram: FakeTelegram, people: range) -> Mapping[int, int]:
    """How many messages each of them has."""
    return Counter({person: len(telegram.texts(person)) for person in people})


async def test_killed_while_reminders_go_out_none_is_lost(telegram: FakeTelegram, tmp_path: Path, size: float) -> None:
    count, kills = round(200 * size), round(4 * size)
    seed = random.randrange(10**6)
    chance, people = random.Random(seed), range(MODEL, MODEL + count)
    telegram.chats = {person: {} for person in people}
    topset = product(telegram, tmp_path)
    await asyncio.to_thread(asyncio.run, prepare(topset.db, "telegram", count))
    for kill in range(1, kills + 1):
        await topset.start()
        enough = round(count * (kill - 0.5 + chance.random()) / (kills + 1))
        await until(lambda: sum(came(telegram, people).values()) >= enough, 60, topset.said)  # noqa: B023
        await topset.kill()
    await topset.start()
    await until(lambda: all(came(telegram, people).values()), 60 * max(size, 1), topset.said)
    await asyncio.sleep(1)
    await topset.stop()
    found = came(telegram, people)
    assert set(found.values()) <= {1, 2}, f"seed {seed}: lost, or sent more than once again"
    assert sum(found.values()) - count <= kills * WINDOW, f"seed {seed}: only what was on its way comes again"
    assert telegram.wrong == []


async def test_what_was_missed_goes_out_below_the_limits_and_once(telegram: FakeTelegram, tmp_path: Path) -> None:
    """Row 16: all of them are overdue when the process starts; the limits are those of Telegram, ten times as fast."""
    people = range(MODEL, MODEL + 150)
    telegram.chats = {person: {} for person in people}
    topset = product(telegram, tmp_path)
    await asyncio.to_thread(asyncio.run, prepare(topset.db, "telegram", len(people)))
    await topset.start()
    await until(lambda: all(came(telegram, people).values()), 60, topset.said)
    await asyncio.sleep(0.5)
    await topset.stop()
    assert set(came(telegram, people).values()) == {1}
    assert most_in([call.at for call in telegram.called("sendMessage")], float(PACE)) <= 30


async def test_the_control_without_limits_floods(telegram: FakeTelegram, tmp_path: Path) -> None:
    people = range(MODEL, MODEL + 150)
    telegram.chats = {person: {} for person in people}
    topset = product(telegram, tmp_path)
    await asyncio.to_thread(asyncio.run, prepare(topset.db, "telegram", len(people)))
    await topset.start(TOPSET_TEST_LIMITS="off", TOPSET_TEST_PACE="1")
    await until(lambda: all(came(telegram, people).values()), 60, topset.said)
    await topset.stop()
    assert most_in([call.at for call in telegram.called("sendMessage")], 1.0) > 30


# ---- row 35: somebody floods

FLOOD, FLOODER = 1000, 3001
OTHERS = range(3002, 3052)


async def write(telegram: FakeTelegram, person: int, n: int) -> float:
    """One set; when its answer came."""
    text, (_, load, reps) = set_of(person, n)
    await telegram.say(person, text)
    await until(lambda: any(f"{load:g} kg × {reps}" in seen for seen in telegram.texts(person)), 60, lambda: text)
    return monotonic()


async def of_others(telegram: FakeTelegram) -> float:
    """When the last of the others was answered, each having written twice within ten seconds."""

    async def one(person: int) -> float:
        await asyncio.sleep((person - OTHERS[0]) * 0.1)
        await write(telegram, person, 0)
        await asyncio.sleep(4)
        return await write(telegram, person, 1)

    return max(await asyncio.gather(*map(one, OTHERS)))


async def flood(telegram: FakeTelegram) -> float:
    """A thousand sets in ten seconds; when all of them were answered."""
    for n in range(FLOOD):
        await telegram.say(FLOODER, set_of(FLOODER, n)[0])
        await asyncio.sleep(10 / FLOOD)
    await until(lambda: told(telegram) >= FLOOD, 180, lambda: f"{told(telegram)} of {FLOOD}")
    return monotonic()


async def test_somebody_who_floods_is_stored_and_holds_up_nobody(telegram: FakeTelegram, tmp_path: Path) -> None:
    people = [FLOODER, *OTHERS]
    telegram.chats = {person: {} for person in people}
    topset = product(telegram, tmp_path, "1")
    await asyncio.to_thread(make_store, topset.db, people)
    await (await topset.start()).ready()
    through, others = await asyncio.gather(flood(telegram), of_others(telegram))
    assert others < through, "everybody else was answered before the flood was through"
    assert len(telegram.texts(FLOODER)) < FLOOD / 10, "the answers come together"
    await topset.stop()
    stored = await stored_sets(topset.db, [FLOODER])
    assert [n for n in range(FLOOD) if stored[set_of(FLOODER, n)[1]] != 1] == []
    assert most_in([call.at for call in telegram.called("sendMessage")], 1.0) <= 30
    to_flooder = [call.at for call in telegram.called("sendMessage") if call.given["chat_id"] == FLOODER]
    assert most_in(to_flooder, 5.0) <= 5
    assert telegram.wrong == []


def told(telegram: FakeTelegram) -> int:
    """How many sets the flooder was told of."""
    return sum(line.startswith("✓ ") for text in telegram.texts(FLOODER) for line in text.split("\n"))
