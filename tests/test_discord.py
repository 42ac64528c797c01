"""The Discord door: people write, press, choose and fill in; what they see and what is kept of it."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path

import discord
import pytest
from clicking import all_is_out, is_gone
from discord_bot import ANNA, BOB, ONWARD, bot_on, kept, onboard, servers_told
from sending_out import put, waiting
from talking import all_texts

from bot.discord.commands import WORDS
from bot.on_discord import Discord
from coach_core.store import Store, open_store
from coach_core.urgency import Urgency
from tests.fakes import discord_world
from tests.fakes.discord import FakeDiscord, answered_with, until, words_of
from tests.fakes.discord_world import BOT, EPHEMERAL, LOADING, Channel, Json

GYM, NEW = "5", "49"
UNHURRIED = 1  # a form has to be found in time, also on a slow machine
ME = f"<@{BOT}>"
CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback"
COMMANDS = "/applications/{application_id}/commands"


@pytest.fixture
async def fake() -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord() as discord:
        discord.world.guild(GYM)
        yield discord
        assert discord.wrong == []


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "d.db"


def labels(message: Json) -> list[str]:
    return [item.get("label", "") for row in message["components"] for item in row["components"]]


# private chat


async def test_a_press_is_confirmed_and_edits_the_workout_in_place(fake: FakeDiscord, db: Path) -> None:
    async with bot_on(fake, db):
        card = await onboard(fake, ANNA)
        pressed = await fake.taps(ANNA, "✓ Done as prescribed", card)
        assert [kind for kind, _, _ in pressed.answers] == [6]
        await fake.sees_soon(ANNA, "✓ Bodyweight hip thrust 15, 15")
        await until(lambda: "✓ **1 Bodyweight" in card["content"], "the workout edited in place")
        assert sum("Glute 8" in m["content"] for m in fake.sees(ANNA)) == 1
    assert await kept(db, ANNA) == [(None, 15), (None, 15)]


async def test_a_typed_set_gets_one_line_and_an_edit_of_the_message_changes_it(fake: FakeDiscord, db: Path) -> None:
    async with bot_on(fake, db):
        await onboard(fake, ANNA)
        said = await fake.says(ANNA, "biceps curl 20x10")
        await fake.sees_soon(ANNA, "20 kg × 10")
        await fake.edits(said, "biceps curl 20x9")
        await fake.sees_soon(ANNA, "20 kg × 9")
    assert await kept(db, ANNA) == [(20.0, 9)]


async def test_an_edit_that_changes_no_word_leads_to_nothing(fake: FakeDiscord, db: Path) -> None:
    """The control has another word."""
    async with bot_on(fake, db):
        await onboard(fake, ANNA)
        for n, text in enumerate(("biceps curl 20x10", "/settings", "qwertz")):
            before = len(fake.sees(ANNA))
            said = await fake.says(ANNA, text)
            await until(lambda before=before: len(fake.sees(ANNA)) > before, f"an answer to {text}")
            await fake.edits(said, text)
            await fake.edits(said, f"biceps curl 30x{20 + n}")
            await fake.sees_soon(ANNA, f"30 kg × {20 + n}")
            assert len(fake.sees(ANNA)) == before + 2


async def test_a_preview_that_discord_adds_is_no_edit(fake: FakeDiscord, db: Path) -> None:
    async with bot_on(fake, db):
        await onboard(fake, ANNA)
        said = await fake.says(ANNA, "biceps curl 20x10")
        await fake.sees_soon(ANNA, "20 kg × 10")
        before = len(fake.sees(ANNA))
        await fake.gateway.emit("MESSAGE_UPDATE", {**said, "embeds": [{"type": "link", "url": "https://x.example"}]})
        await fake.says(ANNA, "/help")
        await fake.sees_soon(ANNA, "What you can say")
        assert len(fake.sees(ANNA)) == before + 1


async def test_what_is_forwarded_or_no_text_is_not_logged_and_answered(fake: FakeDiscord, db: Path) -> None:
    async with bot_on(fake, db):
        await onboard(fake, ANNA)
        snapshot = {"message": {"content": "biceps curl 20x10", "type": 0, "embeds": [], "attachments": [], "flags": 0,
                                "timestamp": "2026-11-01T00:00:00+00:00", "edited_timestamp": None, "mentions": [],
                                "mention_roles": [], "components": []}}  # fmt: skip
        await fake.says(ANNA, "", message_snapshots=[snapshot])
        await fake.sees_soon(ANNA, "Example")
        await fake.says(ANNA, "", type=6)  # somebody pinned something
        picture = {"id": "1", "filename": "a.png", "size": 3, "content_type": "image/png"}
        picture |= {"url": "https://x.example/a", "proxy_url": "https://x.example/a"}
        await fake.says(ANNA, "", attachments=[picture])
        await until(lambda: sum("Example" in m["content"] for m in fake.sees(ANNA)) == 2, "an answer to the picture")
    assert await kept(db, ANNA) == []


async def test_a_name_cannot_make_markup_or_mention_anybody(fake: FakeDiscord, db: Path) -> None:
    async with bot_on(fake, db):
        await onboard(fake, ANNA)
        await fake.says(ANNA, "/**bold**_<@x1>[x](http://x.example)")
        told = await fake.sees_soon(ANNA, "know no command")
        assert "\\*\\*bold\\*\\*\\_\\<" in told["content"]
        assert all(
            a.body["allowed_mentions"] == {"parse": []} for a in fake.rest.asked if a.body and "content" in a.body
        )


async def test_files_of_an_export_arrive(fake: FakeDiscord, db: Path) -> None:
    async with bot_on(fake, db):
        await onboard(fake, ANNA)
        pressed = await fake.slash(ANNA, "export")
        await until(lambda: any(a.files for a in fake.rest.asked), "files")
        [asked] = [a for a in fake.rest.asked if a.files]
        assert [name.rpartition(".")[2] for name, _ in asked.files] == ["json", "csv"]
        assert json.loads(asked.files[0][1])["topset_export"] == 1
        assert pressed.answered


async def test_a_long_text_is_parted_at_the_ends_of_lines(fake: FakeDiscord, db: Path) -> None:
    async with bot_on(fake, db):
        await onboard(fake, ANNA)
        note = "very tired after work today " * 100
        await fake.says(ANNA, f"biceps curl 20x10, {note}")
        await until(lambda: len(fake.sees(ANNA)) > 6, "an answer")
        assert all(len(m["content"]) <= 2000 for m in fake.sees(ANNA))


# slash commands


async def test_commands_are_told_once_and_again_only_when_they_change(fake: FakeDiscord, db: Path) -> None:
    async with bot_on(fake, db):
        assert len(fake.rest.sent(COMMANDS, "PUT")) == 1
    fake.world.commands[0]["description"] = "as Discord has it"
    async with bot_on(fake, db):
        assert len(fake.rest.sent(COMMANDS, "PUT")) == 1
    today = next(c for c in fake.world.commands if c["name"] == "today")
    assert today["name_localizations"]["es-ES"] == "hoy"
    assert today["description_localizations"]["es-419"]
    assert (today["contexts"], today["integration_types"]) == ([0, 1, 2], [0, 1])
    erase = next(c for c in fake.world.commands if c["name"] == "erase")
    assert (erase["contexts"], erase["integration_types"]) == ([1], [0, 1])
    challenge = next(c for c in fake.world.commands if c["name"] == "challenge")
    assert 2 not in challenge["contexts"]


async def test_other_commands_are_told_anew(fake: FakeDiscord, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with bot_on(fake, db):
        pass
    monkeypatch.setattr("bot.discord.commands.OFFERING", frozenset())
    async with bot_on(fake, db):
        assert len(fake.rest.sent(COMMANDS, "PUT")) == 2


async def test_commands_that_are_refused_hold_up_nothing_and_are_told_later(
    fake: FakeDiscord, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.discord.telling.REFUSED_AGAIN", 1.0)
    fake.rest.fail("PUT", "/commands$", status=400, code=30034)
    async with bot_on(fake, db):
        await fake.says(ANNA, "hello")
        await fake.sees_soon(ANNA, "automated strength coach")
        await until(lambda: bool(fake.world.commands), "the commands")


async def test_the_control_that_waits_for_its_commands_hears_nobody(
    fake: FakeDiscord, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def first_of_all(self: Discord, client: discord.Client) -> None:
        await client.http.bulk_upsert_global_commands(client.application_id or 0, [])

    monkeypatch.setattr(Discord, "_tell_commands", first_of_all)
    fake.rest.fail("PUT", "/commands$", times=99, status=400, code=30034)
    async with bot_on(fake, db, wait=False):
        await until(lambda: bool(fake.rest.sent(COMMANDS, "PUT")), "an attempt")
        assert not await until(lambda: bool(fake.gateway.identifies), None, 0.5)


async def test_a_command_in_private_is_answered_by_its_own_message(fake: FakeDiscord, db: Path) -> None:
    async with bot_on(fake, db):
        await onboard(fake, ANNA)
        pressed = await fake.slash(ANNA, "log", sets="biceps curl 20x10")
        [(kind, told, _)] = pressed.answers
        assert (kind, told.get("flags", 0) & EPHEMERAL) == (4, 0)
        assert "20 kg × 10" in told["content"]
    assert await kept(db, ANNA) == [(20.0, 10)]


async def test_commands_speak_the_language_that_discord_tells(fake: FakeDiscord, db: Path) -> None:
    async with bot_on(fake, db):
        pressed = await fake.slash(ANNA, "help", locale="es-ES")
        await until(lambda: "puedes" in words_of(pressed), "the help in Spanish")


async def test_exercises_are_offered_while_somebody_types(fake: FakeDiscord, db: Path) -> None:
    async with bot_on(fake, db):
        offered = await fake.completes(ANNA, "why", "exercise", "rom")
        assert offered[0] == "Romanian deadlift"
        assert "Romanian deadlift" in await fake.completes(ANNA, "why", "exercise", "déadlift  ROM")
        assert len(await fake.completes(ANNA, "why", "exercise", "")) == 25
        assert await fake.completes(ANNA, "timezone", "city", "Mad") == []
        await onboard(fake, ANNA)
        pressed = await fake.slash(ANNA, "why", exercise=offered[0])
        await until(lambda: "Romanian deadlift" in words_of(pressed), "the workout")


BEHIND = (  # a command, what is written behind it, and what is answered
    ("link", "AAAAA-AAAAA", "no code that holds"),
    ("today", "3A", "week 3 · day A, to look at"),
    ("done", "2 in the tank", "Bodyweight hip thrust 15 (2 left), 15 (2 left)"),
    ("history", "friday", "No workout on Fri"),
    ("evidence", "squat", "Thrusts or squats?"),
    ("rest", "on", "Rest timer on"),
    ("reminders", "at 18:00", "18:00"),
    ("move", "friday", "Moved to Fri"),
    ("undo", "1", "back"),
    ("settings", "days", "Which days do you train?"),
    ("program", "glute-8", "Begin Glute 8 from week 1?"),
    ("language", "español", "Español"),
)


async def test_what_is_typed_behind_a_command_can_be_said_here_too(fake: FakeDiscord, db: Path) -> None:
    async with bot_on(fake, db):
        await onboard(fake, ANNA)
        for command, words, told in BEHIND:
            pressed = await fake.slash(ANNA, command, **{WORDS[command]: words})
            await until(lambda: told in words_of(pressed), f"an answer to /{command} {words}")  # noqa: B023


WRITTEN_BEHIND = re.compile(r"(?<!\w)/([a-z]+) (?:\{|[A-Z\d])")  # "/link {code}", "/log 10 10 9"


def test_what_texts_ask_to_be_written_behind_a_command_it_takes() -> None:
    """Discord's clients let nobody write anything else behind one."""
    texts = [text for text in all_texts().catalog("en").texts.values() if isinstance(text, str)]
    asked = {name for text in texts for name in WRITTEN_BEHIND.findall(text)}
    assert {"link", "log"} <= asked
    assert asked - WORDS.keys() == set()


