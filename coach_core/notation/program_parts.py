"""The parts of a program's lines as typed values: head clauses, block clauses, what stands after an exercise.

Finding them in a line is in program_scan.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import TypeVar

from coach_core.notation.shapes import (
    COUNT,
    DASH,
    END,
    HOLD,
    NUMBER,
    PAUSE,
    PERCENT,
    RESERVE,
    SIDE,
    TIMES,
    Range,
    Shape,
    ordered,
    shape,
)
from coach_core.training.prescription import SetKind
from coach_core.training.program import Rest, Rule
from coach_core.values import dataclass

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Weeks:
    """How many weeks a program has."""

    count: int


@dataclass(frozen=True, slots=True)
class Days:
    """The days in their order."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Apart:
    """Hours between two sessions."""

    hours: int


@dataclass(frozen=True, slots=True)
class Basis:
    """Percents are of the training max."""


@dataclass(frozen=True, slots=True)
class Accessories:
    """Seconds of rest of accessories, low and high."""

    seconds: Range


@dataclass(frozen=True, slots=True)
class Beginners:
    """What the sets of beginners are multiplied by."""

    sets: Decimal


@dataclass(frozen=True, slots=True)
class Then:
    """What follows is the next scheme of the same exercise."""


@dataclass(frozen=True, slots=True)
class Weighted:
    """A bodyweight exercise with added load."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A free cue in quotes."""

    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """A value and the place where it stands in its line."""

    value: object
    start: int
    end: int


def _days(found: re.Match[str]) -> Days | None:
    names = tuple(found[1].split())
    return Days(names) if len(set(names)) == len(names) else None


def _heavy(found: re.Match[str]) -> Rest | None:
    percent, seconds = PERCENT.whole(found[1]), TIMES.whole(found[2])
    return Rest(percent.low, seconds) if percent and seconds and percent.low == percent.high else None


def _accessories(found: re.Match[str]) -> Accessories | None:
    seconds = TIMES.whole(found[1])
    return Accessories(seconds) if seconds else None


def _beginners(found: re.Match[str]) -> Beginners | None:
    sets = Decimal(found[1].replace(",", "."))
    return Beginners(sets) if 0 < sets <= 1 else None


def _rule(found: re.Match[str]) -> Rule:
    words = [" ".join(part.split()).partition(" ") for part in (found[2] or "").split(",")]
    return Rule(found[1].lower(), {key: value for key, _, value in words if key})


def _weeks(found: re.Match[str]) -> Weeks | None:
    return Weeks(int(found[1])) if 1 <= int(found[1]) <= 104 else None


RULE: Shape[Rule] = shape(r"rule:?\s+([a-z0-9][a-z0-9-]{0,39})(?:\s*\(([^()]*)\))?", _rule)
BLOCK_WEEKS: Shape[Range] = shape(rf"weeks?\s+(\d{{1,3}})(?:{DASH}(\d{{1,3}}))?{END}", lambda m: ordered(m[1], m[2]))

HEAD: tuple[Shape[object], ...] = (
    shape(r"(\d{1,3})\s+weeks?", _weeks),
    shape(r"days?:?\s+(\S+(?:\s+\S+)*)", _days),
    shape(r"at least (\d{1,3})\s?(?:h|hours?) apart", lambda m: Apart(int(m[1]))),
    shape(r"percents? of (?:the )?training max(?:\s*\(\s*90\s?% of e1RM\s*\))?", lambda m: Basis()),
    PAUSE,
    shape(rf"from (@?\s?{NUMBER}\s?%)\s+(?:on\s+)?(\S.*)", _heavy),
    shape(r"accessories:?\s+(?:rest\s+)?(\S.*)", _accessories),
    RESERVE,
    RULE,
)
BLOCK: tuple[Shape[object], ...] = (
    RESERVE,
    shape(rf"beginners:?\s+sets\s+[x×]\s?({NUMBER})", _beginners),
)
SLOT: tuple[Shape[object], ...] = (
    shape(r",?\s*then\b", lambda m: Then()),
    shape(r"(top|back-?off|work)\b(?:\s+sets?\b)?", lambda m: SetKind(m[1].lower().replace("-", ""))),
    COUNT,
    RESERVE,
    PERCENT,
    SIDE,
    HOLD,
    PAUSE,
    RULE,
    shape(r"weighted\b", lambda m: Weighted()),
    shape(r"[\"“]([^\"“”]{1,200})[\"”]", lambda m: Cue(" ".join(m[1].split())) if m[1].strip() else None),
)


def only(found: Sequence[Part], kind: type[T]) -> T | None:
    """The first value of a kind; None if there is none."""
    return next((part.value for part in found if isinstance(part.value, kind)), None)
