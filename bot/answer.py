"""The one path of every shell: event → turn → stored messages → sent. What the coach says is decided in coach_core."""

from __future__ import annotations

import logging
from datetime import datetime

import msgspec

from bot.answering import Draw
from bot.charts import Painter
from bot.clock import Alarm, Clock, wake
from bot.outbox import Send, Sender
from bot.texts import Texts
from bot.unstored import log_failure, not_saved, unstored, urgent_first
from coach_core.commands.rooms import unheard
from coach_core.store import NotSaved, Store, Stored, StoreStopped
from coach_core.talk import Incoming, Kind, Say

log = logging.getLogger(__name__)
BUTTONS_AT_ONCE = 20  # messages that are searched for a button at a time


class Coach:
    """The coach of one platform, behind its store."""

    def __init__(
        self,
        store: Store,
        texts: Texts,
        platform: str,
        locale: str,
        clock: Clock,
        draw: Draw,
        painter: Painter | None = None,
    ) -> None:
        self._store = store
        self._texts = texts
        self._platform = platform
        self._locale = locale
        self._clock = clock
        self._sender = Sender(store, platform, draw, painter=painter)
        self._alarm = Alarm()
        self._unsaved = 0

    async def answer(self, event: Incoming, send: Send, *, repeat: bool = False) -> None:
        """Let the coach answer an event. With ``repeat`` an event that was answered before is answered again in full.

        A store that cannot be written is told, never kept silent. Raises ``StoreStopped``: the process has to end then.
        """
        aside = unheard(event)
        if aside is not None:
            for said in aside:
                await send(self._unstored(event, urgent_first(event, said)))
            return
        try:
            done = await self._store.turn(event)
        except (NotSaved, StoreStopped) as error:
            log.error("%s", error)
            if event.kind is not Kind.DUE:  # what is due stays due, and nobody asked
                await send(self._unstored(event, not_saved(event)))
            if isinstance(error, StoreStopped):
                raise
            return
        log_failure(done)
        self._alarm.sooner(done.due)
        mine = [m for m in done.messages if m.platform == self._platform]
        messages = mine if repeat else [m for m in mine if m.status == "pending"]
        await self._sender.send(messages, send, self._clock.now())
        if done.hides:
            await self.flush(send)

    async def flush(self, send: Send) -> None:
        """Send what a former process stored and could not send any more."""
        await self._sender.flush(send, self._clock.now())

    async def wake(self, until: datetime, send: Send) -> None:
        """Answer all that is due by a time."""

        async def answer(event: Incoming) -> None:
            await self.answer(event, send)

        await wake(self._store, self._platform, until, self._clock, answer)

    async def sleep(self) -> None:
        """Wait until something is due, by the real clock."""
        try:
            until = await self._store.next_due(self._platform)
        except NotSaved:
            until = None
        await self._alarm.sleep(until, self._clock)

    async def button(self, person: str, room: str | None, wanted: str) -> str | None:
        """The id of the button with this label or id, on the newest message in view that has it."""
        seen, replaced = 0, set[tuple[int, int | None]]()
        while page := await self._store.shown(self._platform, person, room, seen, BUTTONS_AT_ONCE):
            for message in page:
                found = None if (message.person, message.n) in replaced else pressed(message, wanted)
                if found is not None:
                    return found
                replaced.add((message.person, message.replaces))
            seen += len(page)
        return None

    async def owner(self, event: str) -> str | None:
        """Whose an earlier event is."""
        return await self._store.owner(self._platform, event)

    def _unstored(self, event: Incoming, said: Say) -> Stored:
        self._unsaved += 1
        return unstored(self._texts, event, said, self._locale, self._unsaved)


class _Button(msgspec.Struct):
    """Of a button what it is found by."""

    id: str
    label: str


class _Buttons(msgspec.Struct):
    """Of a body only the buttons."""

    buttons: list[list[_Button]] = []


read_buttons = msgspec.json.Decoder(_Buttons).decode


def pressed(message: Stored, wanted: str) -> str | None:
    """The id of the message's button with this id or label."""
    buttons = [button for row in read_buttons(message.body).buttons for button in row]
    by_id = next((b.id for b in buttons if b.id == wanted), None)
    return by_id or next((b.id for b in buttons if same(b.label, wanted)), None)


def same(label: str, wanted: str) -> bool:
    """Whether a label is meant; case and spaces do not matter."""
    return label.split() == wanted.split() or label.casefold().split() == wanted.casefold().split()