# servers


async def test_in_a_server_only_the_person_sees_the_answer_until_they_share_it(fake: FakeDiscord, db: Path) -> None:
    async with bot_on(fake, db):
        await onboard(fake, ANNA)
        await fake.slash(ANNA, "today", guild=GYM)
        card = await fake.sees_soon(ANNA, "Glute 8", GYM)
        assert card["flags"] & EPHEMERAL
        assert fake.sees(BOB, GYM) == []
        await fake.taps(ANNA, "✓ Done as prescribed", card, guild=GYM)
        line = await fake.sees_soon(ANNA, "✓ Bodyweight hip thrust 15, 15", GYM)
        await until(lambda: "✓ **1 Bodyweight" in card["content"], "the whisper edited in place")
        assert fake.sees(BOB, GYM) == []
        taps = [fake.taps(ANNA, "Show it to everybody here", line, guild=GYM) for _ in range(3)]
        assert sorted(one.answers[0][0] for one in await asyncio.gather(*taps)) == [6, 6, 7]
        await until(lambda: fake.sees(BOB, GYM), "what she shows")
        [seen] = fake.sees(BOB, GYM)
        assert (seen["content"], seen["components"]) == (line["content"], [])
        assert "Undo" in labels(line), "what else there is to press stays"
        assert "Show it to everybody here" not in labels(line), "also after a restart nobody can show it again"


