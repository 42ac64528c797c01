"""The words between the store and the commands: Want, Given, Outcome, Call, Command. What is decided is in coach.py."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from datetime import datetime
from typing import TYPE_CHECKING

from coach_core.challenge.asked import Asked, Group
from coach_core.challenge.deeds import Deed as GroupDeed
from coach_core.facts import Fact, LoadChange, Measurement, SetDone, Step, WorkoutDone
from coach_core.person import Person, Training
from coach_core.talk import Incoming, Reply
from coach_core.values import dataclass

if TYPE_CHECKING:
    from coach_core.data.book import Book
    from coach_core.linking import LinkDeed, Links


@dataclass(frozen=True, slots=True)
class Want:
    """Rows that a command needs before it can decide. They are loaded in the turn's own transaction."""

    everything: bool = False  # all live facts of the person (history, export, a corrected past)
    journal: int = 0  # the latest so many turns that undo can take back
    group: Asked | None = None  # of challenges
    links: bool = False  # what there is of joining with another account; its facts too, with ``everything``
    code: str | None = None  # whose code this is
    missed: int | None = None  # what a turn said to the person alone and could not be sent to them


@dataclass(frozen=True, slots=True)
class Past:
    """A turn that can be taken back: its number, the training before it, the facts that it made and ended."""

    turn: int
    before: Training
    made: tuple[Fact, ...] = ()
    ended: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """What was wanted. Facts are the live ones, in the order of time, then id."""

    sets: tuple[SetDone, ...] = ()
    workouts: tuple[WorkoutDone, ...] = ()
    changes: tuple[LoadChange, ...] = ()
    steps: tuple[Step, ...] = ()
    measurements: tuple[Measurement, ...] = ()
    past: tuple[Past, ...] = ()  # the newest first
    whole: bool = False  # whether these are all live facts of the person
    group: Group = field(default_factory=Group)
    links: Links | None = None
    missed: tuple[bytes | None, ...] = ()  # messages as they were made; None for one that stays alive (an anchor)


NO_ROWS = Rows()


@dataclass(frozen=True, slots=True)
class Given:
    """What decide may look at beside person and event: the book (programs, exercises, words) and the wanted rows."""

    book: Book
    rows: Rows = field(default_factory=Rows)
    encrypted: bool = False  # whether notes and health answers are encrypted at rest: /privacy says so


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a turn does. The store saves it whole or not at all.

    ``ended`` are ids (set_id, workout, change_id, step_id, measurement_id) whose live row is no longer true; a changed
    set is ended and stands in ``facts`` again with the same id. ``take_back`` are turn numbers whose facts are undone:
    rows made by them go, rows ended by them live again.
    """

    person: Person
    reply: Reply = ()
    facts: tuple[Fact, ...] = ()
    ended: tuple[str, ...] = ()
    take_back: tuple[int, ...] = ()
    undoable: bool = False  # whether undo may take this turn back
    erase: bool = False  # everything of this person goes
    group: tuple[GroupDeed, ...] = ()  # what it does to challenges
    link: LinkDeed | None = None  # what it does about joining with another account


@dataclass(frozen=True, slots=True)
class Call:
    """What a command is handed: who, what happened, what there is to know, the words or button parts after its name."""

    person: Person
    event: Incoming
    given: Given
    words: str = ""
    press: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        """What names the message that sets are read from; of an edit the message that was edited."""
        return f"{self.event.platform} {self.event.edits or self.event.event}"

    @property
    def at(self) -> datetime:
        """When it was written."""
        return self.event.at


@dataclass(frozen=True, slots=True)
class Command:
    """A thing that a person can say: its name (slash command, typed word, first part of its button ids)."""

    name: str
    decide: Callable[[Call], Outcome]
    wants: Callable[[Call], Want | None] = lambda call: None
    spoken: bool = True  # False: only its buttons mean it, it is no word that people type
