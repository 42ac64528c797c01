"""A challenge in a Telegram group: made, joined, seen; members who leave, the bot let in again, rights missing."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing

import pytest
import pytest_asyncio
from aiohttp import web
from fakes.telegram import FakeTelegram, Refusal, Seen, refused, until
from process import Running
from telegram_life import ANNA, BEN, begin, living

Both = tuple[FakeTelegram, Running]
pytestmark = pytest.mark.asyncio(loop_scope="module")
STRANGER = 1003
ROOMS = iter(range(-6000, -5000, 1))
NEW = "/challenge new points 4 - now"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def both(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Both]:
    async with living(tmp_path_factory.mktemp("challenges")) as (telegram, topset):
        for person in (ANNA, BEN):
            await begin(telegram, topset, person)
        yield telegram, topset


@pytest_asyncio.fixture(loop_scope="module")
async def gym(both: Both) -> int:
    """A new group with the bot in it, managed by Ben, where a challenge runs that Anna is in."""
    telegram, topset = both
    room = next(ROOMS)
    telegram.chats[room] = {}
    telegram.roles[room, BEN] = "creator"
    await telegram.say(BEN, NEW, room)
    await until(lambda: "Nobody is in yet" in "".join(telegram.texts(room)), why=topset.said)
    before = len(telegram.texts(ANNA))
    await press(telegram, ANNA, room, "Join")
    await until(lambda: any(text.startswith("You are in") for text in telegram.texts(ANNA)[before:]), why=topset.said)
    return room


async def press(telegram: FakeTelegram, person: int, room: int, label: str) -> str:
    seen, button = next(
        (seen, b) for seen in reversed(telegram.shown(room)) for row in seen.buttons for b in row if b["text"] == label
    )
    return await telegram.press(person, button["callback_data"], seen.id, room)


async def test_one_joins_in_the_group_and_looks_in_private(both: Both, gym: int) -> None:
    telegram, topset = both
    links = [b for seen in telegram.shown(gym) for row in seen.buttons for b in row if b["text"] == "My place"]
    carried = links[-1]["url"].partition("?start=")[2]
    assert carried.startswith("challenge_me_")
    await telegram.say(ANNA, f"/start {carried}")
    await until(lambda: "Place 1 of 1" in telegram.texts(ANNA)[-1], why=topset.said)
    assert not any("Place" in text for text in telegram.texts(gym)), "for her alone"


async def test_a_strangers_press_opens_the_private_chat_and_says_one_line_however_often(both: Both, gym: int) -> None:
    telegram, topset = both
    before, alone = len(telegram.shown(gym)), len(telegram.texts(ANNA))
    for label, way in (("👏 Cheer", "start"), ("Join", "challenge_join_"), ("Join", "challenge_join_")):
        pressed = await press(telegram, 1097, gym, label)
        await until(lambda: pressed in telegram.answered, why=topset.said)  # noqa: B023
        assert f"?start={way}" in telegram.opened[pressed]
    own = await press(telegram, ANNA, gym, "Join")
    await until(lambda: own in telegram.answered and len(telegram.texts(ANNA)) > alone, why=topset.said)
    assert own not in telegram.opened, "the control: who is known is answered in private"
    await until(lambda: any("challenge_join_" in link for link in led(telegram, gym, before)), why=topset.said)
    assert len(led(telegram, gym, before)) == 1


def led(telegram: FakeTelegram, room: int, since: int) -> list[str]:
    """The ways into the private chat that lines in a room show."""
    return [s.buttons[0][0]["url"] for s in telegram.shown(room)[since:] if "let us begin in private" in s.text]


async def test_a_press_is_answered_also_where_the_link_is_refused(both: Both, gym: int) -> None:
    telegram, topset = both

    async def refuse(method: str, given: dict[str, object]) -> web.Response | None:
        return refused(Refusal(400, "Bad Request: URL_INVALID")) if given.get("url") else None

    telegram.fault = refuse
    pressed = await press(telegram, 1096, gym, "Join")
    await until(lambda: pressed in telegram.answered, why=topset.said)
    telegram.fault = None
    assert pressed not in telegram.opened


@pytest.mark.parametrize("person", [ANNA, 1099])
async def test_how_it_is_scored_is_told_in_private_whoever_asks(person: int, both: Both, gym: int) -> None:
    telegram, topset = both
    [link, *_] = [b for seen in telegram.shown(gym) for row in seen.buttons for b in row if "scored" in b["text"]]
    before = len(telegram.texts(person))
    how = f"challenge:how:{link['url'].rpartition('_')[2]}"
    pressed = await telegram.press(1098, how, 1, gym)  # of a stranger: the room hears nothing of it
    await until(lambda: pressed in telegram.answered, why=topset.said)
    await telegram.say(person, f"/start {link['url'].partition('?start=')[2]}")
    await until(lambda: len(telegram.texts(person)) > before, why=topset.said)
    assert telegram.texts(person)[-1].startswith("🏆 Points\nScored: 50 points")
    assert "Sets count that are logged" in telegram.texts(person)[-1]
    assert not any("Sets count that are logged" in text for text in telegram.texts(gym))


async def test_nobody_else_makes_one(both: Both, gym: int) -> None:
    telegram, topset = both
    before = len(telegram.texts(gym))
    await telegram.say(ANNA, NEW, gym)
    await until(lambda: len(telegram.texts(gym)) > before, why=topset.said)
    assert "manages this room" in telegram.texts(gym)[-1]


@pytest.mark.parametrize(
    "said", ["/desafío nuevo series 4 ya", "/reto@topset_test_bot nuevo series 4 ya", "/défi sets 4 now"]
)
async def test_it_is_its_own_command_in_a_group_in_every_language(said: str, both: Both) -> None:
    telegram, topset = both
    room = next(ROOMS)
    telegram.chats[room], telegram.roles[room, BEN] = {}, "creator"
    await telegram.say(BEN, said, room)
    await until(lambda: "🏆 Sets" in "".join(telegram.texts(room)), why=topset.said)


async def test_a_press_that_is_not_ones_own_is_refused_in_private(both: Both, gym: int) -> None:
    telegram, topset = both
    await telegram.say(BEN, "/challenge new", gym)
    await until(lambda: telegram.texts(gym)[-1] == "Which kind of challenge?", why=topset.said)
    before, alone, asked = len(telegram.texts(gym)), len(telegram.texts(ANNA)), (gym, telegram.shown(gym)[-1].id)
    stranger = await press(telegram, STRANGER, gym, "Sets")
    await until(lambda: "manages this room" in telegram.popped.get(stranger, ""), why=topset.said)
    await press(telegram, ANNA, gym, "Sets")
    await until(lambda: len(telegram.texts(ANNA)) > alone, why=topset.said)
    assert "manages this room" in telegram.texts(ANNA)[-1]
    own = await press(telegram, BEN, gym, "Sets")
    await until(lambda: "For how long?" in telegram.texts(gym)[-1], why=topset.said)
    await until(lambda: own in telegram.answered, why=topset.said)
    assert own not in telegram.popped, "the control: who may is told nothing"
    assert len(telegram.texts(gym)) == before
    assert asked not in {(room, message) for room, message, _ in telegram.reactions}


async def test_a_stranger_who_types_it_is_led_to_the_private_chat_and_wants_the_same_there(
    both: Both, gym: int
) -> None:
    telegram, topset = both
    await telegram.say(STRANGER, "/challenge join", gym)
    await until(lambda: "let us begin in private" in telegram.texts(gym)[-1], why=topset.said)
    [[link]] = telegram.shown(gym)[-1].buttons
    assert link["url"].partition("?start=")[2].startswith("challenge_join_")


async def test_the_team_that_one_taps_in_private_is_the_one_of_the_group(both: Both) -> None:
    telegram, topset = both
    room = next(ROOMS)
    telegram.chats[room], telegram.roles[room, BEN] = {}, "creator"
    await telegram.say(BEN, "/challenge new teams 4 own now", room)
    await until(lambda: "Nobody is in yet" in "".join(telegram.texts(room)), why=topset.said)
    await press(telegram, ANNA, room, "Join")
    await until(lambda: "which team" in telegram.texts(ANNA)[-1], why=topset.said)
    await telegram.press_label(ANNA, "Team B")
    await until(lambda: "You are in team B" in telegram.texts(ANNA)[-1], why=topset.said)


async def test_who_leaves_the_group_is_off_the_board(both: Both, gym: int) -> None:
    telegram, topset = both
    await telegram.put(message=telegram.message(ANNA, "", gym, left_chat_member=telegram.user(ANNA)))
    joins = [b for seen in telegram.shown(gym) for row in seen.buttons for b in row if b["text"] == "Join"]
    number = joins[0]["callback_data"].rpartition(":")[2]

    async def place() -> str:
        before = len(telegram.texts(ANNA))
        await telegram.say(ANNA, f"/challenge me {number}")
        await until(lambda: len(telegram.texts(ANNA)) > before, why=topset.said)
        return telegram.texts(ANNA)[-1]

    for _ in range(100):
        if "no such challenge" in await place():
            break
        await asyncio.sleep(0.1)
    assert "no such challenge" in await place()


async def test_let_in_again_it_puts_the_board_there_anew(both: Both, gym: int) -> None:
    telegram, topset = both
    await telegram.member(gym, BEN, "member", "kicked")
    await telegram.member(gym, BEN, "left", "member")
    await until(lambda: any("I am here again" in text for text in telegram.texts(gym)), why=topset.said)
    board = next(text for text in telegram.texts(gym) if "I am here again" in text)
    assert "In so far:" in board


async def test_who_manages_the_group_is_told_what_is_missing(both: Both, gym: int) -> None:
    telegram, topset = both
    telegram.permissions[gym] = {"can_send_messages": False}
    before = len(telegram.texts(BEN))
    other = next(ROOMS)
    telegram.chats[other], telegram.roles[other, BEN] = {}, "administrator"
    telegram.permissions[other] = {"can_send_messages": False}
    await telegram.say(BEN, NEW, other)
    await until(lambda: len(telegram.texts(BEN)) > before, why=topset.said)
    assert "Send Messages" in telegram.texts(BEN)[-1]
    assert telegram.texts(other) == []
    telegram.roles[other, ANNA] = "administrator"
    telegram.roles[other, 4242] = "administrator"
    third = next(ROOMS)
    telegram.chats[third], telegram.roles[third, BEN], telegram.roles[third, 4242] = {}, "creator", "administrator"
    await telegram.say(BEN, NEW, third)
    await until(lambda: "Nobody is in yet" in "".join(telegram.texts(third)), why=topset.said)


async def test_put_out_without_being_told_it_is_noticed_and_mended_by_the_next_word(both: Both, gym: int) -> None:
    telegram, topset = both
    telegram.blocked[gym] = "Forbidden: bot was kicked from the supergroup chat"
    await telegram.say(BEN, "/challenge", gym)
    await until(lambda: to_be_forgotten(topset) == 1, why=topset.said)
    del telegram.blocked[gym]
    await telegram.say(BEN, "/challenge", gym)
    await until(lambda: any("I am here again" in text for text in telegram.texts(gym)), why=topset.said)
    assert to_be_forgotten(topset) == 0


def to_be_forgotten(topset: Running) -> int:
    """How many challenges go after a while, unless the bot comes back."""
    with closing(sqlite3.connect(topset.db)) as raw:
        return int(raw.execute("SELECT count(*) FROM due WHERE key = 'forget'").fetchone()[0])


async def test_made_in_a_topic_it_lives_there_and_in_the_group_once_that_is_gone(both: Both) -> None:
    telegram, topset = both
    room, topic = next(ROOMS), {"message_thread_id": 9, "is_topic_message": True}
    telegram.chats[room], telegram.roles[room, BEN] = {}, "creator"
    await telegram.say(BEN, NEW, room, **topic)
    await until(lambda: boards_of(telegram, room), why=topset.said)
    assert boards_of(telegram, room)[-1].thread == 9
    telegram.gone_threads.add(9)
    await telegram.member(room, BEN, "member", "kicked")
    await telegram.member(room, BEN, "left", "member")
    await until(lambda: any("I am here again" in seen.text for seen in boards_of(telegram, room)), why=topset.said)
    await until(lambda: "is gone. It goes on here" in telegram.texts(room)[-1], why=topset.said)
    assert boards_of(telegram, room)[-1].thread is None
    refused = len([call for call in telegram.calls if call.status == 400])
    await press(telegram, ANNA, room, "Join")
    await telegram.member(room, BEN, "member", "kicked")
    await telegram.member(room, BEN, "left", "member")
    await until(lambda: sum("here again" in seen.text for seen in boards_of(telegram, room)) == 2, why=topset.said)
    assert sum("is gone" in text for text in telegram.texts(room)) == 1, "said once"
    assert len([call for call in telegram.calls if call.status == 400]) == refused, "and the topic is tried no more"
    telegram.gone_threads.discard(9)


def boards_of(telegram: FakeTelegram, room: int) -> list[Seen]:
    return [seen for seen in telegram.shown(room) if "🏆" in seen.text]