async def test_what_could_not_be_shown_can_be_shown_again(fake: FakeDiscord, db: Path) -> None:
    async with bot_on(fake, db):
        await onboard(fake, ANNA)
        await fake.slash(ANNA, "today", guild=GYM)
        card = await fake.sees_soon(ANNA, "Glute 8", GYM)
        fake.rest.fail("POST", "/webhooks/", status=403, code=50013)
        await fake.taps(ANNA, "Show it to everybody here", card, guild=GYM)
        await until(lambda: "Show it to everybody here" in labels(card), "the button again")
        assert fake.sees(BOB, GYM) == []
        await fake.taps(ANNA, "Show it to everybody here", card, guild=GYM)
        await until(lambda: fake.sees(BOB, GYM), "what she shows")


async def test_who_may_not_use_it_shows_nothing_to_everybody(fake: FakeDiscord, db: Path) -> None:
    async with bot_on(fake, db, TOPSET_ALLOWED=f"discord:{ANNA}"):
        await onboard(fake, ANNA)
        await fake.slash(ANNA, "today", guild=GYM)
        card = await fake.sees_soon(ANNA, "Glute 8", GYM)
        pressed = await fake.taps(BOB, "Show it to everybody here", card, guild=GYM)
        await answered_with(pressed, "")
        room = fake.world.guild(GYM).messages
        assert all(m["flags"] & EPHEMERAL for m in room)
        await fake.taps(ANNA, "Show it to everybody here", card, guild=GYM)
        await until(lambda: any(not m["flags"] & EPHEMERAL for m in room), "the control: she may")


