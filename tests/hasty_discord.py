"""`topset` as it must not be: a command is confirmed before it is stored, and what was missed is not looked for.

The control of tests/test_discord_kill.py.
"""

from __future__ import annotations

import asyncio
import sys

import discord

from bot.__main__ import main
from bot.discord.events import of_interaction
from bot.discord.hear import Ears
from bot.discord.past import Past


async def hasty(self: Ears, interaction: discord.Interaction) -> None:
    event = of_interaction(interaction)
    assert event is not None
    await interaction.response.send_message("Stored!")
    await asyncio.sleep(8)  # longer than a clean stop may take
    await self._shell.take([event])


async def deaf(self: Past, *_: object) -> None:
    self.listed.set()


Ears.pressed = hasty  # type: ignore[method-assign]
Past.begin = deaf  # type: ignore[method-assign,assignment]

if __name__ == "__main__":
    sys.exit(main())
