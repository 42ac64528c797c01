"""People of Telegram who are in the middle of their training, and sets of which no two are alike."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from talking import real_coach

from bot.bench.people import question
from coach_core.store import Store, open_store
from coach_core.talk import Incoming, Kind

PEOPLE = tuple(range(2001, 2011))
SETS_EACH = 150
Set = tuple[int, float, int]  # person, load, reps


async def begin(store: Store, person: int) -> None:
    """From hello to the first workout."""
    here, at = str(person), datetime.now(UTC)
    done = await store.turn(Incoming("telegram", here, f"{here}-hello", at, text="/start"))
    while (asked := question(done)) is not None:
        asks, button = asked
        name = f"{here}-{asks}"
        if asks == "start":
            await store.turn(Incoming("telegram", here, name, at, text="80 kg for 10"))
            return
        done = await store.turn(Incoming("telegram", here, name, at, Kind.PRESS, button=button))


def make_store(path: Path, people: Iterable[int] = PEOPLE) -> Path:
    """A store with these people; nothing waits to be sent to them."""

    async def make() -> None:
        async with await open_store(str(path), answering=real_coach()) as store:
            for person in people:
                await begin(store, person)
            now = datetime.now(UTC)
            await store.mark_sent([(m, None) for m in await store.pending("telegram", now, 1000)], now)

    asyncio.run(make())
    return path


def set_of(person: int, n: int) -> tuple[str, Set]:
    """The ``n``-th set of a person, as it is written and as it must be stored."""
    load, reps = 20 + 0.25 * (n // 6), 6 + n % 6
    return f"biceps curl {load:g} kg x {reps}", (person, load, reps)


def all_sets(people: Iterable[int] = PEOPLE, each: int = SETS_EACH) -> Iterator[tuple[str, Set]]:
    """Everybody's sets, in turns."""
    somebody = tuple(people)
    return (set_of(person, n) for n in range(each) for person in somebody)


async def stored_sets(path: Path, people: Iterable[int] = PEOPLE) -> Counter[Set]:
    """The sets that are in the store."""
    found: Counter[Set] = Counter()
    async with await open_store(str(path), read_only=True) as store:
        for number in people:
            person = await store.person("telegram", str(number))
            assert person is not None
            rows = await store.rows(person.number)
            found.update((number, s.load.hundredths / 100, s.reps) for s in rows.sets if s.load and s.reps)
    return found
