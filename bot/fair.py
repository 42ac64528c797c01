"""Whose turn it is where many events wait: everybody's in their own order, people by turns. Nothing is stored here."""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, Generic, TypeVar

from coach_core.talk import Incoming
from coach_core.values import dataclass

T = TypeVar("T")
Answer = Callable[[Incoming], Coroutine[Any, Any, T]]
FEW = 16  # events under way; beyond that only those of people of whom none is


@dataclass(frozen=True, slots=True)
class Asked(Generic[T]):
    """An event that waits, how it is answered, and who waits for the answer."""

    event: Incoming
    answer: Answer[T]
    told: asyncio.Future[T]


class Fair(Generic[T]):
    """Hands events on: the next one of everybody at once, more of the same person only while few are under way.

    So whoever writes very much holds up only themselves, and whoever writes alone is as fast as ever.
    """

    def __init__(self) -> None:
        self._waiting: dict[str, deque[Asked[T]]] = {}  # by person; whoever had a turn goes to the end
        self._under_way = Counter[str]()
        self._all = 0  # that are under way
        self._tasks = set[asyncio.Task[T]]()

    def turn(self, event: Incoming, answer: Answer[T]) -> asyncio.Future[T]:
        """The answer to an event, when it comes. Those of one person are handed on in the order of these calls."""
        told: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(event.person, deque()).append(Asked(event, answer, told))
        self._hand_on()
        return told

    def _hand_on(self) -> None:
        """Begin all that may begin. Tasks begin in the order in which they are made."""
        while (person := self._next()) is not None:
            mine = self._waiting.pop(person)
            asked = mine.popleft()
            if mine:
                self._waiting[person] = mine
            self._under_way[person] += 1
            self._all += 1
            task = asyncio.create_task(asked.answer(asked.event))
            self._tasks.add(task)
            task.add_done_callback(partial(self._over, asked))

    def _next(self) -> str | None:
        """Of whom nothing is under way; else who waits longest for their next turn, while few are."""
        idle = next((person for person in self._waiting if person not in self._under_way), None)
        if idle is not None or self._all >= FEW:
            return idle
        return next(iter(self._waiting), None)

    def _over(self, asked: Asked[T], task: asyncio.Task[T]) -> None:
        """Tell whoever asked, unless they went away, and let the next ones begin."""
        person = asked.event.person
        self._tasks.discard(task)
        self._all -= 1
        self._under_way[person] -= 1
        if not self._under_way[person]:
            del self._under_way[person]
        if task.cancelled():  # the process ends
            asked.told.cancel()
            return
        error = task.exception()
        if not asked.told.done():
            if error is None:
                asked.told.set_result(task.result())
            else:
                asked.told.set_exception(error)
        self._hand_on()
