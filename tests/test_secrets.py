"""No secret is shown anywhere (row 31): not in the log at DEBUG while both platforms fail in every way, not in the
``repr`` of anything that lives in the process. The controls show them."""

from __future__ import annotations

import asyncio
import gc
import os
import random
import signal
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiohttp import web
from discord_bot import ANNA
from fakes.telegram import TOKEN, Answer, FakeTelegram, Json, Refusal, refused, until
from process import ROOT, Reborn
from telegram import Bot
from test_telegram_events import mutated
from test_telegram_events import spoilt as spoilt_event

from bot.adapters import ADAPTERS
from bot.running import run
from bot.settings import Settings, read_settings
from tests.fakes.discord import TOKEN as DISCORD_TOKEN
from tests.fakes.discord import FakeDiscord

KEY = "a-key-of-this-test-alone"
PASSWORD = "hunter-of-passwords"
PERSON = 1001
SECRETS = (TOKEN, TOKEN.partition(":")[2], DISCORD_TOKEN, KEY)
NAMING = str(ROOT / "tests" / "naming_addresses.py")
PACE = "0.02"


def told(telegram: FakeTelegram, discord: FakeDiscord) -> dict[str, str]:
    """The settings of a product on both platforms."""
    return {
        **discord.settings,
        "TOPSET_TELEGRAM_TOKEN": TOKEN,
        "TOPSET_TELEGRAM_API": telegram.address,
        "TOPSET_DATA_KEY": KEY,
        "TOPSET_TEST_PACE": PACE,
        "TOPSET_LOG_LEVEL": "DEBUG",
    }


@asynccontextmanager
async def platforms() -> AsyncIterator[tuple[FakeTelegram, FakeDiscord]]:
    telegram = await FakeTelegram().start()
    try:
        async with FakeDiscord() as discord:
            yield telegram, discord
    finally:
        await telegram.stop()


FAULTS = {  # rows 10 to 13: of Telegram, of Discord
    "401": (Refusal(401, "Unauthorized"), {"status": 401}),
    "404": (Refusal(404, "Not Found"), {"status": 404}),
    "409": (Refusal(409, "Conflict"), {"status": 409}),
    "429": (Refusal(429, "Too Many Requests", retry_after=1), {"status": 429, "retry_after": 0.1}),
    "500": (Refusal(500, "Internal"), {"status": 500}),
    "cut": (None, {"cut": True}),
    "done and cut": (None, {"cut": True, "after": True}),
}


async def all_goes_wrong(telegram: FakeTelegram, discord: FakeDiscord, faults: Iterable[str]) -> None:
    """Each of these faults once on each platform while people write, with updates that nobody can read between them."""
    chance = random.Random(31)
    for answer, how in (FAULTS[name] for name in faults):
        failed = asyncio.Event()
        telegram.fault = once(answer, failed)
        fault = discord.rest.fail("POST", "/channels", **how)
        bad = [mutated(chance) | {"update_id": telegram.next_update + k} for k in range(3)]
        telegram.next_update += len(bad)
        await telegram.put_raw(*bad)
        await telegram.say(PERSON, "/start")
        await discord.says(ANNA, "/start")
        event = next(e for e in reversed(discord.gateway.sessions[-1].sent) if e["t"] == "MESSAGE_CREATE")
        await discord.gateway.emit("MESSAGE_CREATE", spoilt_event(chance, event["d"]))
        await until(lambda: failed.is_set() and fault.times < 1)  # noqa: B023
    await discord.gateway.drop(resumable=False)
    before = len(telegram.texts(PERSON)), len(discord.sees(ANNA))
    await telegram.say(PERSON, "/help")
    await discord.says(ANNA, "/help")
    await until(lambda: len(telegram.texts(PERSON)) > before[0] and len(discord.sees(ANNA)) > before[1])


def once(refusal: Refusal | None, failed: asyncio.Event):  # type: ignore[no-untyped-def]  # noqa: ANN201
    """The next poll and the next message fail so; without a refusal the line is cut."""
    left = {"getUpdates", "sendMessage"}

    async def fault(method: str, given: Json) -> Answer:
        if method not in left:
            return None
        left.discard(method)
        if not left:
            failed.set()
        if refusal is None:
            raise ConnectionResetError
        found: web.StreamResponse = refused(refusal)
        return found

    return fault


async def log_of(folder: Path, faults: Iterable[str], *command: str, **settings: str) -> str:
    """All that the product says while this goes wrong."""
    async with platforms() as (telegram, discord):
        topset = Reborn(folder, *command, **told(telegram, discord), **settings)
        try:
            await (await topset.start()).ready()
            await all_goes_wrong(telegram, discord, faults)
            await topset.ready()
            await topset.stop(30)
        finally:
            await topset.kill()
        return topset.said()


async def test_no_secret_is_in_the_log_whatever_goes_wrong(tmp_path: Path) -> None:
    said = await log_of(tmp_path, FAULTS)
    assert "cannot be read" in said, "the faults happened"
    assert [secret for secret in SECRETS if secret in said] == []


@pytest.mark.parametrize(("way", "shown"), [("covered", False), ("uncovered", True)])
async def test_what_names_every_address_is_covered_and_the_control_shows_it(
    way: str, shown: bool, tmp_path: Path
) -> None:
    said = await log_of(tmp_path, ["401"], NAMING, TOPSET_TEST_SPOIL=way)
    assert "/getUpdates" in said
    assert any(secret in said for secret in SECRETS) is shown


# What things say of themselves


def ours() -> Iterator[tuple[str, str]]:
    """What lives of the product in this process: its kind, and what it says of itself; of each kind a few."""
    seen: dict[type, int] = {}
    for thing in gc.get_objects():
        kind = type(thing)
        if kind.__module__.partition(".")[0] in ("bot", "coach_core") and seen.get(kind, 0) < 20:
            seen[kind] = seen.get(kind, 0) + 1
            yield kind.__qualname__, repr(thing)


async def test_nothing_that_lives_in_the_process_says_a_secret_of_itself(tmp_path: Path) -> None:
    async with platforms() as (telegram, discord):
        settings = read_settings(told(telegram, discord), Path("/nonexistent"))
        task = asyncio.create_task(run(settings, ADAPTERS, str(tmp_path / "r.db")))
        try:
            await discord.ready()
            await telegram.say(PERSON, "/start")
            await discord.says(ANNA, "/start")
            await until(lambda: telegram.texts(PERSON) and discord.sees(ANNA))
            said = list(ours())
            kept = Leaky(Bot(TOKEN))
            leaks = [kind for kind, text in ours() if any(secret in text for secret in SECRETS)]
        finally:
            os.kill(os.getpid(), signal.SIGTERM)
            await asyncio.wait([task])
        task.result()
    kinds = {kind for kind, _ in said}
    assert {"Shell", "Settings", "Taking", "Telegram", "Discord", "Client", "Store"} <= kinds, kinds
    assert {kind for kind, text in said if any(secret in text for secret in SECRETS)} == set()
    assert leaks == ["Leaky"], f"the control: {type(kept)}"


@dataclass
class Leaky:
    """Something that holds a bot and says so."""

    bot: Bot


Leaky.__module__ = "bot.leaky"


def test_the_password_of_a_database_is_not_in_the_settings_own_words() -> None:
    assert PASSWORD not in repr(Settings(database_url=f"postgresql://coach:{PASSWORD}@db/topset"))
