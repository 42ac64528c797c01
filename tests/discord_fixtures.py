"""A Discord that nothing wrong was sent to in the end, and a store with two people in their training."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from discord_bot import ANNA, BOB
from discord_people import make

from tests.fakes.discord import FakeDiscord


@pytest.fixture
async def fake() -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord() as discord:
        yield discord
        assert discord.wrong == []


@pytest.fixture
async def db(tmp_path: Path) -> Path:
    return await make(tmp_path / "d.db", [ANNA, BOB])
