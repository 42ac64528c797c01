"""Telegram's door, through a Telegram on loopback and `topset run` as a process of its own."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from fakes.telegram import TOKEN, FakeTelegram, until
from fakes.telegram_spec import spec, spec_path, where_to_get_it
from process import Running

ANNA, BEN, GYM = 1001, 1002, -1007
GLUTE_8 = "Glute 8 · week 1 of 8 · day A · Base"


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    fake = await FakeTelegram().start()
    yield fake
    await fake.stop()


@pytest.fixture
async def topset(telegram: FakeTelegram, tmp_path: Path) -> AsyncIterator[Running]:
    running = Running(
        tmp_path, TOPSET_TELEGRAM_TOKEN=TOKEN, TOPSET_TELEGRAM_API=telegram.address, TOPSET_TEST_PACE="0.1"
    )
    await (await running.start()).ready()
    yield running
    assert await running.stop() < 5
    assert running.process.returncode == 0, running.said()
    assert telegram.wrong == []
    assert TOKEN not in running.said()


def test_the_specification_is_here() -> None:
    """Without it the fake knows only the documented limits: good enough at home, not in CI."""
    if not spec_path().is_file():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(where_to_get_it())
    assert len(spec()["methods"]) > 100


async def begin(telegram: FakeTelegram, topset: Running, person: int) -> None:
    """From /start to the first workout."""
    await telegram.say(person, "/start")
    for label in ("I am 18 or over, I agree", "None of these", "Intermediate (6–24 months)", "Barbell"):
        await until(lambda: label in labels(telegram, person), why=topset.said)  # noqa: B023
        await telegram.press_label(person, label)
    await until(lambda: "80 kg for 10" in telegram.texts(person)[-1], why=topset.said)
    await telegram.say(person, "80 kg for 10")
    await until(lambda: telegram.texts(person)[-1].startswith(GLUTE_8), why=topset.said)


def labels(telegram: FakeTelegram, chat: int) -> set[str]:
    return {button["text"] for seen in telegram.shown(chat)[-2:] for row in seen.buttons for button in row}


async def test_a_first_workout(telegram: FakeTelegram, topset: Running) -> None:
    await begin(telegram, topset, ANNA)
    card = telegram.shown(ANNA)[-1]
    pressed = await telegram.press_label(ANNA, "✓ One set")
    await until(lambda: card.edits == 1 and "✓ Bodyweight hip thrust 15" in telegram.texts(ANNA)[-1], why=topset.said)
    assert pressed in telegram.answered
    await telegram.say(ANNA, "15, 15")
    await until(lambda: card.edits == 2, why=topset.said)
    assert "✓ 1 Bodyweight hip thrust" in card.text
    assert telegram.texts(ANNA)[-1].startswith("✓ Bodyweight hip thrust 15, 15\nNext: Barbell hip thrust")
    assert [entity["type"] for entity in card.entities] == ["bold"] * len(card.entities) != []
