"""Rows 11, 12 and 15 of the facts for what is sent: storms of refusals, answers that are lost, kills between any steps.

The real library sends to a Telegram on loopback; what came is judged by that Telegram's own chats.
"""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic

import pytest
from aiohttp import web
from fakes.telegram import Answer, FakeTelegram, Json, Refusal, refused
from sending_out import Out, left, put, sending_to, waiting

from bot.line import Line
from bot.outbox import NotSent, Unclear
from coach_core.store import Stored
from coach_core.urgency import ECHOES, Urgency

CHATS = range(1001, 1051)
LATER = timedelta(seconds=20)


@pytest.fixture
async def telegram(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FakeTelegram]:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    fake = await FakeTelegram().start()
    fake.chats = {chat: {} for chat in CHATS}
    yield fake
    await fake.stop()
    assert fake.wrong == []


# ---- row 11: a storm of 429


class Storm:
    """Three of ten sends are refused for a while, a second being a hundredth here; calls inside a pause are counted."""

    def __init__(self, telegram: FakeTelegram, seed: int) -> None:
        self.chance = random.Random(seed)
        self.until: dict[int, float] = {}
        self.inside = 0
        self.refused = 0
        telegram.fault = self.fault

    async def fault(self, method: str, given: Json) -> Answer:
        if method != "sendMessage":
            return None
        chat, now = given["chat_id"], monotonic()
        if now < self.until.get(chat, 0.0):
            self.inside += 1
        elif self.chance.random() >= 0.3:
            return None
        else:
            self.until[chat] = now + self.chance.uniform(0.01, 0.6)
        self.refused += 1
        wait = round(self.until[chat] - now, 3)
        return refused(Refusal(429, "Too Many Requests: retry later", retry_after=wait + 0.001))


def storm_of(size: float) -> list[Stored]:
    return [waiting(n, CHATS[n % len(CHATS)], Urgency.REMINDER) for n in range(1, round(500 * size) + 1)]


async def test_a_storm_of_refusals_loses_nothing_and_is_waited_out(
    telegram: FakeTelegram, tmp_path: Path, size: float
) -> None:
    seed = random.randrange(10**6)
    storm, messages = Storm(telegram, seed), storm_of(size)
    async with sending_to(telegram, tmp_path / "o.db") as out:
        await put(out.store, messages)
        await out.until_all_is_out(120 * max(size, 1))
        for chat in CHATS:
            wanted = [f"REMINDER {m.n}" for m in messages if m.external == str(chat)]
            assert telegram.texts(chat) == wanted, f"seed {seed}: in order, each once"
    assert storm.refused > 0.1 * len(messages), f"seed {seed}"
    assert storm.inside == 0, f"seed {seed}: a chat that asked to be left alone was"


async def test_the_control_that_tries_again_at_once_is_refused_again(telegram: FakeTelegram, tmp_path: Path) -> None:
    storm, messages = Storm(telegram, 1), storm_of(0.2)

    class Deaf(Line):
        def pause(self, chat: str, seconds: float) -> None:
            pass

    async with sending_to(telegram, tmp_path / "o.db", Deaf()) as out:

        async def at_once(message: Stored) -> None:
            for _ in range(50):
                try:
                    await out.send(message)
                except NotSent:
                    continue
                return

        await asyncio.gather(*map(at_once, messages))
    assert storm.inside > 0


# ---- row 12: it was accepted, and the answer is lost


def losing(telegram: FakeTelegram, seed: int, share: float) -> None:
    """Some sends are done, and the answer is a failure."""
    chance = random.Random(seed)

    async def fault(method: str, given: Json) -> Answer:
        if method != "sendMessage" or chance.random() >= share:
            return None
        await telegram._do(method, given)
        return web.json_response({"ok": False, "error_code": 502, "description": "Bad Gateway"}, status=502)

    telegram.fault = fault


