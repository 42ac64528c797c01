"""Rooms on a real store with the real coach: what a room sees, what goes to the private chat, who is nobody."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from doorway import GROUP, START, Door, body, public
from talking import real_coach

from coach_core.store import open_store
from coach_core.talk import Incoming, Role


@pytest.fixture
async def door(tmp_path: Path) -> AsyncIterator[Door]:
    async with await open_store(str(tmp_path / "r.db"), answering=real_coach()) as store:
        yield Door(store)


async def test_a_log_in_a_room_is_stored_and_answered_in_private(door: Door) -> None:
    await door.onboard("1")
    sent = await door.hear("1", "100x10", room=GROUP, reply_to="topic 4 message 9")
    person = await door.store.person("telegram", "1")
    assert person is not None
    assert person.training.open is not None
    assert len(person.training.open.sets) == 1
    [sign] = public(sent)
    assert sign is sent[-1], "the room hears of it last: by then it is known whether the answer got through"
    assert (sign.room, body(sign)["react"], body(sign)["reply_to"]) == (GROUP, "👍", "topic 4 message 9")
    assert all(m.room is None and "reply_to" not in body(m) for m in sent if not m.public)
    assert "100" in body(sent[0])["text"]


async def test_a_stranger_in_a_room_is_asked_in_private_and_what_they_wrote_is_kept_for_the_start(door: Door) -> None:
    asked, sign = await door.hear("5", "80 kg for 10", room=GROUP, reply_to="9")
    assert (asked.room, asked.public, body(asked)["data"]["question"]["asks"]) == (None, False, "consent")
    assert (sign.public, body(sign)["react"], body(sign)["reply_to"]) == (True, "👍", "9")
    assert "private" in body(sign)["text"], "that stands there where the question does not get through"
    assert body(sign)["buttons"] == [[{"id": "start:", "label": "Open our private chat", "private": True}]]
    for said in ("yes", "I agree", "/help", "I am 18 or over, I agree"):
        await door.hear("5", said, room=GROUP)
        again = await door.store.person("telegram", "5")
        assert again is not None
        assert again.consent is None, "nobody agrees to what they may not have seen"
        assert again.training.open is None
    await door.onboard("5", "/start")
    assert any("80 kg × 10" in body(m)["text"] for m in door.sent), "the starting set that was written in the room"


async def test_behind_a_closed_chat_the_stranger_has_the_way_to_it(door: Door) -> None:
    """Telegram's way: who never pressed Start cannot be written to; what they wrote is there when they come."""
    await door.hear("5", "hello", room=GROUP)
    await door.store.unreachable("telegram", "5", door.clock.now())
    [line] = await door.hear("5", "80 kg for 10", room=GROUP)
    assert (line.public, "react" in body(line)) == (True, False)
    assert "in private" in body(line)["text"]
    await door.onboard("5", "/start")
    assert any("80 kg × 10" in body(m)["text"] for m in door.sent)


async def test_a_button_that_everybody_sees_only_leads_a_stranger_to_the_private_chat(door: Door) -> None:
    [line] = await door.press("5", "challenge:join:7", room=GROUP)
    assert (line.public, "react" in body(line)) == (True, False)
    assert body(line)["buttons"][0][0]["id"] == "start:", "there is no such challenge"


@pytest.mark.parametrize("text", ["12", "why", "/settings", "hello?", "100x", "/history", "biceps curl 20x10", "pain"])
async def test_the_button_of_an_answer_that_did_not_get_through_tells_it(door: Door, text: str) -> None:
    await door.onboard("1")
    await door.onboard("2")
    answer = [body(m)["text"] for m in await door.hear("2", text, room=GROUP) if not m.public and not m.anchor]
    await door.store.unreachable("telegram", "1", door.clock.now())
    [line] = await door.hear("1", text, room=GROUP)
    [[button]] = body(line)["buttons"]
    for _ in range(2):
        told = await door.press("1", button["id"], room=GROUP, whispers=True)
        assert [body(m)["text"] for m in told if not m.anchor] == answer
        assert not any(m.public for m in told)
    [other] = await door.press("2", button["id"], room=GROUP, whispers=True)
    assert body(other)["text"] not in answer, "the control: nothing of theirs was lost there"
    by_link = await door.hear("1", f"/{button['id'].replace(':', ' ')}")
    assert [body(m)["text"] for m in by_link if not m.anchor] == answer


async def test_where_it_can_be_whispered_the_stranger_is_asked_in_the_room(door: Door) -> None:
    [asked] = await door.hear("5", "/start", room=GROUP, whispers=True)
    assert (asked.room, asked.public) == (GROUP, False)
    assert body(asked)["data"]["question"]["asks"] == "consent"


TYPED = {"days": "mon thu", "hour": "18:40", "timezone": "Madrid"}


@pytest.mark.parametrize(("what", "said"), TYPED.items())
async def test_what_is_asked_in_a_whisper_can_be_said_behind_a_command(what: str, said: str, tmp_path: Path) -> None:
    """Where only commands are heard: a form where there are forms, and what it would hand over is understood."""
    async with await open_store(str(tmp_path / "r.db"), answering=real_coach()) as store:
        door = Door(store, "discord")
        await door.onboard("1")
        await door.press("1", f"settings:{what}")
        [asked] = await door.press("1", f"settings:{what}", room=GROUP, whispers=True, deaf=True)
        assert body(asked)["buttons"][-1] == [{"id": "fill:say", "label": "✎ Type it", "form": True}]
        [how] = await door.press("1", "fill:say", room=GROUP, whispers=True)
        assert "/log " in body(how)["text"], "where no form could be shown"
        done = await door.hear("1", f"/log {said}", room=GROUP, whispers=True)
        person = await store.person("discord", "1")
        assert person is not None
        assert person.question is None or person.question.asks != what, body(done[0])["text"]


