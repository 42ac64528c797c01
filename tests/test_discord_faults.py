"""Discord while things go wrong (rows 12, 13, 19, 24, 31): lost answers, refusals, gaps, sessions. Waits are shortened;
each fault has a control that fails.
"""

from __future__ import annotations

import asyncio
import json
import random
import secrets
import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import aiohttp
import discord
import pytest
from discord.http import Route
from discord_bot import ANNA, BOB, bot_on
from discord_fixtures import db, fake
from discord_people import make, set_of, stored
from test_telegram_events import spoilt
from yardstick import answered_within

from bot.discord import budget
from bot.discord import client as discord_client
from bot.discord import past as discord_past
from bot.discord import send as discord_send
from bot.shell import Refused, Shell
from coach_core.store import open_store
from tests.fakes.discord import PATIENCE, TOKEN, FakeDiscord, until
from tests.fakes.discord_gateway import INVALID, RECONNECT
from tests.fakes.discord_world import BOT

__all__ = ["db", "fake"]

MESSAGES = "/channels/{channel_id}/messages"
CARA = "43"
SEND = r"/channels/\d+/messages$"
FAST = 0.05
SHORT = 0.02  # for faults that last: two minutes are 2.4 s
SLACK = 20.0  # seconds that a busy machine may take longer


