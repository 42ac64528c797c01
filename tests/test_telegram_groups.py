"""Telegram's groups: what is answered where, topics, rights, groups that move or put the bot out."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from fakes.telegram import GROUP_BOT, FakeTelegram, chat_data, until
from process import Running
from telegram_life import ANNA, BEN, begin, living, spoilt

from coach_core.store import open_store
from tests.stores import dump_of

Both = tuple[FakeTelegram, Running]
pytestmark = pytest.mark.asyncio(loop_scope="module")
ROOMS = iter(range(-5000, 0, 1))
STRANGERS = iter(range(7001, 8000))
LINK = "https://t.me/topset_test_bot?start=start"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def both(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Both]:
    async with living(tmp_path_factory.mktemp("groups")) as (telegram, topset):
        await begin(telegram, topset, ANNA)
        yield telegram, topset


@pytest.fixture
def gym(both: Both) -> int:
    """A new group with the bot in it."""
    room = next(ROOMS)
    both[0].chats[room] = {}
    return room


async def test_it_says_once_what_it_is(both: Both) -> None:
    """Not where it was there before, and not when it is told again; the control is another group."""
    telegram, topset = both
    room, other = next(ROOMS), next(ROOMS)
    await telegram.member(room, ANNA, "left", "member")
    await until(lambda: telegram.texts(room), why=topset.said)
    assert telegram.texts(room)[0].startswith("Hello! I'm Topset")
    assert telegram.shown(room)[0].buttons[0][0]["url"] == LINK
    await telegram.member(room, ANNA, "restricted", "member")
    await telegram.say(ANNA, "/today@topset_test_bot", room)
    await telegram.member(other, ANNA, "left", "member")
    await until(lambda: telegram.texts(other), why=topset.said)
    await until(lambda: any(r[0] == room for r in telegram.reactions), why=topset.said)
    assert len(telegram.texts(room)) == 1


async def test_the_answer_is_for_the_person_alone(both: Both, gym: int) -> None:
    telegram, topset = both
    before = len(telegram.shown(ANNA))
    message = await telegram.say(ANNA, "@topset_test_bot 15", gym)
    await until(lambda: (gym, message, "👍") in telegram.reactions, why=topset.said)
    assert telegram.texts(ANNA)[before].startswith("✓ Bodyweight hip thrust 15")
    assert telegram.texts(gym) == []


async def test_what_is_not_said_to_it_is_none_of_its_business(both: Both, gym: int) -> None:
    telegram, topset = both
    calls = len(telegram.calls)
    await telegram.say(ANNA, "100x10", gym)
    await telegram.say(ANNA, "/deal@another_bot", gym)
    await telegram.say(ANNA, "/today@topset_test_bot", gym)
    await until(lambda: telegram.reactions and telegram.reactions[-1][0] == gym, why=topset.said)
    sent = [c for c in telegram.calls[calls:] if c.method in ("sendMessage", "setMessageReaction")]
    assert len(sent) == 2, "the workout in private and a sign here"
    assert "100x10" not in topset.said()


async def test_who_never_pressed_start_gets_the_way_there(both: Both, gym: int) -> None:
    telegram, topset = both
    await telegram.say(777, "/today", gym)
    await until(lambda: telegram.texts(gym), why=topset.said)
    assert telegram.shown(gym)[0].buttons[0][0]["url"] == LINK
    assert 777 not in telegram.chats


async def test_who_closed_the_private_chat_is_told_here(both: Both, gym: int) -> None:
    telegram, topset = both
    await begin(telegram, topset, BEN)
    telegram.blocked[BEN] = "Forbidden: bot was blocked by the user"
    for _ in range(2):
        before = len(telegram.shown(gym))
        await telegram.say(BEN, "/today", gym)
        await until(lambda: len(telegram.shown(gym)) > before, why=topset.said)  # noqa: B023
        assert "in private" in telegram.texts(gym)[-1]
        assert "start=today" in telegram.shown(gym)[-1].buttons[0][0]["url"]
    refused = [c for c in telegram.calls if c.status == 403 and c.given.get("chat_id") == BEN]
    assert len(refused) == 1, "the second time it is not even tried"


async def test_an_emergency_behind_a_closed_chat_is_answered_here(both: Both, gym: int) -> None:
    telegram, topset = both
    cara, stranger = 4711, 4712
    await begin(telegram, topset, cara)
    for person, link in ((stranger, "start=start"), (cara, "_urgent")):
        before = len(telegram.shown(gym))
        telegram.blocked[person] = "Forbidden: bot was blocked by the user"
        await telegram.say(person, "@topset_test_bot crushing chest pain and my arm is numb", gym)
        await until(lambda: len(telegram.shown(gym)) > before, why=topset.said)  # noqa: B023
        assert telegram.texts(gym)[-1].startswith("Stop now.")
        assert "crushing" not in telegram.texts(gym)[-1]
        assert telegram.shown(gym)[-1].buttons[0][0]["url"].endswith(link)
    del telegram.blocked[cara]
    before = len(telegram.texts(cara))
    await telegram.say(cara, "/start today_urgent")
    await until(lambda: len(telegram.texts(cara)) > before, why=topset.said)
    assert telegram.texts(cara)[before].startswith("Stop now.")


async def test_who_speaks_as_the_group_is_nobody(both: Both, gym: int) -> None:
    telegram, topset = both
    await telegram.say(ANNA, "/today", gym, sender_chat=chat_data(gym), **{"from": GROUP_BOT})
    await until(lambda: telegram.texts(gym), why=topset.said)
    assert "anonymous" in telegram.texts(gym)[0]
    async with await open_store(str(topset.db), read_only=True) as store:
        assert await store.person("telegram", str(GROUP_BOT["id"])) is None
        assert await store.person("telegram", str(gym)) is None


async def test_answers_stay_in_their_topic(both: Both, gym: int) -> None:
    telegram, topset = both
    topic = {"message_thread_id": 9, "is_topic_message": True}
    await telegram.say(ANNA, "/export", gym, **topic)
    await until(lambda: telegram.texts(gym), why=topset.said)
    assert telegram.shown(gym)[0].thread == 9
    telegram.gone_threads.add(9)
    await telegram.say(ANNA, "/export", gym, **topic)
    await until(lambda: len(telegram.shown(gym)) == 2, why=topset.said)
    assert telegram.shown(gym)[1].thread is None, "a topic that is gone: said in the group"


async def test_a_press_in_a_topic_is_answered_there(both: Both, gym: int) -> None:
    """Under a message that is gone by now Telegram does not tell the topic: the group is what is left."""
    telegram, topset = both
    await telegram.say(ANNA, "/export", gym, message_thread_id=7, is_topic_message=True)
    await until(lambda: telegram.shown(gym), why=topset.said)
    message = telegram.shown(gym)[0].id
    await telegram.press(next(STRANGERS), "done:1.1", message, gym)
    await until(lambda: len(telegram.shown(gym)) == 2, why=topset.said)
    gone = telegram.chats[gym].pop(message)
    await telegram.press(next(STRANGERS), "done:1.1", gone.id, gym)
    await until(lambda: len(telegram.shown(gym)) == 2, why=topset.said)
    assert [seen.thread for seen in telegram.shown(gym)] == [7, None]


async def test_nothing_is_sent_where_it_was_put_out(both: Both, gym: int) -> None:
    telegram, topset = both
    await telegram.member(gym, ANNA, "member", "kicked")
    await telegram.say(ANNA, "/export", gym)
    await telegram.say(ANNA, "/help")
    await until(lambda: telegram.texts(ANNA)[-1].startswith("What you can say"), why=topset.said)
    assert telegram.texts(gym) == []
    await telegram.member(gym, ANNA, "left", "member")
    await until(lambda: telegram.texts(gym), why=topset.said)


TOLD = ("by the old group", "by the new one", "by a refusal", "by all three")


async def life_of_a_group(telegram: FakeTelegram, gym: int, told: str, move_at: int, person: int) -> None:
    """Four messages in a group; before one of them it becomes a supergroup, and that is told in one of four ways."""
    new, where = moved_to(gym), gym
    for step in range(4):
        if step == move_at:
            telegram.moved[gym] = new
            telegram.chats[new] = {}
            if told in ("by the old group", "by all three"):
                await telegram.put(message=telegram.message(person, "", gym, migrate_to_chat_id=new))
            if told in ("by the new one", "by all three"):
                await telegram.put(message=telegram.message(person, "", new, migrate_from_chat_id=gym))
            where = gym if told == "by a refusal" else new
        await telegram.say(person, "/export", where)
        await asyncio.sleep(0)


def moved_to(gym: int) -> int:
    return -100_000_000 + gym


def said_in(telegram: FakeTelegram, gym: int) -> int:
    """How many messages there are, in the group and in what became of it."""
    return len(telegram.shown(gym)) + len(telegram.shown(moved_to(gym)))


async def test_groups_that_move_take_everything_along(both: Both, size: float) -> None:
    telegram, topset = both
    seed = random.randrange(10**6)
    chance, gyms = random.Random(seed), [next(ROOMS) for _ in range(round(50 * size))]
    for n, gym in enumerate(gyms):
        telegram.chats[gym] = {}
        await life_of_a_group(telegram, gym, TOLD[n % 4], chance.randrange(4), 30_000 + n)
    await until(lambda: all(said_in(telegram, gym) >= 4 for gym in gyms), 60, topset.said)
    await asyncio.sleep(0.2)
    assert [said_in(telegram, gym) for gym in gyms] == [4] * len(gyms), f"seed {seed}: nothing is said twice"
    tables = await copied(topset)
    del tables["meta"]  # where the old ids are known by what they became
    for gym in gyms:
        left = [row for rows in tables.values() for row in rows if f"'{gym}'" in row]
        assert left == [], f"seed {seed}: rows under the old id"


async def test_the_control_that_follows_no_group_loses_what_is_said(tmp_path: Path) -> None:
    async with spoilt(tmp_path, "stay") as (telegram, topset):
        for n, told in enumerate(TOLD):
            telegram.chats[gym := -7000 - n] = {}
            await life_of_a_group(telegram, gym, told, 2, 30_000 + n)
        await asyncio.sleep(2)
        tables = await copied(topset)
        lost = [n for n in range(4) if said_in(telegram, -7000 - n) < 4]
        old = [row for row in tables["outbox"] if any(f"'{-7000 - n}'" in row for n in range(4))]
        assert lost
        assert old


async def copied(topset: Running) -> dict[str, list[str]]:
    """All tables of the live store."""
    import sqlite3

    copy = topset.db.with_name("copy.db")
    copy.unlink(missing_ok=True)
    with sqlite3.connect(f"file:{topset.db}?mode=ro", uri=True) as live:
        live.execute("VACUUM INTO ?", (str(copy),))
    live.close()
    return await dump_of(str(copy))


async def test_rights_are_asked_for_when_they_are_used(both: Both, gym: int) -> None:
    telegram, topset = both
    telegram.roles[gym, ANNA] = "administrator"
    calls = len(telegram.calls)
    for _ in range(3):
        await telegram.say(ANNA, "/today", gym)
    await until(lambda: sum(r[0] == gym for r in telegram.reactions) == 3, why=topset.said)
    assert sum(call.method == "getChatMember" for call in telegram.calls[calls:]) == 1, "and believed for a minute"
