"""Row 22 on Telegram: several deeds, each pressed two to ten times at once by everybody, are each done once."""

from __future__ import annotations

import random
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from clicking import DEEDS, all_is_out, wrong
from fakes.telegram import TOKEN, FakeTelegram, until
from process import Reborn
from telegram_life import SPOILT
from telegram_people import make_store

PEOPLE = range(2001, 2021)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("clicks") / "template.db", PEOPLE)


@asynccontextmanager
async def training(
    template: Path, folder: Path, *command: str, **settings: str
) -> AsyncIterator[tuple[FakeTelegram, Reborn]]:
    """Everybody sees today's workout."""
    telegram = await FakeTelegram().start()
    telegram.chats = {person: {} for person in PEOPLE}
    given = {"TOPSET_TELEGRAM_TOKEN": TOKEN, "TOPSET_TELEGRAM_API": telegram.address, "TOPSET_TEST_LIMITS": "off"}
    topset = Reborn(folder, *command, **given, **settings)
    shutil.copy(template, topset.db)
    try:
        await (await topset.start()).ready()
        yield telegram, topset
        assert await topset.stop() < 5
        assert telegram.wrong == []
    finally:
        if topset.process.returncode is None:
            await topset.kill()
        await telegram.stop()


def button_of(telegram: FakeTelegram, person: int, label: str) -> tuple[str, int]:
    """The newest button with this label: what it says, and the message that it stands on."""
    shown = sorted(telegram.chats[person].values(), key=lambda seen: -seen.id)
    return next((b["callback_data"], s.id) for s in shown for row in s.buttons for b in row if b["text"] == label)


async def clicks(telegram: FakeTelegram, topset: Reborn, people: range, chance: random.Random, deeds: int) -> list[str]:
    """They do the first few deeds, pressing each two to ten times at once; who has something else than that."""
    for person in people:
        await telegram.say(person, "/today")
    for label in DEEDS[:deeds]:
        await until(lambda: all(telegram.texts(p) for p in people) and all_is_out(topset.db), 60, topset.said)
        found = {person: button_of(telegram, person, label) for person in people}  # the same one every time
        presses = {await telegram.press(p, *found[p]) for p in people for _ in range(chance.randint(2, 10))}
        await until(lambda: presses <= telegram.answered.keys(), 60, topset.said)  # noqa: B023
        await until(lambda: not telegram.updates, 60, topset.said)  # all are committed, not answered alone
    return await wrong(topset.db, "telegram", list(map(str, people)), deeds)


async def test_a_deed_is_done_once_however_often_its_button_is_pressed(template: Path, tmp_path: Path) -> None:
    seed = random.randrange(10**6)
    async with training(template, tmp_path) as (telegram, topset):
        assert await clicks(telegram, topset, PEOPLE, random.Random(seed), len(DEEDS)) == [], f"seed {seed}"


async def test_the_control_takes_back_more_than_one(template: Path, tmp_path: Path) -> None:
    spoil = {"TOPSET_TEST_SPOIL": "take back again"}
    async with training(template, tmp_path, SPOILT, **spoil) as (telegram, topset):
        assert await clicks(telegram, topset, PEOPLE[:3], random.Random(1), 2) != []