async def test_a_question_is_not_offered_to_be_shared(fake: FakeDiscord, db: Path) -> None:
    async with bot_on(fake, db):
        pressed = await fake.slash(ANNA, "start", guild=GYM)
        assert pressed.answers[0][1]["flags"] & EPHEMERAL
        asked = await fake.sees_soon(ANNA, "automated", GYM)
        assert "Show it to everybody here" not in labels(asked)


async def test_a_mention_is_stored_and_the_room_sees_a_sign_alone(fake: FakeDiscord, db: Path) -> None:
    async with bot_on(fake, db):
        await onboard(fake, ANNA)
        said = await fake.says_in(GYM, ANNA, f"{ME} biceps curl 20x10")
        await fake.sees_soon(ANNA, "20 kg × 10")
        await until(lambda: bool(fake.world.reactions), "the sign")
        assert fake.world.reactions == [(said["channel_id"], said["id"], "👍")]
        assert fake.sees(BOB, GYM) == []
        await fake.says_in(GYM, BOB, "biceps curl 99x9")
        await fake.says_in(GYM, BOB, "<@77> biceps curl 98x9 @everyone")
        await asyncio.sleep(0.2)
    assert await kept(db, ANNA) == [(20.0, 10)]
    assert await kept(db, BOB) is None


async def test_who_answers_the_bot_in_a_server_mentions_it(fake: FakeDiscord, db: Path) -> None:
    """Discord's clients say so beside the text. The control is an answer that mentions somebody else."""
    channel = fake.world.guild(GYM)
    async with bot_on(fake, db):
        await onboard(fake, ANNA)
        for person, text in ((BOB, "biceps curl 99x9"), (BOT, "biceps curl 20x10")):
            said = fake.world.write(channel, ANNA, {"content": text}) | {
                "type": 19,
                "mentions": [fake.world.user(person)],
            }
            await fake.gateway.emit(
                "MESSAGE_CREATE", {**said, "guild_id": GYM, "member": fake.gateway.member(GYM, ANNA)}
            )
        await fake.sees_soon(ANNA, "20 kg × 10")
    assert await kept(db, ANNA) == [(20.0, 10)]


async def test_in_the_thread_of_a_board_its_room_is_meant(fake: FakeDiscord, db: Path) -> None:
    """Said in the thread, a challenge is that of the channel above; the control is a thread that nobody told of."""
    fake.world.bosses.add(ANNA)
    room, threads = fake.world.guild(GYM), ("9900000001", "9900000002")
    folded = {
        "archived": False,
        "auto_archive_duration": 1440,
        "archive_timestamp": "2026-11-01T00:00:00+00:00",
        "locked": False,
    }
    told = {"id": threads[0], "guild_id": GYM, "parent_id": room.id, "owner_id": BOT, "name": "board", "type": 11,
            "message_count": 0, "member_count": 1, "rate_limit_per_user": 0, "thread_metadata": folded}  # fmt: skip
    fake.world.channels |= {thread: Channel(thread, guild=GYM) for thread in threads}
    async with bot_on(fake, db):
        await onboard(fake, ANNA)
        await fake.slash(ANNA, "challenge", guild=GYM, part="new points 4 - now")
        await fake.sees_soon(ANNA, "Nobody is in yet", GYM)
        await fake.gateway.emit("THREAD_CREATE", told)
        for thread, answer in zip(threads, ("Points", "No challenge runs here"), strict=True):
            said = fake.world.write(fake.world.channels[thread], ANNA, {"content": f"{ME} challenge"})
            await fake.gateway.emit(
                "MESSAGE_CREATE", {**said, "guild_id": GYM, "member": fake.gateway.member(GYM, ANNA)}
            )
            await until(
                lambda: any(answer in m["content"] for m in fake.world.channels[thread].messages if m is not said),  # noqa: B023
                answer,
            )


async def test_with_a_closed_chat_the_room_has_a_line_whose_button_answers_in_a_whisper(
    fake: FakeDiscord, db: Path
) -> None:
    async with bot_on(fake, db):
        await onboard(fake, ANNA)
        fake.world.closed[ANNA] = 50007
        await fake.says_in(GYM, ANNA, f"{ME} biceps curl 20x10")
        line = await fake.sees_soon(BOB, "cannot", GYM)
        assert fake.world.reactions == []
        assert "curl" not in line["content"]
        pressed = await fake.taps(ANNA, "Show me here", line, guild=GYM)
        assert pressed.answered
        told = await fake.sees_soon(ANNA, "20 kg × 10", GYM)
        assert told["flags"] & EPHEMERAL
        assert (await fake.sees_soon(ANNA, "allow direct messages", GYM))["flags"] & EPHEMERAL
        first = next(m for m in fake.sees(ANNA, GYM) if m["flags"] & EPHEMERAL)
        assert "20 kg × 10" in first["content"], "the answer, and nothing in its place"
    assert await kept(db, ANNA) == [(20.0, 10)]


