"""Rare things on Telegram that no other file is about: a webhook left from before, presses that are answered too late,
the bot as an administrator, edits of nothing, large ids. Each fault with a control that fails."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import web
from fakes.telegram import TOKEN, Answer, FakeTelegram, Json, Refusal, refused, until
from process import Reborn, Running
from telegram.error import NetworkError, RetryAfter
from telegram_life import ANNA, BEN, begin, living

from bot.telegram.profile import Call, tell
from bot.telegram.update import ALLOWED

Both = tuple[FakeTelegram, Running]
pytestmark = pytest.mark.asyncio(loop_scope="module")
ROOMS = iter(range(-9000, 0))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def both(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Both]:
    async with living(tmp_path_factory.mktemp("odds")) as (telegram, topset):
        await begin(telegram, topset, ANNA)
        yield telegram, topset


async def starting(telegram: FakeTelegram, folder: Path) -> Reborn:
    """A product that begins to poll where a webhook was set."""
    told = {"TOPSET_TELEGRAM_TOKEN": TOKEN, "TOPSET_TELEGRAM_API": telegram.address, "TOPSET_TEST_PACE": "0.02"}
    return await Reborn(folder, **told).start()


async def test_a_webhook_left_from_before_is_taken_away_and_nothing_is_dropped(tmp_path: Path) -> None:
    """What was written meanwhile is answered; what is wanted is said with every poll, whatever was said before."""
    telegram = await FakeTelegram().start()
    telegram.webhook = {"url": "https://before.example/hook"}
    await telegram.say(ANNA, "/start")
    topset = await starting(telegram, tmp_path)
    try:
        await topset.ready()
        await until(lambda: telegram.texts(ANNA), why=topset.said)
        assert not any(call.given.get("drop_pending_updates") for call in telegram.calls)
        polls = telegram.called("getUpdates")
        assert {tuple(call.given["allowed_updates"]) for call in polls} == {ALLOWED}
        assert await topset.stop() < 5
    finally:
        await topset.kill()
        await telegram.stop()


async def test_the_control_with_a_webhook_that_stays_is_told_so(tmp_path: Path) -> None:
    telegram = await FakeTelegram().start()
    telegram.webhook = {"url": "https://before.example/hook"}

    async def stays(method: str, given: Json) -> Answer:
        return web.json_response({"ok": True, "result": True}) if method == "deleteWebhook" else None

    telegram.fault = stays
    topset = await starting(telegram, tmp_path)
    assert await asyncio.wait_for(topset.process.wait(), 60) == 1
    assert "a webhook was set" in topset.said().splitlines()[-1]
    await telegram.stop()


async def test_an_album_with_words_under_one_picture_is_answered_once(both: Both) -> None:
    """The control is one without words: that has an answer of its own, once."""
    telegram, topset = both
    pictures = "cannot look at pictures"
    before = sum(pictures in text for text in telegram.texts(ANNA))
    for album, words in (("a7", {"caption": "biceps curl 20x10"}), ("a8", {})):
        for more in ({}, words, {}):
            picture = {"photo": [{"file_id": "f", "file_unique_id": "f", "width": 1, "height": 1}]}
            telegram.updates.append(
                {
                    "update_id": telegram.next_update,
                    "message": telegram.message(ANNA, "", media_group_id=album, **picture, **more),
                }
            )
            telegram.next_update += 1
    await telegram.say(ANNA, "undo")
    await until(lambda: "taken back: Dumbbell curl" in "".join(telegram.texts(ANNA)), why=topset.said)
    assert sum(pictures in text for text in telegram.texts(ANNA)) == before + 1


async def test_what_telegram_wants_later_holds_up_nothing_and_nothing_is_told_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    told, refusals = list[str](), iter([RetryAfter(timedelta(seconds=7)), NetworkError("gone")])

    def call(name: str) -> Call:
        async def made() -> None:
            told.append(name)
            if name == "name" and (error := next(refusals, None)) is not None:
                raise error

        return (name,), made

    left = deque(call(name) for name in ("commands", "name", "about"))
    assert await tell(left) == 7
    with pytest.raises(NetworkError):
        await tell(left)
    assert await tell(left) == 0
    assert told == ["commands", "name", "about", "name", "name"]


@pytest.mark.parametrize("error", [Refusal(400, "Bad Request: query is too old"), Refusal(500, "Internal")])
async def test_a_press_whose_answer_is_refused_does_its_deed_once(error: Refusal, both: Both) -> None:
    telegram, topset = both
    asked: list[str] = []

    async def failing(method: str, given: Json) -> Answer:
        if method != "answerCallbackQuery":
            return None
        asked.append(given["callback_query_id"])
        return refused(error)

    telegram.fault = failing
    before = len(telegram.shown(ANNA))
    press = await telegram.press_label(ANNA, "✓ One set")
    await until(lambda: len(telegram.shown(ANNA)) > before, why=topset.said)
    telegram.fault = None
    assert telegram.shown(ANNA)[before].text.startswith("✓ ")
    await until(lambda: asked, why=topset.said)
    assert asked == [press], "it is not tried again"
    assert (await topset.asked("/readyz"))[0] == 200


async def test_a_press_is_answered_at_once_also_where_nothing_can_be_saved(both: Both) -> None:
    telegram, topset = both
    before = len(telegram.shown(ANNA))
    with topset.full_disk():
        press = await telegram.press_label(ANNA, "✓ Done as prescribed")
        await until(lambda: press in telegram.answered, why=topset.said)
        await until(lambda: len(telegram.shown(ANNA)) > before, why=topset.said)
        assert telegram.shown(ANNA)[before].text.startswith("Not saved yet")
    await until(lambda: len(telegram.shown(ANNA)) > before + 1, why=topset.said)
    assert telegram.shown(ANNA)[before + 1].text.startswith("✓ "), "the deed is done once it can be"


async def test_a_press_that_cannot_be_read_is_answered_too(both: Both) -> None:
    """Until it is answered the phone shows that it waits."""
    telegram, topset = both
    odd = ({"from": "nobody"}, {"data": None, "game_short_name": "chess"}, {"message": {"chat": 1}})
    for number, spoil in enumerate(odd):
        await telegram.put(callback_query=telegram.query(f"odd{number}", ANNA, "done:1.1", 1) | spoil)
    await until(lambda: {"odd0", "odd1", "odd2"} <= telegram.answered.keys(), why=topset.said)


@pytest.mark.parametrize(
    ("old", "new", "hellos", "told"),
    [("member", "administrator", 0, 1), ("left", "administrator", 1, 1), ("left", "member", 1, 0)],
)
async def test_made_an_administrator_it_says_that_it_is_shown_everything(
    old: str, new: str, hellos: int, told: int, both: Both
) -> None:
    telegram, topset = both
    room = next(ROOMS)
    await telegram.member(room, BEN, old, new)
    await until(lambda: len(telegram.texts(room)) == hellos + told, why=topset.said)
    assert sum("I'm Topset" in text for text in telegram.texts(room)) == hellos
    assert sum("As an administrator I am shown everything" in text for text in telegram.texts(room)) == told


@pytest.mark.parametrize("text", ["biceps curl 20 kg x 8", "/help", "qwertz", "15 https://x.example", "¿qué?"])
async def test_an_edit_that_changes_no_word_leads_to_nothing(text: str, both: Both) -> None:
    """Telegram tells of edits also where only a preview was added. The control has another word."""
    telegram, topset = both
    before = len(telegram.shown(ANNA))
    message = await telegram.say(ANNA, text)
    await until(lambda: len(telegram.shown(ANNA)) > before, why=topset.said)
    for _ in range(2):
        await telegram.edit(ANNA, message, text)
    await telegram.edit(ANNA, message, "biceps curl 20 kg x 9")
    await until(lambda: any("× 9" in text for text in telegram.texts(ANNA)[before:]), why=topset.said)
    await telegram.say(ANNA, "/privacy")
    await until(lambda: "encrypted" in telegram.texts(ANNA)[-1], why=topset.said)
    said = [text for text in telegram.texts(ANNA)[before:] if "Glute 8" not in text]
    assert len(said) == 3, said


async def test_it_says_that_deleting_a_message_deletes_no_set(both: Both) -> None:
    """Telegram tells no bot of it."""
    telegram, topset = both
    before = len(telegram.shown(ANNA))
    await telegram.say(ANNA, "/help")
    await until(lambda: len(telegram.shown(ANNA)) > before, why=topset.said)
    assert "Deleting your message keeps its sets" in telegram.texts(ANNA)[before]


async def test_the_longest_ids_are_kept_whole(both: Both) -> None:
    """52 bits, as Telegram says; two that differ in the last one are two people."""
    telegram, topset = both
    one, other = 2**52 - 1, 2**52 - 2
    await begin(telegram, topset, one)
    await telegram.say(other, "/start")
    await until(lambda: telegram.texts(other), why=topset.said)
    assert telegram.texts(other)[0].startswith("Hello")
    assert len(telegram.texts(other)) == 1
