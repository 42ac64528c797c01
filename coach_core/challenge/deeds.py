"""What a turn does to challenges. The store carries it out; nothing is decided here."""

from __future__ import annotations

from datetime import datetime, timedelta

from coach_core.challenge.values import Challenge, Doubt, Standing
from coach_core.values import dataclass


@dataclass(frozen=True, slots=True)
class Make:
    """A new challenge; its host is told at once."""

    challenge: Challenge


@dataclass(frozen=True, slots=True)
class Enter:
    """The person is in it."""

    challenge: int
    name: str
    at: datetime
    standing: Standing
    team: int | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """The person's row is another one."""

    challenge: int
    standing: Standing
    at: datetime


@dataclass(frozen=True, slots=True)
class Rename:
    """The person goes by another name on the board."""

    challenge: int
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Leave:
    """The person is out of it, and hidden at once. Once it is over their place stays, nobody's, if it is ``kept``."""

    challenge: int
    at: datetime
    kept: bool = True


@dataclass(frozen=True, slots=True)
class Put:
    """An admin puts somebody into a team."""

    challenge: int
    who: int
    team: int
    at: datetime


@dataclass(frozen=True, slots=True)
class PickUp:
    """A captain takes somebody who is in no team yet."""

    challenge: int
    name: str
    team: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Question:
    """A set of the person is beyond what is usual: an admin decides."""

    challenge: int
    set_id: str
    exercise: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Verdict:
    """An admin decides about somebody's set; that person's score is worked out anew at once."""

    doubt: Doubt
    counts: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Flag:
    """The person finds somebody's place on the board odd. Two who do bring it before the admins."""

    challenge: int
    who: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Cheer:
    """The person cheers everybody on: once a day."""

    challenge: int
    day: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Share:
    """The person lets the others see a record."""

    challenge: int
    exercise: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Sets of the person are no more: nobody decides about them, and a record in these lifts is not shown any more."""

    challenge: int
    sets: tuple[str, ...]
    exercises: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class Draw:
    """The board is out of date: it is drawn when its host comes to it; at once where it shows who is gone."""

    challenge: int
    at: datetime
    hides: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """A challenge as it is from now on, and when its host looks at it again: (what for, when)."""

    challenge: Challenge
    again: tuple[tuple[str, datetime], ...] = ()
    week: bool = False  # a week is over: scores are compared with those of now
    final: bool = False  # the time is over: what goes on pausing pauses to the end


@dataclass(frozen=True, slots=True)
class Forget:
    """Nothing is left of a challenge: itself, its board, what waited for an admin. People's own data stay theirs."""

    challenge: int
    at: datetime


Deed = (
    Make
    | Change
    | Forget
    | Enter
    | Score
    | Rename
    | Leave
    | Put
    | PickUp
    | Question
    | Flag
    | Verdict
    | Cheer
    | Share
    | Withdraw
    | Draw
)
OFTEN = timedelta(minutes=1)  # a board is drawn once in that time


def looked_at(deed: Deed) -> datetime:
    """When to look at what a deed has made due; what happens all the time is not looked at every time."""
    if isinstance(deed, Change):
        return min((at for _, at in deed.again), default=deed.challenge.ends_at)
    if isinstance(deed, Make):
        return deed.challenge.ends_at
    often = isinstance(deed, Score) or (isinstance(deed, Draw) and not deed.hides)
    return deed.at + OFTEN if often else deed.at
