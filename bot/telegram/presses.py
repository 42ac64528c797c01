"""What a press is answered with on the spot: that it was heard, or why nothing comes of it. The deed is the coach's."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import field, replace

from telegram import Bot
from telegram.error import BadRequest, TelegramError

from bot.aside import Aside
from bot.shell import Shell
from bot.telegram.events import of_press
from bot.telegram.roles import Roles, key_of
from bot.telegram.rooms import Rooms
from bot.telegram.text import link
from bot.telegram.update import Unreadable, read_update
from coach_core.store import NotSaved
from coach_core.talk import Incoming
from coach_core.values import dataclass

PATIENCE = 0.25  # seconds


@dataclass(frozen=True, slots=True)
class Presses:
    """Every press is answered at once, whatever comes of it: until then the phone shows that it waits.

    A stranger's press that can be answered in private only opens the private chat.

    Of a button that is for those who manage the room only, somebody else is told so in that answer: it is the one way
    to somebody whom the bot may not write to. What they may do is asked for the deed anyway; if it is not told within
    a moment, the press is answered without a word.
    """

    bot: Bot = field(repr=False)  # its own shows the token
    shell: Shell
    rooms: Rooms
    roles: Roles

    def answer(self, raws: Sequence[object], aside: Aside) -> None:
        """Answer the presses among updates, also those with which something is wrong."""
        for name, raw in presses(raws):
            aside.begin(self._answer(name, raw))

    async def _answer(self, name: str, raw: object) -> None:
        told = await self._refusal(raw)
        way = await self._way(raw) if told is None else None
        with suppress(TelegramError):  # one that is too old needs no answer any more
            try:
                await self.bot.answer_callback_query(name, text=told, show_alert=told is not None, url=way)
            except BadRequest:
                if way is not None:
                    await self.bot.answer_callback_query(name)

    async def _way(self, raw: object) -> str | None:
        """The link into the private chat, where a stranger's press leads there and that is known within a moment."""
        event = self._pressed(raw)
        if event is None:
            return None
        try:
            button = await asyncio.wait_for(self.shell.leads(event), PATIENCE)
        except (TimeoutError, NotSaved):
            return None
        return None if button is None else link(button, self.bot.username)

    async def _refusal(self, raw: object) -> str | None:
        """Why nothing comes of a press, where that is known within a moment."""
        event = self._pressed(raw)
        if event is None or self.shell.in_vain(event) is None:
            return None
        found = (await self.roles.of((event,), PATIENCE)).get(key_of(event))
        return None if found is None else self.shell.in_vain(replace(event, role=found[0]))

    def _pressed(self, raw: object) -> Incoming | None:
        """The press, in the room as it is called now; None in a private chat."""
        try:
            press = read_update(raw).callback_query
        except Unreadable:
            return None
        event = of_press(press, self.shell.clock.now()) if press is not None else None
        if event is None or event.room is None:
            return None
        return replace(event, room=self.rooms.now(event.room))


def presses(raws: Sequence[object]) -> Iterator[tuple[str, object]]:
    """The ids of the presses among updates, with these."""
    for raw in raws:
        press = raw.get("callback_query") if isinstance(raw, dict) else None
        if isinstance(press, dict) and isinstance(press.get("id"), str):
            yield press["id"], raw
