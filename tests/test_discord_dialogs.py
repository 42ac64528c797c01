"""The dialog files of the terminal, played on Discord: the same is seen, and the same is stored."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from dialog import DIALOGS, Dialog, read_dialog
from discord_stage import DiscordStage, discord_stage
from replaying import in_the_terminal, is_simple, people_of, replay

ALL = [read_dialog(path) for path in sorted(DIALOGS.glob("*.txt"))]
TOGETHER = [dialog for dialog in ALL if is_simple(dialog) and dialog.header["locale"] == "en"]
ALONE = [d for d in ALL if d.name in ("half-way", "hello", "old-buttons", "spanish")]  # time goes by; a restart


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[DiscordStage]:
    """One process for all dialogs in which no time goes by."""
    async with discord_stage(tmp_path_factory.mktemp("discord")) as stage:
        yield stage


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("dialog", TOGETHER, ids=[d.name for d in TOGETHER])
async def test_the_same_is_seen_and_stored(dialog: Dialog, shared: DiscordStage, tmp_path: Path) -> None:
    await played(dialog, shared, tmp_path)


@pytest.mark.parametrize("dialog", ALONE, ids=[d.name for d in ALONE])
async def test_also_while_time_goes_by_and_over_restarts(dialog: Dialog, tmp_path: Path) -> None:
    """A private message tells no language: who writes one first is spoken to in that of the settings."""
    async with discord_stage(tmp_path, TOPSET_LOCALE=dialog.header["locale"]) as stage:
        await played(dialog, stage, tmp_path)


async def played(dialog: Dialog, stage: DiscordStage, folder: Path) -> None:
    stage.begin(dialog.header["locale"], dialog.header["clock"])
    await replay(dialog, stage)
    wanted = await in_the_terminal(dialog, folder)
    assert {name: await stage.stored(name) for name in people_of(dialog)} == wanted
    assert any(export.get("sets") for export in wanted.values()) or dialog.name not in TRAINED


TRAINED = {"half-way", "hello", "logging", "spanish", "two-persons"}  # of these something must be stored
