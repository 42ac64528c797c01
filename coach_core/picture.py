"""What a picture shows, as values: curves and bars over days, who is where. Drawing it is done by bot/charts.py."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from coach_core.values import dataclass

if TYPE_CHECKING:
    from coach_core.talk import Msg


@dataclass(frozen=True, slots=True)
class Curve:
    """A line of values over days."""

    label: Msg
    points: tuple[tuple[date, float], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture that goes with a message: curves above, bars below, each with a title. Either may be empty."""

    name: str  # of the file
    curves_title: Msg
    bars_title: Msg
    curves: tuple[Curve, ...] = ()
    bars: tuple[tuple[date, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody, or a team, among others: the value that is drawn, how it is said, what it was a while ago."""

    rank: int
    name: str | Msg
    value: float
    said: Msg
    before: float = 0.0


@dataclass(frozen=True, slots=True)
class Standings:
    """A picture of who is where: a bar for each place, the first above; what is new of it stands out."""

    name: str  # of the file
    title: Msg
    places: tuple[Place, ...]
    legend: tuple[Msg, ...] = ()  # what the part of before and the new part are called
    more: Msg | None = None  # that there are more than the places


@dataclass(frozen=True, slots=True)
class Podium:
    """A picture of an end: the first three ranks on their steps, who is alike on the same; lines of praise below."""

    name: str  # of the file
    title: Msg
    places: tuple[Place, ...]
    lines: tuple[Msg, ...] = ()


Picture = Chart | Standings | Podium
