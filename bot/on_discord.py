"""Discord: the connection from login to end, and what to do when it ends. What is heard: discord_hear.py; what is sent:
discord_send.py. Nothing is decided here.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from contextlib import suppress

import aiohttp
import discord

from bot.aside import Aside, ended
from bot.discord import budget
from bot.discord.calls import Calls
from bot.discord.client import Client, point
from bot.discord.contact import GATEWAY, Contact
from bot.discord.hear import Ears
from bot.discord.send import Outbound
from bot.discord.telling import AT_FIRST, tell
from bot.shell import Refused, Shell
from coach_core.store import NotSaved, Stored

log = logging.getLogger(__name__)
REFUSED: Mapping[int, str] = {
    4004: "TOPSET_DISCORD_TOKEN is refused by Discord: copy the bot token from the application's page, under Bot",
    4010: "Discord refuses the shard (4010): run topset once only with this TOPSET_DISCORD_TOKEN",
    4011: "Discord wants more shards (4011): start topset run again",
    4012: "Discord refuses this version of its gateway (4012): update topset",
    4013: "Discord refuses the intents (4013): update topset",
    4014: "Discord refuses the intents (4014), and topset asks for no privileged one: TOPSET_DISCORD_TOKEN should be"
    " the token of a bot of its own",
}
LAST_WORDS = 0.5  # seconds for the gateway to take its leave
FIRST_RETRY, LONGEST_RETRY = 1.0, 60.0  # seconds
TROUBLE = (OSError, TimeoutError, aiohttp.ClientError, discord.DiscordException, NotSaved)


class Discord:
    """The door to Discord."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self._pace = shell.settings.test_pace
        self._aside = Aside()
        self._calls = calls = Calls(self._pace, self._aside)
        self._contact = Contact(shell.mark)
        self._out = Outbound(shell, calls, self._contact, self._aside)
        self._connection: asyncio.Task[None] | None = None
        self._telling: asyncio.Task[None] | None = None
        self._ears = Ears(shell, calls, self._out.send, self._out.meet)

    async def listen(self) -> None:
        """Hear people until cancelled. Raises ``Refused``."""
        point(self._shell.settings)
        keeping = asyncio.create_task(self._ears.past.keep())
        wait = FIRST_RETRY
        try:
            while True:
                ready = await self._connected()
                wait = FIRST_RETRY if ready else min(LONGEST_RETRY, 2 * wait)
                await asyncio.sleep(wait * self._pace)
        finally:
            await ended(keeping)
            await self._ears.past.leave()

    async def send(self, message: Stored) -> str | None:
        """Send a message of the outbox. Raises what bot/outbox.py names."""
        return await self._out.send(message)

    def apart(self, person: str) -> bool:
        """Each interaction gets its own answer."""
        return self._calls.is_open(person)

    async def close(self) -> None:
        """Let go of Discord, with everything that is still under way."""
        await self._aside.close()
        await self._let_go()

    async def _let_go(self) -> None:
        """The end of a connection; not for long where Discord does not answer."""
        if (client := self._out.client) is not None:
            try:
                await asyncio.wait_for(client.close(), LAST_WORDS)
            except TROUBLE:
                await client.http.close()
        await ended(*(task for task in (self._connection, self._telling) if task is not None))

    async def _connected(self) -> bool:
        """One connection, from the login to its end; whether it ever became READY. Raises ``Refused``."""
        await self._let_go()
        self._out.client = client = Client(self._shell, self._ears, self._contact, self._aside, self._out.refusals)
        try:
            await client.login(self._shell.settings.discord_token or "")
            await self._tell_commands(client)
            await self._wait_for_start(client)
            self._connection = connection = asyncio.create_task(client.connect())
            await asyncio.shield(connection)  # discord.py swallows a cancellation; close() ends it
        except discord.LoginFailure:
            raise Refused(REFUSED[4004]) from None
        except discord.PrivilegedIntentsRequired:
            raise Refused(REFUSED[4014]) from None
        except discord.ConnectionClosed as error:
            if error.code in REFUSED:
                raise Refused(REFUSED[error.code]) from None
            self._trouble(f"closed with {error.code}")
        except TROUBLE as error:
            self._trouble(type(error).__name__)
        return client.was_ready

    def _trouble(self, what: str) -> None:
        self._contact.lost(GATEWAY, what)
        log.warning("discord: no contact (%s), trying again", what)

    async def _wait_for_start(self, client: Client) -> None:
        """Until a session may be asked for. How many shards there are is told with it."""
        while True:
            shards, _, limit = await client.http.get_bot_gateway()
            if limit["remaining"] >= budget.RESERVE:
                client.shard_count = shards
                break
            self._contact.lost(GATEWAY, "nearly all sessions of the day are used up: waiting for the next day")
            await asyncio.sleep(limit["reset_after"] / 1000 * self._pace)
        starts = budget.told(await self._shell.notes())
        wait = budget.wait_before(starts, self._shell.clock.now()).total_seconds()
        if wait > 0:
            self._contact.lost(GATEWAY, f"{len(starts)} starts led to nothing: the next one in {wait:.0f} s")
            await asyncio.sleep(wait * self._pace)

    async def _tell_commands(self, client: Client) -> None:
        """Begin to tell Discord the commands; what it says to them holds up nothing."""
        tried = asyncio.Event()
        self._telling = asyncio.create_task(tell(client, self._shell, tried))
        with suppress(TimeoutError):
            async with asyncio.timeout(AT_FIRST):
                await tried.wait()
