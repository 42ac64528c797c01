"""What the tests of Telegram's door share: a Telegram, the product behind it, people who begin to train."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fakes.telegram import TOKEN, FakeTelegram, until
from process import ROOT, Reborn, Running

SPOILT = str(ROOT / "tests" / "spoilt_telegram.py")
ANNA, BEN, GYM = 1001, 1002, -1007
GLUTE_8 = "Glute 8 · week 1 of 8 · day A · Base"
ANSWERS = ("I am 18 or over, I agree", "None of these", "Intermediate (6–24 months)", "Barbell")


@asynccontextmanager
async def living(folder: Path, **settings: str) -> AsyncIterator[tuple[FakeTelegram, Running]]:
    """A Telegram and the product behind it; in the end nothing was wrong and no secret was told."""
    telegram = await FakeTelegram().start()
    topset = Reborn(
        folder, TOPSET_TELEGRAM_TOKEN=TOKEN, TOPSET_TELEGRAM_API=telegram.address, TOPSET_TEST_PACE="0.1", **settings
    )
    try:
        await (await topset.start()).ready()
        yield telegram, topset
        assert await topset.stop() < 5
        assert topset.process.returncode == 0, topset.said()
        assert telegram.wrong == []
        assert TOKEN not in topset.said()
    finally:
        if topset.process.returncode is None:
            await topset.kill()
        await telegram.stop()


@asynccontextmanager
async def spoilt(folder: Path, way: str, **settings: str) -> AsyncIterator[tuple[FakeTelegram, Reborn]]:
    """The same with a product that is spoilt in one way (spoilt_telegram.py): whatever becomes of it."""
    telegram = await FakeTelegram().start()
    told = {"TOPSET_TELEGRAM_TOKEN": TOKEN, "TOPSET_TELEGRAM_API": telegram.address, "TOPSET_TEST_PACE": "0.1"}
    topset = Reborn(folder, SPOILT, **{**told, "TOPSET_TEST_SPOIL": way, **settings})
    try:
        yield telegram, await (await topset.start()).ready()  # type: ignore[misc]
    finally:
        await topset.kill()
        await telegram.stop()


async def begin(telegram: FakeTelegram, topset: Running, person: int) -> None:
    """From /start to the first workout."""
    await telegram.say(person, "/start")
    for label in ANSWERS:
        await answered(telegram, topset, person, label)
    await until(lambda: "80 kg for 10" in telegram.texts(person)[-1], why=topset.said)
    await telegram.say(person, "80 kg for 10")
    await until(lambda: telegram.texts(person)[-1].startswith(GLUTE_8), why=topset.said)


async def answered(telegram: FakeTelegram, topset: Running, person: int, label: str) -> None:
    """Wait for a button and press it."""
    await until(lambda: label in labels(telegram, person), why=topset.said)
    await telegram.press_label(person, label)


def labels(telegram: FakeTelegram, chat: int) -> set[str]:
    """The buttons of the newest messages."""
    return {button["text"] for seen in telegram.shown(chat)[-2:] for row in seen.buttons for button in row}