def mixed(size: float) -> list[Stored]:
    """Messages of every lane that is used in private."""
    lanes = (Urgency.ANSWER, Urgency.TIMER, Urgency.REMINDER, Urgency.NUDGE)
    count = round(200 * size)
    return [waiting(n, CHATS[n % len(CHATS)], lanes[n % len(lanes)]) for n in range(1, count + 1)]


def too_often(told: Counter[str], messages: list[Stored]) -> list[tuple[str, int]]:
    """What did not come at all, or more often than it may."""
    most = {f"{Urgency(m.urgency).name} {m.n}": 1 + ECHOES.get(Urgency(m.urgency), 0) for m in messages}
    return [(text, told[text]) for text, at_most in most.items() if not 1 <= told[text] <= at_most]


async def test_a_lost_answer_doubles_a_reminder_once_at_most_and_nothing_else(
    telegram: FakeTelegram, tmp_path: Path, size: float
) -> None:
    seed = random.randrange(10**6)
    losing(telegram, seed, 0.4)
    messages = mixed(size)
    async with sending_to(telegram, tmp_path / "o.db") as out:
        await put(out.store, messages)
        await out.until_all_is_out()
        told = out.told()
    assert too_often(told, messages) == [], f"seed {seed}"
    assert max(told.values()) == 2, f"seed {seed}: a reminder is sent once more"


async def test_the_control_that_resends_whatever_failed_doubles_answers(telegram: FakeTelegram, tmp_path: Path) -> None:
    losing(telegram, 1, 0.4)
    messages = mixed(0.5)
    async with sending_to(telegram, tmp_path / "o.db") as out:

        async def blindly(message: Stored) -> None:
            for _ in range(12):
                try:
                    await out.send(message)
                except Unclear:
                    continue
                return

        await asyncio.gather(*map(blindly, messages))
        assert too_often(out.told(), messages) != []


async def test_what_never_left_is_sent_however_often_that_takes(telegram: FakeTelegram, tmp_path: Path) -> None:
    """Nobody listens: nothing can have arrived, so everything goes out afterwards, once."""
    messages = mixed(0.2)
    async with sending_to(telegram, tmp_path / "o.db") as out:
        await telegram.stop()
        await put(out.store, messages)
        sending = asyncio.create_task(out.until_all_is_out())
        await asyncio.sleep(0.5)
        await telegram.start()
        await sending
        assert set(out.told().values()) == {1}
        assert len(out.told()) == len(messages)


# ---- row 15 for what is sent: killed between any two steps


class Killed(BaseException):
    """The process is gone."""


class Steps:
    """Counts the steps of sending and kills before one of them."""

    def __init__(self, at: int) -> None:
        self.at = at
        self.passed = 0

    def step(self) -> None:
        self.passed += 1
        if self.passed == self.at:
            raise Killed

    def around(self, deed: Callable[..., Awaitable[object]]) -> Callable[..., Awaitable[object]]:
        """The same with a step before and one after it."""

        async def watched(*args: object) -> object:
            self.step()
            found = await deed(*args)
            self.step()
            return found

        return watched


async def life(out: Out, steps: Steps) -> None:
    """Send all that waits, what is refused or unclear again and again, until it is killed."""
    for name in ("begun", "mark_sent", "mark_failed"):
        setattr(out.store, name, steps.around(getattr(out.store, name)))
    try:
        for second in range(9):
            now = datetime.now(UTC) + LATER + timedelta(seconds=second)
            await out.sender.flush(steps.around(out.send), now)  # type: ignore[arg-type]
            if not await left(out.store):
                break
    except* Killed:
        pass


LANES = (Urgency.REMINDER, Urgency.NUDGE, Urgency.ANSWER, Urgency.TIMER)
TWO = LANES[:2]  # one that may come once more, and one that must not


def refusing(telegram: FakeTelegram) -> None:
    """The first send to each chat is refused for a moment."""
    asked = set[int]()

    async def fault(method: str, given: Json) -> Answer:
        if method != "sendMessage" or given["chat_id"] in asked:
            return None
        asked.add(given["chat_id"])
        return refused(Refusal(429, "Too Many Requests: retry later", retry_after=0.01))

    telegram.fault = fault


