"""Row 35: who has very much waiting holds up only themselves, in the line and in memory. The control: a plain queue."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from fakes.toy_coach import TOY
from sending_out import left, put, undrawn, waiting

from bot.limits import TELEGRAM
from bot.line import Line
from bot.outbox import Sender
from coach_core.data.shown import EACH, Shows
from coach_core.person import Person, Training
from coach_core.store import Stored, open_store
from coach_core.training.prescription import DayPlan
from coach_core.urgency import Urgency

FLOODER, MANY = 1, 150
OTHERS = range(2, 42)
PACE = 0.01
DAY = date(2026, 11, 23)


def flood() -> list[Stored]:
    """Answers to one, and behind them one answer to everybody else."""
    mine = [waiting(n, FLOODER, Urgency.ANSWER) for n in range(1, MANY + 1)]
    return [*mine, *(waiting(MANY + n, n, Urgency.ANSWER) for n in OTHERS)]


class Out:
    """What goes out through a line, in the order in which it does."""

    def __init__(self) -> None:
        self.line = Line(TELEGRAM, PACE)
        self.order: list[int] = []

    async def send(self, message: Stored) -> str | None:
        async with self.line.leave(message, message.external):
            self.order.append(int(message.external))
        return str(len(self.order))

    def ahead(self) -> int:
        """How much the flooder was sent before the last of the others got their answer."""
        last = max(n for n, who in enumerate(self.order) if who != FLOODER)
        return self.order[:last].count(FLOODER)


async def test_everybody_is_answered_before_the_flooder_is_through(tmp_path: Path) -> None:
    out = Out()
    async with await open_store(str(tmp_path / "o.db"), answering=TOY) as store:
        await put(store, flood())
        sender, bell, stop = Sender(store, "telegram", undrawn, out.line), asyncio.Event(), asyncio.Event()
        running = asyncio.create_task(sender.run(out.send, lambda: datetime.now(UTC), bell, stop))
        async with asyncio.timeout(120):
            while await left(store):
                await asyncio.sleep(0.05)
        stop.set()
        bell.set()
        await running
    assert {*out.order} == {FLOODER, *OTHERS}
    assert out.ahead() < MANY / 10, "and what waits for one is put together"


async def test_the_control_a_plain_queue_holds_up_everybody() -> None:
    out = Out()
    for message in flood():
        await out.send(message)
    assert out.ahead() == MANY


@pytest.mark.parametrize("turns", [EACH, 500])
def test_what_is_remembered_of_one_person_does_not_grow(turns: int) -> None:
    shows = Shows()
    people = [Person(1, training=Training()) for _ in range(turns)]
    for person in people:
        shows.keep(person, DAY, DayPlan("glute-8", 1, "A", ()))
    assert len([person for person in people if shows.of(person, DAY) is not None]) == EACH
    assert shows.of(people[-1], DAY) is not None
