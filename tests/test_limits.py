"""How fast may be sent: never more than allowed in any stretch, hardly less; priorities, pauses, ends of the line."""

from __future__ import annotations

import asyncio
import random
import time
from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from heapq import heappop, heappush
from math import inf

import pytest

from bot.limits import DISCORD, MANY, TELEGRAM, Limits, Place, Rate, Rules
from bot.line import FAILED_IN_A_ROW, PATIENCE, REFUSED_IN_A_ROW, Held, Line
from coach_core.store import NotSaved, Stored
from coach_core.urgency import Urgency

Latency = Callable[[], tuple[float, float]]  # seconds to the server, seconds back
GROUP = Place("-1", group=True)


def most_in(arrivals: Sequence[float], seconds: float) -> int:
    """The most in any stretch of so many seconds, its end left out."""
    found = sorted(arrivals)
    return max(bisect_left(found, at + seconds) - n for n, at in enumerate(found))


def simulated(rules: Rules, places: Sequence[Place], latency: Latency, *, calm: bool = True) -> list[list[float]]:
    """When requests arrive that are made as soon as they may be: for each of these places in turn."""
    limits, now, left = Limits(rules), 0.0, deque(places)
    under_way: list[tuple[float, int, Place]] = []
    arrivals: list[list[float]] = [[] for _ in range(len(places))]
    while left or under_way:
        soonest = min((limits.ready(place, now, calm=calm), n) for n, place in enumerate(left)) if left else (inf, 0)
        if under_way and under_way[0][0] <= soonest[0]:
            now, _, place = heappop(under_way)
            limits.give_back(place, now)
            continue
        now, place = soonest[0], left[soonest[1]]
        del left[soonest[1]]
        limits.take(place, now, calm=calm)
        there, back = latency()
        arrivals[places.index(place)].append(now + there)
        heappush(under_way, (now + there + back, len(left), place))
    return arrivals


def uneven(seed: int, least: float, most: float) -> Latency:
    chance = random.Random(seed)
    return lambda: (chance.uniform(least, most), chance.uniform(least, most))


@pytest.mark.parametrize(("rules", "most"), [(TELEGRAM, 30), (DISCORD, 50)])
@pytest.mark.parametrize(("least", "longest", "share"), [(0.001, 0.003, 0.97), (0.01, 0.04, 0.9)])
def test_as_fast_as_allowed_and_never_faster(
    rules: Rules, most: int, least: float, longest: float, share: float, size: float
) -> None:
    count = round(600 * max(size, 1))
    arrivals = simulated(rules, [Place(str(n)) for n in range(count)], uneven(7, least, longest))
    flat = [at for some in arrivals for at in some]
    assert most_in(flat, 1.0) <= most
    assert count / (max(flat) - min(flat)) >= share * most


@pytest.mark.parametrize("seed", range(20))
def test_however_long_requests_take_nothing_is_exceeded(seed: int) -> None:
    """Also where urgent ones go out as they come, and one chat and one group get very many."""
    places = [*(Place(str(n)) for n in range(150)), *[Place("7")] * 30, *[GROUP] * 45]
    random.Random(seed).shuffle(places)
    arrivals = simulated(TELEGRAM, places, uneven(seed, 0.0, 2.0), calm=bool(seed % 2))
    by_place = {place: arrivals[places.index(place)] for place in set(places)}
    assert most_in([at for some in arrivals for at in some], 1.0) <= 30
    assert most_in(by_place[Place("7")], 5.0) <= 5
    assert most_in(by_place[GROUP], 60.0) <= 20
    assert by_place[GROUP] == sorted(by_place[GROUP]), "one after the other"


def test_the_control_that_counts_when_it_sends_is_refused() -> None:
    """A bucket that is filled by the clock, as usual, sends too much where requests take unevenly long."""
    latency, sent, arrivals = uneven(3, 0.02, 0.5), deque[float](), []
    now = 0.0
    for _ in range(300):
        if len(sent) >= 30:
            now = max(now, sent.popleft() + 1.0)
        sent.append(now)
        arrivals.append(now + latency()[0])
    assert most_in(arrivals, 1.0) > 30


def test_a_short_burst_to_one_chat_then_one_a_second() -> None:
    [arrivals] = simulated(TELEGRAM, [Place("7")] * 20, lambda: (0.001, 0.001), calm=False)[:1]
    assert arrivals[4] < 0.1
    assert 14 <= arrivals[19] <= 16


def test_what_is_full_is_forgotten() -> None:
    limits = Limits(TELEGRAM)
    for n in range(3 * MANY):
        at = n * 0.1
        limits.take(Place(str(n)), at)
        limits.give_back(Place(str(n)), at)
        limits.pause(str(n), at + 0.1)
    assert len(limits._chats) <= MANY
    assert len(limits._paused) <= MANY


# ---- the line


def message(who: str, urgency: int = 0, room: str | None = None) -> Stored:
    at = datetime(2026, 11, 23, 18, tzinfo=UTC)
    public = room is not None
    return Stored(1, 1, 1, "telegram", who, room, None, None, b"{}", "pending", 0, at, urgency=urgency, public=public)


ONE = Rules((Rate(1, 0.01),))


async def in_line(line: Line, *waiting: Stored) -> list[str]:
    """In which order these get leave while another request is under way first."""
    order: list[str] = []

    async def one(who: Stored) -> None:
        with suppress(Held):
            async with line.leave(who, who.room or who.external):
                order.append(who.external)

    async with asyncio.TaskGroup() as group, line.leave(message("first"), "first"):
        for who in waiting:
            group.create_task(one(who))
        await asyncio.sleep(0.01)
    return order


