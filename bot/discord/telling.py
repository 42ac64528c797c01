"""Telling Discord the commands, beside the rest: without them, or with those of before, everything else works."""

from __future__ import annotations

import asyncio
import logging

import aiohttp
import discord

from bot.discord import commands
from bot.shell import Shell
from coach_core.store import NotSaved

log = logging.getLogger(__name__)
AT_FIRST = 10.0  # seconds that a start waits for the first attempt: mostly people find the commands with the bot
AGAIN, REFUSED_AGAIN = 30.0, 3600.0  # seconds before another attempt: after trouble, after Discord said no
TROUBLE = (discord.DiscordException, OSError, aiohttp.ClientError, TimeoutError, RuntimeError, NotSaved)


async def tell(client: discord.Client, shell: Shell, tried: asyncio.Event) -> None:
    """Tell the commands, if they are not those that were told last. Goes on trying; sets ``tried`` after the first."""
    told = commands.commands_of(shell)
    try:
        while (wait := await attempt(client, shell, told)) > 0:
            tried.set()
            await asyncio.sleep(wait * shell.settings.test_pace)
    finally:
        tried.set()


async def attempt(client: discord.Client, shell: Shell, told: list[commands.Json]) -> float:
    """One attempt. Seconds until another makes sense; 0 where all is told."""
    mark = f"{client.application_id} {commands.mark_of(told)}"
    try:
        if (await shell.notes()).get(commands.NOTE) != mark:
            await client.http.bulk_upsert_global_commands(client.application_id or 0, told)
            await shell.note(commands.NOTE, mark)
    except discord.RateLimited as error:
        log.warning("discord: the commands have to wait for %.0f s", error.retry_after)
        return error.retry_after
    except discord.HTTPException as error:
        log.error("discord: the commands are refused, those of before stay: %s, %s", error.status, error.text[:300])
        return REFUSED_AGAIN if error.status < 500 else AGAIN
    except TROUBLE as error:
        log.warning("discord: the commands are not told yet: %s", type(error).__name__)
        return AGAIN
    return 0.0
