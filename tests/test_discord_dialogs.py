"""The dialog files of the terminal, played on Discord: the same is seen, and the same is stored.

A private message there tells no language: who writes one first is spoken to in that of the settings.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from discord_stage import DiscordStage, discord_stage
from playing import ALL, COMING, ENGLISH, OVER_TIME, played


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[DiscordStage]:
    """One process for all dialogs in which no time goes by."""
    async with discord_stage(tmp_path_factory.mktemp("discord")) as stage:
        yield stage


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("dialog", ENGLISH)
async def test_the_same_is_seen_and_stored(dialog: str, shared: DiscordStage, tmp_path: Path) -> None:
    await played(dialog, shared, tmp_path)


@pytest.mark.parametrize("dialog", [*OVER_TIME, "spanish"])
async def test_also_while_time_goes_by_and_over_restarts(dialog: str, tmp_path: Path) -> None:
    async with discord_stage(tmp_path, TOPSET_LOCALE=ALL[dialog].header["locale"]) as stage:
        await played(dialog, stage, tmp_path)


@pytest.mark.parametrize("dialog", [name for name in COMING if name not in OVER_TIME])
async def test_also_what_comes_by_itself(dialog: str, tmp_path: Path) -> None:
    async with discord_stage(tmp_path, TOPSET_LOCALE=ALL[dialog].header["locale"]) as stage:
        await played(dialog, stage, tmp_path)
