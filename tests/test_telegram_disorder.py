"""Updates that come twice, late, under lower numbers, presses that a phone sends again: stored is what was said.

The control takes every update for a new one: then sets are there twice.
"""

from __future__ import annotations

import asyncio
import random
import shutil
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fakes.telegram import TOKEN, FakeTelegram
from talking import all_texts, real_coach
from telegram import Bot
from telegram_people import Set, all_sets, make_store, stored_sets

from bot.clock import RealClock
from bot.health import Health
from bot.settings import Settings
from bot.shell import Shell
from bot.telegram.absence import Absence
from bot.telegram.events import Me
from bot.telegram.http import Web
from bot.telegram.poll import AT_ONCE
from bot.telegram.roles import Roles
from bot.telegram.rooms import Rooms
from bot.telegram.send import Post
from bot.telegram.taking import Taking
from coach_core.store import open_store
from coach_core.talk import Incoming

PEOPLE = tuple(range(2001, 2121))
EACH = 64
UPDATES = 10_000  # row 7
ONE_SET = "set:1.1.0.0:1:0"  # the button "one set" of the first workout


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("disorder") / "template.db", PEOPLE)


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    fake = await FakeTelegram().start()
    yield fake
    await fake.stop()


def said(telegram: FakeTelegram, chance: random.Random) -> tuple[list[dict[str, Any]], list[Set]]:
    """Updates as a bad line brings them, and the sets that they are about."""
    sets, updates, number, anew = list[Set](), list[dict[str, Any]](), 5000, False
    for text, one in all_sets(PEOPLE, EACH):
        if len(updates) >= UPDATES:
            break
        if not anew and len(updates) >= UPDATES // 2:
            number, anew = 100, True  # numbers begin anew, lower than before
        number += 1
        person = one[0]
        sets.append(one)
        message = telegram.message(person, text)
        if chance.random() < 0.02:
            message["date"] -= 30 * 3600
        updates.append({"update_id": number, "message": message})
        if chance.random() < 0.05:
            number += 1
            updates.append({"update_id": number, "callback_query": telegram.query(f"q{number}", person, ONE_SET, 1)})
        if chance.random() < 0.3:
            updates.append(chance.choice(updates[-20:]))
    return updates[:UPDATES], sets


async def taken(updates: list[dict[str, Any]], db: Path, telegram: FakeTelegram, spoil: bool = False) -> None:
    """Hand the updates to the product's own taking, in batches as polls bring them."""
    async with await open_store(str(db), answering=real_coach()) as store:
        settings = Settings(telegram_token=TOKEN, test_pace=0.05)
        health = Health()
        shell = Shell("telegram", settings, RealClock(), all_texts(), health, health.mark("telegram"), asyncio.Event(),
                      store)  # fmt: skip
        if spoil:
            shell = Forgetful(**{name: getattr(shell, name) for name in Shell.__dataclass_fields__})
        bot = Bot(TOKEN, base_url=f"{telegram.address}/bot", request=Web(0.05), get_updates_request=Web(0.05))
        async with bot:
            rooms = Rooms(shell)
            post = Post(bot, rooms.moved, shell.line)
            taking = Taking(bot, shell, rooms, post, Me(4242, "topset_test_bot"), Roles(bot, 1),
                            Absence(shell, {}))  # fmt: skip
            for at in range(0, len(updates), AT_ONCE):
                await taking.take(updates[at : at + AT_ONCE])
            await taking.close()


class Forgetful(Shell):
    """The control: every event gets an id of its own."""

    async def take(self, events: Any) -> Any:  # noqa: ANN401 - as the shell's
        fresh: list[Incoming] = [replace(event, event=f"{event.event}#{random.random()}") for event in events]
        return await super().take(fresh)


async def test_what_is_stored_is_what_was_said(
    telegram: FakeTelegram, template: Path, tmp_path: Path, size: float
) -> None:
    for _ in range(max(1, round(size))):
        seed = random.randrange(10**6)
        db = tmp_path / f"{seed}.db"
        shutil.copy(template, db)
        updates, sets = said(telegram, random.Random(seed))
        assert len(updates) == UPDATES
        await taken(updates, db, telegram)
        stored = await stored_sets(db, PEOPLE)
        wanted = Counter(sets)
        assert {one: times for one, times in stored.items() if one in wanted and times != 1} == {}, f"seed {seed}"
        assert [one for one in wanted if one not in stored] == [], f"seed {seed}"
        pressed = {u["callback_query"]["from"]["id"] for u in updates if "callback_query" in u}
        assert await by_button(db) == dict.fromkeys(sorted(pressed), 1), f"seed {seed}: a deed used up more than once"


async def by_button(db: Path) -> dict[int, int]:
    """How many sets of the first exercise each person has: only the button stores them."""
    found: dict[int, int] = {}
    async with await open_store(str(db), read_only=True) as store:
        for number in PEOPLE:
            person = await store.person("telegram", str(number))
            assert person is not None
            rows = await store.rows(person.number)
            times = sum(s.slot == 1 for s in rows.sets)
            if times:
                found[number] = times
    return found


async def test_the_control_stores_twice(telegram: FakeTelegram, template: Path, tmp_path: Path) -> None:
    db = tmp_path / "control.db"
    shutil.copy(template, db)
    updates, _ = said(telegram, random.Random(1))
    await taken(updates[:300], db, telegram, spoil=True)
    assert [one for one, times in (await stored_sets(db, PEOPLE)).items() if times > 1] != []
