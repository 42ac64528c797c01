"""What an adapter is given: the coach to hand events to, the texts of the platform's own pages, a mark of its health.

An adapter translates: it makes events, hands them to ``take``, and sends what the outbox hands to it. It says nothing
by itself and opens no store.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import datetime
from time import perf_counter
from typing import Protocol

from bot.allowed import Told, at_the_door, is_allowed
from bot.answering import Fill
from bot.clock import Alarm, Clock
from bot.fair import Fair
from bot.health import Health, Mark
from bot.line import Line
from bot.rendered import Rendered
from bot.settings import Settings
from bot.texts import Texts
from bot.unstored import log_failure, not_saved, unstored, urgent_first
from bot.wording import Wording
from coach_core.commands.filling import asked
from coach_core.commands.rooms import in_vain, leads, shown_all, unheard, welcome
from coach_core.commands.table import COMMANDS
from coach_core.person import Person
from coach_core.rights import RIGHTS, Place
from coach_core.store import Store, Stored, TurnDone
from coach_core.talk import Incoming, Kind, Msg, Say, msg
from coach_core.values import dataclass

log = logging.getLogger(__name__)
EXERCISE, NAMED = "exercise-", "exercise-name"  # texts that begin so are names, but for the one that names any
AFTER_NAME = " – "  # a line of /help is "/name – what it does"


class Door(Protocol):
    """A platform, as the running process sees it."""

    async def listen(self) -> None:
        """Hear people until cancelled. Raises ``Refused`` where it makes no sense to go on."""

    async def send(self, message: Stored) -> str | None:
        """Send a message of the outbox; the platform's own id of it. Raises what bot/outbox.py names."""

    def apart(self, person: str) -> bool:
        """Whether messages to this person must each be sent by themselves, not put together."""

    async def close(self) -> None:
        """Nothing is sent any more: let go of the platform."""


class Refused(Exception):
    """The platform will not let us in, whatever we do: one line that says why and which setting to mend."""


def nothing_to_fill(_: Person, __: Incoming) -> None:
    """A platform without forms."""


