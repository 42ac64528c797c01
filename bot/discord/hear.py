"""What Discord tells, handed to the coach: committed before it is confirmed. What it means is in discord_events.py."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import Any

import aiohttp
import discord

from bot.allowed import is_allowed
from bot.discord import commands
from bot.discord.calls import Call, Calls
from bot.discord.events import of_edit, of_interaction, of_message
from bot.discord.forms import Forms
from bot.discord.past import Past
from bot.discord.servers import UNSAVED, Servers
from bot.discord.view import SHARE, form_of, parts_of, pressable, read, sharing
from bot.line import Held
from bot.outbox import GivenUp, Gone, NotSent
from bot.shell import Shell
from coach_core.store import NotSaved, Stored, TurnDone
from coach_core.talk import Incoming, msg

log = logging.getLogger(__name__)
TROUBLE = (discord.DiscordException, OSError, aiohttp.ClientError, TimeoutError)
SHOWN = 1000  # whispers that were shown to everybody, the latest
FORM_WITHIN = 0.8  # seconds to find out what stands in a form


class Ears:
    """Hears one platform. A private message waits until what was missed in its chat is read."""

    def __init__(
        self,
        shell: Shell,
        calls: Calls,
        send: Callable[[Stored], Awaitable[str | None]],
        meet: Callable[[str], None],
    ) -> None:
        """``meet``: told who is heard in a server."""
        self._shell = shell
        self._meet = meet
        self._calls = calls
        self._send = send
        self._pace = shell.settings.test_pace
        self._shown: deque[tuple[int, datetime | None]] = deque(maxlen=SHOWN)
        self._forms = Forms(shell)
        self.servers = Servers(shell, partial(self._say_now, call=None))
        self.past = Past(shell, self._take_missed, self._ask_again)

    async def written(self, message: discord.Message, me: int) -> None:
        """A message."""
        event = of_message(message, me)
        if event is None or await self._turned_away(event, None):
            return
        if event.room is not None:
            await self._taken(event, None)
            return
        with self.past.hearing(message.id):
            await self.past.up_to_date(event.person)
            if await self._taken(event, None) is None:
                return
            self.past.heard(message.id)
        with suppress(*UNSAVED):
            await self.past.met(event.person, message.channel.id)

    async def edited(self, message: discord.Message, me: int) -> None:
        """Another text for an earlier message."""
        event = of_edit(message, me)
        if event is None or await self._turned_away(event, None):
            return
        if event.room is None:
            await self.past.up_to_date(event.person)
        await self._taken(event, None)

    async def _taken(self, event: Incoming, call: Call | None) -> TurnDone | None:
        """Hand an event to the coach. What cannot be saved is told."""
        try:
            return next(iter(await self._shell.take([await self._forms.named(event)])), None)
        except UNSAVED as error:
            log.error("%s", error)
            await self._say_now(self._shell.not_saved(event), call)
            return None

    async def _turned_away(self, event: Incoming, call: Call | None) -> bool:
        """Whether nothing is to be stored of an event; what there is to say to it is said."""
        unheard = self._shell.unheard(event)
        for message in unheard or ():
            await self._say_now(message, call)
        return unheard is not None

    async def _say_now(self, message: Stored, call: Call | None) -> None:
        """A message that is in no store."""
        if call is not None:
            self._calls.settle(message.external, call, [message])
        with suppress(Held, NotSent, Gone, GivenUp, NotSaved):
            await self._send(message)

    async def _take_missed(self, event: Incoming) -> None:
        """What was missed. Raises ``NotSaved``: then it is read again at the next start, and nobody is told."""
        if self._shell.unheard(event) is None:
            await self._shell.take([event])

    async def _ask_again(self, event: Incoming) -> None:
        """What was missed for so long that it is not stored unasked."""
        if event.text and self._shell.unheard(event) is None:
            await self._say_now(await self._shell.plainly(event, msg("missed-long", text=event.text[:300])), None)

    async def pressed(self, interaction: discord.Interaction) -> None:
        """A command, a press, a form: committed, then confirmed; the first answer comes in time whatever happens."""
        if interaction.type is discord.InteractionType.autocomplete:
            data: Any = interaction.data
            await interaction.response.autocomplete(commands.offered(self._shell, data, str(interaction.locale)))
            return
        event, begun = of_interaction(interaction), asyncio.get_running_loop().time()
        if event is None:
            return
        whispered = interaction.message if event.button == SHARE else None
        if whispered is not None and is_allowed(self._shell.settings.allowed, event):
            await self._show(interaction, whispered)
        elif interaction.type is discord.InteractionType.modal_submit:
            await self._called(interaction, event, 0.0)
        elif not await self._form_opened(interaction, event):
            await self._called(interaction, event, asyncio.get_running_loop().time() - begun)

    async def _show(self, interaction: discord.Interaction, whispered: discord.Message) -> None:
        """What was whispered is shown to the room once, however often that is pressed.

        Its button goes first: who presses it after a restart finds none. Changed since then, it has one again.
        """
        this = (whispered.id, whispered.edited_at)
        if this in self._shown:
            await interaction.response.defer()
            return
        self._shown.append(this)
        await interaction.response.edit_message(view=pressable(whispered, without=SHARE))
        try:
            await interaction.followup.send(**sharing(whispered))
        except TROUBLE as error:
            log.warning("discord: a message could not be shown to everybody: %s", type(error).__name__)
            self._shown.remove(this)
            await interaction.edit_original_response(view=pressable(whispered))

    async def _form_opened(self, interaction: discord.Interaction, event: Incoming) -> bool:
        """Whether a form answers an event. Where the store is too slow for one, the event is answered in words."""
        try:
            async with asyncio.timeout(FORM_WITHIN * self._pace):
                form = await self._shell.form(event)
        except (*UNSAVED, TimeoutError):
            return False
        if form is not None:
            await interaction.response.send_modal(form_of(form, interaction.id))
        return form is not None

    async def _called(self, interaction: discord.Interaction, event: Incoming, gone: float) -> None:
        """An interaction from its commit to its first answer; what there is to say comes out of the outbox.

        ``gone``: seconds of the time for that answer which were spent before.
        """
        call = self._calls.open(event.person, interaction, gone)
        if await self._turned_away(event, call):
            await call.acknowledge()
            return
        done = await self._taken(event, call)
        if done is None:
            await call.acknowledge()
            return
        self._calls.settle(event.person, call, () if done.seen else done.messages)
        if call.pressed is not None:
            await call.acknowledge()
        elif done.seen or not done.messages:
            await self._repeat(call, done)
        if not call.private:
            self._meet(event.person)
        elif interaction.channel_id is not None:
            self.past.heard(interaction.id)
            with suppress(*UNSAVED):
                await self.past.met(event.person, interaction.channel_id)

    async def _repeat(self, call: Call, done: TurnDone) -> None:
        """An interaction that is told again is answered again, with what was said then."""
        said = next((message for message in done.messages if message.replaces is None), None)
        if said is None or await call.say(parts_of(read(said.body), one=True), None) is None:
            await call.over()
