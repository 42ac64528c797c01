"""People have their turns by turns, everybody's events keep their order. The control: a plain queue."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from bot.fair import FEW, Fair
from coach_core.talk import Incoming

AT = datetime(2026, 11, 23, 18, tzinfo=UTC)


def said(people: str) -> list[Incoming]:
    """One event for each letter, of the person who is called so."""
    return [Incoming("telegram", who, f"u{n}", AT, text="x") for n, who in enumerate(people)]


class Slow:
    """Answers as many at a time as a transaction takes, in the order in which they came."""

    def __init__(self, together: int = 4) -> None:
        self.begun: list[str] = []
        self.order: list[str] = []
        self.most = 0
        self._under_way = 0
        self._slots = asyncio.Semaphore(together)

    async def answer(self, event: Incoming) -> str:
        self.begun.append(event.event)
        self._under_way += 1
        self.most = max(self.most, self._under_way)
        async with self._slots:
            await asyncio.sleep(0)
        self._under_way -= 1
        self.order.append(event.person)
        return event.event


async def through(events: Sequence[Incoming]) -> Slow:
    fair, slow = Fair[str](), Slow()
    answers = await asyncio.gather(*(fair.turn(event, slow.answer) for event in events))
    assert answers == [event.event for event in events], "everybody gets their own answer"
    return slow


async def test_who_writes_much_holds_up_nobody() -> None:
    slow = await through(said("a" * 200 + "bcd"))
    assert slow.order[: FEW + 8].count("a") <= FEW + 5, "those that were under way, and no more"
    assert set(slow.order[: FEW + 8]) == set("abcd")
    assert slow.most <= FEW + 3


async def test_the_control_a_plain_queue_holds_up_everybody() -> None:
    slow = Slow()
    await asyncio.gather(*map(slow.answer, said("a" * 200 + "bcd")))
    assert slow.order[:200] == ["a"] * 200


async def test_two_who_write_much_go_by_turns() -> None:
    slow = await through(said("a" * 100 + "b" * 100))
    half = slow.order[:100]
    assert 30 <= half.count("a") <= 70


@pytest.mark.parametrize("seed", range(5))
async def test_the_order_of_each_is_kept(seed: int) -> None:
    chance = random.Random(seed)
    events = said("".join(chance.choices("abcd", (20, 3, 1, 1), k=300)))
    slow = await through(events)
    for who in "abcd":
        mine = [event.event for event in events if event.person == who]
        assert [name for name in slow.begun if name in set(mine)] == mine


async def test_all_that_come_together_are_answered_together() -> None:
    slow = await through(said("".join(map(chr, range(100, 200)))))
    assert slow.most == 100, "nobody waits for somebody else"


async def test_an_error_is_told_to_whoever_asked_and_stops_nobody() -> None:
    fair = Fair[str]()

    async def answer(event: Incoming) -> str:
        if event.event == "u1":
            raise ValueError(event.event)
        return event.event

    told = await asyncio.gather(*(fair.turn(e, answer) for e in said("a" * 40)), return_exceptions=True)
    assert [type(one) for one in told] == [str, ValueError, *([str] * 38)]


async def test_who_went_away_is_answered_all_the_same() -> None:
    fair, slow = Fair[str](), Slow()
    answers = [fair.turn(event, slow.answer) for event in said("a" * 40)]
    for answer in answers[:30]:
        answer.cancel()
    assert await asyncio.gather(*answers[30:]) == [f"u{n}" for n in range(30, 40)]
    assert len(slow.order) == 40
