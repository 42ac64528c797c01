"""Telegram's door, through a Telegram on loopback and `topset run` as a process of its own: one person."""

from __future__ import annotations

import asyncio
import os
import random
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import time

import pytest
import pytest_asyncio
from fakes.telegram import FakeTelegram, Seen, until
from fakes.telegram_spec import PUBLISHED, spec
from process import Running
from telegram_life import ANNA, GLUTE_8, begin, living, spoilt
from test_telegram_events import mutated
from yardstick import answered_within

Both = tuple[FakeTelegram, Running]
pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def both(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Both]:
    async with living(tmp_path_factory.mktemp("telegram")) as found:
        yield found


NUMBERS = iter(range(3001, 4000))


@pytest_asyncio.fixture(loop_scope="module")
async def person(both: Both) -> int:
    """Somebody new who is about to train."""
    number = next(NUMBERS)
    await begin(*both, number)
    return number


@pytest.mark.asyncio(loop_scope="function")
async def test_the_specification_is_here() -> None:
    """Without it the fake knows only the documented limits: good enough at home, not in CI."""
    if not PUBLISHED.path().is_file():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(PUBLISHED.where_to_get_it())
    assert len(spec()["methods"]) > 100


async def says(both: Both, person: int, text: str, start: str) -> Seen:
    """Say something; the new message that answers it."""
    telegram, topset = both
    before = len(telegram.shown(person))
    await telegram.say(person, text)
    await until(lambda: len(telegram.shown(person)) > before, why=topset.said)
    answer = telegram.shown(person)[before]
    assert answer.text.startswith(start), answer.text
    return answer


async def test_a_first_workout(both: Both, person: int) -> None:
    telegram, topset = both
    card = telegram.shown(person)[-1]
    assert len(telegram.shown(person)) == 7, "five questions, what was noted, the workout"
    pressed = await telegram.press_label(person, "✓ One set")
    await until(lambda: card.edits == 1, why=topset.said)
    assert pressed in telegram.answered
    before = len(telegram.shown(person))
    assert (
        await says(both, person, "15, 15", "✓ Bodyweight hip thrust 15, 15\nNext: Barbell hip thrust")
    ).reply is None
    await until(lambda: card.edits == 2, why=topset.said)
    assert len(telegram.shown(person)) == before + 1, "one line; the workout is changed where it stands"
    assert "✓ 1 Bodyweight hip thrust" in card.text
    assert card.entities and {entity["type"] for entity in card.entities} == {"bold"}


async def test_today_brings_the_workout_anew_when_it_is_far_up(both: Both, person: int) -> None:
    telegram, topset = both
    first = telegram.shown(person)[-1]
    for _ in range(6):
        await says(both, person, "/privacy", "")
    new = await says(both, person, "today", GLUTE_8)
    edits = first.edits
    await says(both, person, "15", "✓ Bodyweight hip thrust 15")
    await until(lambda: new.edits == 1, why=topset.said)
    assert first.edits == edits, "the newest one lives"


async def test_an_edit_changes_the_sets_of_its_message(both: Both, person: int) -> None:
    telegram, topset = both
    await says(both, person, "15 15 15", "✓ Bodyweight hip thrust 15, 15, 15")
    message = max(n for n, seen in telegram.chats[person].items() if not seen.mine)
    before = len(telegram.shown(person))
    await telegram.edit(person, message, "15 15 12")
    await until(lambda: len(telegram.shown(person)) > before, why=topset.said)
    assert telegram.shown(person)[before].text.startswith("✎ Bodyweight hip thrust 12\n")


async def test_an_edit_after_two_days_asks_first(both: Both, person: int) -> None:
    telegram, topset = both
    telegram.now = lambda: time() - 3 * 86400
    await says(both, person, "15 15 15", "✓ Bodyweight hip thrust 15, 15, 15")
    telegram.now = time
    message = max(n for n, seen in telegram.chats[person].items() if not seen.mine)
    before = len(telegram.shown(person))
    await telegram.edit(person, message, "15 15 12")
    await until(lambda: len(telegram.shown(person)) > before, why=topset.said)
    assert telegram.shown(person)[before].text.startswith("That message is of")
    await telegram.press_label(person, "Yes, change it")
    await until(lambda: len(telegram.shown(person)) > before + 1, why=topset.said)
    assert ": Bodyweight hip thrust 12\n" in telegram.shown(person)[before + 1].text


