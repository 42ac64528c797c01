"""The webhook: 200 only after the commit, 503 when nothing can be stored, no entry without the secret; killed at random
moments while every update comes several times and in any order, no set is lost and none is there twice.
"""

from __future__ import annotations

import asyncio
import json
import random
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from fakes.telegram import TOKEN, FakeTelegram, until
from process import ROOT, Reborn, free_port
from telegram_people import PEOPLE, Set, all_sets, make_store, stored_sets

SECRET = "a-secret-of-32-letters-for-a-test"
HEADERS = {"X-Telegram-Bot-Api-Secret-Token": SECRET, "Content-Type": "application/json"}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("webhook") / "template.db")


class Hooked:
    """A Telegram that brings updates, and the product that takes them."""

    def __init__(self, telegram: FakeTelegram, topset: Reborn, address: str) -> None:
        self.telegram, self.topset, self.address = telegram, topset, address
        self.web = aiohttp.ClientSession()

    async def post(self, body: bytes | dict[str, Any], **headers: str) -> int:
        """The status of one delivery; 0 where nobody answered."""
        raw = BytesIO(body if isinstance(body, bytes) else json.dumps(body).encode())
        try:
            async with self.web.post(self.address, data=raw, headers={**HEADERS, **headers}) as answer:
                return answer.status
        except aiohttp.ClientError:
            return 0

    def update(self, person: int, text: str) -> dict[str, Any]:
        self.telegram.next_update += 1
        return {"update_id": self.telegram.next_update, "message": self.telegram.message(person, text)}


@asynccontextmanager
async def hooked_up(template: Path, folder: Path, *command: str, **settings: str) -> AsyncIterator[Hooked]:
    """The product, or what is named in its place, with people in the middle of their training."""
    telegram, port = await FakeTelegram().start(), free_port()
    address = f"http://127.0.0.1:{port}/hook/x7"
    topset = Reborn(
        folder, *command, TOPSET_TELEGRAM_TOKEN=TOKEN, TOPSET_TELEGRAM_API=telegram.address,
        TOPSET_TELEGRAM_MODE="webhook", TOPSET_TELEGRAM_WEBHOOK_URL=address,
        TOPSET_TELEGRAM_WEBHOOK_LISTEN=f"127.0.0.1:{port}", TOPSET_TELEGRAM_WEBHOOK_SECRET=SECRET,
        TOPSET_TEST_PACE="0.1", **settings,
    )  # fmt: skip
    shutil.copy(template, topset.db)
    for person in PEOPLE:
        telegram.chats[person] = {}
    await (await topset.start()).ready()
    hooked = Hooked(telegram, topset, address)
    yield hooked
    await hooked.web.close()
    if topset.process.returncode is None:
        assert await topset.stop() < 5
    await telegram.stop()
    assert telegram.wrong == []
    assert SECRET not in topset.said()
    assert TOKEN not in topset.said()


@pytest.fixture
async def hooked(template: Path, tmp_path: Path) -> AsyncIterator[Hooked]:
    async with hooked_up(template, tmp_path) as found:
        yield found


async def test_it_is_set_with_its_secret_and_what_is_wanted(hooked: Hooked) -> None:
    told = hooked.telegram.webhook
    assert (told["url"], told["secret_token"]) == (hooked.address, SECRET)
    assert told["allowed_updates"] == ["message", "edited_message", "callback_query", "my_chat_member"]
    assert not told.get("drop_pending_updates")
    hooked.telegram.webhook = {}
    await until(lambda: hooked.telegram.webhook, why=hooked.topset.said)


async def test_who_comes_in(hooked: Hooked) -> None:
    update = hooked.update(PEOPLE[0], "/help")
    assert await hooked.post(update, **{"X-Telegram-Bot-Api-Secret-Token": "wrong"}) == 403
    assert await hooked.post(update, **{"Content-Type": "text/plain"}) == 415
    assert await hooked.post(b" " * (1024 * 1024 + 1)) in (0, 413)
    assert await hooked.post(b"{no json") == 200, "what cannot be read must not hold up the chat"
    assert await hooked.post({"update_id": 5, "message": {"text": 7}}) == 200
    async with hooked.web.get(hooked.address, headers=HEADERS) as answer:
        assert answer.status == 405
    assert hooked.telegram.texts(PEOPLE[0]) == []
    assert await hooked.post(update) == 200
    await until(lambda: hooked.telegram.texts(PEOPLE[0]), why=hooked.topset.said)


