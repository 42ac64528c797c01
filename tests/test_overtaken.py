"""What waits in the outbox while the person goes on: nothing is sent that means nothing any more, all else is."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from doorway import START, Door, body
from talking import all_texts, real_coach, the_book

from bot.answering import drawing
from bot.limits import Rate, Rules
from bot.line import Line, anything
from bot.outbox import Sender
from coach_core.store import Stored, open_store
from coach_core.store.records import none_overtaken
from coach_core.urgency import STALE, Urgency

DAY = timedelta(days=1)
HOUR = START + DAY  # of the first workout that comes by itself; the cut-off is two hours behind
WORKOUT, LATE, REST, WEEK = "Your workout for today.", "still open", "Rest is over", "Your week"


@asynccontextmanager
async def backlog(file: Path, *, told: bool = True) -> AsyncIterator[Door]:
    """Somebody who agreed to all of them, at a platform that takes nothing for now."""
    coach = real_coach() if told else replace(real_coach(), overtaken=none_overtaken)
    async with await open_store(str(file), answering=coach) as store:
        door = Door(store)
        await door.onboard("1")
        await door.remind("1")
        yield door


async def falls_due(door: Door, minutes: int) -> None:
    """All that is due within that time is answered, and waits in the outbox."""
    until = door.clock.now() + timedelta(minutes=minutes)
    while (at := await door.store.next_due("telegram")) is not None and at <= until:
        for waiting in await door.store.due_before("telegram", at):
            await door.store.turn(waiting.event(at))
    door.clock.set(until)


async def waits(door: Door) -> list[str]:
    """What still waits and was not asked for, by its first line."""
    pending = await door.store.pending("telegram", door.clock.now() + DAY)
    return [body(m)["text"].partition("\n")[0] for m in pending if m.urgency != Urgency.ANSWER]


async def said(door: Door, what: str) -> None:
    await (door.press("1", what[1:]) if what.startswith(":") else door.hear("1", what))


ENDS = (
    "/stop",
    ":remind:start",
    ":remind:later:workout:30",
    ":remind:week",
    "move to tomorrow",
    "10 10 10",
    "chest pain",
)
GOES_ON = ("/help", "/reminders", ":remind:off:week", ":remind:set:restday:on", "why", "reminders quiet 23-6")


@pytest.mark.parametrize("what", [*ENDS, *GOES_ON])
async def test_a_reminder_that_waits_is_sent_if_it_still_means_something(tmp_path: Path, what: str) -> None:
    async with backlog(tmp_path / "o.db") as door:
        await falls_due(door, round((HOUR - door.clock.now()).total_seconds() / 60) + 1)
        assert await waits(door) == [WORKOUT]
        await said(door, what)
        assert await waits(door) == ([WORKOUT] if what in GOES_ON else [])


@pytest.mark.parametrize("told", [True, False], ids=["as it is", "the control: what waits is sent whatever happens"])
async def test_the_next_set_ends_a_rest_that_waits_to_be_said(tmp_path: Path, told: bool) -> None:
    async with backlog(tmp_path / "o.db", told=told) as door:
        await said(door, "15")
        await falls_due(door, 2)
        assert await waits(door) == [f"{REST}."] or await waits(door) == [f"{REST}: Bodyweight hip thrust."]
        await said(door, "15")
        assert bool(await waits(door)) is not told


@pytest.mark.parametrize(
    ("what", "left"), [("15", [WEEK]), ("/stop", []), (":remind:off:week", [LATE]), ("/help", [LATE, WEEK])]
)
async def test_a_look_back_is_ended_by_a_no_alone(tmp_path: Path, what: str, left: list[str]) -> None:
    async with backlog(tmp_path / "o.db") as door:
        await said(door, "15")
        await said(door, ":finish:yes")
        sunday = START + (6 - START.weekday()) * DAY + timedelta(hours=4)
        await falls_due(door, round((sunday - door.clock.now()).total_seconds() / 60))
        await said(door, what)
        found = " | ".join(await waits(door))
        assert [sign for sign in (LATE, WEEK) if sign in found] == left, found


async def test_what_comes_behind_a_no_is_sent(tmp_path: Path) -> None:
    """A no to a nudge and, soon after it, the hour of the workout: only what waited by then is meant."""
    async with backlog(tmp_path / "o.db") as door:
        await falls_due(door, round((HOUR - door.clock.now()).total_seconds() / 60) - 5)
        await said(door, ":remind:off:missed")
        await falls_due(door, 10)
        assert await waits(door) == [WORKOUT]


ONE = Rules((Rate(1, 0.01),))
HELD, GOES = {"/stop": [], ":remind:start": [], "10 10 10": []}, {"/help": [WORKOUT], "why": [WORKOUT]}


async def in_hand(door: Door, meanwhile: Callable[[], Awaitable[object]], now: datetime, *, looks: bool) -> list[str]:
    """What a sender sends that had it all in hand, and no token, before that happened; by its first line."""
    line, came = Line(ONE), list[str]()
    sender = Sender(door.store, "telegram", drawing(the_book(), all_texts(), "en"), line)
    line.look = line.look if looks else anything

    async def send(message: Stored) -> None:
        async with line.leave(message, message.external):
            came.append(body(message)["text"].partition("\n")[0])

    (first, *_) = await door.store.pending("telegram", now)
    async with line.leave(first, "somebody else"):
        sending = asyncio.create_task(sender.flush(send, now))
        while not line._waiting:
            await asyncio.sleep(0.001)
        await meanwhile()
    await sending
    assert await door.store.pending("telegram", now + DAY) == ()
    return came


@pytest.mark.parametrize("looks", [True, False], ids=["as it is", "the control: nobody looks again"])
@pytest.mark.parametrize("what", [*HELD, *GOES])
async def test_what_is_in_the_senders_hand_is_taken_back_as_well(tmp_path: Path, what: str, looks: bool) -> None:
    async with backlog(tmp_path / "o.db") as door:
        await falls_due(door, round((HOUR - door.clock.now()).total_seconds() / 60) + 1)
        came = await in_hand(door, lambda: said(door, what), door.clock.now(), looks=looks)
        assert came == ((HELD | GOES)[what] if looks else [WORKOUT])


@pytest.mark.parametrize("looks", [True, False], ids=["as it is", "the control: nobody looks again"])
async def test_the_end_of_a_rest_that_waited_for_too_long_in_the_line_is_not_told(tmp_path: Path, looks: bool) -> None:
    """As while a platform takes nothing at all for a while: nobody wants to hear of it minutes later."""
    async with backlog(tmp_path / "o.db") as door:
        await said(door, "15")
        await falls_due(door, 2)
        (rest,) = await door.store.pending("telegram", door.clock.now())
        last_moment = rest.at + STALE[Urgency.TIMER] - timedelta(seconds=0.1)
        came = await in_hand(door, lambda: asyncio.sleep(0.2), last_moment, looks=looks)
        assert bool(came) is not looks


async def test_what_was_taken_back_does_not_come_back_when_it_could_not_be_sent(tmp_path: Path) -> None:
    async with backlog(tmp_path / "o.db") as door:
        await falls_due(door, round((HOUR - door.clock.now()).total_seconds() / 60) + 1)
        (reminder,) = await door.store.pending("telegram", door.clock.now())
        await said(door, "/stop")
        await door.store.mark_failed(reminder, door.clock.now())
        assert await waits(door) == []
