"""One turn worked out in memory: person and event to all that is to be written. Pure; writes.py makes rows of it."""

from __future__ import annotations

import hashlib
import json
import traceback
from collections.abc import Mapping
from dataclasses import asdict, replace

from sqlalchemy import Table

from coach_core.challenge.deeds import Deed as GroupDeed
from coach_core.challenge.deeds import Leave
from coach_core.linking import LinkDeed
from coach_core.person import Person
from coach_core.store.docs import VERSION, encode, person_doc, stays, steady_doc, training_doc
from coach_core.store.records import Answering, Body, Dues, Stored
from coach_core.store.rows import SHELVES, Values, moment
from coach_core.store.seal import Seal
from coach_core.talk import Incoming, Kind, Say
from coach_core.turn import Outcome, Rows
from coach_core.urgency import Urgency, urgency_of
from coach_core.values import dataclass

ANCHORS = 64  # how many a person has at most; the oldest go


@dataclass(frozen=True, slots=True)
class State:
    """A person between two turns, with training and health also as they are stored.

    ``plain`` is the training before it was closed, ``steady`` what most turns leave as it is, if it was encoded yet.
    """

    person: Person
    version: int
    training: bytes
    health: bytes
    anchors: Mapping[str, int]
    known: bool  # False: not in the store yet
    plain: bytes
    steady: bytes = b""

    @property
    def saved(self) -> State:
        """The same, once it is in the store."""
        return self if self.known else replace(self, known=True)


@dataclass(frozen=True, slots=True)
class Door:
    """One address of a person: whether nothing can be sent there, whether they wrote there last.

    ``met`` is whether they can be reached at all, at this address or at another one.
    """

    gone: bool = False
    front: bool = True
    met: bool = True

    def after(self, event: Incoming) -> Door:
        """The address after an event of its person: who writes to the private chat is back."""
        if event.kind is Kind.DUE:
            return self
        back = event.room is None
        if self.front and self.met and not self.gone:
            return self
        return Door(self.gone and not back, True, self.met or back)


@dataclass(frozen=True, slots=True)
class Made:
    """A fact as a row of its table."""

    table: Table
    id: str
    values: Values


@dataclass(frozen=True, slots=True)
class Deed:
    """What one turn writes. ``undo`` is the version and the training before it, if it can be taken back."""

    event: Incoming
    state: State
    doc: bytes
    messages: tuple[Stored, ...]
    made: tuple[Made, ...] = ()
    ended: tuple[str, ...] = ()
    take_back: tuple[int, ...] = ()
    group: tuple[GroupDeed, ...] = ()
    undo: tuple[int, bytes] | None = None
    dues: Dues | None = None
    overtaken: frozenset[Urgency] = frozenset()  # lanes of which nothing that waits is sent any more …
    said: int = 0  # … of the messages up to this one
    erase: bool = False
    letter: bytes | None = None
    error_id: str | None = None
    error: BaseException | None = None
    was: Door = Door()
    door: Door = Door()
    link: LinkDeed | None = None

    @property
    def moved(self) -> bool:
        """Whether the person is met in another way than before."""
        return self.door is not self.was and self.door != self.was

    @property
    def hides(self) -> bool:
        """Whether somebody leaves a challenge, or is erased: nothing in a room names them any more."""
        return self.erase or any(isinstance(deed, Leave) for deed in self.group)

    @property
    def alone(self) -> bool:
        """Whether it needs a batch of its own: it changes rows that other turns of the batch may have made."""
        return self.erase or self.link is not None or bool(self.take_back)


def body_of(body: Body) -> bytes:
    """A rendered message as JSON."""
    return body if isinstance(body, bytes) else encode(body)


def work_out(
    answering: Answering, seal: Seal, state: State, person: Person, event: Incoming, rows: Rows, was: Door
) -> Deed:
    """Decide and render the turn of a person in whom it is counted. Raises whatever they raise."""
    door = was.after(event)
    outcome = answering.decide(person, event if door.met else replace(event, shut=True), rows)
    if door.gone:
        outcome = replace(outcome, reply=tuple(replace(say, react=None) for say in outcome.reply))
    bodies = answering.render(outcome.person, event, outcome.reply)
    after = outcome.person.counted(person.turn, person.said + len(bodies))
    anchors, messages = messages_of(state.anchors, person, event, outcome, tuple(map(body_of, bodies)))
    if door.gone:
        messages = tuple(m if m.room is not None else replace(m, status="failed") for m in messages)
    made = tuple([made_of(fact, seal) for fact in outcome.facts])
    then = stored_state(state, after, anchors, seal)
    return Deed(
        event,
        then,
        seal.close(person_doc(after, then.steady)),
        messages,
        made,
        outcome.ended,
        outcome.take_back,
        outcome.group,
        undo=(state.version, state.training) if outcome.undoable and not outcome.erase else None,
        dues=None if outcome.erase else dues_of(answering, was, door, person, after, event),
        overtaken=answering.overtaken(person, outcome.person, event),
        said=person.said,
        erase=outcome.erase,
        was=was,
        door=door,
        link=outcome.link,
    )