async def test_with_a_closed_chat_what_comes_by_itself_is_said_not_to_come(fake: FakeDiscord, db: Path) -> None:
    """Once where anything was agreed to, and whenever something is; not while the chat is open: the control."""

    async def told(name: str, words: str) -> bool:
        pressed = await fake.slash(ANNA, name, guild=GYM)
        await until(lambda: words in words_of(pressed), f"an answer to /{name}")
        await until(lambda: all_is_out(db), "all of it")
        return any("Allow direct messages" in message["content"] for message in pressed.followups)

    async with bot_on(fake, db):
        await onboard(fake, ANNA)
        await fake.says(ANNA, "/reminders on")
        await fake.sees_soon(ANNA, "Reminders: on")
        assert not await told("reminders", "Reminders")
        fake.world.closed[ANNA] = 50007
        await fake.says(ANNA, "/help")
        await until(lambda: is_gone(db), "the refusal")
        assert [await told("today", "Glute 8") for _ in range(2)] == [True, False]
        assert await told("reminders", "Reminders")
        assert await told("rest", "Rest timer on")
        del fake.world.closed[ANNA]
        await fake.says(ANNA, "/help")
        await until(lambda: not is_gone(db), "that she is back")
        assert not await told("rest", "Rest timer on")


async def test_what_is_agreed_to_in_a_server_is_tried_at_once(fake: FakeDiscord, db: Path) -> None:
    """Whose chat is closed is told there and then; the control is somebody whose chat is open."""
    async with bot_on(fake, db):
        for person in (ANNA, BOB):
            await onboard(fake, person)
            fake.world.closed |= {ANNA: 50007}
            await fake.slash(person, "reminders", guild=GYM)
            await fake.sees_soon(person, "Reminders", GYM)
            await fake.taps(person, "Yes, remind me", guild=GYM)
        assert (await fake.sees_soon(ANNA, "Allow direct messages", GYM))["flags"] & EPHEMERAL
        await fake.sees_soon(BOB, "comes here")
        assert not any("Allow direct messages" in m["content"] for m in fake.sees(BOB, GYM))


async def test_a_sign_that_the_server_refuses_is_no_closed_chat(fake: FakeDiscord, db: Path) -> None:
    async with bot_on(fake, db):
        await onboard(fake, ANNA)
        refused = fake.rest.fail("PUT", "/reactions/", status=403, code=50013)
        await fake.says_in(GYM, ANNA, f"{ME} biceps curl 20x10")
        await fake.sees_soon(ANNA, "20 kg × 10")
        await until(lambda: not refused.times and all_is_out(db), "the sign that is refused")
        assert fake.sees(BOB, GYM) == []


async def test_a_stranger_is_asked_in_private_and_their_words_are_kept(fake: FakeDiscord, db: Path) -> None:
    async with bot_on(fake, db):
        said = await fake.says_in(GYM, NEW, f"{ME} 80 kg for 10")
        asked = await fake.sees_soon(NEW, "automated strength coach")
        await until(lambda: bool(fake.world.reactions), "the sign")
        assert fake.world.reactions == [(said["channel_id"], said["id"], "👍")]
        assert fake.sees(BOB, GYM) == []
        await fake.taps(NEW, "I am 18 or over, I agree", asked)
        for words, label in ONWARD:
            await fake.taps(NEW, label, await fake.sees_soon(NEW, words))
        await fake.sees_soon(NEW, "80 kg × 10")


async def test_a_stranger_with_a_closed_chat_is_asked_in_a_whisper(fake: FakeDiscord, db: Path) -> None:
    fake.world.closed[NEW] = 50007
    async with bot_on(fake, db):
        await fake.says_in(GYM, NEW, f"{ME} 80 kg for 10")
        line = await fake.sees_soon(BOB, "begin in private", GYM)
        assert fake.world.reactions == []
        await fake.taps(NEW, "Show me here", line, guild=GYM)
        asked = await fake.sees_soon(NEW, "automated strength coach", GYM)
        assert asked["flags"] & EPHEMERAL
        await fake.taps(NEW, "I am 18 or over, I agree", asked, guild=GYM)
        for words, label in ONWARD:
            await fake.taps(NEW, label, await fake.sees_soon(NEW, words, GYM), guild=GYM)
        await fake.sees_soon(NEW, "80 kg × 10", GYM)