async def test_words_of_others_are_not_logged(both: Both, person: int) -> None:
    telegram, topset = both
    origin = {"type": "hidden_user", "date": 1, "sender_user_name": "Ben"}
    before = len(telegram.shown(person))
    await telegram.say(person, "100x10", forward_origin=origin)
    await until(lambda: len(telegram.shown(person)) > before, why=topset.said)
    assert telegram.shown(person)[before].text.startswith("That was forwarded, so I stored nothing")
    await says(both, person, "/history", "No finished workout yet")
    await says(both, person, "biceps curl 20x10", "✓ Dumbbell curl 20 kg × 10")


BLOCKED = (
    "Forbidden: bot was blocked by the user",
    "Forbidden: user is deactivated",
    "Forbidden: bot can't initiate conversation with a user",
    "Bad Request: chat not found",
)


@pytest.mark.parametrize("why", BLOCKED)
async def test_who_blocks_it_is_left_alone_until_they_are_back(why: str, both: Both, person: int) -> None:
    telegram, topset = both
    telegram.blocked[person] = why
    calls = len(telegram.calls)
    await telegram.say(person, "15")
    await until(lambda: any(c.status >= 400 and c.given.get("chat_id") == person for c in telegram.calls[calls:]))
    await asyncio.sleep(0.5)
    refused = [c for c in telegram.calls[calls:] if c.given.get("chat_id") == person]
    assert len(refused) == 1, "after the first refusal not one further send"
    del telegram.blocked[person]
    before = len(telegram.shown(person))
    await telegram.say(person, "/today")
    await until(lambda: len(telegram.shown(person)) > before, why=topset.said)
    await asyncio.sleep(0.3)
    assert len(telegram.shown(person)) == before + 1, "nothing of then is sent now"
    assert "✓ 15" in telegram.shown(person)[-1].text, "what was logged is kept"


async def test_the_control_goes_on_sending(tmp_path: Path) -> None:
    async with spoilt(tmp_path, "send on") as (telegram, topset):
        await telegram.say(ANNA, "/start")
        await until(lambda: telegram.texts(ANNA), why=topset.said)
        telegram.blocked[ANNA] = BLOCKED[0]
        calls = len(telegram.calls)
        await telegram.say(ANNA, "/help")
        await until(lambda: sum(c.status == 403 for c in telegram.calls[calls:]) > 1, why=topset.said)


async def test_being_told_of_a_block_is_enough(both: Both, person: int) -> None:
    """What they say in a group would be answered in private: not even once is it tried there."""
    telegram, topset = both
    room = -person
    await telegram.member(person, person, "member", "kicked")
    telegram.blocked[person] = BLOCKED[0]
    calls = len(telegram.calls)
    await telegram.say(person, "/today@topset_test_bot", room)
    await until(lambda: any("in private" in text for text in telegram.texts(room)), why=topset.said)
    assert not [c for c in telegram.calls[calls:] if c.given.get("chat_id") == person]
    del telegram.blocked[person]
    await telegram.member(person, person, "kicked", "member")
    await says(both, person, "15", "✓ Bodyweight hip thrust 15")


async def test_poison_holds_up_nobody(both: Both, person: int, size: float) -> None:
    """Updates that no specification knows: each is put aside, good ones between them are answered within a second."""
    telegram, topset = both
    seed = random.randrange(10**6)
    chance = random.Random(seed)

    async def good_behind_bad() -> None:
        bad = [mutated(chance) | {"update_id": telegram.next_update + k} for k in range(round(100 * size))]
        telegram.next_update += len(bad)
        polls = len(telegram.called("getUpdates"))
        await telegram.put_raw(*bad)
        await says(both, person, "/evidence", "")
        assert len(telegram.called("getUpdates")) - polls < 30, f"seed {seed}: a hot loop"

    for _ in range(10):
        await answered_within(max(1, size), good_behind_bad)
    assert topset.process.returncode is None, f"seed {seed}"


