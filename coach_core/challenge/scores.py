"""A score as a person reads it, and the names of challenges and teams. Whole messages: showing.py."""

from __future__ import annotations

from coach_core.challenge.kinds.kind import Kind
from coach_core.challenge.values import Challenge, Row
from coach_core.talk import Msg, msg


def score_of(kind: Kind, thousandths: int) -> float | int:
    """A score as a number: points and percent with one decimal, the rest whole."""
    if kind.unit in ("points", "percent"):
        return round(thousandths / 1000, 1)
    return thousandths // 1000


def score_msg(kind: Kind, thousandths: int) -> Msg:
    """A score with its unit."""
    score = score_of(kind, thousandths)
    return msg(f"score-{kind.unit}", score=score, n=score)


def did_something(kind: Kind, row: Row) -> bool:
    """Whether somebody has trained at all: days that go by of themselves are nothing that they did."""
    it = row.standing
    return it.sessions > 0 or it.steady > 0 or (it.score > 0 and not kind.ceiling)


def title(challenge: Challenge) -> Msg:
    """The name of a challenge."""
    return msg(f"kind-{challenge.kind}")


def team_name(number: int) -> str:
    """A team is a letter."""
    return chr(ord("A") + number)
