"""People of Discord in the middle of their training, and what is in the store of them afterwards."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from talking import real_coach

from bot.bench.people import question
from coach_core.store import Store, open_store
from coach_core.talk import Incoming, Kind
from tests.fakes.discord_world import World

Set = tuple[str, float, int]  # person, load, reps


async def begin(store: Store, person: str) -> None:
    """From hello to the first workout."""
    event = Incoming("discord", person, f"hello-{person}", datetime.now(UTC), text="/start")
    done = await store.turn(event)
    while (asked := question(done)) is not None:
        asks, button = asked
        if asks == "start":
            await store.turn(replace(event, event=f"{asks}-{person}", text="80 kg for 10"))
            return
        done = await store.turn(replace(event, event=f"{asks}-{person}", kind=Kind.PRESS, text="", button=button))


async def make(path: Path, people: Iterable[str], *, met: bool = True) -> Path:
    """A store with these people, to whom nothing is left to say; ``met``: they wrote in their private chat."""
    async with await open_store(str(path), answering=real_coach()) as store:
        for person in people:
            await begin(store, person)
            if met:
                await store.met("discord", person, World().dm(person).id, datetime.now(UTC))
        now = datetime.now(UTC)
        await store.mark_sent([(m, None) for m in await store.pending("discord", now, 1000)], now)
    return path


def made(path: Path, people: Iterable[str]) -> Path:
    """The same, for a fixture that is not asynchronous."""
    return asyncio.run(make(path, people))


def set_of(person: str, n: int) -> tuple[str, Set]:
    """The ``n``-th set of a person, as it is written and as it must be stored; no two are alike."""
    load, reps = 20 + 0.25 * (n // 6), 6 + n % 6
    return f"biceps curl {load:g} kg x {reps}", (person, load, reps)


async def stored(path: Path, people: Iterable[str]) -> Counter[Set]:
    """The sets that are in the store, without the starting sets."""
    found: Counter[Set] = Counter()
    async with await open_store(str(path), read_only=True) as store:
        for name in people:
            person = await store.person("discord", name)
            assert person is not None
            sets = (await store.rows(person.number)).sets
            found.update((name, float(s.load.amount), s.reps) for s in sets if s.load and s.reps and s.workout)
    return found