async def test_the_control_is_held_up_by_poison(tmp_path: Path) -> None:
    """It asks for the same again and again, and nobody behind it is answered."""
    async with spoilt(tmp_path, "ask again") as (telegram, _):
        polls = len(telegram.called("getUpdates"))
        await telegram.put_raw({"update_id": telegram.next_update, "message": {"text": 7}})
        telegram.next_update += 1
        await telegram.say(ANNA, "/help")
        await until(lambda: len(telegram.called("getUpdates")) > polls + 4)
        assert telegram.texts(ANNA) == []


async def test_halves_of_characters_do_not_hold_up_the_rest(both: Both, person: int) -> None:
    await says(both, person, "half \ud83d of a character 15", "")


async def test_commands_and_descriptions_are_told_in_every_language_once(both: Both) -> None:
    telegram, topset = both
    await until(lambda: ("setMyShortDescription", None, "es") in telegram.profile, why=topset.said)
    scopes = {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}
    told = {(scope, language) for method, scope, language in telegram.profile if method == "setMyCommands"}
    assert told == {(scope, language) for scope in scopes for language in (None, "es")}
    spanish = telegram.profile["setMyCommands", "all_private_chats", "es"]["commands"]
    assert {"command": "today", "description": "el entreno, cualquier día"} in spanish
    private = {c["command"] for c in telegram.profile["setMyCommands", "all_private_chats", None]["commands"]}
    groups = {c["command"] for c in telegram.profile["setMyCommands", "all_group_chats", None]["commands"]}
    assert private - groups == {"link", "export", "erase"}
    for method in ("setMyName", "setMyDescription", "setMyShortDescription"):
        assert {language for m, _, language in telegram.profile if m == method} == {None, "es"}


async def test_after_a_restart_buttons_work_and_nothing_is_told_again(tmp_path: Path) -> None:
    async with living(tmp_path) as (telegram, topset):
        await begin(telegram, topset, ANNA)
        await until(lambda: ("setMyShortDescription", None, "es") in telegram.profile, why=topset.said)
        await topset.stop()
        told = sum(call.method.startswith("setMy") for call in telegram.calls)
        await telegram.press_label(ANNA, "✓ Done as prescribed")
        await (await topset.start()).ready()
        await until(lambda: telegram.texts(ANNA)[-1].startswith("✓ Bodyweight hip thrust 15, 15, 15"), why=topset.said)
        assert sum(call.method.startswith("setMy") for call in telegram.calls) == told


@pytest.mark.parametrize(("hours", "told"), [(30, 1), (22, 0)])
async def test_who_was_there_before_a_long_absence_is_told_once(hours: int, told: int, tmp_path: Path) -> None:
    """Not so after a short one, of which Telegram has forgotten nothing: the control."""
    clock = tmp_path / "clock"
    now = datetime.now(UTC).replace(microsecond=0)
    clock.write_text(now.isoformat())
    async with living(tmp_path, TOPSET_TEST_CLOCK=str(clock)) as (telegram, topset):
        await begin(telegram, topset, ANNA)
        await topset.stop()
        clock.write_text((now + timedelta(hours=hours)).isoformat())
        telegram.now = lambda: (now + timedelta(hours=hours)).timestamp()
        await (await topset.start()).ready()
        before = len(telegram.shown(ANNA))
        await telegram.say(ANNA, "15")
        await until(lambda: len(telegram.shown(ANNA)) > before + told, why=topset.said)
        assert telegram.texts(ANNA)[before].startswith("I was off from") == bool(told)
        assert telegram.texts(ANNA)[before + told].startswith("✓ Bodyweight hip thrust 15")
        await telegram.say(ANNA, "15")
        await until(lambda: len(telegram.shown(ANNA)) > before + told + 1, why=topset.said)
        assert sum("I was off from" in text for text in telegram.texts(ANNA)) == told
