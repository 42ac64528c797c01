"""Single messages through the real library: long ones in parts, files, pictures with the text under them."""

from __future__ import annotations

import base64
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from aiohttp import web
from fakes.telegram import TOKEN, Answer, FakeTelegram, Json
from telegram import Bot

from bot import line as waiting
from bot.outbox import GivenUp, Gone, NotSent, Unclear
from bot.telegram.http import Web
from bot.telegram.send import Post
from coach_core.store import Stored
from coach_core.urgency import SILENT, Urgency

ANNA, GYM = 1001, -1007


@dataclass
class Line:
    """A bot at a Telegram on loopback."""

    telegram: FakeTelegram
    post: Post
    moved: list[tuple[str, str]] = field(default_factory=list)

    async def send(
        self, text: str, room: int | None = None, there: str | None = None, urgency: int = 0, **body: object
    ) -> str | None:
        raw = json.dumps({"text": text, "spans": [], "buttons": [], "files": [], **body}).encode()
        message = Stored(1, 1, 1, "telegram", str(ANNA), str(room) if room else None, None, None, raw, "pending", 0,
                         datetime.now(UTC), public=room is not None, replaces_there=there, urgency=urgency)  # fmt: skip
        return await self.post.send(message, message.room)


@pytest.fixture
async def line(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Line]:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    telegram = await FakeTelegram().start()
    telegram.chats = {ANNA: {}, GYM: {}}
    web_of = Web(0.1)
    async with Bot(TOKEN, base_url=f"{telegram.address}/bot", request=web_of, get_updates_request=Web(0.1)) as bot:
        moved: list[tuple[str, str]] = []

        async def move(old: str, new: str) -> None:
            moved.append((old, new))

        yield Line(telegram, Post(bot, move, waiting.Line()), moved)
    await telegram.stop()
    assert telegram.wrong == []


def fails(telegram: FakeTelegram, *answers: web.Response | Exception | None) -> None:
    """The next requests are answered so; None lets one through."""
    left = list(answers)

    async def failing(method: str, given: Json) -> Answer:
        answer = left.pop(0) if left else None
        if isinstance(answer, Exception):
            raise answer
        return answer

    telegram.fault = failing


class Refuse(web.Response):
    """An answer that refuses."""

    def __init__(self, code: int, text: str, **parameters: object) -> None:
        body: Json = {"ok": False, "error_code": code, "description": text}
        super().__init__(status=code, text=json.dumps(body | ({"parameters": parameters} if parameters else {})))


async def test_a_long_text_comes_in_parts_with_the_buttons_under_the_last(line: Line) -> None:
    text = "\n".join(f"line {n} " + "💪" * 30 for n in range(200))
    there = await line.send(text, buttons=[[{"id": "a:b", "label": "A"}]])
    shown = line.telegram.shown(ANNA)
    assert len(shown) > 1
    assert "\n".join(one.text for one in shown) == text
    assert [bool(one.buttons) for one in shown] == [False] * (len(shown) - 1) + [True]
    assert there == str(shown[-1].id)


async def test_a_part_that_fails_is_sent_again_and_no_other(line: Line) -> None:
    text = "\n".join("x" * 99 for _ in range(100))
    fails(line.telegram, None, Refuse(429, "Too Many Requests: retry after 3", retry_after=3))
    with pytest.raises(NotSent) as refused_now:
        await line.send(text)
    assert refused_now.value.again == 3
    await line.send(text)
    assert "\n".join(line.telegram.texts(ANNA)) == text


async def test_files_come_behind_their_text(line: Line) -> None:
    await line.send("Here it is.", files=[{"name": "a.csv", "mime": "text/csv", "content": "1,2"}])
    assert [(one.text, one.file) for one in line.telegram.shown(ANNA)] == [("Here it is.", None), ("", "a.csv")]


