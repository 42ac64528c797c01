"""The dialog files of the terminal, played on Telegram: the same is seen, and the same is stored."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from dialog import DIALOGS, Dialog, read_dialog
from replaying import in_the_terminal, is_simple, people_of, replay
from telegram_stage import TelegramStage, telegram_stage

ALL = [read_dialog(path) for path in sorted(DIALOGS.glob("*.txt"))]
TOGETHER = [dialog for dialog in ALL if is_simple(dialog)]
ALONE = [dialog for dialog in ALL if dialog.name in ("half-way", "hello", "old-buttons")]  # time goes by; a restart


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[TelegramStage]:
    """One process for all dialogs in which no time goes by."""
    async with telegram_stage(tmp_path_factory.mktemp("telegram")) as stage:
        yield stage


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("dialog", TOGETHER, ids=[d.name for d in TOGETHER])
async def test_the_same_is_seen_and_stored(dialog: Dialog, shared: TelegramStage, tmp_path: Path) -> None:
    await played(dialog, shared, tmp_path)


@pytest.mark.parametrize("dialog", ALONE, ids=[d.name for d in ALONE])
async def test_also_while_time_goes_by_and_over_restarts(dialog: Dialog, tmp_path: Path) -> None:
    async with telegram_stage(tmp_path) as stage:
        await played(dialog, stage, tmp_path)


async def played(dialog: Dialog, stage: TelegramStage, folder: Path) -> None:
    stage.begin(dialog.header["locale"], dialog.header["clock"])
    await replay(dialog, stage)
    wanted = await in_the_terminal(dialog, folder)
    assert {name: await stage.stored(name) for name in people_of(dialog)} == wanted
    assert any(export.get("sets") for export in wanted.values()) or dialog.name not in TRAINED


TRAINED = {"half-way", "hello", "logging", "spanish", "two-persons"}  # of these something must be stored
