"""What a picture shows, as values: curves and bars over days. Drawing it is the shell's business (bot/charts.py)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

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