async def test_what_is_said_in_a_server_that_is_not_known_is_not_private(
    fake: FakeDiscord, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Discord told nothing of the server yet, or what it told cannot be read. The control is said in private."""
    unknown = "99"
    async with bot_on(fake, db):
        await onboard(fake, ANNA)
        before = len(fake.sees(ANNA))
        told = fake._told
        as_it_is = lambda channel, message: {**told(channel, message), "content": message["content"]}  # noqa: E731
        monkeypatch.setattr(fake, "_told", as_it_is)
        said = await fake.says_in(unknown, ANNA, "biceps curl 20x10")
        await fake.edits(said, "biceps curl 20x11")
        await fake.says_in(unknown, ANNA, f"{ME} biceps curl 20x12")
        await until(lambda: fake.world.reactions, "a sign in the room")
        await fake.says(ANNA, "biceps curl 20x13")
        await fake.sees_soon(ANNA, "20 kg × 13")
        assert not any(word in str(m) for m in fake.sees(ANNA)[before:] for word in ("× 10", "× 11"))
    assert await kept(db, ANNA) == [(20.0, 12), (20.0, 13)]


async def test_with_a_closed_chat_an_emergency_is_answered_in_the_room(fake: FakeDiscord, db: Path) -> None:
    async with bot_on(fake, db):
        await onboard(fake, ANNA)
        fake.world.closed[ANNA] = 50007
        await fake.says_in(GYM, ANNA, f"{ME} crushing chest pain and my arm is numb")
        line = await fake.sees_soon(BOB, "Stop now.", GYM)
        assert "cannot reach you" in line["content"]
        assert "crushing" not in line["content"]
        await fake.taps(ANNA, "Show me here", line, guild=GYM)
        await until(lambda: len(fake.sees(ANNA, GYM)) > 1, "a whisper")
        told = fake.sees(ANNA, GYM)[-1]
        assert told["flags"] & EPHEMERAL
        assert "Stop now." in told["content"]
        assert labels(told), "the whole answer, with what can be pressed"


async def test_added_to_a_server_it_says_hello_once(fake: FakeDiscord, db: Path) -> None:
    with servers_told() as told:
        async with bot_on(fake, db):
            await told.wait()
            assert fake.sees(BOB, GYM) == [], "it was there before"
            for _ in range(2):
                await fake.joins("6")
                await fake.gateway.emit("GUILD_DELETE", {"id": "6", "unavailable": True})
            hello = await fake.sees_soon(BOB, "I'm Topset", "6")
            told.clear()
            await fake.gateway.drop(resumable=False)
            await told.wait()
            await fake.joins("6")
            await fake.joins("7")
            await fake.sees_soon(BOB, "I'm Topset", "7")
            assert len(fake.sees(BOB, "6")) == 1
            await fake.taps(BOB, "Show me here", hello, guild="6")
            assert (await fake.sees_soon(BOB, "automated strength coach", "6"))["flags"]
            await fake.gateway.emit("GUILD_DELETE", {"id": "6"})
            await fake.joins("6")
            await until(lambda: sum("I'm Topset" in m["content"] for m in fake.sees(ANNA, "6")) == 2, "another hello")


async def test_brought_along_by_a_person_it_whispers(fake: FakeDiscord, db: Path) -> None:
    """A user install in a server that the bot is not in."""
    fake.world.installed = False
    async with bot_on(fake, db):
        await onboard(fake, ANNA)
        pressed = await fake.slash(ANNA, "progress", guild="77")
        assert pressed.answers[0][1]["flags"] & EPHEMERAL


# forms and selects


async def test_a_form_holds_the_prescription_and_stores_what_is_sent_off(fake: FakeDiscord, db: Path) -> None:
    async with bot_on(fake, db, pace=UNHURRIED):
        card = await onboard(fake, ANNA)
        opened = await fake.taps(ANNA, "✎ Log sets", card)
        form = opened.answers[0][1]
        assert form["title"] == "Bodyweight hip thrust"
        assert form["components"][0]["component"]["value"] == "15\n15"
        await fake.submits(opened, {"text": "15\n13"})
        await fake.sees_soon(ANNA, "✓ Bodyweight hip thrust 15, 13")
    assert await kept(db, ANNA) == [(None, 15), (None, 13)]


async def test_a_form_that_is_sent_off_again_is_stored_once(fake: FakeDiscord, db: Path) -> None:
    """Discord asks for it where the answer was lost. The control is another form."""
    async with bot_on(fake, db, pace=UNHURRIED):
        card = await onboard(fake, ANNA)
        opened = await fake.taps(ANNA, "✎ Log sets", card)
        await fake.submits(opened, {"text": "15"})
        await fake.sees_soon(ANNA, "✓ Bodyweight hip thrust 15")
    async with bot_on(fake, db, pace=UNHURRIED):
        again = await fake.submits(opened, {"text": "15"})
        await until(lambda: again.answered, "an end of the form")
        other = await fake.taps(ANNA, "✎ Log sets", card)
        await fake.submits(other, {"text": "14"})
        await fake.sees_soon(ANNA, "✓ Bodyweight hip thrust 14")
    assert await kept(db, ANNA) == [(None, 15), (None, 14)]


@pytest.mark.parametrize("first", ["15", "what?"])
@pytest.mark.parametrize("restart", [False, True])
async def test_a_form_that_is_sent_off_again_with_other_words_is_put_right(
    first: str, restart: bool, fake: FakeDiscord, db: Path
) -> None:
    """Where the first answer was late its words can be changed. The control is the same words."""
    async with AsyncExitStack() as running:
        await running.enter_async_context(bot_on(fake, db, pace=UNHURRIED))
        opened = await fake.taps(ANNA, "✎ Log sets", await onboard(fake, ANNA))
        await fake.submits(opened, {"text": first})
        if restart:
            await running.aclose()
            await running.enter_async_context(bot_on(fake, db, pace=UNHURRIED))
        for words in ("14", "14", "13", "14"):
            await fake.submits(opened, {"text": words})
            await until(lambda now=words: f"thrust {now}" in fake.sees(ANNA)[-1]["content"], f"{words} put right")
    assert await kept(db, ANNA) == [(None, 14)]


async def test_a_form_belongs_to_its_exercise_whatever_is_open_by_then(fake: FakeDiscord, db: Path) -> None:
    async with bot_on(fake, db, pace=UNHURRIED):
        card = await onboard(fake, ANNA)
        opened = await fake.taps(ANNA, "✎ Log sets", card)
        await fake.taps(ANNA, "✓ Done as prescribed", card)
        await fake.sees_soon(ANNA, "Next: Barbell hip thrust")
        await fake.submits(opened, {"text": "14"})
        await fake.sees_soon(ANNA, "Bodyweight hip thrust 14")
    assert await kept(db, ANNA) == [(None, 15), (None, 15), (None, 14)]


async def test_a_bare_log_opens_the_form_too(fake: FakeDiscord, db: Path) -> None:
    async with bot_on(fake, db, pace=UNHURRIED):
        await onboard(fake, ANNA)
        opened = await fake.slash(ANNA, "log", guild=GYM)
        assert opened.answers[0][0] == 9
        done = await fake.submits(opened)
        assert done.answers[0][1]["flags"] & EPHEMERAL
    assert await kept(db, ANNA) == [(None, 15), (None, 15)]


async def test_a_question_in_a_server_is_answered_in_a_form(fake: FakeDiscord, db: Path) -> None:
    """What is typed in a channel is not heard there: without a form nobody would get past the first set."""
    taps = {"I am 18 or over, I agree": "apply to you", "None of these": "How long",
            "Beginner (up to 6 months)": "train with", "Barbell": "as you last did it"}  # fmt: skip
    async with bot_on(fake, db, pace=UNHURRIED):
        await fake.slash(NEW, "start", guild=GYM)
        for label, asked in taps.items():
            await fake.taps(NEW, label, guild=GYM)
            await fake.sees_soon(NEW, asked, GYM)
        opened = await fake.taps(NEW, "✎ Type it", guild=GYM)
        form = opened.answers[0][1]
        assert (form["title"], form["components"][0]["component"]["placeholder"]) == ("Your answer", "80 kg x 10")
        await fake.submits(opened, {"text": "nonsense"})
        await fake.sees_soon(NEW, "no weight", GYM)
        opened = await fake.taps(NEW, "✎ Type it", guild=GYM)
        done = await fake.submits(opened, {"text": "80 kg for 10"})
        assert (await answered_with(done, "Noted: 80 kg × 10"))["flags"] & EPHEMERAL
        card = await fake.sees_soon(NEW, "Glute 8", GYM)
        assert "/log 10 10 9" in card["content"]
        await fake.taps(NEW, "✎ Type it", guild=GYM)
        await fake.sees_soon(NEW, "Nothing is asked any more", GYM)
        await fake.says(BOB, "/start")
        await fake.sees_soon(BOB, "strength coach")
        for label, asked in taps.items():
            await fake.taps(BOB, label)
            assert "✎ Type it" not in labels(await fake.sees_soon(BOB, asked)), "in private what is typed is heard"


async def test_two_people_with_the_same_form_do_not_meet(fake: FakeDiscord, db: Path) -> None:
    async with bot_on(fake, db, pace=UNHURRIED):
        opened = {user: await fake.taps(user, "✎ Log sets", await onboard(fake, user)) for user in (ANNA, BOB)}
        ids = {user: o.answers[0][1]["custom_id"] for user, o in opened.items()}
        assert ids[ANNA] != ids[BOB]
        await fake.submits(opened[ANNA], {"text": "11\n11"})
        await fake.submits(opened[BOB], {"text": "7\n7"})
        await fake.sees_soon(ANNA, "11, 11")
        await fake.sees_soon(BOB, "7, 7")
    assert (await kept(db, ANNA), await kept(db, BOB)) == ([(None, 11)] * 2, [(None, 7)] * 2)


async def test_many_choices_become_a_select(fake: FakeDiscord, db: Path) -> None:
    """Chosen there means what the button would have meant, also after a restart."""
    rows = [[{"id": "today:" if n == 29 else f"settings:{n}", "label": f"Choice {n}"}] for n in range(30)]
    body = {"text": "Which?", "spans": [], "buttons": rows, "data": {}, "files": [], "choose": "Choose one"}
    async with bot_on(fake, db):
        await onboard(fake, ANNA)
    async with await open_store(str(db)) as store:
        many = replace(waiting(1000, int(ANNA), Urgency.ANSWER), platform="discord", body=json.dumps(body).encode())
        await put(store, [many])
    async with bot_on(fake, db):
        message = await fake.sees_soon(ANNA, "Which?")
        selects = [item for row in message["components"] for item in row["components"]]
        assert [(item["type"], len(item["options"]), item["placeholder"]) for item in selects] == [
            (3, 25, "Choose one"),
            (3, 5, "Choose one"),
        ]
        before = len(fake.sees(ANNA))
        pressed = await fake.taps(ANNA, "today:", message)
        assert pressed.answered
        await until(lambda: len(fake.sees(ANNA)) > before, "the workout")
        assert "Glute 8" in fake.sees(ANNA)[-1]["content"]


# time and order


async def test_a_slow_store_defers_the_answer_and_gives_it_later(
    fake: FakeDiscord, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with bot_on(fake, db):
        await onboard(fake, ANNA)
        real = Store.turn

        async def slow(self: Store, event: object) -> object:
            await asyncio.sleep(0.5)
            return await real(self, event)  # type: ignore[arg-type]

        monkeypatch.setattr(Store, "turn", slow)
        pressed = await fake.slash(ANNA, "log", guild=GYM, sets="biceps curl 20x10")
        [(kind, told, _)] = pressed.answers
        assert (kind, told["flags"]) == (5, EPHEMERAL)
        original = pressed.original
        assert original is not None
        await until(lambda: original["content"].startswith("✓ Dumbbell curl 20 kg × 10"), "the answer in its place")
        assert not original["flags"] & LOADING
        pressed = await fake.slash(ANNA, "log", sets="biceps curl 21x10")
        assert pressed.answers[0][0] == 5
        await fake.sees_soon(ANNA, "21 kg × 10")
        assert not any(m["flags"] & LOADING for m in fake.world.dm(ANNA).messages)


@pytest.mark.parametrize("over", ["ANSWER_WITHIN", "TOKEN_LASTS"])
@pytest.mark.parametrize("guild", [None, GYM])
async def test_what_comes_too_late_for_its_interaction_is_an_ordinary_message(
    over: str, guild: str | None, fake: FakeDiscord, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three seconds for the first answer, fifteen minutes for the rest. The control is a slow store, as above."""
    async with bot_on(fake, db):
        await onboard(fake, ANNA)
        real = Store.turn

        async def slow(self: Store, event: object) -> object:
            await asyncio.sleep(0.5)
            return await real(self, event)  # type: ignore[arg-type]

        monkeypatch.setattr(Store, "turn", slow)
        monkeypatch.setattr(discord_world, over, -1.0)
        pressed = fake.make(2, ANNA, fake.world.guild(guild) if guild else fake.world.dm(ANNA), None)
        options = [{"name": "sets", "type": 3, "value": "biceps curl 20x10"}]
        await fake.deliver(pressed, {"id": "1", "name": "log", "type": 1, "options": options})
        told = await fake.sees_soon(ANNA, "20 kg × 10")
        assert not told["flags"] & (EPHEMERAL | LOADING)
        assert "20 kg" not in words_of(pressed)
    assert await kept(db, ANNA) == [(20.0, 10)]


async def test_a_redelivered_message_or_interaction_changes_nothing_and_is_answered(
    fake: FakeDiscord, db: Path
) -> None:
    async with bot_on(fake, db):
        await onboard(fake, ANNA)
        said = await fake.says(ANNA, "biceps curl 20x10")
        await fake.sees_soon(ANNA, "20 kg × 10")
        await fake.gateway.emit("MESSAGE_CREATE", said)
        options = [{"name": "sets", "type": 3, "value": "biceps curl 21x9"}]
        data = {"id": "1", "name": "log", "type": 1, "options": options}
        first = fake.make(2, ANNA, fake.world.dm(ANNA), None)
        await fake.deliver(first, data)
        await until(lambda: first.answered, "the answer")
        await fake.sees_soon(ANNA, "21 kg × 9")
        first.answers.clear()  # as if the answer had been lost on its way
        await fake.deliver(first, data)
        await until(lambda: first.answered, "the answer again")
        await until(lambda: "21 kg × 9" in words_of(first), "the same answer")
    assert await kept(db, ANNA) == [(20.0, 10), (21.0, 9)]


async def test_buttons_of_weeks_ago_and_of_nobody_are_answered(fake: FakeDiscord, db: Path) -> None:
    async with bot_on(fake, db):
        await onboard(fake, ANNA)
    button = {"type": 2, "style": 1, "label": "Gone", "custom_id": "no-such-deed:1:2"}
    row = {"type": 1, "components": [button]}
    old = fake.world.write(fake.world.dm(ANNA), BOT, {"content": "long ago", "components": [row]})
    async with bot_on(fake, db):
        pressed = await fake.taps(ANNA, "Gone", old)
        assert pressed.answered
        await fake.sees_soon(ANNA, "button")


async def test_an_edit_of_a_message_that_is_gone_is_sent_anew(fake: FakeDiscord, db: Path) -> None:
    async with bot_on(fake, db):
        card = await onboard(fake, ANNA)
        fake.world.dm(ANNA).messages.remove(card)
        await fake.says(ANNA, "15 15")
        again = await fake.sees_soon(ANNA, "✓ **1 Bodyweight")
        await fake.says(ANNA, "37.5x12")
        await until(lambda: "✓ 37.5 kg × 12" in again["content"], "the new one edited in place")
