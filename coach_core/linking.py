"""One person on two platforms: the values of a code on its way and of two accounts that were joined. Says nothing.

Whoever makes a code shows who they are; whoever types it elsewhere asks to be the same person. Nothing is joined before
both have agreed. One of the two goes on, with its program and settings; the other stands still as it was, and its facts
are brought along as copies with its mark, so that undoing it is exact.
"""

from __future__ import annotations

from dataclasses import field
from datetime import datetime, timedelta

from coach_core.facts import Fact
from coach_core.person import Health, Person
from coach_core.turn import Rows
from coach_core.values import dataclass

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # 32 letters, none that is taken for another
LENGTH = 10
ALIKE = str.maketrans("OILU", "011V")
CODE_LASTS = timedelta(minutes=10)
ANSWER_LASTS = timedelta(hours=1)  # from typing the code to the last yes
UNDO_LASTS = timedelta(hours=24)
TRIES, TRIES_OF_ALL = 5, 100  # wrong codes an hour
MARK = "~"


@dataclass(frozen=True, slots=True)
class Met:
    """An address of a person."""

    platform: str
    external: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A code on its way: who made it where, until when it holds; who typed it where, whether they agreed."""

    person: int
    here: Met
    ends: datetime
    other: int | None = None
    there: Met | None = None
    name: str | None = None  # how their platform calls who typed it
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class Joined:
    """Another account that was joined to this one: which, when, where it was met, the health answers around it."""

    other: int
    at: datetime
    met: tuple[Met, ...]
    before: Health
    after: Health


@dataclass(frozen=True, slots=True)
class Links:
    """What there is of joining: a fresh code, the person's addresses, codes under way, the latest join."""

    fresh: str
    met: tuple[Met, ...] = ()
    made: Offer | None = None
    typed: Offer | None = None
    found: Offer | None = None  # of the code that was typed now
    tries: int = 0  # wrong codes of this person in the last hour
    tries_of_all: int = 0
    joined: Joined | None = None
    other: Person | None = None  # who is at the other end of ``made``, or of ``typed``
    theirs: Rows = field(default_factory=Rows)
    mine: Rows = field(default_factory=Rows)  # of the person, where a code was found


@dataclass(frozen=True, slots=True)
class Make:
    """A new code; an older one of the person holds no more."""

    code: str
    offer: Offer


@dataclass(frozen=True, slots=True)
class Miss:
    """A code that is none was typed."""


@dataclass(frozen=True, slots=True)
class Change:
    """The code was typed, or agreed to: it cannot be typed again."""

    offer: Offer


@dataclass(frozen=True, slots=True)
class Drop:
    """Nothing comes of it."""

    offer: Offer


@dataclass(frozen=True, slots=True)
class Join:
    """Both become one: who goes on, who stands still, what that one brings, the health answers of both."""

    keep: int
    other: int
    facts: tuple[Fact, ...]
    before: Health
    health: Health


@dataclass(frozen=True, slots=True)
class Part:
    """A join is undone."""

    joined: Joined


@dataclass(frozen=True, slots=True)
class Leave:
    """An address is no longer this person's."""

    met: Met


LinkDeed = Make | Miss | Change | Drop | Join | Part | Leave


def normal(code: str) -> str:
    """A code as it was made, however it was typed: small letters, spaces, dashes, letters that look alike."""
    return "".join(c for c in code.upper().translate(ALIKE) if c in ALPHABET)[: LENGTH + 1]


def shown(code: str) -> str:
    """A code as people can read it out: two groups of five."""
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"