async def test_what_cannot_be_stored_is_to_be_brought_again(hooked: Hooked) -> None:
    update = hooked.update(PEOPLE[0], "biceps curl 20 kg x 8")
    with hooked.topset.full_disk():
        assert await hooked.post(update) == 503
        assert await hooked.post(update) == 503
        assert json.loads((await hooked.topset.asked("/readyz"))[1])["reasons"].keys() == {"store"}
    assert sum("Not saved yet" in text for text in hooked.telegram.texts(PEOPLE[0])) == 1, "said, and said once"
    assert await hooked.post(update) == 200
    await until(lambda: hooked.telegram.texts(PEOPLE[0])[1:], why=hooked.topset.said)
    assert hooked.telegram.texts(PEOPLE[0])[1].startswith("✓ Dumbbell curl 20 kg × 8")
    assert (await hooked.topset.asked("/readyz"))[0] == 200
    await hooked.topset.stop()
    assert (await stored_sets(hooked.topset.db))[PEOPLE[0], 20, 8] == 1


async def beaten(hooked: Hooked, each: int, kills: int, chance: random.Random) -> list[Set]:
    """Every update is brought one to five times, in any order, until it was met with 200 each time; meanwhile kills."""
    sets = list(all_sets(each=each))
    waiting = [(hooked.update(person, text), chance.randint(1, 5)) for text, (person, _, _) in sets]
    jobs = [update for update, times in waiting for _ in range(times)]
    chance.shuffle(jobs)
    done: set[int] = set()

    async def bring() -> None:
        while jobs:
            update = jobs.pop()
            if await hooked.post(update) == 200:
                done.add(update["update_id"])
            elif update["update_id"] not in done:
                jobs.append(update)
                await asyncio.sleep(0.02)

    async def kill() -> None:
        for n in range(kills):
            await until(lambda: len(done) >= (n + 1) * len(sets) / (kills + 2) or not jobs, 60, hooked.topset.said)  # noqa: B023
            await asyncio.sleep(chance.random() * 0.05)
            await hooked.topset.kill()
            await hooked.topset.start()

    await asyncio.gather(kill(), *(bring() for _ in range(8)))
    await hooked.topset.ready()
    await hooked.topset.stop()
    return [one for _, one in sets]


async def test_every_200_is_stored_and_nothing_twice(hooked: Hooked, size: float) -> None:
    seed = random.randrange(10**6)
    sets = await beaten(hooked, round(60 * size), round(20 * size), random.Random(seed))
    stored = await stored_sets(hooked.topset.db)
    assert [one for one in sets if stored[one] != 1] == [], f"seed {seed}"


async def test_the_control_that_answers_first_loses_sets(template: Path, tmp_path: Path) -> None:
    spoilt = str(ROOT / "tests" / "spoilt_telegram.py")
    async with hooked_up(template, tmp_path, spoilt, TOPSET_TEST_SPOIL="confirm first") as hooked:
        sets = await beaten(hooked, 20, 3, random.Random(1))
        stored = await stored_sets(hooked.topset.db)
    assert [one for one in sets if stored[one] == 0] != []


async def test_without_a_secret_it_does_not_start(hooked: Hooked, tmp_path: Path) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    other = Reborn(folder, TOPSET_TELEGRAM_TOKEN=TOKEN, TOPSET_TELEGRAM_API=hooked.telegram.address,
                    TOPSET_TELEGRAM_MODE="webhook", TOPSET_TELEGRAM_WEBHOOK_URL=hooked.address,
                    TOPSET_TELEGRAM_WEBHOOK_LISTEN="127.0.0.1:1")  # fmt: skip
    await other.start()
    assert await asyncio.wait_for(other.process.wait(), 60) == 1
    assert "TOPSET_TELEGRAM_WEBHOOK_SECRET" in other.said()