async def test_answers_before_timers_before_reminders_before_boards() -> None:
    lanes = [Urgency.BOARD, Urgency.NUDGE, Urgency.REMINDER, Urgency.TIMER, Urgency.ANSWER]
    order = await in_line(Line(ONE), *(message(lane.name, lane) for lane in lanes))
    assert order == ["ANSWER", "TIMER", "REMINDER", "NUDGE", "BOARD"]


async def test_who_is_hurried_is_no_longer_behind() -> None:
    line = Line(ONE)
    line.hurry("b", Urgency.ANSWER)
    assert await in_line(line, *(message(who, Urgency.REMINDER) for who in "abc")) == ["b", "a", "c"]
    line.calm("b")
    assert await in_line(line, *(message(who, Urgency.REMINDER) for who in "abc")) == ["a", "b", "c"]


@pytest.mark.parametrize(("turn", "first"), [(7, "new words"), (6, "a change")])
async def test_who_waits_for_words_goes_before_a_change_for_who_has_heard_of_that_turn(turn: int, first: str) -> None:
    line = Line(ONE)
    async with line.leave(replace(message("told"), person=1, turn=turn), "told"):
        pass
    change = replace(message("told"), person=1, turn=7, replaces=1)
    order = await in_line(line, change, message("other"))
    assert order == (["other", "told"] if first == "new words" else ["told", "other"])
    line.calm("told")
    assert "told" not in line._told


async def test_what_is_equally_urgent_goes_by_age_also_in_a_group() -> None:
    line = Line(TELEGRAM)
    order = await in_line(line, *(message(str(n), room="-1") for n in range(4)))
    assert order == ["0", "1", "2", "3"]


async def test_a_refused_chat_is_left_alone_and_no_other() -> None:
    line = Line(TELEGRAM)
    line.pause("a", 0.3)
    start, order = asyncio.get_running_loop().time(), await in_line(line, message("a"), message("b"))
    assert order == ["b", "a"]
    assert asyncio.get_running_loop().time() - start >= 0.3
    line.pause("a", PATIENCE + 1)
    assert await in_line(line, message("a"), message("b")) == ["b"], "for so long it waits in the outbox"


async def test_many_refused_chats_in_a_row_mean_everybody() -> None:
    line = Line(TELEGRAM)
    for n in range(REFUSED_IN_A_ROW - 1):
        line.pause(str(n), 300)
    async with line.leave(message("other"), "other"):
        pass  # it came through: only those are meant
    line.pause("9", 300)
    await asyncio.wait_for(in_line(line, message("other")), 60)
    line = Line(TELEGRAM)
    for n in range(REFUSED_IN_A_ROW):
        line.pause(str(n), 0.2)
    start = asyncio.get_running_loop().time()
    async with line.leave(message("other"), "other"):
        assert asyncio.get_running_loop().time() - start >= 0.19


async def test_a_platform_that_is_down_is_not_tried_for_everybody() -> None:
    line = Line(TELEGRAM, 0.1)
    for _ in range(FAILED_IN_A_ROW):
        line.trouble()
    start = asyncio.get_running_loop().time()
    async with line.leave(message("a"), "a"):
        assert asyncio.get_running_loop().time() - start >= 0.09
    line.trouble()
    async with line.leave(message("a"), "a"):
        pass
    assert line._failed == 0, "something came through"


async def test_who_goes_away_leaves_the_line_to_the_others() -> None:
    line, order = Line(ONE), list[str]()

    async def one(who: str) -> None:
        async with line.leave(message(who), who):
            order.append(who)

    async with line.leave(message("first"), "first"):
        tasks = [asyncio.create_task(one(who)) for who in "abc"]
        await asyncio.sleep(0)
        tasks[0].cancel()
    await asyncio.sleep(0.02)
    tasks[1].cancel()
    await asyncio.wait(tasks, timeout=60)
    assert order[-1] == "c"
    assert tasks[2].done()


async def test_cancelled_at_the_moment_of_its_leave_it_gives_it_back() -> None:
    line, order = Line(ONE), list[str]()

    async def one(who: str) -> None:
        async with line.leave(message(who), who):
            order.append(who)

    async with line.leave(message("first"), "first"):
        a, b = asyncio.create_task(one("a")), asyncio.create_task(one("b"))
        await asyncio.sleep(0)
    time.sleep(0.02)
    line._serve()
    a.cancel()
    await asyncio.wait_for(b, 60)
    assert order == ["b"]


async def test_at_the_end_nobody_gets_leave() -> None:
    line = Line(ONE)
    line.close()
    with pytest.raises(Held):
        async with line.leave(message("a"), "a"):
            raise AssertionError("it must not be sent")


async def test_what_cannot_be_remembered_is_not_sent_and_costs_nothing() -> None:
    line, told = Line(ONE), list[str]()

    async def full(who: Stored) -> None:
        told.append(who.external)
        raise NotSaved("disk full")

    line.begin = full
    with pytest.raises(NotSaved):
        async with line.leave(message("a"), "a", once=True):
            raise AssertionError("it must not be sent")
    assert told == ["a"]
    async with asyncio.timeout(2), line.leave(message("b"), "b"):
        assert told == ["a"], "what may be made twice needs no mark"
