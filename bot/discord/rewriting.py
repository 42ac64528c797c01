"""A message that stands in a channel, changed for good: edited, or deleted where Discord will not have it edited."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, suppress

import discord

from bot.discord.text import Block
from bot.discord.view import Part, editing, files_of, parts_of
from bot.standing import parts

log = logging.getLogger(__name__)
Leave = Callable[[], AbstractAsyncContextManager[None]]  # to make one request


async def rewrite(channel: discord.PartialMessageable, there: str, block: Block, leave: Leave) -> str | None:
    """Change the message, in as many parts as it has there; None once nothing of it stands there any more.

    Raises what Discord answers where it can neither be changed nor deleted.
    """
    ids, _ = parts(there)
    told = parts_of(block, one=len(ids) == 1)
    stands = False
    for n, one in enumerate(ids):
        message = channel.get_partial_message(int(one))
        part = told[n] if n < len(told) else None
        stands |= await _changed(message, part, leave) if part is not None else await deleted(message, leave)
    return there if stands else None


async def _changed(message: discord.PartialMessage, part: Part, leave: Leave) -> bool:
    """Whether it stands there, changed; else it is deleted."""
    try:
        async with leave():
            await message.edit(**editing(part), attachments=files_of(part.block))
    except discord.NotFound:
        return False
    except discord.HTTPException as error:
        if error.status >= 500 or error.status in (401, 429):
            raise
        log.info("discord: a message cannot be changed, so it is deleted: code %s", error.code)
        return await deleted(message, leave)
    return True


async def deleted(message: discord.PartialMessage, leave: Leave) -> bool:
    """False: it does not stand there any more."""
    with suppress(discord.NotFound):
        async with leave():
            await message.delete()
    return False
