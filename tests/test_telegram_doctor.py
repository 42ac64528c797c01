"""What the doctor finds out from Telegram: who the bot is, whether an unwanted webhook is set; never the token."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from fakes.telegram import TOKEN, FakeTelegram

from bot.settings import Settings
from bot.telegram_doctor import telegram


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    found = await FakeTelegram().start()
    yield found
    await found.stop()


async def test_a_bot_that_is_polled(fake: FakeTelegram) -> None:
    settings = Settings(telegram_token=TOKEN, telegram_api=fake.address)
    assert await telegram(settings) == (True, "Telegram: the bot is @topset_test_bot (id 4242); it is polled")
    fake.webhook = {"url": "https://elsewhere.example/x"}
    well, text = await telegram(settings)
    assert not well and "a webhook is set" in text


async def test_a_webhook(fake: FakeTelegram) -> None:
    here = "https://here.example/x"
    settings = Settings(
        telegram_token=TOKEN, telegram_api=fake.address, telegram_mode="webhook", telegram_webhook_url=here
    )
    assert "not set yet" in (await telegram(settings))[1]
    fake.webhook = {"url": here}
    assert (await telegram(settings))[1].endswith("its webhook is set")


async def test_what_is_wrong_is_said_without_the_token(fake: FakeTelegram) -> None:
    well, text = await telegram(Settings(telegram_token="1:unknown", telegram_api=fake.address))
    assert not well and "TOPSET_TELEGRAM_TOKEN" in text and "unknown" not in text
    await fake.stop()
    well, text = await telegram(Settings(telegram_token=TOKEN, telegram_api=fake.address))
    assert not well and "does not answer" in text and TOKEN not in text