async def log_with_lost_answers(
    fake: FakeDiscord, db: Path, people: list[str], each: int, *, patience: float = 0.3
) -> int:
    """Everybody logs, and half of the answers to what the bot sends get lost; how many messages people see twice."""
    chance = random.Random(12)

    def twice() -> int:
        return sum(lines(fake, person) - each for person in people)

    async with bot_on(fake, db, pace=FAST):
        for n in range(each):
            for _ in range(len(people) // 2):
                fake.rest.fail("POST", SEND, after=True, cut=chance.random() < 0.7, status=503)
            for person in people:
                await fake.says(person, set_of(person, n)[0])
            await asyncio.sleep(0.05)
        await until(lambda: all(lines(fake, person) >= each for person in people), "an answer to every set", 60)
        await until(lambda: twice() > 0, None, patience)
    return twice()


def lines(fake: FakeDiscord, person: str) -> int:
    told = [m["content"].split("\n") for m in fake.sees(person)]
    return sum(line.startswith("✓ Dumbbell curl") for text in told if "✓ Dumbbell curl" in text[0] for line in text)


@pytest.fixture
async def crowd(tmp_path: Path) -> tuple[list[str], Path]:
    people = [str(100 + n) for n in range(20)]
    return people, await make(tmp_path / "crowd.db", people)


async def test_a_lost_answer_doubles_nothing(fake: FakeDiscord, crowd: tuple[list[str], Path], size: float) -> None:
    people, db = crowd
    each = round(10 * size)
    assert await log_with_lost_answers(fake, db, people, each) == 0
    assert sum(fault.times < 1 for fault in fake.rest.faults) > 2 * each, "the faults happened"
    assert await stored(db, people) == {set_of(person, n)[1]: 1 for person in people for n in range(each)}


async def test_the_control_without_a_nonce_doubles(
    fake: FakeDiscord, crowd: tuple[list[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(discord_send, "nonce_of", lambda *_: secrets.token_hex(12))
    people, db = crowd
    assert await log_with_lost_answers(fake, db, people, 3, patience=60) > 0


async def test_what_was_sent_long_ago_is_looked_for(
    fake: FakeDiscord, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Later than Discord remembers a nonce."""
    monkeypatch.setattr(discord_send, "REMEMBERED", timedelta(0))
    fake.rest.fail("POST", SEND, after=True, cut=True)
    async with bot_on(fake, db, pace=FAST):
        await fake.says(ANNA, set_of(ANNA, 0)[0])
        await until(lambda: lines(fake, ANNA) == 1, "the answer")
        fake.world.nonces.clear()
        await asyncio.sleep(0.5)
        await fake.says(ANNA, set_of(ANNA, 1)[0])
        await until(lambda: lines(fake, ANNA) == 2, "the next answer")
    assert lines(fake, ANNA) == 2


async def test_what_was_never_tried_is_not_looked_for(
    fake: FakeDiscord, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However long it waited behind others: that would be a request more for each. The control was tried before."""
    monkeypatch.setattr(discord_send, "REMEMBERED", timedelta(0))
    async with bot_on(fake, db, pace=FAST):
        await fake.says(ANNA, set_of(ANNA, 0)[0])
        await until(lambda: lines(fake, ANNA) == 1, "the answer")
        assert fake.rest.sent(MESSAGES, "GET") == []
        fake.rest.fail("POST", SEND, status=500, times=6)
        await fake.says(ANNA, set_of(ANNA, 1)[0])
        await until(lambda: lines(fake, ANNA) == 2, "the next answer")
        assert len(fake.rest.sent(MESSAGES, "GET")) > 0


# faults of the API


async def ready(health: str) -> tuple[int, dict[str, str]]:
    async with aiohttp.ClientSession() as web, web.get(f"http://{health}/readyz") as answer:
        return answer.status, (await answer.json())["reasons"]


async def red(health: str) -> dict[str, str]:
    """Wait until something is wrong; what."""
    async with asyncio.timeout(PATIENCE):
        while True:
            with suppress(aiohttp.ClientError):
                status, reasons = await ready(health)
                if status == 503:
                    return reasons
            await asyncio.sleep(0.02)


async def well(health: str) -> None:
    """Wait until everything is."""
    async with asyncio.timeout(PATIENCE):
        while (await ready(health))[0] != 200:
            await asyncio.sleep(0.02)


FAULTS: dict[str, dict[str, object]] = {
    "500": {"status": 500},
    "502": {"status": 502},
    "503": {"status": 503},
    "401": {"status": 401},
    "404": {"status": 404, "code": 10003},
    "429": {"status": 429, "retry_after": 0.2},
    "429 of the whole address": {"status": 429},
    "reset": {"cut": True},
    "slow": {"delay": 30.0},
    "truncated": {"status": 200, "text": '{"id": "1", "cont'},
    "nonsense": {"status": 200, "text": '{"id": null}'},
}
QUIET = frozenset({"404", "429", "429 of the whole address", "truncated", "nonsense"})  # Discord is there, after all
ADDRESSES = {"no such host": "http://nowhere.invalid/api/v10", "no TLS": "https://127.0.0.1:{port}/api/v10"}


@pytest.mark.parametrize("name", [*FAULTS, *ADDRESSES])
async def test_after_a_fault_everything_goes_on(
    name: str, fake: FakeDiscord, db: Path, free_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Up to two minutes of it, at this pace; at the latest a minute after its end everything is answered."""
    seed, health = random.randrange(10**6), f"127.0.0.1:{free_port}"
    lasts = random.Random(seed).uniform(0.1, 120 * SHORT)
    async with bot_on(fake, db, pace=SHORT, TOPSET_HEALTH_LISTEN=health):
        await well(health)
        end = asyncio.get_running_loop().time() + lasts
        with monkeypatch.context() as broken:
            if name in FAULTS:
                fake.rest.fail("*", r"/channels|/users", times=10_000, **FAULTS[name])
            else:
                port = fake.settings["TOPSET_DISCORD_API"].split(":")[-1].split("/")[0]
                broken.setattr(Route, "BASE", ADDRESSES[name].format(port=port))
            await fake.says(ANNA, set_of(ANNA, 0)[0])
            if name not in QUIET:
                assert list(await red(health)) == ["discord"], f"seed {seed}"
            await asyncio.sleep(end - asyncio.get_running_loop().time())
            assert lines(fake, ANNA) == 0
        fake.rest.faults.clear()
        await fake.says(ANNA, set_of(ANNA, 1)[0])
        wanted = 1 if name == "404" else 2  # who is told that there is no such chat does not try it again
        await until(lambda: lines(fake, ANNA) >= wanted, f"an answer, seed {seed}", 60 * SHORT + SLACK)
        assert lines(fake, ANNA) == wanted
        await well(health)
    assert await stored(db, [ANNA]) == {set_of(ANNA, n)[1]: 1 for n in range(2)}


async def test_the_control_does_not_survive_a_broken_line(
    fake: FakeDiscord, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(discord_send, "BROKEN", (ZeroDivisionError,))
    with pytest.raises(BaseExceptionGroup):
        async with bot_on(fake, db, pace=SHORT) as task:
            fake.rest.fail("*", r"/channels|/users", times=10_000, cut=True)
            await fake.says(ANNA, set_of(ANNA, 0)[0])
            await asyncio.wait([task], timeout=PATIENCE)
            task.result()


async def test_health_is_red_while_the_gateway_is_away_and_nothing_is_lost(
    fake: FakeDiscord, db: Path, free_port: int
) -> None:
    health = f"127.0.0.1:{free_port}"
    async with bot_on(fake, db, pace=FAST, TOPSET_HEALTH_LISTEN=health):
        await fake.close()
        assert list(await red(health)) == ["discord"]
        fake.world.write(fake.world.dm(ANNA), ANNA, {"content": set_of(ANNA, 0)[0]})
        await fake.gateway.emit("MESSAGE_CREATE", fake.world.dm(ANNA).messages[-1])
        await fake.open()
        await until(lambda: lines(fake, ANNA) == 1, "the answer", 60)
        await well(health)


async def test_no_network_at_the_start_is_waited_out(db: Path, free_port: int) -> None:
    health = f"127.0.0.1:{free_port}"
    fake = FakeDiscord()
    await fake.open()
    await fake.close()
    async with bot_on(fake, db, wait=False, pace=FAST, TOPSET_HEALTH_LISTEN=health) as task:
        await red(health)
        await asyncio.sleep(0.3)
        assert not task.done()
        await fake.open()
        await fake.ready()
        await well(health)
    await fake.close()


# refusals


@pytest.mark.parametrize(("code", "named"), [(4014, "4014"), (4013, "4013"), (4010, "4010"), (4012, "4012")])
async def test_a_refusal_that_stays_ends_with_one_line(fake: FakeDiscord, db: Path, code: int, named: str) -> None:
    fake.gateway.refuse_with, fake.gateway.refuse_times = code, 1
    with pytest.raises(Refused, match=named):
        async with bot_on(fake, db, wait=False) as task:
            await asyncio.wait([task], timeout=PATIENCE)
            task.result()


async def test_a_token_that_is_refused_is_named(fake: FakeDiscord, db: Path) -> None:
    with pytest.raises(Refused, match="TOPSET_DISCORD_TOKEN") as refused:
        async with bot_on(fake, db, wait=False, TOPSET_DISCORD_TOKEN="nonsense") as task:
            await asyncio.wait([task], timeout=PATIENCE)
            task.result()
    assert "nonsense" not in str(refused.value)
    assert "\n" not in str(refused.value)


async def test_a_token_that_is_taken_away_ends_the_process(fake: FakeDiscord, db: Path) -> None:
    with pytest.raises(Refused, match="TOPSET_DISCORD_TOKEN"):
        async with bot_on(fake, db) as task:
            await fake.gateway.drop(4004)
            await asyncio.wait([task], timeout=PATIENCE)
            task.result()


@pytest.mark.parametrize("code", [1000, 4000, 4001, 4007, 4008, 4009])
async def test_other_ends_of_a_connection_are_survived(fake: FakeDiscord, db: Path, code: int) -> None:
    async with bot_on(fake, db, pace=FAST):
        await fake.gateway.drop(code)
        await fake.says(ANNA, set_of(ANNA, 0)[0])
        await until(lambda: lines(fake, ANNA) == 1, "the answer", 60)


async def test_what_cannot_be_read_is_put_aside_and_nothing_stops(fake: FakeDiscord, db: Path) -> None:
    async with bot_on(fake, db, pace=FAST) as task:
        for broken in ({"id": "1"}, {"id": "2", "channel_id": [], "content": 3}, {}):
            await fake.gateway.emit("MESSAGE_CREATE", broken)
            await fake.gateway.emit("INTERACTION_CREATE", {**broken, "type": 3})
        await fake.says(ANNA, set_of(ANNA, 0)[0])
        await until(lambda: lines(fake, ANNA) == 1, "the answer")
        assert not task.done()
        assert fake.gateway.identifies == 1


async def test_poison_of_every_kind_holds_up_nobody(fake: FakeDiscord, db: Path, size: float) -> None:
    """Events that no specification knows, good ones between them: the connection stays, these are answered in time."""
    seed = random.randrange(10**6)
    chance = random.Random(seed)
    async with bot_on(fake, db, pace=FAST, TOPSET_TEST_LIMITS="off") as task:
        message = await fake.says(ANNA, "/today")
        await fake.sees_soon(ANNA, "Glute 8")
        await fake.edits(message, "/why")
        form = await fake.taps(ANNA, "✎ Log sets")
        await fake.submits(form, {"text": "15"})
        await fake.slash(ANNA, "help")
        kinds = [(told["t"], told["d"]) for told in fake.gateway.sessions[-1].sent if told["t"] in HEARD]
        assert {kind for kind, _ in kinds} == HEARD
        number = count()

        async def good_behind_bad() -> None:
            asked, n = len(fake.rest.asked), next(number)
            for _ in range(round(100 * size)):
                kind, told = chance.choice(kinds)
                await fake.gateway.emit(kind, spoilt(chance, told))
            await fake.says(BOB, set_of(BOB, n)[0])
            await until(lambda: lines(fake, BOB) > n, f"an answer, seed {seed}")
            assert len(fake.rest.asked) - asked < 400 * size, f"seed {seed}: a hot loop"

        for _ in range(10):
            await answered_within(max(1, size), good_behind_bad)
        assert not task.done(), f"seed {seed}"
        assert fake.gateway.identifies == 1, f"seed {seed}: the connection was given up"
        fake.rest.wrong.clear()  # what is asked for on a number that is none is answered so
    assert await stored(db, [BOB]) == {set_of(BOB, n)[1]: 1 for n in range(next(number))}


HEARD = {"MESSAGE_CREATE", "MESSAGE_UPDATE", "INTERACTION_CREATE"}


async def test_the_control_ends_by_it(fake: FakeDiscord, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discord_client, "UNREADABLE", (ZeroDivisionError,))
    with pytest.raises(BaseExceptionGroup):
        async with bot_on(fake, db, pace=FAST) as task:
            await fake.gateway.emit("MESSAGE_CREATE", {"id": "1"})
            await asyncio.wait([task], timeout=PATIENCE)
            task.result()


# people who cannot be reached


@pytest.mark.parametrize("code", [50007, 50278, 10013])
async def test_who_cannot_be_reached_is_sent_nothing_until_they_write(fake: FakeDiscord, db: Path, code: int) -> None:
    async with bot_on(fake, db, pace=FAST):
        fake.world.closed[ANNA] = code
        await fake.says(ANNA, set_of(ANNA, 0)[0])
        await until(lambda: len(fake.rest.sent(MESSAGES)) == 1, "the first try")
        await asyncio.sleep(0.5)
        assert len(fake.rest.sent(MESSAGES)) == 1
        del fake.world.closed[ANNA]
        await fake.says(ANNA, set_of(ANNA, 1)[0])
        await until(lambda: lines(fake, ANNA) == 1, "the next answer")
    assert await stored(db, [ANNA]) == {set_of(ANNA, n)[1]: 1 for n in range(2)}


async def test_the_control_goes_on_sending(fake: FakeDiscord, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discord_send, "CLOSED", frozenset())
    async with bot_on(fake, db, pace=FAST):
        fake.world.closed[ANNA] = 50007
        for n in range(3):
            await fake.says(ANNA, set_of(ANNA, n)[0])
        await until(lambda: len(fake.rest.sent(MESSAGES)) > 2, "more tries")


# gaps


async def gaps(
    fake: FakeDiscord, db: Path, times: int, chance: random.Random, patience: float = 60
) -> list[tuple[str, float, int]]:
    """People write before, in and after gaps of all kinds; what they wrote."""
    said: list[tuple[str, float, int]] = []

    async def write(some: int) -> None:
        for _ in range(some):
            person = chance.choice([ANNA, BOB])
            text, wanted = set_of(person, len(said))
            await fake.says(person, text)
            said.append(wanted)

    async with bot_on(fake, db, pace=FAST):
        for gap in range(times):
            await write(chance.randrange(3))
            kind = gap % 4
            before = fake.gateway.identifies + fake.gateway.resumes
            if kind == 0:
                await fake.gateway.drop()
            elif kind == 1:
                await fake.gateway.drop(resumable=False)
            elif kind == 2:
                await fake.gateway.tell_all(INVALID, False)
                fake.gateway.sessions[-1].dead = True
            else:
                await fake.gateway.tell_all(RECONNECT)
            await write(1 + chance.randrange(3))
            await until(lambda: fake.gateway.identifies + fake.gateway.resumes > before, "a connection", 60)  # noqa: B023
            await until(lambda: bool(fake.gateway.live), "a session", 60)
            await write(chance.randrange(2))
            if gap % 5 == 4:
                await asyncio.sleep(0.2)
        await until(lambda: sum(lines(fake, p) for p in (ANNA, BOB)) >= len(said), "every answer", patience)
    return said


async def test_what_is_written_in_gaps_is_stored_once(fake: FakeDiscord, db: Path, size: float) -> None:
    seed = random.randrange(10**6)
    times = round(20 * size)
    said = await gaps(fake, db, times, random.Random(seed))
    assert await stored(db, [ANNA, BOB]) == dict.fromkeys(said, 1), f"seed {seed}"
    assert fake.gateway.identifies <= times + 1


@pytest.mark.parametrize("how", ["a command", "a mention"])
async def test_who_is_known_from_a_server_alone_is_read_after_a_gap(how: str, fake: FakeDiscord, db: Path) -> None:
    """They never wrote in the private chat: the bot opened it, to answer a mention, or to know of it."""
    alone = await make(db.with_name("server.db"), [CARA], met=False)
    async with bot_on(fake, alone, pace=FAST):
        await server_alone(fake, how, alone)
        await until(lambda: lines(fake, CARA) == 2 - (how == "a command"), "every answer", 60)
    assert await stored(alone, [CARA]) == {set_of(CARA, n)[1]: 1 for n in range(2)}


def is_known(db: Path) -> bool:
    with closing(sqlite3.connect(f"file:{db}?mode=ro", uri=True)) as live:
        return bool(live.execute("SELECT 1 FROM identity WHERE external = ? AND met IS NOT NULL", (CARA,)).fetchall())


async def server_alone(fake: FakeDiscord, how: str, db: Path, *, known: bool = True) -> None:
    """Somebody uses the bot in a server, and writes to it in private while nobody listens."""
    text = set_of(CARA, 0)[0]
    if how == "a mention":
        await fake.says_in("5", CARA, f"<@{BOT}> {text}")
        await until(lambda: lines(fake, CARA) == 1, "the answer")
    else:
        await fake.slash(CARA, "log", guild="5", sets=text)
    await until(lambda: fake.world.opened_dms == 1, "the chat")
    if known:
        await until(lambda: is_known(db), "the chat in the store")
    before = fake.gateway.identifies
    await fake.gateway.drop(resumable=False)
    await fake.says(CARA, set_of(CARA, 1)[0])
    await until(lambda: fake.gateway.identifies > before and bool(fake.gateway.live), "a session", 60)


@pytest.mark.parametrize("how", ["a command", "a mention"])
async def test_the_control_does_not_remember_the_chats_that_it_opened(
    how: str, fake: FakeDiscord, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def nothing(self: Shell, person: str, chat: str) -> None: ...

    monkeypatch.setattr(Shell, "met", nothing)
    alone = await make(db.with_name("server.db"), [CARA], met=False)
    async with bot_on(fake, alone, pace=FAST):
        await server_alone(fake, how, alone, known=False)
        await until(lambda: lines(fake, CARA) == 2 - (how == "a command"), None, 0.5)
    assert await stored(alone, [CARA]) == {set_of(CARA, 0)[1]: 1}


async def test_the_control_loses_what_is_written_in_gaps(
    fake: FakeDiscord, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def deaf(self: discord_past.Past, *_: object) -> None:
        self.listed.set()

    monkeypatch.setattr(discord_past.Past, "begin", deaf)
    with pytest.raises(AssertionError, match="every answer"):
        await gaps(fake, db, 6, random.Random(1), 4)
    written = [m for person in (ANNA, BOB) for m in fake.world.dm(person).messages if m["author"]["id"] == person]
    assert (await stored(db, [ANNA, BOB])).total() < len(written), "lost, and not slow alone"


async def beside_a_chat_that_hangs(
    fake: FakeDiscord, db: Path, monkeypatch: pytest.MonkeyPatch, patience: float
) -> bool:
    """After a gap one chat cannot be read for long; whether who writes in another is answered meanwhile."""
    real, free = discord_past.Past._chat, asyncio.Event()

    async def hanging(self: discord_past.Past, client: discord.Client, channel: int, since: int) -> None:
        if str(channel) == fake.world.dm(BOB).id:
            await free.wait()
        await real(self, client, channel, since)

    async with bot_on(fake, db, pace=FAST):
        for person in (ANNA, BOB):
            await fake.says(person, set_of(person, 0)[0])
            await until(lambda: lines(fake, person) == 1, "the answer")  # noqa: B023
        monkeypatch.setattr(discord_past.Past, "_chat", hanging)
        before = fake.gateway.identifies
        await fake.gateway.drop(resumable=False)
        for person in (ANNA, BOB):
            await fake.says(person, set_of(person, 1)[0])
        await until(lambda: fake.gateway.identifies > before and bool(fake.gateway.live), "a session", 60)
        await fake.says(ANNA, set_of(ANNA, 2)[0])
        answered = await until(lambda: lines(fake, ANNA) == 3, None, patience)
        free.set()
        await until(lambda: lines(fake, ANNA) == 3 and lines(fake, BOB) == 2, "every answer", 60)
    wanted = [set_of(ANNA, n)[1] for n in range(3)] + [set_of(BOB, n)[1] for n in range(2)]
    assert await stored(db, [ANNA, BOB]) == dict.fromkeys(wanted, 1)
    return answered


async def test_who_writes_does_not_wait_for_the_chats_of_others(
    fake: FakeDiscord, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await beside_a_chat_that_hangs(fake, db, monkeypatch, 60)


async def test_the_control_reads_all_chats_before_it_hears_anybody(
    fake: FakeDiscord, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def all_of_them(self: discord_past.Past, _: str) -> None:
        await self.listed.wait()
        while self._unread:
            await asyncio.sleep(0.01)

    monkeypatch.setattr(discord_past.Past, "up_to_date", all_of_them)
    assert not await beside_a_chat_that_hangs(fake, db, monkeypatch, 0.5)


async def test_what_is_written_right_behind_a_new_session_hides_nothing(
    fake: FakeDiscord, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A live message comes while it is still being noted that there is a session: older ones were missed."""
    real = Shell.note

    async def slow(self: Shell, name: str, value: str | None) -> None:
        await asyncio.sleep(0.2)
        await real(self, name, value)

    async with bot_on(fake, db, pace=FAST):
        await fake.says(ANNA, set_of(ANNA, 0)[0])
        await until(lambda: lines(fake, ANNA) == 1, "the answer")
        monkeypatch.setattr(Shell, "note", slow)
        before = fake.gateway.identifies
        await fake.gateway.drop(resumable=False)
        await fake.says(ANNA, set_of(ANNA, 1)[0])  # no session hears it
        await until(lambda: fake.gateway.identifies > before and bool(fake.gateway.live), "a session", 60)
        await fake.says(ANNA, set_of(ANNA, 2)[0])
        await until(lambda: lines(fake, ANNA) == 3, "every answer", 60)
    assert await stored(db, [ANNA]) == {set_of(ANNA, n)[1]: 1 for n in range(3)}


async def test_a_gap_while_another_is_being_read_hides_nothing(
    fake: FakeDiscord, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A chat is read; then the session ends, somebody writes there, and the reading of the other chats goes on."""
    real, ended = discord_past.Past._chat, list[int]()

    async def reading(self: discord_past.Past, client: discord.Client, channel: int, since: int) -> None:
        if not ended:
            await real(self, client, channel, since)
            ended.append(channel)
            for session in fake.gateway.sessions:
                session.dead = True
            first, other = (ANNA, BOB) if str(channel) == fake.world.dm(ANNA).id else (BOB, ANNA)
            await fake.says(first, set_of(first, 1)[0])
            await fake.says(other, set_of(other, 1)[0])  # newer, and read now
            return
        await real(self, client, channel, since)

    async with bot_on(fake, db, pace=FAST):
        for person in (ANNA, BOB):
            await fake.says(person, set_of(person, 0)[0])
            await until(lambda: lines(fake, person) == 1, "the answer")  # noqa: B023
        monkeypatch.setattr(discord_past.Past, "_chat", reading)
        await fake.gateway.drop(resumable=False)
        await until(lambda: bool(ended), "a reading", 60)
        await until(lambda: lines(fake, ANNA) + lines(fake, BOB) >= 3, "the one that was read", 60)
        await fake.gateway.drop()
        await until(lambda: lines(fake, ANNA) + lines(fake, BOB) == 4, "every answer", 60)
    assert await stored(db, [ANNA, BOB]) == {set_of(p, n)[1]: 1 for p in (ANNA, BOB) for n in range(2)}


async def test_what_is_written_while_nobody_is_there_is_stored_in_order(fake: FakeDiscord, db: Path) -> None:
    async with bot_on(fake, db):
        await fake.says(ANNA, set_of(ANNA, 0)[0])
        await until(lambda: lines(fake, ANNA) == 1, "the answer")
    for n in range(1, 60):
        await fake.says(ANNA, set_of(ANNA, n)[0])
    await fake.says(ANNA, "undo")
    async with bot_on(fake, db):
        await until(lambda: lines(fake, ANNA) >= 60, "every answer", 60)
        await fake.says(ANNA, set_of(ANNA, 60)[0])
        await until(lambda: lines(fake, ANNA) >= 61, "the next answer", 60)
    assert await stored(db, [ANNA]) == {set_of(ANNA, n)[1]: 1 for n in range(61) if n != 59}


async def test_what_is_changed_while_nobody_is_there_changes_its_sets(
    fake: FakeDiscord, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was taken before the gap, and what was written in it; the control is a message that nobody changed."""
    monkeypatch.setattr(discord_past, "SURE", timedelta(0))
    async with bot_on(fake, db):
        before = [await fake.says(ANNA, set_of(ANNA, n)[0]) for n in range(2)]
        await until(lambda: lines(fake, ANNA) == 2, "the answers")
    within = await fake.says(ANNA, set_of(ANNA, 2)[0])
    await fake.edits(before[0], set_of(ANNA, 3)[0])
    await fake.edits(within, set_of(ANNA, 4)[0])
    for _ in range(2):
        async with bot_on(fake, db):
            await fake.sees_soon(ANNA, "✎ Dumbbell curl")
            await until(lambda: lines(fake, ANNA) == 3, "what was written")
    assert await stored(db, [ANNA]) == {set_of(ANNA, n)[1]: 1 for n in (1, 3, 4)}


async def test_what_was_written_long_ago_is_asked_for_again(
    fake: FakeDiscord, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with bot_on(fake, db):
        await fake.says(ANNA, set_of(ANNA, 0)[0])
        await until(lambda: lines(fake, ANNA) == 1, "the answer")
    await fake.says(ANNA, set_of(ANNA, 1)[0])
    monkeypatch.setattr(discord_past, "OLD", timedelta(0))
    monkeypatch.setattr(discord_past, "SURE", timedelta(0))
    async with bot_on(fake, db):
        told = await fake.sees_soon(ANNA, "away for more than a day")
        assert set_of(ANNA, 1)[0] in told["content"]
    async with bot_on(fake, db):
        await asyncio.sleep(0.2)
    assert sum("away for more" in m["content"] for m in fake.sees(ANNA)) == 1
    assert await stored(db, [ANNA]) == {set_of(ANNA, 0)[1]: 1}


async def test_a_catching_up_that_was_broken_off_is_taken_up(
    fake: FakeDiscord, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The newest message of one chat must not hide the older ones of another."""
    async with bot_on(fake, db):
        for person in (ANNA, BOB):
            await fake.says(person, set_of(person, 0)[0])
            await until(lambda: lines(fake, person) == 1, "the answer")  # noqa: B023
    for person in (BOB, ANNA):
        await fake.says(person, set_of(person, 1)[0])
    first = fake.world.dm(ANNA).id
    with monkeypatch.context() as broken:
        real = discord_past.Past._chat

        tried = list[int]()

        async def half(self: discord_past.Past, client: object, channel: int, since: int) -> None:
            if channel != int(first):
                tried.append(channel)
                raise discord_past.NotSaved("the disk is full")
            await real(self, client, channel, since)  # type: ignore[arg-type]

        broken.setattr(discord_past.Past, "_chat", half)
        async with bot_on(fake, db):
            await until(lambda: bool(tried), "a try")
    async with bot_on(fake, db):
        await until(lambda: lines(fake, BOB) == 2, "what was left")
    assert await stored(db, [ANNA, BOB]) == {set_of(p, n)[1]: 1 for p in (ANNA, BOB) for n in range(2)}


# sessions


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long each start had to wait, in seconds."""
    real, found = budget.wait_before, list[float]()

    def noted(starts: Sequence[datetime], now: datetime) -> timedelta:
        found.append(real(starts, now).total_seconds())
        return timedelta(seconds=found[-1])

    monkeypatch.setattr(budget, "wait_before", noted)
    return found


async def test_after_three_starts_that_led_to_nothing_the_next_waits(
    fake: FakeDiscord, db: Path, waits: list[float]
) -> None:
    fake.gateway.silent = True
    for n in range(3):
        async with bot_on(fake, db, pace=1, wait=False):
            await until(lambda: fake.gateway.identifies == n + 1, "a start")  # noqa: B023
    assert set(waits) == {0.0}
    async with bot_on(fake, db, pace=1, wait=False):
        await until(lambda: bool(waits[-1]), "a wait")
        assert 0 < waits[-1] <= budget.FIRST_WAIT.total_seconds()
        assert fake.gateway.identifies == 3
    async with await open_store(str(db), read_only=True) as store:
        assert len(json.loads((await store.notes("discord "))["discord starts"])) == 3


async def test_starts_that_led_to_something_never_wait(fake: FakeDiscord, db: Path, waits: list[float]) -> None:
    """The control is the one before: as many starts, of which none became READY."""
    for n in range(5):
        async with bot_on(fake, db, pace=1, TOPSET_TEST_LIMITS="off"):
            await fake.says(ANNA, set_of(ANNA, n)[0])
            await until(lambda: lines(fake, ANNA) == n + 1, "an answer")  # noqa: B023
    assert fake.gateway.identifies == 5
    assert len(waits) >= 5
    assert set(waits) == {0.0}


async def test_with_few_sessions_left_none_is_asked_for(fake: FakeDiscord, db: Path) -> None:
    fake.rest.remaining, fake.rest.reset_after = 49, 8_000
    async with bot_on(fake, db, wait=False, pace=FAST):
        await asyncio.sleep(0.6)
        assert fake.gateway.identifies == 0
        fake.rest.remaining = 1000
        await until(lambda: fake.gateway.identifies == 1, "a start")


async def test_no_secret_is_in_the_log(
    fake: FakeDiscord, db: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level("DEBUG")
    async with bot_on(fake, db, pace=FAST):
        await fake.says(ANNA, set_of(ANNA, 0)[0])
        await until(lambda: lines(fake, ANNA) == 1, "the answer")
        fake.rest.fail("POST", SEND, times=2, cut=True)
        fake.rest.fail("POST", SEND, times=1, status=401)
        await fake.gateway.drop(resumable=False)
        await fake.says(ANNA, set_of(ANNA, 1)[0])
        await until(lambda: lines(fake, ANNA) == 2, "the answer", 60)
    ours = [r for r in caplog.records if r.name.startswith(("bot", "coach_core"))]
    assert ours
    assert not any(TOKEN in r.getMessage() + str(r.exc_info) + str(r.args) for r in ours)
    assert not any("biceps" in r.getMessage() for r in ours), "nor what people write"
