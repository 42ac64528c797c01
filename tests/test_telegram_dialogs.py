"""The dialog files of the terminal, played on Telegram: the same is seen, and the same is stored."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playing import COMING, OVER_TIME, SIMPLE, played
from telegram_stage import TelegramStage, telegram_stage


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[TelegramStage]:
    """One process for all dialogs in which no time goes by."""
    async with telegram_stage(tmp_path_factory.mktemp("telegram")) as stage:
        yield stage


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("dialog", SIMPLE)
async def test_the_same_is_seen_and_stored(dialog: str, shared: TelegramStage, tmp_path: Path) -> None:
    await played(dialog, shared, tmp_path)


@pytest.mark.parametrize("dialog", OVER_TIME)
async def test_also_while_time_goes_by_and_over_restarts(dialog: str, tmp_path: Path) -> None:
    async with telegram_stage(tmp_path) as stage:
        await played(dialog, stage, tmp_path)


@pytest.mark.parametrize("dialog", [name for name in COMING if name not in OVER_TIME])
async def test_also_what_comes_by_itself(dialog: str, tmp_path: Path) -> None:
    async with telegram_stage(tmp_path) as stage:
        await played(dialog, stage, tmp_path)
