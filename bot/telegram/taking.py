"""Updates, however they came, handed to the coach: committed when ``take`` returns. Neither polls nor listens."""

from __future__ import annotations

import hashlib
import json
import logging
from collections import deque
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from telegram import Bot

from bot.aside import Aside
from bot.line import Held
from bot.outbox import GivenUp, Gone, NotSent, Unclear
from bot.shell import Shell
from bot.telegram.absence import Absence
from bot.telegram.backlog import Backlog
from bot.telegram.events import Left, Me, Meant, Moved, Reach, album_id, meaning
from bot.telegram.presses import Presses
from bot.telegram.roles import Found, Key, Roles, key_of
from bot.telegram.rooms import Rooms
from bot.telegram.send import Post
from bot.telegram.update import Unreadable, read_update
from coach_core.store import NotSaved, Stored
from coach_core.talk import Incoming, Kind

log = logging.getLogger(__name__)
LAST_WORDS = 1.0  # seconds
PATIENCE = 0.25  # seconds that everybody waits for what Telegram is asked about some; these wait by themselves then
WORDED = 100  # albums with words under one of their pictures, the latest: the others need no answer of their own
TOLD_AT_MOST = 1000  # events whose people were told that they are not stored yet


@dataclass
class Taking:
    """What becomes of updates."""

    bot: Bot = field(repr=False)  # its own shows the token
    shell: Shell
    rooms: Rooms
    post: Post
    me: Me
    roles: Roles
    absence: Absence
    backlog: Backlog = field(init=False)
    presses: Presses = field(init=False)
    _told: set[str] = field(default_factory=set)
    _worded: deque[str] = field(default_factory=lambda: deque(maxlen=WORDED))
    _aside: Aside = field(default_factory=Aside)

    def __post_init__(self) -> None:
        self.backlog = Backlog(self.shell, self._in_turn)
        self.presses = Presses(self.bot, self.shell, self.rooms, self.roles)

    async def take(self, raws: Sequence[object], *, more: bool = False) -> None:
        """Commit updates, in their order. Raises ``NotSaved``: then hand all of them over again later.

        ``more``: there are others behind them. Then what somebody wrote far too much of is kept for its turn.
        """
        self.presses.answer(raws, self._aside)
        meant = [await self._read(raw) for raw in raws]
        self._worded.extend(filter(None, map(worded_album, raws, meant)))
        events: list[Incoming] = []
        for one in meant:
            if isinstance(one, Incoming):
                events += () if one.event in self._worded else await self._heard(one)
            elif one is not None:
                await self._commit(events, more)
                events = []
                await self._change(one)
        await self._commit(events, more)

    async def _read(self, raw: object) -> Meant:
        """What an update means; one that cannot be read is put aside for whoever runs this."""
        try:
            update = read_update(raw)
        except Unreadable:
            await self.shell.put_aside(letter_id(raw), json.dumps(raw).encode())
            return None
        assert isinstance(raw, dict), "only objects are read as updates"
        return meaning(update, raw, self.me, self.shell.clock.now())

    async def _heard(self, event: Incoming) -> list[Incoming]:
        """The event, if it is to be taken: in the room as it is called now."""
        if event.room is not None:
            event = replace(event, room=self.rooms.now(event.room))
            if event.room is not None and (since := await self.rooms.heard(event.room)) is not None:
                await self.shell.rooms_back([event.room], since)
        aside = self.shell.unheard(event)
        for message in aside or ():
            self._tell_once(event, message)
        if aside is not None:
            return []
        return [self.absence.told_of(event)]

    async def _commit(self, events: Sequence[Incoming], more: bool) -> None:
        """Answer these events, or keep them for their turn. Raises ``NotSaved``."""
        now, later = self.backlog.parted(events, more=more)
        ready, rest = await self._ready(now)
        await self._answered(ready)
        await self.backlog.keep([event for event in events if event in rest or event in later])

    async def _ready(self, events: Sequence[Incoming]) -> tuple[list[Incoming], list[Incoming]]:
        """The events with what their people may do; and those that wait for it, with what these people said since."""
        found = await self.roles.of(events, PATIENCE)
        slow = {event.person for event in events if event.room is not None and key_of(event) not in found}
        ready = [with_role(event, found) for event in events if event.person not in slow]
        return ready, [event for event in events if event.person in slow]

    async def _in_turn(self, events: Sequence[Incoming]) -> None:
        """Answer events that waited, with what holds of their rooms by now. Raises ``NotSaved``, ``StoreStopped``."""
        here = [e if e.room is None else replace(e, room=self.rooms.now(e.room)) for e in events]
        found = await self.roles.of(here)
        await self._answered([with_role(event, found) for event in here])

    async def _answered(self, events: Sequence[Incoming]) -> None:
        """Answer these events; who is not stored is told so, once. Raises ``NotSaved``."""
        if not events:
            return
        try:
            await self.shell.take(events)
        except NotSaved:
            for event in events:
                self._tell_once(event, self.shell.not_saved(event, again=True))
            raise
        self._told.clear()

    def _tell_once(self, event: Incoming, message: Stored) -> None:
        """Say what is in no store, also when the event is handed over again and again."""
        if event.event not in self._told and len(self._told) < TOLD_AT_MOST:
            self._told.add(event.event)
            self._aside.begin(self._say(message))

    async def _change(self, change: Reach | Moved | Left) -> None:
        """Somebody can be reached, or not, or left a room; a room moved. Raises ``NotSaved``."""
        if isinstance(change, Left):
            await self.shell.left_room(change.person, self.rooms.now(change.room))
        elif isinstance(change, Moved):
            await self.rooms.moved(change.old, change.new)
        elif change.room:
            await (self._welcome(change) if change.open else self.rooms.left(change.address))
        else:
            await (self.shell.back if change.open else self.shell.gone)(change.address)

    async def _welcome(self, change: Reach) -> None:
        """The bot was brought into a group, or made one of those who are shown everything there."""
        since = await self.rooms.joined(change.address)
        room = self.rooms.now(change.address)
        if since is not None:
            await self.shell.rooms_back([room], since)
        told = [self.shell.welcome(room, change.language)] if change.new else []
        if change.shown_all:
            told.append(self.shell.shown_all(room, change.language))
        self._aside.begin(self._say(*told))

    async def _say(self, *messages: Stored) -> None:
        """Send what is in no store; if it does not get out, so be it."""
        with suppress(Held, NotSent, Unclear, GivenUp, Gone, NotSaved):
            for message in messages:
                await self.post.send(message, message.room)

    async def close(self) -> None:
        """Let what is under way come to its end, for a moment."""
        await self.backlog.close()
        await self.roles.close()
        await self._aside.close(LAST_WORDS)


def with_role(event: Incoming, found: Mapping[Key, Found]) -> Incoming:
    """The event with what its person may do in the room."""
    if event.room is None or key_of(event) not in found:
        return event
    role, lacks = found[key_of(event)]
    return replace(event, role=role, lacks=lacks)


def worded_album(raw: object, meant: Meant) -> str | None:
    """What the pictures without words are called of the album that an event gives the words to; None of any other."""
    if not isinstance(meant, Incoming) or meant.kind is not Kind.TEXT or not isinstance(raw, dict):
        return None
    message = raw.get("message") or {}
    album = message.get("media_group_id")
    return None if album is None else album_id(message["chat"]["id"], album)


def letter_id(raw: object) -> str:
    """What an update that cannot be read is called."""
    number = raw.get("update_id") if isinstance(raw, dict) else None
    if isinstance(number, int):
        return f"u{number}"
    return f"x{hashlib.sha256(repr(raw).encode('utf-8', 'replace')).hexdigest()[:16]}"