@pytest.mark.parametrize("urgency", [Urgency.SUMMARY, Urgency.REMINDER, Urgency.TIMER])
@pytest.mark.parametrize("drawn", [True, False])
async def test_a_look_back_makes_no_sound(line: Line, urgency: Urgency, drawn: bool) -> None:
    picture = {"name": "p.png", "mime": "image/png", "base64": base64.b64encode(b"\x89PNG").decode()}
    await line.send("Your week", urgency=urgency, files=[picture] if drawn else [])
    [call] = line.telegram.called("sendPhoto" if drawn else "sendMessage")
    assert call.given.get("disable_notification", False) == (urgency in SILENT)


async def test_a_picture_has_its_text_under_it(line: Line) -> None:
    picture = {"name": "p.png", "mime": "image/png", "base64": base64.b64encode(b"\x89PNG").decode()}
    await line.send("Your week", files=[picture], spans=[[0, 4, "bold"]])
    [shown] = line.telegram.shown(ANNA)
    assert (shown.text, shown.file, shown.entities[0]["length"]) == ("Your week", "p.png", 4)


async def test_what_stands_there_already_is_fine(line: Line) -> None:
    there = await line.send("One")
    assert await line.send("One", there=there) == there
    assert await line.send("Two", there=there) == there
    assert line.telegram.texts(ANNA) == ["Two"]


async def test_what_cannot_be_changed_comes_anew(line: Line) -> None:
    there = await line.send("Two", there="999")
    assert line.telegram.texts(ANNA) == ["Two"]
    assert there != "999"


async def test_markup_that_is_refused_is_left_out(line: Line) -> None:
    fails(line.telegram, Refuse(400, "Bad Request: can't parse entities: wrong"))
    await line.send("Bold", spans=[[0, 4, "bold"]])
    assert [(one.text, one.entities) for one in line.telegram.shown(ANNA)] == [("Bold", [])]


async def test_a_sign_that_cannot_be_put_says_nothing(line: Line) -> None:
    """The answer is there in private: the line would not be true. The control is the message that has only the line."""
    await line.send("I cannot reach you in private.", GYM, react="👍", reply_to="77")
    assert [call.status for call in line.telegram.called("setMessageReaction")] == [400]
    assert line.telegram.texts(GYM) == []
    await line.send("I cannot reach you in private.", GYM, reply_to="77")
    assert line.telegram.texts(GYM) == ["I cannot reach you in private."]


async def test_an_answer_to_a_message_that_is_gone_is_said_all_the_same(line: Line) -> None:
    await line.send("Board", GYM, reply_to="77")
    [call] = line.telegram.called("sendMessage")
    assert call.given["reply_parameters"] == {"message_id": 77, "allow_sending_without_reply": True}
    assert line.telegram.texts(GYM) == ["Board"]


async def test_a_group_that_moved_is_told_on(line: Line) -> None:
    line.telegram.moved[GYM] = -1001007
    with pytest.raises(NotSent):
        await line.send("Board", GYM)
    assert line.moved == [(str(GYM), "-1001007")]


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        (403, "Forbidden: bot was blocked by the user", Gone),
        (400, "Bad Request: chat not found", Gone),
        (400, "Bad Request: something new", GivenUp),
        (401, "Unauthorized", NotSent),
        (500, "Internal Server Error", Unclear),
        (502, "Bad Gateway", Unclear),
    ],
)
async def test_what_a_refusal_means(code: int, text: str, found: type[Exception], line: Line) -> None:
    fails(line.telegram, Refuse(code, text))
    with pytest.raises(found):
        await line.send("Hello")
    line.telegram.fault = None


async def test_a_change_in_place_may_always_be_tried_again(line: Line) -> None:
    there = await line.send("One")
    fails(line.telegram, Refuse(502, "Bad Gateway"))
    with pytest.raises(NotSent):
        await line.send("Two", there=there)


async def test_never_sent_and_perhaps_done_are_told_apart(line: Line) -> None:
    fails(line.telegram, ConnectionResetError())
    with pytest.raises(Unclear):
        await line.send("Hello")
    await line.telegram.stop()
    with pytest.raises(NotSent):
        await line.send("Hello")


