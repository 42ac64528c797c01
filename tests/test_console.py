"""The terminal (interfaces.md section 3): every word of it, ids, order, clock, restarts, bad input."""

from __future__ import annotations

import io
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fakes.echo_coach import TEXTS, echo_coach
from talking import Talking, only_message, talking

from bot.console.human import HumanVoice
from bot.console.json import JsonVoice
from bot.console.lines import Edit, Press, Said, SetClock, SpeakAs, Wait, Wrong, read_line
from bot.console.voice import Heard, Shown


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncIterator[Talking]:
    opened = await talking(tmp_path / "t.db", coach=echo_coach(), texts=TEXTS)
    yield opened
    await opened.close()


async def again(db: Path, clock: str = "2026-11-23T18:00:00+00:00") -> Talking:
    return await talking(db, coach=echo_coach(), texts=TEXTS, clock=clock)


LINES = [
    ("100x10", Said("100x10")),
    (":)", Said(":)")),
    (":pressure", Said(":pressure")),
    ("  spaces ", Said("  spaces ")),
    ("a\\nb\\\\n\\t", Said("a\nb\\n\\t")),
    ("a\x00b\ud800c\x1b[1m", Said("abc[1m")),
    (":as  anna ", SpeakAs("anna")),
    (":press One more", Press("One more")),
    (":edit u3 a\\nb", Edit("u3", "a\nb")),
    ("", Said("")),
]


@pytest.mark.parametrize(("typed", "meant"), LINES)
def test_lines_are_read(typed: str, meant: object) -> None:
    assert read_line(typed) == meant


def test_times_are_read() -> None:
    wait = read_line(":wait 90s")
    assert isinstance(wait, Wait)
    assert wait.span.total_seconds() == 90
    at = read_line(":at 2026-11-24T18:00:00+01:00")
    assert isinstance(at, SetClock)
    assert at.at == datetime(2026, 11, 24, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    "typed",
    [
        ":as", ":in", ":admin", ":admin maybe", ":press", ":edit", ":edit u1", ":file", ":again now", ":at", ":at noon",
        ":at 2026-11-24T18:00:00", ":wait", ":wait 3", ":wait -3d", ":wait 99999999d", ":wait 3y",
    ],
)  # fmt: skip
async def test_wrong_words_are_errors_with_a_reason(talk: Talking, typed: str) -> None:
    assert isinstance(read_line(typed), Wrong)
    [heard] = await talk(typed)
    assert (heard["event"], heard["id"]) == ("error", None)
    assert heard["error"]


async def test_a_text_is_heard_and_answered(talk: Talking) -> None:
    heard, message = await talk("hello")
    assert (heard["id"], heard["event"], heard["as"], heard["error"]) == ("u1", "text", "me", None)
    assert message == {
        "kind": "message", "id": "m1.1", "edits": None, "to": "me", "room": "dm", "at": "2026-11-23T18:00:00+00:00",
        "private": True, "text": "me text: hello", "buttons": [], "files": [], "data": {},
    }  # fmt: skip


async def test_people_have_their_own_messages(talk: Talking) -> None:
    await talk("hello")
    [control] = await talk(":as anna")
    assert (control["event"], control["as"], control["id"]) == ("control", "anna", None)
    assert only_message(await talk("hi"))["to"] == "anna"
    await talk(":as me")
    assert only_message(await talk("me again"))["text"] == "me text: me again"


async def test_rooms(talk: Talking) -> None:
    await talk("buttons Private")
    assert [line["event"] for line in await talk(":admin on")] == ["error"]
    await talk(":in gym")
    assert only_message(await talk("buttons Here"))["room"] == "gym"
    assert [line["event"] for line in await talk(":admin on")] == ["control"]
    assert (await talk(":press Private"))[0]["event"] == "error"
    assert only_message(await talk(":press Here"))["text"] == "me press: id-Here"
    await talk(":in dm")
    assert only_message(await talk(":press Private"))["room"] == "dm"


async def test_buttons_by_label_and_id_on_the_newest_message_that_has_them(talk: Talking) -> None:
    message = only_message(await talk("buttons Yes No"))
    assert message["buttons"] == [{"id": "id-Yes", "label": "Yes"}, {"id": "id-No", "label": "No"}]
    assert message["data"] == {"x": {"y": [1, 2.5, None]}}
    for n in range(45):
        await talk(f"chatter {n}")
    heard, pressed = await talk(":press yes")
    assert (heard["event"], pressed["text"]) == ("press", "me press: id-Yes")
    assert only_message(await talk(":press id-No"))["text"] == "me press: id-No"
    [refused] = await talk(":press Perhaps")
    assert (refused["event"], "Perhaps" in refused["error"]) == ("error", True)


async def test_somebody_elses_buttons_are_not_in_view(talk: Talking) -> None:
    await talk("buttons Mine")
    await talk(":as anna")
    assert (await talk(":press Mine"))[0]["event"] == "error"


