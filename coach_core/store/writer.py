"""The one task that writes: takes all that waits, turns and jobs in their order. What is written is in turns.py."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any, TypeVar

from coach_core.store.db import Db
from coach_core.store.errors import NotSaved, StoreStopped
from coach_core.store.records import TurnDone
from coach_core.store.turns import Turning
from coach_core.talk import Incoming
from coach_core.values import dataclass

MOST = 128  # turns in one transaction
LINGER = 2  # rounds of the event loop before a batch is taken
T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class Waiting:
    """Somebody who waits for a turn."""

    event: Incoming
    answer: asyncio.Future[TurnDone]


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """Somebody who waits for something else: in a transaction of its own, or between two if not ``inside``."""

    work: Callable[[Db], Awaitable[Any]]
    answer: asyncio.Future[Any]
    inside: bool = True
    changes: bool = True  # something: only then there is anything to commit


class Writer:
    """A queue and its task. Whoever waits gets an answer or an error, also when the task ends."""

    def __init__(self, turning: Turning) -> None:
        self._turning = turning
        self._db = turning.db
        self._waiting: deque[Waiting | Job] = deque()
        self._bell = asyncio.Event()
        self._stopped = False
        self._task = asyncio.create_task(self._run(), name="store-writer")

    async def turn(self, event: Incoming) -> TurnDone:
        """Answer an event. Raises ``NotSaved``, ``StoreStopped``."""
        answer: asyncio.Future[TurnDone] = asyncio.get_running_loop().create_future()
        self._put(Waiting(event, answer))
        return await answer

    async def job(self, work: Callable[[Db], Awaitable[T]]) -> T:
        """Do something in a transaction of its own, after what waits already. Raises ``NotSaved``, ``StoreStopped``."""
        answer: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._put(Job(work, answer))
        return await answer

    async def look(self, work: Callable[[Db], Awaitable[T]]) -> T:
        """Read what is committed, after what waits already. Raises ``NotSaved``, ``StoreStopped``."""
        answer: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._put(Job(work, answer, changes=False))
        return await answer

    async def between(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do something when no transaction is open."""
        answer: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._put(Job(lambda db: work(), answer, inside=False))
        await answer

    def _put(self, item: Waiting | Job) -> None:
        if self._stopped:
            raise StoreStopped("the store is closed")
        self._waiting.append(item)
        self._bell.set()

    async def ended(self) -> None:
        """Wait until the task has ended. Raises what it ended by, if that was an error."""
        await asyncio.shield(self._task)

    async def close(self) -> None:
        """Answer what waits, then end."""
        self._stopped = True
        self._bell.set()
        await asyncio.wait([self._task])

    async def _run(self) -> None:
        """The task itself."""
        taken: list[Waiting] | Job = []
        try:
            while taken := await self._take():
                await self._serve(taken)
        finally:
            self._stopped = True
            refuse([*(taken if isinstance(taken, list) else [taken]), *self._waiting], stopped)

    async def _take(self) -> list[Waiting] | Job:
        """A job, or the turns that wait up to the next job; none once the store is closed and nothing waits."""
        while not self._waiting:
            if self._stopped:
                return []
            self._bell.clear()
            await self._bell.wait()
        for _ in range(LINGER):  # whoever was answered just now may have more to say: it shares this commit
            await asyncio.sleep(0)
        first = self._waiting.popleft()
        if isinstance(first, Job):
            return first
        turns = [first]
        while self._waiting and len(turns) < MOST and isinstance(self._waiting[0], Waiting):
            turns.append(self._waiting[0])
            self._waiting.popleft()
        return turns

    async def _serve(self, taken: list[Waiting] | Job) -> None:
        if isinstance(taken, Job):
            await self._do(taken)
            return
        while taken:
            taken = taken[await self._group(taken) :]

    async def _do(self, job: Job) -> None:
        try:
            if job.inside:
                await self._db.begin()
            result = await job.work(self._db)
            if job.inside:
                await (self._db.commit() if job.changes else self._db.rollback())
        except Exception as error:
            await self._rollback()
            tell(job.answer, not_saved(error) if self._db.broken(error) else error)
        else:
            tell(job.answer, result)

    async def _group(self, turns: Sequence[Waiting]) -> int:
        """Answer some of these turns, from the first on; how many they were."""
        try:
            answers = await self._turning.attempt([turn.event for turn in turns])
        except Exception as error:
            await self._rollback()
            if self._db.broken(error):
                refuse(turns, partial(not_saved, error))
                return len(turns)
            if len(turns) == 1:
                await self._put_aside(turns[0], error)
            else:
                for turn in turns:
                    await self._group([turn])
            return len(turns)
        for turn, answer in zip(turns, answers, strict=False):
            tell(turn.answer, answer)
        return len(answers)

    async def _put_aside(self, turn: Waiting, error: Exception) -> None:
        """What cannot be written becomes a dead letter."""
        try:
            [answer] = await self._turning.attempt([turn.event], guilty=error)
        except Exception as again:
            await self._rollback()
            tell(turn.answer, not_saved(again))
        else:
            tell(turn.answer, answer)

    async def _rollback(self) -> None:
        """Forget the open transaction; a store that cannot even do that fails at its next beginning."""
        try:
            await self._db.rollback()
        except Exception as error:
            if not self._db.broken(error):
                raise


def tell(answer: asyncio.Future[Any], result: object) -> None:
    """Give a result or an error to somebody who waits, unless they went away."""
    if answer.done():
        return
    if isinstance(result, Exception):
        answer.set_exception(result)
    else:
        answer.set_result(result)


def refuse(items: Sequence[Waiting | Job], error: Callable[[], Exception]) -> None:
    """Tell each of them an error."""
    for item in items:
        if not item.answer.done():
            item.answer.set_exception(error())


def stopped() -> StoreStopped:
    """The writer has ended."""
    return StoreStopped("the store has stopped: nothing was saved")


def not_saved(error: Exception) -> NotSaved:
    """Nothing was saved, and why."""
    told = NotSaved(f"nothing was saved: {(str(error) or type(error).__name__).splitlines()[0]}")
    told.__cause__ = error
    return told