def dues_of(answering: Answering, was: Door, door: Door, before: Person, after: Person, event: Incoming) -> Dues | None:
    """What is due after a turn: nothing for who cannot be reached, all of it anew for who is back."""
    if not door.met:
        return Dues()
    return answering.dues(before if was.met else nobody(before), after, event)


def nobody(person: Person) -> Person:
    """The person before anything was known of them: held against that, everything is new."""
    return Person(person.number)


def made_of(fact: object, seal: Seal) -> Made:
    """The row of a fact."""
    shelf = SHELVES[type(fact)]
    return Made(shelf.table, getattr(fact, shelf.id), shelf.values(fact, seal))


def stored_state(state: State, after: Person, anchors: Mapping[str, int], seal: Seal) -> State:
    """The state after a turn; what did not change is not encoded again."""
    same = state.version == VERSION
    before = state.person
    training, health, plain = state.training, state.health, state.plain
    if not (same and after.training is before.training):
        plain = training_doc(before.training, plain if same else b"", after.training)
        training = seal.close(plain)
    if not (same and after.health is before.health):
        health = seal.close(encode(after.health))
    steady = state.steady if state.steady and stays(before, after) else steady_doc(after)
    return State(after, VERSION, training, health, anchors, state.known, plain, steady)


def messages_of(
    anchors: Mapping[str, int], person: Person, event: Incoming, outcome: Outcome, bodies: tuple[bytes, ...]
) -> tuple[Mapping[str, int], tuple[Stored, ...]]:
    """The messages of a reply, numbered, and the anchors after them."""
    messages: list[Stored] = []
    whose, urgency = -person.number if outcome.erase else person.number, urgency_of(event)
    for n, (say, body) in enumerate(zip(outcome.reply, bodies, strict=True), person.said + 1):
        room, replaces = room_of(event, say), None
        if say.anchor is not None:
            key = anchor_key(event, room, say.anchor)
            replaces = anchors.get(key) if say.replace else None
            anchors = newest({**anchors, key: n})
        platform, external = say.to or (event.platform, event.person)
        place = (platform, external, room, replaces, say.anchor)
        message = (whose, n, person.turn, *place, body, "pending", 0, event.at)
        public = say.public and room is not None
        whom = tuple((challenge, number) for challenge, number, _ in say.named)
        messages.append(Stored(*message, public=public, urgency=urgency, named=whom))
    return anchors, tuple(messages)


def room_of(event: Incoming, say: Say) -> str | None:
    """Where an answer goes: into the room only if the room may see it, or if it can be whispered there."""
    if say.to is not None:
        return None
    return say.room or (event.room if say.public or event.whispers else None)


def anchor_key(event: Incoming, room: str | None, anchor: str) -> str:
    """An anchor holds in its room, or in the private chat of an address."""
    return f"{event.platform} {room or '@' + event.person} {anchor}"


def newest(anchors: dict[str, int]) -> dict[str, int]:
    """The newest anchors, no more than ``ANCHORS``."""
    if len(anchors) <= ANCHORS:
        return anchors
    return dict(sorted(anchors.items(), key=lambda pair: pair[1])[-ANCHORS:])


def give_up(
    answering: Answering, seal: Seal, state: State, person: Person, event: Incoming, error: Exception, was: Door
) -> Deed:
    """The turn of an event that could not be answered: a dead letter and an apology, nothing else changes.

    What the clock said is not apologised for, as nobody asked; what is due after it goes on.
    """
    error_id = hashlib.sha256(f"{event.platform} {event.event}".encode("utf-8", "replace")).hexdigest()[:8]
    asked = event.kind is not Kind.DUE
    bodies = (body_of(answering.apology(person, event, error_id)),) if asked else ()
    anchors, messages = messages_of(state.anchors, person, event, Outcome(person, (Say(),) * len(bodies)), bodies)
    after, dues = (person.counted(person.turn, person.said + 1), None) if asked else going_on(answering, person, event)
    then = stored_state(state, after, anchors, seal)
    return Deed(
        event,
        then,
        seal.close(person_doc(after, then.steady)),
        messages,
        dues=dues,
        letter=seal.close(letter_of(event, error)),
        error_id=error_id,
        error=error,
        was=was,
        door=was,
    )


def going_on(answering: Answering, person: Person, event: Incoming) -> tuple[Person, Dues | None]:
    """The person with a failed occurrence noted, and what is due then. Where that fails too it is only taken away."""
    try:
        after = answering.passed(person, event)
        return after, answering.dues(person, after, event)
    except Exception:  # the letter holds the first error, which is the one to mend
        return person, None


def letter_of(event: Incoming, error: Exception) -> bytes:
    """The event and what went wrong, in plain ASCII so that even broken text can be kept."""
    what = "".join(traceback.format_exception(error))
    return json.dumps({"event": asdict(event), "error": what}, default=str).encode()


def journal_row(deed: Deed) -> Values:
    """The row of the journal; one who was erased stands there as a number below zero."""
    person = deed.state.person
    whose = -person.number if deed.erase else person.number
    return (deed.event.platform, deed.event.event, whose, person.turn, moment(deed.event.at))