PNG = [{"name": "week.png", "mime": "image/png", "base64": "iVBORw=="}]


@pytest.mark.parametrize("files", [[], PNG], ids=["a text", "a picture"])
async def test_what_belongs_to_a_topic_goes_there_and_to_the_group_once_that_is_gone(
    line: Line, files: list[dict[str, str]]
) -> None:
    assert await line.send("week 1", GYM, topic="9", files=files)
    line.telegram.gone_threads.add(9)
    assert await line.send("week 2", GYM, topic="9", files=files)
    assert await line.send("week 3", GYM, files=files)
    assert [seen.thread for seen in line.telegram.shown(GYM)] == [9, None, None]


NO_EDIT, NO_DELETE = "Bad Request: message can't be edited", "Bad Request: message can't be deleted"


async def rewrite(line: Line, there: str | None, text: str, **body: object) -> str | None:
    """What stands in the group already is changed for good."""
    raw = json.dumps({"text": text, "spans": [], "buttons": [], "files": [], **body}).encode()
    message = Stored(1, 1, 1, "telegram", "challenge:1", str(GYM), 1, None, raw, "pending", 0, datetime.now(UTC),
                     public=True, replaces_there=there)  # fmt: skip
    return await line.post.send(message, message.room)


def said_in(line: Line) -> list[tuple[str, str | None]]:
    return [(seen.text, seen.file) for seen in line.telegram.shown(GYM)]


async def test_what_stands_in_a_group_is_changed_in_all_its_parts(line: Line) -> None:
    long = "\n".join(f"{n}. somebody" for n in range(400))
    for text, files in (("Board", []), ("Held", PNG), (long, PNG)):
        there = await line.send(text, GYM, files=files)
        before = line.telegram.shown(GYM)
        assert there is not None
        changed = text.replace("somebody", "nobody").replace("Board", "None").replace("Held", "Gone")
        assert await rewrite(line, there, changed, files=files) == there
        assert [seen.id for seen in line.telegram.shown(GYM)] == [seen.id for seen in before], "nothing new"
        assert not any("somebody" in text or text in ("Board", "Held") for text, _ in said_in(line))
    assert len(line.telegram.called("editMessageMedia")) == 2, "the picture with its text under it, the one behind"


async def test_parts_for_which_nothing_is_left_are_deleted(line: Line) -> None:
    there = await line.send("\n".join(f"{n}. somebody" for n in range(400)), GYM, files=PNG)
    assert await rewrite(line, there, "nobody") == there
    assert said_in(line) == [("nobody", None)]


async def test_what_may_not_be_edited_is_deleted_and_what_is_gone_is_gone(line: Line) -> None:
    there = await line.send("Board", GYM)
    fails(line.telegram, Refuse(400, NO_EDIT))
    assert await rewrite(line, there, "Other") is None
    assert said_in(line) == []
    assert await rewrite(line, there, "Other") is None, "somebody deleted it: nothing stands there"
    assert said_in(line) == [], "nothing is said anew"
    there = await line.send("Board", GYM)
    fails(line.telegram, Refuse(400, NO_EDIT), Refuse(400, NO_DELETE))
    with pytest.raises(GivenUp):
        await rewrite(line, there, "Other")
    assert said_in(line) == [("Board", None)], "the control: it stands there still"
    assert await rewrite(line, None, "Other") is None, "of what nobody knows where it is nothing can be changed"


@pytest.mark.parametrize("hides", [True, False])
async def test_a_board_with_somebody_who_left_does_not_stay_beside_the_new_one(hides: bool, line: Line) -> None:
    there = await line.send("Board 1", GYM)
    fails(line.telegram, Refuse(400, NO_EDIT))
    await line.send("Board 2", GYM, there, hides=hides)
    assert line.telegram.texts(GYM) == (["Board 2"] if hides else ["Board 1", "Board 2"])
