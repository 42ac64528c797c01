"""What goes into the store and comes out of it beside facts: how turns are answered, stored messages, due things."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from datetime import datetime

from coach_core.linking import ALPHABET, LENGTH
from coach_core.person import Person
from coach_core.talk import Incoming, Kind, Reply
from coach_core.turn import Outcome, Rows, Want
from coach_core.urgency import Urgency
from coach_core.values import dataclass

Body = Mapping[str, object] | bytes  # a rendered message: data, or JSON that is made already


@dataclass(frozen=True, slots=True)
class Due:
    """A thing of a person that is due at a time. Kind and key name the occurrence: it can come only once."""

    person: int
    kind: str
    key: str
    at: datetime

    def event(self, platform: str, external: str) -> Incoming:
        """The event of this occurrence: its turn takes the due row away, however often it is delivered."""
        name = f"due:{self.person}:{self.kind}:{self.key}"
        return Incoming(platform, external, name, self.at, Kind.DUE, text=self.kind, button=self.key, due=self.at)


@dataclass(frozen=True, slots=True)
class Dues:
    """What is due for a person from now on: instead of all that was, or of these ``kinds`` alone."""

    rows: tuple[Due, ...] = ()
    kinds: tuple[str, ...] | None = None


def due_of(event: Incoming) -> tuple[int, str, str] | None:
    """Person, kind and key of the occurrence that an event made by ``Due.event`` is about."""
    parts = event.event.split(":", 3)
    if event.kind is not Kind.DUE or len(parts) != 4 or parts[0] != "due" or not parts[1].isdecimal():
        return None
    return int(parts[1]), parts[2], parts[3]


@dataclass(frozen=True, slots=True)
class Waking:
    """A due thing and where its person is met."""

    due: Due
    platform: str
    external: str

    def event(self, now: datetime) -> Incoming:
        """The event to hand to the store, which comes now or when it is due, whatever is later."""
        event = self.due.event(self.platform, self.external)
        return replace(event, at=max(event.at, now))


@dataclass(frozen=True, slots=True)
class Stored:
    """A message in the outbox: whom it goes to, and its body as JSON. ``person`` is negative for a goodbye.

    ``room`` None is the private chat; a room that is not ``public`` means that it is whispered there.
    """

    person: int
    n: int
    turn: int
    platform: str
    external: str
    room: str | None
    replaces: int | None
    anchor: str | None
    body: bytes
    status: str
    attempts: int
    at: datetime
    there: str | None = None  # the platform's id of this message, once sent
    public: bool = False  # everybody in the room sees it; otherwise only the person, also in a room
    replaces_there: str | None = None  # the platform's id of the message that this one replaces (only in ``pending``)
    drawn: bool = False  # a living message, drawn for sending: its body is kept when it is marked as sent
    urgency: int = 0  # a number of ``Urgency``
    unclear: int = 0  # sends that were begun and of which nobody knows whether they arrived
    named: tuple[tuple[int, int], ...] = ()  # challenge and person: who stands in it before all; only when it is made

    @property
    def rewrites(self) -> bool:
        """Whether it is out already and is only changed, or deleted, where it stands: never said anew."""
        return self.replaces == self.n

    @property
    def id(self) -> str:
        """The message's id: m<person>.<number>, the same for ever."""
        return f"m{abs(self.person)}.{self.n}"

    @property
    def edits(self) -> str | None:
        """Id of the message that this one replaces in place."""
        return None if self.replaces is None else f"m{abs(self.person)}.{self.replaces}"


@dataclass(frozen=True, slots=True)
class TurnDone:
    """What a turn came to. Everything in it is durable by now.

    ``seen``: the event was answered before; nothing changed, and these are the messages of then. ``error_id``: the turn
    failed and was put aside as a dead letter; the messages say so, ``error`` is for the log.
    """

    seen: bool
    number: int
    messages: tuple[Stored, ...]
    error_id: str | None = None
    error: BaseException | None = field(default=None, compare=False)
    due: datetime | None = None  # the soonest of what this turn made due
    hides: bool = False  # messages of others may wait as well: those that name somebody who left


def as_it_was(person: Person, event: Incoming) -> Person:
    """Nothing is noted of an occurrence that could not be answered."""
    return person


def no_dues(before: Person, after: Person, event: Incoming) -> Dues | None:
    """Leave what is due as it is."""
    return None


def none_overtaken(before: Person, after: Person, event: Incoming) -> frozenset[Urgency]:
    """All that waits is still to be said."""
    return frozenset()


def fresh_code() -> str:
    """A code for joining two accounts, by chance: 50 bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


@dataclass(frozen=True, slots=True)
class Answering:
    """How a turn is answered: pure functions, run inside the turn.

    ``decide`` and ``wants`` see the person with this turn already counted. ``render`` gives one body for each ``Say``.
    ``apology`` gives the body for a turn that failed; the person is as before it. ``dues`` gives what is due for the
    person after a turn, None to leave it. ``passed`` notes an occurrence whose turn failed: it will not come again.
    ``code`` gives a code that nobody can guess. ``overtaken`` gives the lanes of which nothing that waits is sent any
    more after a turn.
    """

    decide: Callable[[Person, Incoming, Rows], Outcome]
    wants: Callable[[Person, Incoming], Want | None]
    render: Callable[[Person, Incoming, Reply], Sequence[Body]]
    apology: Callable[[Person, Incoming, str], Body]
    dues: Callable[[Person, Person, Incoming], Dues | None] = no_dues
    code: Callable[[], str] = fresh_code
    passed: Callable[[Person, Incoming], Person] = as_it_was
    overtaken: Callable[[Person, Person, Incoming], frozenset[Urgency]] = none_overtaken