async def test_buttons_and_ids_survive_a_restart(talk: Talking, tmp_path: Path) -> None:
    await talk("buttons Old")
    await talk.close()
    talk2 = await again(tmp_path / "t.db")
    heard, message = await talk2(":press Old")
    assert (heard["id"], message["id"], message["text"]) == ("u2", "m1.2", "me press: id-Old")
    assert only_message(await talk2(":edit u1 other"))["text"] == "me edit (was u1): other"
    await talk2.close()


async def test_a_living_message_is_replaced_in_place(talk: Talking) -> None:
    first = only_message(await talk("card 1"))
    second = only_message(await talk("card 2"))
    third = only_message(await talk("card 3"))
    assert (first["edits"], second["edits"], third["edits"]) == (None, first["id"], second["id"])
    assert only_message(await talk(":press Card"))["text"] == "me press: card:3"
    assert (await talk(":press card:1"))[0]["event"] == "error"


async def test_only_own_earlier_messages_are_edited(talk: Talking) -> None:
    await talk("mine")
    await talk(":as anna")
    assert (await talk(":edit u1 hers"))[0]["event"] == "error"
    assert (await talk(":edit u99 nobody's"))[0]["event"] == "error"
    await talk(":as me")
    heard, message = await talk(":edit u1 better")
    assert (heard["id"], heard["event"], message["text"]) == ("u2", "edit", "me edit (was u1): better")


@pytest.mark.parametrize(("name", "media"), [("a.txt", "document"), ("a.PNG", "photo"), ("a.ogg", "voice")])
async def test_files_go_in(talk: Talking, tmp_path: Path, name: str, media: str) -> None:
    (tmp_path / name).write_bytes(b"x")
    heard, message = await talk(f":file {tmp_path / name}")
    assert (heard["event"], message["text"]) == ("file", f"me file: {media}")
    assert (await talk(":file /no/such/file"))[0]["event"] == "error"


async def test_files_come_out_under_harmless_names(talk: Talking, tmp_path: Path) -> None:
    [file] = only_message(await talk("file the content"))["files"]
    assert (file["name"], file["mime"]) == ("../a b.txt", "text/plain")
    path = Path(file["path"])
    assert path.parent == tmp_path / "t.db.files"
    assert path.read_text() == "the content"


async def test_who_is_erased_leaves_no_exported_file(tmp_path: Path) -> None:
    talk = await talking(tmp_path / "t.db")
    for name in ("me", "anna"):
        for line in (f":as {name}", "hello", ":press start:consent:yes", "/export"):
            await talk(line)
    folder = tmp_path / "t.db.files"
    assert {path.name.split(".")[0] for path in folder.iterdir()} == {"m1", "m2"}
    await talk(":as me")
    await talk("/erase")
    assert "m1" in {path.name.split(".")[0] for path in folder.iterdir()}, "asked first"
    await talk("yes")
    assert {path.name.split(".")[0] for path in folder.iterdir()} == {"m2"}
    await talk.close()


async def test_again_repeats_the_stored_reply(talk: Talking) -> None:
    assert (await talk(":again"))[0]["event"] == "error"
    first = await talk("hello")
    heard, message = await talk(":again")
    assert (heard["event"], heard["id"]) == ("again", "u1")
    assert message == first[1]
    assert (await talk("next"))[0]["id"] == "u2"


async def test_the_simulated_clock_only_goes_forward(talk: Talking) -> None:
    [heard] = await talk(":wait 1h")
    assert (heard["event"], talk.clock.now().isoformat()) == ("clock", "2026-11-23T19:00:00+00:00")
    assert only_message(await talk("later"))["at"] == "2026-11-23T19:00:00+00:00"
    await talk(":at 2026-11-24T00:00:00+02:00")
    assert talk.clock.now().isoformat() == "2026-11-23T22:00:00+00:00"
    [refused] = await talk(":at 2026-11-23T21:59:59+00:00")
    assert refused["event"] == "error"
    assert (await talk(":at 9999-12-31T23:59:59+00:00"))[0]["event"] == "clock"
    assert (await talk(":wait 1d"))[0]["event"] == "error"


async def test_the_real_clock_is_not_moved(tmp_path: Path) -> None:
    talk = await talking(tmp_path / "t.db", coach=echo_coach(), texts=TEXTS, clock=None)
    assert [(await talk(line))[0]["event"] for line in (":wait 1s", ":at 2099-01-01T00:00:00+00:00")] == ["error"] * 2
    await talk.close()


async def test_what_falls_due_is_said_at_its_own_time_in_order(talk: Talking) -> None:
    await talk("remind 90 30 7200")
    await talk(":as anna")
    await talk("remind 60")
    heard, *messages = await talk(":wait 1h")
    assert heard["event"] == "clock"
    assert [(m["at"][11:19], m["to"], m["text"]) for m in messages] == [
        ("18:00:30", "me", "me due: 30"),
        ("18:01:00", "anna", "anna due: 60"),
        ("18:01:30", "me", "me due: 90"),
    ]
    assert [m["at"][11:19] for m in (await talk(":wait 3h"))[1:]] == ["20:00:00"]
    assert len(await talk(":wait 3d")) == 1


