"""Which rows of challenges a turn wants to see, and what it is handed."""

from __future__ import annotations

from dataclasses import field
from datetime import datetime

from coach_core.challenge.values import Board, Challenge, Doubt, Row
from coach_core.values import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """Which rows of challenges a turn wants."""

    room: tuple[str, str] | None = None  # all that are open or running in a room (platform, room)
    over_since: datetime | None = None  # those of the room as well that ended later than that
    numbers: tuple[int, ...] = ()  # these, each with its board and the person's own row
    boards: bool = False  # of all that were found, not only of those that were named
    host: int | None = None  # of the one that this host speaks for, with what a board needs
    ceremony: bool = False  # what the end needs
    fresh: bool = False  # the number that a new one would have
    mine: bool = False  # all in which the person has a row, also those that are over
    doubts: int | None = None  # what waits for an admin in this challenge; 0: in all that were found
    called: str | None = None  # who goes by a name that looks like this in what was found
    free: bool = False  # who is in no team yet, and which captains are still in
    verdicts: bool = False  # what admins decided about the person's sets


@dataclass(frozen=True, slots=True)
class Group:
    """The rows that were asked for."""

    challenges: tuple[Challenge, ...] = ()
    boards: dict[int, Board] = field(default_factory=dict)
    own: dict[int, Row] = field(default_factory=dict)
    fresh: int = 0
    doubts: tuple[Doubt, ...] = ()
    verdicts: tuple[tuple[int, str, bool], ...] = ()  # challenge, set, whether it counts
    called: tuple[tuple[int, int], ...] = ()  # challenge, person
    free: tuple[tuple[int, str], ...] = ()  # by number
    leading: tuple[tuple[int, int], ...] = ()  # challenge, captain who is in it

    def those_called(self, number: int) -> tuple[int, ...]:
        """Who goes by the name that was asked about in a challenge; their numbers."""
        return tuple(person for challenge, person in self.called if challenge == number)

    def of(self, number: int) -> Challenge | None:
        """The challenge with a number, if it was asked for."""
        return next((c for c in self.challenges if c.number == number), None)