async def test_what_is_not_addressed_leaves_nothing(door: Door) -> None:
    assert await door.hear("5", "I lift 100x10", room=GROUP, addressed=False) == []
    assert await door.store.person("telegram", "5") is None
    assert await door.store.last_at() is None


@pytest.mark.parametrize("text", ["/start", "100x10", "/erase", "severe chest pain"])
async def test_the_anonymous_are_nobody(door: Door, text: str) -> None:
    for person in ("1087968824", "-1001"):
        [line] = await door.hear(person, text, room=GROUP, role=Role.ANONYMOUS)
        assert (line.room, line.public) == (GROUP, True)
        assert "anonymous" in body(line)["text"]
        assert ("Stop now." in body(line)["text"]) == ("chest" in text)  # what an emergency needs, whoever speaks
        assert await door.store.person("telegram", person) is None


async def test_a_warning_is_for_the_person_alone(door: Door) -> None:
    await door.onboard("1")
    for person in ("1", "5"):
        sent = await door.hear(person, "I have severe chest pain", room=GROUP)
        assert not sent[0].public
        assert sent[0].room is None
        assert "safety" in body(sent[0])["data"]
        [line] = public(sent)
        assert "chest" not in body(line)["text"]
        assert body(line).get("react") == ("👀" if person == "1" else None), "nobody puts a thumb up to that"


URGENT = (
    ("en", "crushing chest pain and my arm is numb", "Stop now.", "urgent"),
    ("es", "dolor fuerte en el pecho y no puedo respirar", "Para ya.", "urgent"),
    ("es", "me duele la pantorrilla y está hinchada", "debería verlo", "doctor"),
    ("en", "my calf is swollen and hot", "should be seen by a doctor", "doctor"),
)


@pytest.mark.parametrize(("language", "text", "needed", "word"), URGENT)
async def test_an_emergency_reaches_who_cannot_be_reached_in_private(
    door: Door, language: str, text: str, needed: str, word: str
) -> None:
    """In the room, in words that repeat nothing; and the button tells it once more."""
    await door.onboard("1")
    [stranger] = public(await door.hear("5", text, room=GROUP, language=language))
    assert body(stranger)["text"].startswith(needed) or needed in body(stranger)["text"].split("\n")[0]
    await door.press("1", f"language:{language}")
    await door.store.unreachable("telegram", "1", door.clock.now())
    [line] = await door.hear("1", text, room=GROUP, language=language)
    assert (line.public, "react" in body(line)) == (True, False)
    assert needed in body(line)["text"].split("\n")[0]
    assert not any(said in body(line)["text"] for said in ("arm", "calf", "brazo", "yesterday"))
    [[button]] = body(line)["buttons"]
    assert re.fullmatch(rf"today:missed:[0-9]+:{word}", button["id"])
    [pressed] = await door.press("1", button["id"], room=GROUP, whispers=True)
    assert (pressed.public, needed in body(pressed)["text"]) == (False, True)
    for said in (f"/today {word}", "/today"):  # the link of Telegram; the control
        assert (needed in body((await door.hear("1", said))[0])["text"]) == (said != "/today")


async def test_the_button_of_somebody_elses_emergency_is_todays_workout(door: Door) -> None:
    await door.onboard("1")
    [today] = await door.hear("1", "/today")
    for again in (await door.press("1", "today:urgent"), await door.hear("1", "/today urgent")):
        assert body(again[0])["text"] == body(today)["text"]


async def test_export_is_not_to_be_had_in_a_room(door: Door) -> None:
    await door.onboard("1")
    [line] = await door.hear("1", "/export", room=GROUP)
    assert line.public
    assert body(line)["files"] == []
    [whispered] = await door.hear("1", "/export", room=GROUP, whispers=True)
    assert not whispered.public
    assert body(whispered)["files"] == []
    [files] = await door.hear("1", "/export")
    assert len(body(files)["files"]) == 2, "the control"


SAID = ("100x10", "done", "why", "/history", "/progress", "/settings", "/program", "I weigh 71.5 kg", "my knee hurts",
        "3x8 at 60, note: tired", "undo", "/help", "/language", "skip", "/privacy", "/reminders")  # fmt: skip
SECRETS = ("80", "100", "71.5", "knee", "tired", "Hip thrust", "hip thrust", "glute")


@pytest.mark.parametrize("text", SAID)
async def test_a_room_never_sees_anything_of_a_person(door: Door, text: str) -> None:
    await door.onboard("1")
    sent = await door.hear("1", text, room=GROUP)
    assert sent, "silence"
    seen = public(sent)
    assert len(seen) <= 1, "at most one line"
    assert not any(secret in body(m)["text"] or body(m)["data"] or body(m)["files"] for m in seen for secret in SECRETS)
    answers = [m for m in sent if not m.public]
    assert answers
    assert all(m.room is None for m in answers)


async def test_a_redelivered_event_says_nothing_more(door: Door) -> None:
    await door.onboard("1")
    event = Incoming("telegram", "1", "x1", START + timedelta(hours=1), text="100x10", room=GROUP)
    await door.coach.answer(event, door.send)
    before = len(door.sent)
    await door.coach.answer(replace(event), door.send)
    assert len(door.sent) == before


async def test_the_workout_message_lives_in_each_place(door: Door) -> None:
    """A card whispered in a room is not edited by one in the private chat."""
    await door.onboard("1")
    [home] = await door.hear("1", "/today")
    [there] = await door.hear("1", "/today", room=GROUP, whispers=True)
    assert (home.room, there.room, there.replaces) == (None, GROUP, None)