async def test_what_becomes_due_on_the_way_comes_too(talk: Talking) -> None:
    await talk("remind-again")
    messages = (await talk(":wait 1d"))[1:]
    assert [m["at"][11:13] for m in messages] == ["19", "20", "21"]


async def test_overdue_things_come_after_the_first_line(talk: Talking, tmp_path: Path) -> None:
    await talk("remind 60")
    await talk.close()
    talk2 = await again(tmp_path / "t.db", "2026-12-24T18:00:00+00:00")
    heard, answer, due = await talk2("hello")
    assert (heard["kind"], answer["text"], due["text"]) == ("heard", "me text: hello", "me due: 60")
    await talk2.close()


async def test_a_turn_that_fails_says_so_and_the_next_goes_on(talk: Talking) -> None:
    assert await talk.said("fail") == ["broken 0"]
    assert await talk.said("hello") == ["me text: hello"]


async def test_a_store_that_cannot_be_written_is_told(talk: Talking, monkeypatch: pytest.MonkeyPatch) -> None:
    from coach_core.store import NotSaved

    async def full(_event: object) -> None:
        raise NotSaved("disk full")

    with monkeypatch.context() as patched:
        patched.setattr(talk.store, "turn", full)
        [_, message] = await talk("hello")
        assert (message["text"], message["id"]) == ("not saved", "m0.1")
    assert await talk.said("hello") == ["me text: hello"]


async def test_what_was_stored_and_not_printed_is_printed_next_time(talk: Talking, tmp_path: Path) -> None:
    await talk("first")
    from coach_core.talk import Incoming

    await talk.store.turn(Incoming("terminal", "me", "u2", talk.clock.now(), text="lost"))
    await talk.close()
    talk2 = await again(tmp_path / "t.db")
    assert await talk2.said("hello") == ["me text: lost", "me text: hello"]
    assert await talk2.said("once") == ["me text: once"]
    await talk2.close()


@pytest.mark.parametrize(
    "text", ["\\n" * 50, "x" * 10_000, "<b>@everyone", "\u202e\u2066", "1e308", "NaN", "💪" * 3000, "\ufffd", "%s {x}"]
)
async def test_any_text_survives(talk: Talking, text: str) -> None:
    assert len(await talk.said(text)) == 1


def test_json_lines_are_utf_8_and_one_line_each() -> None:
    out = io.BytesIO()
    voice = JsonVoice(out)
    at = datetime(2026, 11, 23, 18, tzinfo=UTC)
    voice.heard(Heard("u1", "text", "añ\ud800na"))
    voice.message(Shown("m1", at, "línea 1\nlínea 2", "anna"))
    voice.ready(at)
    lines = [json.loads(line) for line in out.getvalue().decode().splitlines()]
    assert [line["kind"] for line in lines] == ["heard", "message", "ready"]
    assert lines[0]["room"] == "dm"
    assert lines[2]["at"] == "2026-11-23T18:00:00+00:00"


AT = datetime(2026, 11, 23, 18, tzinfo=UTC)


def button(name: str) -> dict[str, str]:
    return {"id": f"id-{name}", "label": name}


def test_a_person_sees_wrapped_text_and_numbered_buttons(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    out = io.StringIO()
    voice = HumanVoice(out.write)
    rows = ((button("Done"), button("One set")), (button("Skip"),))
    voice.message(Shown("m1", AT, "word " * 20 + "\nlast", "me", buttons=rows))
    lines = out.getvalue().splitlines()
    assert max(map(len, lines)) <= 40
    assert lines[-2:] == ["  [b1] Done  [b2] One set", "  [b3] Skip"]
    assert [voice.pressed(t) for t in ("b2", ":3", "2", "b4", "3x10")] == [
        ":press id-One set", ":press id-Skip", "2", "b4", "3x10",
    ]  # fmt: skip


def test_no_line_ends_inside_a_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    for shift in range(40):
        out = io.StringIO()
        HumanVoice(out.write).message(
            Shown("m1", AT, f"{'w' * shift} Hip thrust: 37.5 kg × 12, 100 lb x 9, 45 s", "me")
        )
        lines = out.getvalue().splitlines()
        for whole in ("37.5 kg × 12", "100 lb x 9", "45 s"):
            assert any(whole in line for line in lines), lines


def test_a_person_sees_only_what_is_new_of_a_replaced_message() -> None:
    out = io.StringIO()
    voice = HumanVoice(out.write)
    voice.message(Shown("m1", AT, "Workout\n1. Squat\n2. Press", "me"))
    out.truncate(0)
    voice.message(Shown("m2", AT, "Workout\n1. Squat, done\n2. Press", "me", edits="m1"))
    assert out.getvalue().replace("\0", "").splitlines() == ["1. Squat, done"]


def test_bold_is_shown_where_there_are_colours() -> None:
    out = io.StringIO()
    HumanVoice(out.write, colours=True).message(Shown("m1", AT, "a bold b", "me", spans=((2, 6, "bold"),)))
    assert out.getvalue() == "a \x1b[1mbold\x1b[0m b\n"
