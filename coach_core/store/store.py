"""The store as the shells see it. How it is opened is in opening.py; everything passes the one task of writer.py."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Self, TypeVar

from coach_core.challenge.asked import Asked
from coach_core.person import Person
from coach_core.store import doors, group_rooms, notes, outbox, queue, rooms, upkeep, view, waiting
from coach_core.store import statements as s
from coach_core.store.db import Ask, Db
from coach_core.store.errors import NotSaved
from coach_core.store.kept import Kept
from coach_core.store.loading import state_of, wanted
from coach_core.store.queue import Page
from coach_core.store.records import Answering, Stored, TurnDone, Waking
from coach_core.store.redue import AllDues, due_again, due_anew
from coach_core.store.seal import Seal
from coach_core.store.turns import Turning
from coach_core.store.withdrawn import Withdrawn
from coach_core.store.writer import Writer
from coach_core.talk import Incoming
from coach_core.turn import Rows, Want
from coach_core.values import dataclass

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Opened:
    """A database that is ready: its connection, its seal, what to say about it, and what to do when it is closed."""

    db: Db
    seal: Seal
    warnings: tuple[str, ...]
    read_only: bool
    release: Callable[[], Awaitable[None]]


class Store:
    """Turns, facts and messages. All methods raise ``NotSaved`` and ``StoreStopped`` if the database does not obey."""

    def __init__(self, opened: Opened, answering: Answering | None) -> None:
        self.warnings = opened.warnings
        self.encrypted = opened.seal.encrypts
        self._opened = opened
        self._db, self._seal = opened.db, opened.seal
        self._answers = answering is not None and not opened.read_only
        self._turning = Turning(opened.db, answering or nobody(), opened.seal, Kept(), Withdrawn())
        self._writer = Writer(self._turning)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def turn(self, event: Incoming) -> TurnDone:
        """Answer an event: what comes back is durable. Raises ``NotSaved``, ``StoreStopped``."""
        if not self._answers:
            raise NotSaved("the store was opened for reading only")
        return await self._writer.turn(event)

    async def person(self, platform: str, external: str) -> Person | None:
        """Who has this address, as the latest commit left them."""
        address = (platform, external)
        kept = self._turning.kept.met([address]) if self._db.alone else {}
        if address in kept:  # needs to wait for nothing
            return kept[address][1].person
        size, values = s.filled([address])
        [rows] = await self._read(Ask(s.PEOPLE[size], values))
        return state_of(rows[0][s.OF_PERSON :], self._seal).person if rows else None

    async def rows(self, number: int) -> Rows:
        """All live facts of a person, in the order of time, then id (s9 before s10); their rows of challenges."""
        want = Want(everything=True, group=Asked(mine=True))
        return await self._writer.look(lambda db: wanted(db, number, 0, want, self._seal))

    async def pending(self, platform: str, at: datetime, limit: int = 100) -> tuple[Stored, ...]:
        """Messages that may be sent now, the oldest first. Only committed ones are ever seen here."""
        return await self._writer.look(lambda db: outbox.pending(db, self._seal, platform, at, limit))

    async def mark_sent(self, sent: Sequence[tuple[Stored, str | None]], at: datetime) -> None:
        """These messages are out, each with the platform's own id of it (None where it has none)."""
        if await self._writer.job(lambda db: outbox.mark_sent(db, self._seal, sent, at)):
            await self.scrub()

    def is_withdrawn(self, message: Stored) -> bool:
        """Whether a turn took this message back since it was read from here: it means nothing any more."""
        return self._turning.withdrawn.has(message)

    async def page(self, platform: str, at: datetime, urgency: int, most: int, busy: Mapping[str, int]) -> Page:
        """Whose turn it is to be sent something this urgent or more: so many people at most, without the busy ones.

        Those are given with the urgency of what they are being sent; they may have something more urgent by now.
        """
        return await self._writer.look(lambda db: queue.page(db, self._seal, platform, at, urgency, most, busy))

    async def begun(self, messages: Sequence[Stored]) -> None:
        """A send begins. Should its end never be known, ``unclear`` of the messages says so from then on."""
        await self._writer.job(lambda db: outbox.begun(db, messages))

    async def mark_failed(self, message: Stored, again: datetime | None, attempts: int = 1) -> None:
        """It did not get out; it may be sent ``again`` from then on, or never if None. That was so many attempts."""
        await self._writer.job(lambda db: outbox.mark_failed(db, self._seal, message, again, attempts))

    async def shown(self, platform: str, external: str, room: str | None, skip: int, limit: int) -> tuple[Stored, ...]:
        """Messages that a person sees in a room (None: the private chat), the newest first, without the first few."""
        return await self._writer.look(lambda db: view.shown(db, self._seal, platform, external, room, skip, limit))

    async def owner(self, platform: str, event: str) -> str | None:
        """Whose an answered event is, as the platform calls them; None for one that is not known."""
        return await self._writer.look(lambda db: view.owner(db, platform, event))

    async def begun_with(self, platform: str, start: str) -> tuple[str, ...]:
        """The answered events, in their order, whose ids begin so: letters, digits and dots."""
        return await self._writer.look(lambda db: view.begun_with(db, platform, start))

    async def unreachable(self, platform: str, external: str, at: datetime) -> None:
        """Nothing can be sent to this address (blocked, closed): nothing is until the person is back; all data stays.

        Somebody who writes to the private chat is back by that alone.
        """
        await self._writer.job(lambda db: doors.unreachable(db, self._turning, platform, external, at))

    async def reachable(self, platform: str, external: str, at: datetime) -> None:
        """The platform says that this address is open again: what is due is due again from now on."""
        await self._writer.job(lambda db: doors.reachable(db, self._turning, platform, external, at))

    async def met(self, platform: str, external: str, chat: str, at: datetime) -> None:
        """Remember which private chat is that of this address, and that its person wrote there."""
        await self._writer.job(lambda db: doors.met(db, platform, external, chat, at))

    async def chat(self, platform: str, external: str) -> str | None:
        """The private chat of an address, if somebody ever wrote there."""
        return await self._writer.look(lambda db: doors.chat(db, platform, external))

    async def chats(self, platform: str, since: datetime) -> tuple[tuple[str, str], ...]:
        """Addresses and their private chats in which somebody wrote since then, the latest first."""
        return await self._writer.look(lambda db: doors.chats(db, platform, since))

    async def room_moved(self, platform: str, old: str, new: str) -> None:
        """A room has another id from now on (a group became a supergroup). Again is the same as once."""
        await self._writer.job(lambda db: rooms.moved(db, self._turning, platform, old, new))

    async def rooms_back(self, platform: str, rooms: Sequence[str], since: datetime, at: datetime) -> None:
        """The coach is in these rooms again: boards are due anew, and ceremonies ``since`` it was not there."""
        await self._writer.job(lambda db: group_rooms.back(db, platform, rooms, since, at))

    async def put_out(self, platform: str, rooms: Sequence[str], at: datetime) -> None:
        """The coach was put out of these rooms: what they had goes 30 days later. Again is the same as once."""
        await self._writer.job(lambda db: group_rooms.put_out(db, platform, rooms, at))

    async def room_gone(self, platform: str, old: str, new: str, at: datetime) -> None:
        """A room was deleted: what ran there goes on in another one, and is due there anew."""
        await self._writer.job(lambda db: group_rooms.gone(db, self._turning, platform, old, new, at))

    async def topic_gone(self, platform: str, room: str, topic: str, at: datetime) -> None:
        """A topic of a room is gone: what ran in it goes on in the room itself, and says so there once."""
        await self._writer.job(lambda db: group_rooms.back(db, platform, (room,), at, at, f"topic.{topic}"))

    async def left_room(self, platform: str, external: str, room: str, at: datetime) -> None:
        """Somebody left a room: they go off the boards there. Again is the same as once."""
        await self._writer.job(lambda db: group_rooms.left(db, platform, external, room, at))

    async def on_boards(self, platform: str, room: str, most: int) -> tuple[str, ...]:
        """Who is on the boards of a room, the first ones."""
        return await self._writer.look(lambda db: group_rooms.members(db, platform, room, most))

    async def due_before(
        self, platform: str, at: datetime, limit: int = 500, kind: str | None = None
    ) -> tuple[Waking, ...]:
        """What is due by then, the earliest first. Hand ``waking.event(…)`` to ``turn``: that takes it off the list.

        ``kind``: of this kind alone.
        """
        return await self._writer.look(lambda db: upkeep.due_before(db, platform, at, limit, kind))

    async def next_due(self, platform: str) -> datetime | None:
        """When to wake next for a platform."""
        return await self._writer.look(lambda db: upkeep.next_due(db, platform))

    async def due_anew(self, rules: str, dues: AllDues, at: datetime) -> int:
        """Work out anew what is due for everybody if the time zones had other ``rules`` then; for how many people."""
        return await due_anew(self._writer.job, self._seal, rules, dues, at)

    async def due_again(self, platform: str, dues: AllDues, at: datetime) -> int:
        """Work out anew what a clock that ran ahead by years has put off by years; for how many people."""
        return await due_again(self._writer.job, self._seal, platform, dues, at)

    async def last_at(self) -> datetime | None:
        """The time of the latest event that was answered."""
        return await self._writer.look(upkeep.last_at)

    async def next_event_number(self, platform: str, letter: str = "u") -> int:
        """The number of the next event of a platform whose ids are a letter and a number ("u7")."""
        return await self._writer.look(lambda db: upkeep.next_event_number(db, platform, letter))

    async def prune(self, at: datetime) -> None:
        """Forget event ids and sent messages after 3 days, dead letters after 14."""
        await self._writer.job(lambda db: upkeep.prune(db, at))

    async def notes(self, beginning: str) -> Mapping[str, str]:
        """What a shell remembered under names that begin so."""
        return await self._writer.look(lambda db: notes.notes(db, beginning))

    async def note(self, name: str, value: str | None) -> None:
        """Remember something for a shell, None to forget it. Nothing about people."""
        await self._writer.job(lambda db: notes.note(db, name, value))

    async def put_aside(self, platform: str, event: str, body: bytes, at: datetime) -> None:
        """Keep an event that cannot be read as a dead letter."""
        await self._writer.job(lambda db: notes.put_aside(db, self._seal, platform, event, body, at))

    async def keep_waiting(self, events: Sequence[Incoming]) -> None:
        """Keep events whose turn comes later; their platform may be told that they are safe. Again is as once."""
        await self._writer.job(lambda db: waiting.keep(db, self._seal, events))

    async def waiting(self, platform: str) -> tuple[Incoming, ...]:
        """The events of a platform whose turn is yet to come, in the order in which they came."""
        return await self._writer.look(lambda db: waiting.waiting(db, self._seal, platform))

    async def wait_no_more(self, events: Sequence[Incoming]) -> None:
        """These events had their turn."""
        await self._writer.job(lambda db: waiting.forget(db, events))

    async def scrub(self) -> None:
        """Leave nothing of what was erased in the files; between turns."""
        await self._writer.between(self._db.scrub)

    async def ended(self) -> None:
        """Wait for the end of the writer. Raises what it ended by: the process cannot go on then."""
        await self._writer.ended()

    async def close(self) -> None:
        """Answer what waits, then close the database and give the lock back."""
        await self._writer.close()
        try:
            await self._db.close()
        finally:
            await self._opened.release()

    async def _read(self, *asks: Ask) -> Sequence[Sequence[Sequence[object]]]:
        return await self._writer.look(lambda db: db.read(*asks))


def nobody() -> Answering:
    """Answers nothing: for a store that is only read."""

    def refuse(*_: object) -> object:
        raise NotSaved("the store was opened for reading only")

    return Answering(refuse, refuse, refuse, refuse)  # type: ignore[arg-type]
