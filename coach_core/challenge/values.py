"""The values of a challenge: itself, a person's part in it, training sessions, a row of the board. Scoring: kinds/."""

from __future__ import annotations

from dataclasses import field
from datetime import datetime
from enum import StrEnum

from coach_core.values import dataclass

QUIET = ("22:00", "08:00")


class Stage(StrEnum):
    """How far a challenge is."""

    OPEN = "open"  # announced, not begun
    RUNNING = "running"
    ENDED = "ended"
    CANCELLED = "cancelled"


class Pick(StrEnum):
    """How people come into teams."""

    RANDOM = "random"  # into the smaller team, else by lot
    CAPTAIN = "captain"  # captains choose in turns; an admin names them
    OWN = "own"  # everybody chooses


class Who(StrEnum):
    """Who of a room may join."""

    ALL = "all"
    BEGINNERS = "beginners"
    EXPERIENCED = "experienced"  # intermediate and advanced


@dataclass(frozen=True, slots=True)
class Challenge:
    """A challenge of one room. ``number`` is that of its host, who speaks for it; nobody owns it."""

    number: int
    platform: str
    room: str
    kind: str
    starts_at: datetime
    ends_at: datetime
    language: str
    stage: Stage = Stage.OPEN
    lift: str | None = None
    goal: int | None = None  # of a common one, in thousandths of what is scored
    teams: int = 0
    pick: Pick = Pick.RANDOM
    zone: str = "UTC"  # in which its hours are meant: the start, the weekly look back, the end
    drawn: int = 0  # how often its board was drawn
    drawn_at: datetime | None = None
    week: int = 0  # weeks that were looked back on
    who: Who = Who.ALL
    captains: tuple[int, ...] = ()  # of each team, by number; 0: none yet
    posted: int = 0  # the last day on which it spoke up by a new message, as the number of days
    quiet: tuple[str, str] = QUIET  # hours of its clock in which it says nothing by itself; alike: none
    topic: str | None = None  # the part of the room where it was made, in the adapter's own words
    face: int = 0  # a sum over what the board showed last: the same is not shown again
    left: tuple[tuple[int, int | None], ...] = ()  # score and team of each who left after the end, and nothing else


@dataclass(frozen=True, slots=True)
class Session:
    """What counts of one workout. Whole numbers only, so that the order in which sets come makes no difference."""

    workout: str
    at: datetime  # of its first set that counts
    day: int = 0  # the person's local day then, as the number of days
    sets: int = 0  # that the plan asked for, as are the next two
    reps: int = 0
    volume: int = 0  # hundredths of a kilogram
    best: int = 0  # best estimated 1RM of the lift, hundredths of a kilogram; 0 without a valid set
    aimed: int = 0  # sets with a prescribed reserve
    hit: int = 0  # those within one rep of it
    share: int | None = None  # thousandths of the plan that were done; None until it is finished, or off the plan
    hurt: bool = False  # pain stopped something of it
    light: bool = False  # a set of the lift was told with so much left that it shows no strength


@dataclass(frozen=True, slots=True)
class Span:
    """A time that is frozen: nothing is expected of the person. ``until`` None: it goes on."""

    since: datetime
    until: datetime | None = None
    own: bool = False  # said by the person; otherwise it follows from the health answers
    ill: bool = False  # said in passing ("I have the flu"): over with the next set


@dataclass(frozen=True, slots=True)
class Standing:
    """A row of the board, as it is stored: scores in thousandths."""

    score: int = 0
    sessions: int = 0
    streak: int = 0  # weeks running with every session of the plan
    improved: int | None = None  # thousandths of a deviation above what is usual at that level; None: not known
    steady: int = 0  # thousandths of the own plan
    comeback: int = 0  # days of the longest break after which the person came back
    at_end: int = 0  # the score if a pause that goes on now went on to the end: what counts then
    steady_end: int = 0  # so much of the plan then
    streak_end: int = 0  # and so many weeks


@dataclass(frozen=True, slots=True)
class Entry:
    """A person's part in a challenge that runs: what scoring needs, and what is counted so far.

    ``late``, ``allowed``, ``zones``, ``frozen`` are facts of their own; ``sessions`` and ``standing`` follow from all
    facts and can be worked out anew at any time.
    """

    challenge: int
    kind: str
    name: str
    starts_at: datetime
    ends_at: datetime
    joined_at: datetime
    made: int = 0  # ids that the person had been given on joining: sets with a smaller one are older
    lift: str | None = None
    weekly: int = 2  # sessions a week of the own plan, as it was on joining
    level: str = "beginner"
    trained: int = 0  # weeks in the program on joining
    prior: int | None = None  # estimated 1RM of the lift on joining, hundredths of a kilogram
    zones: tuple[tuple[datetime, str], ...] = ()  # the person's zone from then on
    frozen: tuple[Span, ...] = ()
    late: tuple[str, ...] = ()  # ids of sets that were told or changed more than 24 hours afterwards
    allowed: tuple[str, ...] = ()  # ids of sets beyond the usual that an admin lets count
    after: tuple[str, ...] = ()  # ids of what was told or changed after the end: nobody lets it count
    sessions: tuple[Session, ...] = ()
    standing: Standing = field(default_factory=Standing)
    came: int | None = None  # from this account, which was joined to the person's
    team: int | None = None  # that the person chose: who comes back is in it again
    barred: bool = False  # taken off by an admin: there is no way back into this challenge

    @property
    def since(self) -> datetime:
        """From when on sets count."""
        return max(self.starts_at, self.joined_at)


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody on the board."""

    rank: int
    name: str  # "" for somebody who left after the end: the places of the others stay as they were
    standing: Standing
    before: int = 0  # the score a week ago
    team: int | None = None
    cheered: bool = False


@dataclass(frozen=True, slots=True)
class Team:
    """A team: how many are in it, the mean of their scores in thousandths, and that of a week ago."""

    number: int
    people: int
    mean: int
    before: int = 0


FLAGGED = "flag"  # in place of a set: the whole entry


@dataclass(frozen=True, slots=True)
class Doubt:
    """A set beyond what is usual, or an entry that others doubt (``FLAGGED``), which waits for an admin.

    Sets stay in the private log whatever is decided.
    """

    challenge: int
    person: int
    set_id: str
    name: str
    exercise: str


@dataclass(frozen=True, slots=True)
class Board:
    """What is drawn: the first rows, how many there are, the sum of all scores, teams, what waits for an admin."""

    rows: tuple[Row, ...] = ()
    people: int = 0
    total: int = 0
    teams: tuple[Team, ...] = ()
    doubts: int = 0
    cheers: int = 0
    shared: tuple[tuple[str, str], ...] = ()  # name and lift of records that people chose to share
    awards: tuple[tuple[str, str], ...] = ()  # what for, and the name; only at the end
    named: tuple[tuple[int, str], ...] = ()  # everybody whose name stands in all this, by number