TROUBLE: Mapping[str, Callable[[FakeTelegram], None]] = {
    "none": lambda telegram: setattr(telegram, "fault", None),
    "every chat refuses once": refusing,
    "four of ten answers are lost": lambda telegram: losing(telegram, 3, 0.4),
}


async def killed_at(
    telegram: FakeTelegram, file: Path, at: int, trouble: str = "none", lanes: Sequence[Urgency] = LANES
) -> tuple[Counter[str], bool]:
    """What came when the first process was killed at that step; whether it was at all."""
    telegram.chats = {chat: {} for chat in CHATS}
    TROUBLE[trouble](telegram)
    async with sending_to(telegram, file) as out:
        await put(out.store, [waiting(n, CHATS[n], lane) for n, lane in enumerate(lanes, 1)])
        first = Steps(at)
        await life(out, first)
    async with sending_to(telegram, file) as out:
        await life(out, Steps(0))
        assert await left(out.store) == 0
        return out.told(), first.passed == at


async def test_killed_between_any_two_steps(telegram: FakeTelegram, tmp_path: Path) -> None:
    at, hit, lost, doubled = 1, True, Counter[str](), Counter[str]()
    while hit:
        told, hit = await killed_at(telegram, tmp_path / f"{at}.db", at)
        for n, lane in enumerate(LANES, 1):
            came = told[f"{lane.name} {n}"]
            lost[lane.name] += came == 0
            doubled[lane.name] += came > 1
            assert came <= 1 + ECHOES.get(lane, 0), f"{lane.name} at step {at}"
        at += 1
    assert at > 4 * len(LANES), "too few steps to learn anything"
    again = {lane.name for lane in ECHOES}
    assert {name for name in again if lost[name]} == set(), "what was asked or agreed to comes"
    assert max(doubled[name] for name in again) <= 3, "once more only where it may have been on its way"
    assert 0 < max(lost.values()) <= 2, "the others are lost only between their announcement and the mark"
    assert {name for name in doubled if doubled[name]} <= again


@pytest.mark.parametrize("trouble", [name for name in TROUBLE if name != "none"])
async def test_killed_between_any_two_steps_of_a_bad_time(telegram: FakeTelegram, tmp_path: Path, trouble: str) -> None:
    """Rows 11 and 12: what may come again does so once at most, all else never, whatever the platform does beside."""
    at, hit, came = 1, True, Counter[str]()
    while hit:
        told, hit = await killed_at(telegram, tmp_path / f"{at}.db", at, trouble, TWO)
        for n, lane in enumerate(TWO, 1):
            times = told[f"{lane.name} {n}"]
            came[lane.name] += times
            assert times <= 1 + ECHOES.get(lane, 0), f"{lane.name} at step {at}"
            assert times > 0 or lane not in ECHOES, f"{lane.name} is lost at step {at}"
        at += 1
    assert at > 8 * len(TWO), "too few steps to learn anything"
    assert all(came[lane.name] > 0 for lane in TWO)


async def test_the_control_that_announces_nothing_doubles_answers(telegram: FakeTelegram, tmp_path: Path) -> None:
    """The same without the mark before a send: what was out is sent again, whatever it is."""
    doubled = Counter[str]()
    for at in range(1, 20):
        telegram.chats = {chat: {} for chat in CHATS}
        for n in (at, 0):
            async with sending_to(telegram, tmp_path / f"{at}.db") as out:
                if n:
                    await put(out.store, [waiting(k, CHATS[k], lane) for k, lane in enumerate(LANES, 1)])

                async def nothing(message: Stored) -> None:
                    pass

                out.line.begin = nothing
                await life(out, Steps(n))
                told = out.told()
        doubled.update({text.split()[0]: 1 for text, count in told.items() if count > 1})
    assert doubled["ANSWER"] > 0
    assert doubled["NUDGE"] > 0
