"""The terminal: a line becomes an event, the answers go to a voice. No coaching, no store, no printing."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.answer import Coach
from bot.clock import Clock
from bot.console.lines import (
    Again,
    Edit,
    GoIn,
    Line,
    Manage,
    Press,
    Said,
    SendFile,
    SetClock,
    SpeakAs,
    Wait,
    Wrong,
    read_line,
)
from bot.console.show import forget, shown
from bot.console.voice import Heard, Voice
from coach_core.store import NotSaved, Stored
from coach_core.talk import Incoming, Kind, Role
from coach_core.values import dataclass

log = logging.getLogger(__name__)
PLATFORM = "terminal"
MEDIA: Mapping[str, str] = {
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".gif", ".webp", ".heic"), "photo"),
    **dict.fromkeys((".ogg", ".oga", ".opus", ".mp3", ".m4a", ".wav"), "voice"),
}


class Impossible(Exception):
    """What a line asked for cannot be done; the text says why."""


@dataclass(slots=True)
class Place:
    """Who speaks, and where."""

    person: str
    language: str | None
    room: str | None = None
    managing: frozenset[tuple[str, str | None]] = frozenset()  # person and room


class Console:
    """One conversation in a terminal."""

    def __init__(self, coach: Coach, clock: Clock, voice: Voice, place: Place, files: Path, first_event: int) -> None:
        self._coach = coach
        self._clock = clock
        self._voice = voice
        self._place = place
        self._files = files
        self._next = first_event
        self._last: Incoming | None = None  # for :again
        self._turns = asyncio.Lock()  # a due thing never speaks between a line and its answer
        self._fresh = True  # what a former chat could not print any more is still to be printed

    async def hear(self, raw: str) -> None:
        """One typed line: what was heard, what the coach says to it, ready."""
        line = read_line(raw)
        async with self._turns:
            try:
                await DEEDS[type(line)](self, line)
            except Impossible as error:
                self._heard("error", error=str(error))
            await self._wake(self._clock.now())
            self._voice.ready(self._clock.now())

    async def catch_up(self) -> None:
        """Say what has fallen due meanwhile, between two lines."""
        async with self._turns:
            await self._wake(self._clock.now())

    async def sleep(self) -> None:
        """Wait until something is due."""
        await self._coach.sleep()

    async def _wake(self, until: datetime) -> None:
        try:
            await self._coach.wake(until, self._tell)
        except NotSaved as error:  # it stays due
            log.error("%s", error)

    def _heard(self, event: str, at_id: str | None = None, error: str | None = None) -> None:
        self._voice.heard(Heard(at_id, event, self._place.person, self._place.room, error))

    async def _tell(self, stored: Stored) -> str | None:
        """Show a message of the outbox."""
        forget(stored, self._files)
        self._voice.message(shown(stored, self._files))
        return stored.anchor or stored.id  # what stays alive stands where it stood

    async def _turn(self, name: str, event: Incoming) -> None:
        """Hand an event to the coach and show what it says."""
        again = event is self._last
        self._last = event
        self._heard(name, event.event)
        if self._fresh:
            self._fresh = False
            await self._coach.flush(self._tell)
        await self._coach.answer(event, self._tell, repeat=again)

    def _event(self, kind: Kind, **more: Any) -> Incoming:  # noqa: ANN401 - the fields of Incoming
        place = self._place
        event = Incoming(
            platform=PLATFORM,
            person=place.person,
            event=f"u{self._next}",
            at=self._clock.now(),
            kind=kind,
            room=place.room,
            language=place.language,
            name=place.person,
            role=Role.ADMIN if (place.person, place.room) in place.managing else Role.MEMBER,
            whispers=place.room is not None,
            **more,
        )
        self._next += 1
        return event

    async def say(self, line: Said) -> None:
        """A text."""
        await self._turn("text", self._event(Kind.TEXT, text=line.text))

    async def press(self, line: Press) -> None:
        """A button of a message in view."""
        button = await asked(self._coach.button(self._place.person, self._place.room, line.button))
        if button is None:
            raise Impossible(f"no message in view has a button {line.button!r}")
        await self._turn("press", self._event(Kind.PRESS, button=button))

    async def edit(self, line: Edit) -> None:
        """Another text for an earlier message."""
        owner = await asked(self._coach.owner(line.event))
        if owner != self._place.person:
            raise Impossible(f"{line.event} is no message of {self._place.person}")
        await self._turn("edit", self._event(Kind.EDIT, text=line.text, edits=line.event))

    async def file(self, line: SendFile) -> None:
        """A file."""
        path = Path(line.path).expanduser()
        if not path.is_file():
            raise Impossible(f"there is no file {line.path}")
        await self._turn("file", self._event(Kind.FILE, media=MEDIA.get(path.suffix.lower(), "document")))

    async def again(self, _line: Again) -> None:
        """The last event once more."""
        if self._last is None:
            raise Impossible("nothing was sent yet that could be sent again")
        await self._turn("again", self._last)

    async def speak_as(self, line: SpeakAs) -> None:
        """Somebody else speaks."""
        self._place.person = line.name
        self._heard("control")

    async def go_in(self, line: GoIn) -> None:
        """Into a room or out of it."""
        self._place.room = line.room
        self._heard("control")

    async def manage(self, line: Manage) -> None:
        """The right to manage the current room."""
        if self._place.room is None:
            raise Impossible("nobody manages the private chat: go into a room first, such as :in gym")
        right: set[tuple[str, str | None]] = {(self._place.person, self._place.room)}
        held = self._place.managing
        self._place.managing = held | right if line.on else held - right
        self._heard("control")

    async def set_clock(self, line: SetClock) -> None:
        """The simulated clock forward to an instant."""
        await self._move(line.at)

    async def wait(self, line: Wait) -> None:
        """The simulated clock forward by a while."""
        try:
            await self._move(self._clock.now() + line.span)
        except OverflowError:
            raise Impossible("the clock does not go so far") from None

    async def _move(self, at: datetime) -> None:
        if not self._clock.simulated:
            raise Impossible("the real clock goes by itself; start with --clock to move it")
        if at < self._clock.now():
            raise Impossible(f"the clock only goes forward, and it is {self._clock.now().isoformat()}")
        self._heard("clock")
        await self._wake(at)
        self._clock.set(at)

    async def wrong(self, line: Wrong) -> None:
        """A word that cannot be followed."""
        raise Impossible(line.reason)


async def asked(question: Awaitable[str | None]) -> str | None:
    """What the store knows. Raises ``Impossible`` where it cannot be asked."""
    try:
        return await question
    except NotSaved as error:
        raise Impossible(str(error)) from None


DEEDS: Mapping[type[Line], Callable[[Console, Any], Any]] = {
    Said: Console.say,
    Press: Console.press,
    Edit: Console.edit,
    SendFile: Console.file,
    Again: Console.again,
    SpeakAs: Console.speak_as,
    GoIn: Console.go_in,
    Manage: Console.manage,
    SetClock: Console.set_clock,
    Wait: Console.wait,
    Wrong: Console.wrong,
}
