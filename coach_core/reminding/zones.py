"""Time zones by what people say: an IANA name, a city, a country, an offset, a place. The names are in data/."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import datetime
from difflib import get_close_matches
from math import asin, cos, radians, sin, sqrt

from coach_core.knowledge.tokens import spaced
from coach_core.reminding.regions import clocks, zones_of
from coach_core.values import dataclass

OFFSET = re.compile(r"(?:utc|gmt)?\s*([+-])\s*([0-9]{1,2})(?:[:.]?([0-9]{2}))?")
PLACE = re.compile(r"([+-]?[0-9]{1,2}(?:\.[0-9]+)?)\s*[,;\s]\s*([+-]?[0-9]{1,3}(?:\.[0-9]+)?)")
PARTS: Mapping[str, str] = {  # offsets with a part of an hour, each with a zone that has it without summer time …
    "+03:30": "Asia/Tehran", "+04:30": "Asia/Kabul", "+05:30": "Asia/Kolkata", "+05:45": "Asia/Kathmandu",
    "+06:30": "Asia/Yangon", "+08:45": "Australia/Eucla", "+09:30": "Australia/Darwin", "-09:30": "Pacific/Marquesas",
    "+10:30": "Australia/Lord_Howe", "+12:45": "Pacific/Chatham", "-03:30": "America/St_Johns",  # … or the only one
}  # fmt: skip
SHORT: Mapping[str, str] = {  # abbreviations as people mean them: with summer time, where there is one
    "est": "America/New_York", "edt": "America/New_York", "et": "America/New_York", "eastern": "America/New_York",
    "cst": "America/Chicago", "cdt": "America/Chicago", "ct": "America/Chicago", "central": "America/Chicago",
    "mst": "America/Denver", "mdt": "America/Denver", "mt": "America/Denver", "mountain": "America/Denver",
    "pst": "America/Los_Angeles", "pdt": "America/Los_Angeles", "pt": "America/Los_Angeles",
    "pacific": "America/Los_Angeles", "bst": "Europe/London", "cest": "Europe/Berlin", "cet": "Europe/Berlin",
    "eest": "Europe/Athens", "eet": "Europe/Athens", "ist": "Asia/Kolkata", "jst": "Asia/Tokyo", "kst": "Asia/Seoul",
    "aest": "Australia/Sydney", "aedt": "Australia/Sydney", "z": "Etc/UTC",
}  # fmt: skip
THE = "the "  # the Netherlands
LONGEST = 40  # letters that are compared
CLOSE = 0.72  # how alike a name has to be to be offered
EAST, WEST = 14, 12  # whole hours that there are


@dataclass(frozen=True, slots=True)
class Zones:
    """Every zone by its names, and the places that stand for one."""

    names: Mapping[str, str] = field(default_factory=dict)  # as ``spaced`` makes them → IANA name
    towns: Mapping[str, str] = field(default_factory=dict)  # the same of cities that the zones do not name
    regions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # zones of a country or state, by name or code
    places: tuple[tuple[float, float, str], ...] = ()  # degrees north, degrees east, IANA name

    def named(self, told: str, at: datetime, tables: Iterable[Mapping[str, str]] = ()) -> str | None:
        """The zone of an IANA name, the city in it, a name of that city, another city, an offset ("UTC+2", "+5:30"),
        or of a country that keeps one clock from ``at`` on.

        ``tables`` are names in languages: of cities, each to its zone, and of countries, each to its two letters.
        """
        name, tables = spaced(told).removeprefix(THE), tuple(tables)
        found = (t[name] for t in (SHORT, self.names, *tables, self.towns) if name in t)
        zone = _offset("".join(told.split()).lower()) or next((f for f in found if f not in self.regions), None)
        several = self.clocks(told, at, tables) if zone is None or name in self.regions else ()
        return zone if not several else several[0] if len(several) == 1 else None

    def clocks(self, told: str, at: datetime, tables: Iterable[Mapping[str, str]] = ()) -> tuple[str, ...]:
        """A zone for each clock that a country or state keeps; empty for the name of none."""
        return clocks(
            zones_of(spaced(told).removeprefix(THE), self.regions, tables), at, frozenset(self.towns.values())
        )

    def alike(self, told: str, tables: Iterable[Mapping[str, str]] = (), most: int = 3) -> tuple[tuple[str, str], ...]:
        """Names that were perhaps meant, the likeliest first, each with its zone, a country with its name: "Madird"."""
        if len(told) > LONGEST:
            return ()
        known = {**{name: name for name in self.regions if len(name) > 2}, **self.towns, **self.names}
        for table in tables:
            known = {**known, **{name: zone if len(zone) > 2 else name for name, zone in table.items()}}
        words = spaced(told).split()
        parts = [" ".join(words[i:j]) for i in range(len(words)) for j in range(len(words), i, -1)]
        whole = get_close_matches(" ".join(words), known, most, CLOSE)
        found = dict.fromkeys([*(p for p in parts if len(p) > 2 and p in known), *whole])
        return tuple((name.title(), known[name]) for name in list(found)[:most])

    def near(self, north: float, east: float, most: int = 3) -> tuple[str, ...]:
        """The zones of the nearest places, the nearest first. Close to a border it may be the wrong side of it."""
        found = sorted(self.places, key=lambda place: apart(north, east, place[0], place[1]))
        return tuple(dict.fromkeys(zone for _, _, zone in found[: 4 * most]))[:most]


def _offset(name: str) -> str | None:
    """A zone that is so far from UTC all the year: Etc/GMT counts westward."""
    found = OFFSET.fullmatch(name)
    if found is None:
        return None
    hours, minutes = int(found[2]), int(found[3] or 0)
    if minutes:
        return PARTS.get(f"{found[1]}{hours:02d}:{minutes:02d}")
    if hours == 0:
        return "Etc/UTC"
    east = found[1] == "+"
    return f"Etc/GMT{'-' if east else '+'}{hours}" if hours <= (EAST if east else WEST) else None


def place_in(told: str) -> tuple[float, float] | None:
    """ "40.42, -3.70" as degrees north and east; None for what is no place on the earth."""
    found = PLACE.fullmatch(told.strip())
    if found is None:
        return None
    north, east = float(found[1]), float(found[2])
    return (north, east) if abs(north) <= 90 and abs(east) <= 180 else None


def apart(north: float, east: float, other_north: float, other_east: float) -> float:
    """How far two places are apart, as an angle at the middle of the earth (haversine)."""
    a, b = radians(north), radians(other_north)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(other_east - east) / 2) ** 2
    return 2 * asin(min(1.0, sqrt(half)))


def label(zone: str) -> str:
    """A zone as people know it: Etc/GMT-2 is UTC+2."""
    found = re.fullmatch(r"Etc/GMT([+-])([0-9]+)", zone)
    return zone if found is None else f"UTC{'+' if found[1] == '-' else '-'}{found[2]}"