@dataclass(frozen=True, slots=True)
class Shell:
    """The coach as one platform sees it."""

    platform: str
    settings: Settings
    clock: Clock
    texts: Texts
    health: Health
    mark: Mark  # of this platform: ``well()`` at every contact, ``ill(why)`` when there is none
    bell: asyncio.Event = field(repr=False)  # rung when there is something to send
    store: Store = field(repr=False)  # for this file
    told: Told = field(default_factory=Told, repr=False)  # who may not use the bot and was told so
    fill: Fill = field(repr=False, default=nothing_to_fill)
    alarm: Alarm = field(default_factory=Alarm, repr=False)  # told of what a turn makes due
    line: Line = field(repr=False, default_factory=Line)  # where requests wait for leave
    fair: Fair[TurnDone] = field(repr=False, default_factory=Fair)  # where events wait for their turn
    wording: Wording = field(repr=False, default_factory=Wording)  # which edits change no word

    async def take(self, events: Sequence[Incoming]) -> list[TurnDone]:
        """Answer events, in their order, in one commit where that is possible. Nothing is sent by it.

        When it returns all is durable and may be confirmed to the platform. Raises ``NotSaved`` if any of them is not:
        hand them over again later, those that were saved will not be answered twice. Raises ``StoreStopped``.
        """
        start = perf_counter()
        allowed = [event for event in events if is_allowed(self.settings.allowed, event)]
        for event in events:
            # Due for somebody who may not use the bot any more: nothing is sent to them.
            if not is_allowed(self.settings.allowed, event):
                await self.gone(event.person)
        done = await asyncio.gather(*(self.fair.turn(one, self._turn) for one in allowed), return_exceptions=True)
        self.health.seconds.observe(perf_counter() - start)
        for turn in done:
            self._count(turn)
        self._note_store(done)
        if (failed := next((turn for turn in done if isinstance(turn, BaseException)), None)) is not None:
            raise failed
        return [turn for turn in done if isinstance(turn, TurnDone)]

    async def _turn(self, event: Incoming) -> TurnDone:
        """One turn; what it says can be sent while others wait for theirs."""
        done = await self.store.turn(event)
        self.bell.set()
        return done

    def _note_store(self, done: Sequence[TurnDone | BaseException]) -> None:
        """The store is well if it took all of them."""
        failed = next((turn for turn in done if isinstance(turn, BaseException)), None)
        mark = self.health.mark("store")
        if failed is None:
            mark.well()
        else:
            mark.ill(str(failed))

    def _count(self, turn: TurnDone | BaseException) -> None:
        outcome = outcome_of(turn)
        self.health.turns.labels(self.platform, outcome).inc()
        if isinstance(turn, TurnDone):
            self.alarm.sooner(turn.due)
            log_failure(turn)

    def unheard(self, event: Incoming) -> tuple[Stored, ...] | None:
        """What to send to an event that nothing is stored of; None for one that is to be taken."""
        if self.wording.unchanged(event):
            return ()
        closed = at_the_door(self.settings.allowed, self.told, event)
        said = unheard(event) if closed is None else closed
        return None if said is None else tuple(self._unstored(event, urgent_first(event, one)) for one in said)

    def in_vain(self, event: Incoming) -> str | None:
        """Why nothing comes of a press, where the button is not for everybody; None where it is for whoever pressed."""
        line = in_vain(event)
        return None if line is None else self.say(line, event.language).text

    async def leads(self, event: Incoming) -> str | None:
        """The button in private that a press in a room leads to, where it is a stranger's. Raises ``NotSaved``."""
        if not is_allowed(self.settings.allowed, event):
            return None
        return leads(await self.store.person(event.platform, event.person), event)

    def not_saved(self, event: Incoming, *, again: bool = False) -> Stored:
        """What to send when ``take`` raised ``NotSaved``, never kept silent. ``again``: it will be tried again."""
        return self._unstored(event, not_saved(event, again=again))

    def welcome(self, room: str, language: str | None) -> Stored:
        """What to say in a room that the coach was brought into."""
        return self._to_room(room, language, welcome())

    def shown_all(self, room: str, language: str | None) -> Stored:
        """What to say in a room in which everything is shown to the coach from now on."""
        return self._to_room(room, language, shown_all())

    def _to_room(self, room: str, language: str | None, said: Say) -> Stored:
        event = Incoming(self.platform, room, "", self.clock.now(), Kind.OTHER, room=room, language=language)
        return self._unstored(event, said)

    async def plainly(self, event: Incoming, said: Msg) -> Stored:
        """A line of the platform itself to the person of an event, in their language. Raises ``NotSaved``."""
        person = await self.store.person(event.platform, event.person)
        language = (person.settings.language or person.language) if person is not None else None
        return self._unstored(replace(event, language=event.language or language), Say((said,)))

    def _unstored(self, event: Incoming, said: Say) -> Stored:
        return unstored(self.texts, event, said, self.settings.locale)

    async def put_aside(self, event: str, body: bytes) -> None:
        """Keep an event that cannot be read, for whoever runs this; nobody is told. Raises ``NotSaved``."""
        log.error("%s: event %s cannot be read; it is kept as a dead letter", self.platform, event)
        await self.store.put_aside(self.platform, event, body, self.clock.now())

    async def known(self, event: Incoming) -> bool:
        """Whether an event was answered before, as far back as that is remembered. Raises ``NotSaved``."""
        return await self.store.owner(event.platform, event.event) is not None

    async def begun_with(self, start: str) -> tuple[str, ...]:
        """The ids, in their order, of the events answered before that begin so. Raises ``NotSaved``."""
        return await self.store.begun_with(self.platform, start)

    async def met(self, person: str, chat: str) -> None:
        """Remember which private chat is this person's, and that it was used today. Raises ``NotSaved``."""
        await self.store.met(self.platform, person, chat, self.clock.now())

    async def chat(self, person: str) -> str | None:
        """Which private chat is this person's, if they ever wrote in one. Raises ``NotSaved``."""
        return await self.store.chat(self.platform, person)

    async def chats(self, since: datetime) -> tuple[tuple[str, str], ...]:
        """People and their private chats in which they wrote since then, the latest first. Raises ``NotSaved``."""
        return await self.store.chats(self.platform, since)

    async def gone(self, person: str) -> None:
        """Nothing can be sent to this person any more, until they are back; what waits for them is given up."""
        await self.store.unreachable(self.platform, person, self.clock.now())

    async def back(self, person: str) -> None:
        """The platform says that this person can be sent to again."""
        await self.store.reachable(self.platform, person, self.clock.now())

    async def room_moved(self, old: str, new: str) -> None:
        """A room has another id from now on."""
        await self.store.room_moved(self.platform, old, new)

    async def rooms_back(self, rooms: Sequence[str], since: datetime) -> None:
        """The coach is in these rooms again, where it was not ``since``. Raises ``NotSaved``."""
        now = self.clock.now()
        await self.store.rooms_back(self.platform, rooms, since, now)
        self.alarm.sooner(now)

    async def put_out(self, rooms: Sequence[str]) -> None:
        """The coach is not in these rooms any more. Raises ``NotSaved``."""
        await self.store.put_out(self.platform, rooms, self.clock.now())

    async def room_gone(self, old: str, new: str) -> None:
        """A room was deleted, and what ran there goes on in another one. Raises ``NotSaved``."""
        now = self.clock.now()
        await self.store.room_gone(self.platform, old, new, now)
        self.alarm.sooner(now)

    async def topic_gone(self, room: str, topic: str) -> None:
        """A topic of a room is not there any more: what ran in it goes on in the room itself. Raises ``NotSaved``."""
        now = self.clock.now()
        await self.store.topic_gone(self.platform, room, topic, now)
        self.alarm.sooner(now)

    async def left_room(self, person: str, room: str) -> None:
        """Somebody is not in a room any more: off the boards there. Raises ``NotSaved``."""
        now = self.clock.now()
        await self.store.left_room(self.platform, person, room, now)
        self.alarm.sooner(now)

    async def on_boards(self, room: str, most: int) -> tuple[str, ...]:
        """Who is on the boards of a room, the first ones. Raises ``NotSaved``."""
        return await self.store.on_boards(self.platform, room, most)

    async def notes(self) -> Mapping[str, str]:
        """What this adapter remembered, by name."""
        found = await self.store.notes(f"{self.platform} ")
        return {name.partition(" ")[2]: value for name, value in found.items()}

    async def note(self, name: str, value: str | None) -> None:
        """Remember something over restarts, None to forget it. Nothing about people."""
        await self.store.note(f"{self.platform} {name}", value)

    @property
    def languages(self) -> tuple[str, ...]:
        """Every language that the coach speaks, English first."""
        return self.texts.languages

    def say(self, said: Msg, language: str | None) -> Rendered:
        """A text of the platform itself, in a language that the platform told."""
        return self.texts.render(said, self.texts.choose(language, self.settings.locale))

    def commands(self, language: str, *, room: bool = False) -> tuple[tuple[str, str], ...]:
        """The commands that people can type or pick, in a room or alone, each with what it does in a few words."""
        place = Place.ROOM if room else Place.DM
        spoken = (command.name for command in COMMANDS if command.spoken and RIGHTS[command.name][place])
        return tuple((name, self._about(name, language)) for name in spoken)

    def exercises(self, language: str | None) -> tuple[str, ...]:
        """The names of all exercises in a language that the platform told."""
        spoken = self.texts.speak(self.texts.choose(language, self.settings.locale))
        named = (key for key in self.texts.catalog(self.languages[0]).texts if key.startswith(EXERCISE))
        return tuple(spoken.render(msg(key)).text for key in named if key != NAMED)

    def parts(self, language: str | None) -> tuple[str, ...]:
        """What can be said to challenges, in a language that the platform told."""
        words = self.texts.catalog(self.texts.choose(language, self.settings.locale)).words
        return tuple(forms[0] for meaning, forms in words.items() if meaning.startswith("part-"))

    def of_rooms(self) -> frozenset[str]:
        """The word for challenges in every language that is read: a command of its own in a group."""
        named = (meanings.get("command-challenge", ()) for meanings in self.texts.words.values())
        return frozenset(form.lower() for forms in named for form in forms)

    async def form(self, event: Incoming) -> Mapping[str, str] | None:
        """What stands in the form that an event opens; None where it opens none. Raises ``NotSaved``."""
        if not asked(event):
            return None
        person = await self.store.person(event.platform, event.person)
        return self.fill(person, event) if person is not None else None

    def _about(self, name: str, language: str) -> str:
        """What a command does: its line of the help, without the name before it."""
        line = self.say(msg(f"help-{name}"), language).text
        return line.partition(AFTER_NAME)[2] or line


def outcome_of(turn: TurnDone | BaseException) -> str:
    """What became of a turn, for the figures."""
    if isinstance(turn, BaseException):
        return "unsaved"
    return "seen" if turn.seen else "answered" if turn.error_id is None else "failed"
