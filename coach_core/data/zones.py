"""The names and places of time zones: from the tzdata package, and cities that it does not name (cities.txt)."""

from __future__ import annotations

import re
from importlib.resources import files

from coach_core.knowledge.tokens import spaced
from coach_core.reminding.zones import STATES, Zones

ISO_6709 = re.compile(r"([+-])(\d{2})(\d{2})(\d{2})?([+-])(\d{3})(\d{2})(\d{2})?")


def load_zones() -> Zones:
    """Every zone that there is. Raises ``ValueError`` where a city has a zone that there is not."""
    tzdata = files("tzdata")
    zones = tuple(tzdata.joinpath("zones").read_text("utf-8").split())
    names = {spaced(zone): zone for zone in zones}
    names |= {spaced(zone.split("/")[-1]): zone for zone in sorted(zones, reverse=True)}
    table = tzdata.joinpath("zoneinfo", "zone.tab").read_text("utf-8")
    places = _places(table)
    countries = _countries(tzdata.joinpath("zoneinfo", "iso3166.tab").read_text("utf-8"), table)
    return Zones(names, _cities(frozenset(zones)), countries, tuple(places))


def _countries(names: str, table: str) -> dict[str, tuple[str, ...]]:
    """The zones of each country, the largest first: iso3166.tab with zone.tab."""
    zones: dict[str, list[str]] = {}
    for row in _rows(table):
        zones.setdefault(row[0], []).append(row[2])
    named = {spaced(re.sub(r"\(.*?\)|&", "", row[1])): zones.get(row[0], []) for row in _rows(names)}
    named |= {"usa": list(STATES), "united states": list(STATES), "uk": zones["GB"], "england": zones["GB"]}
    return {name: tuple(zones) for name, zones in named.items() if zones}


def _rows(table: str) -> list[list[str]]:
    return [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]


def _cities(zones: frozenset[str]) -> dict[str, str]:
    """Lines of "Zone: city, city"."""
    found: dict[str, str] = {}
    for line in files("coach_core.data").joinpath("cities.txt").read_text("utf-8").splitlines():
        zone, colon, cities = line.partition(":")
        if line.startswith("#") or not colon:
            continue
        if zone not in zones:
            raise ValueError(f"cities.txt: there is no zone {zone!r}")
        found |= {spaced(city): zone for city in cities.split(",")}
    return found


def _places(table: str) -> list[tuple[float, float, str]]:
    """The place of each zone in zone.tab."""
    return [(*_degrees(row[1]), row[2]) for row in _rows(table)]


def _degrees(told: str) -> tuple[float, float]:
    found = ISO_6709.fullmatch(told)
    if found is None:
        raise ValueError(f"zone.tab: {told!r} is no place")
    sign_n, *north, sign_e, east, minutes, seconds = found.groups()
    return _angle(sign_n, *north), _angle(sign_e, east, minutes, seconds)


def _angle(sign: str, degrees: str, minutes: str, seconds: str | None) -> float:
    value = int(degrees) + int(minutes) / 60 + int(seconds or 0) / 3600
    return -value if sign == "-" else value
