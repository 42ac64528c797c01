"""Countries and states: the zones of each, and which of these keep different clocks. Their names are in data/."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

WEEKS = 53  # that are looked at: clocks that agree so long are one
WEEK = timedelta(days=7)
MOST = 12  # clocks that are offered: no country has more


def clocks(zones: Iterable[str], at: datetime, known: frozenset[str]) -> tuple[str, ...]:
    """One zone for each clock that a region keeps from ``at`` on; ``known`` are those with towns that people name.

    They go first, and stand for all that keep the same clock: Germany has two zones and one clock.
    """
    found: dict[tuple[timedelta | None, ...], str] = {}
    for zone in sorted(zones, key=lambda name: name not in known):
        found.setdefault(tuple(_offsets(zone, at)), zone)
    return tuple(found.values())[:MOST]


def _offsets(zone: str, at: datetime) -> Iterator[timedelta | None]:
    rules = ZoneInfo(zone)
    return ((at + k * WEEK).astimezone(rules).utcoffset() for k in range(WEEKS))


def city_of(zone: str) -> str:
    """The city in the name of a zone."""
    return zone.split("/")[-1].replace("_", " ")


def zones_of(name: str, regions: Mapping[str, tuple[str, ...]], tables: Iterable[Mapping[str, str]]) -> tuple[str, ...]:
    """The zones of a country or state by its name as ``spaced`` makes it, in English or as one of the tables has it."""
    coded = (table[name] for table in tables if name in table)
    return regions.get(name) or next((regions[code] for code in coded if code in regions), ())
