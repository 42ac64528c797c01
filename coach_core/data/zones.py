"""The names and places of time zones: from the tzdata package, and cities that it does not name (cities.txt)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files

from coach_core.knowledge.tokens import spaced
from coach_core.reminding.zones import Zones

ISO_6709 = re.compile(r"([+-])(\d{2})(\d{2})(\d{2})?([+-])(\d{3})(\d{2})(\d{2})?")


def load_zones() -> Zones:
    """Every zone that there is. Raises ``ValueError`` where a city has a zone that there is not."""
    tzdata = files("tzdata")
    zones = tuple(tzdata.joinpath("zones").read_text("utf-8").split())
    names = {spaced(zone): zone for zone in zones}
    names |= {spaced(zone.split("/")[-1]): zone for zone in sorted(zones, reverse=True)}
    table = tzdata.joinpath("zoneinfo", "zone.tab").read_text("utf-8")
    regions = _countries(tzdata.joinpath("zoneinfo", "iso3166.tab").read_text("utf-8"), table)
    towns = dict[str, str]()
    for of, told in _cities():
        if unknown := {*of} - {*zones, *regions}:
            raise ValueError(f"cities.txt: there is no zone {sorted(unknown)}")
        if len(of) > 1 or of[0] in regions:
            regions |= dict.fromkeys(told, tuple(zone for name in of for zone in regions.get(name, (name,))))
        else:
            towns |= dict.fromkeys(told, of[0])
    return Zones(names, towns, regions, tuple(_places(table)))


def _countries(names: str, table: str) -> dict[str, tuple[str, ...]]:
    """The zones of each country, by its English name and its two letters: iso3166.tab with zone.tab."""
    zones: dict[str, list[str]] = {}
    for row in _rows(table):
        zones.setdefault(row[0], []).append(row[2])
    named = {spaced(re.sub(r"\(.*?\)|&", "", row[1])): row[0] for row in _rows(names)}
    coded = {code: tuple(some) for code, some in zones.items()}
    return {**{name: coded[code] for name, code in named.items() if code in coded}, **coded}


def _rows(table: str) -> list[list[str]]:
    return [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]


def _cities() -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Lines of "zone: city, city"; of "zone zone: region", which has several; of "CC: another name of a country"."""
    for line in files("coach_core.data").joinpath("cities.txt").read_text("utf-8").splitlines():
        of, colon, told = line.partition(":")
        if not line.startswith("#") and colon:
            yield tuple(of.split()), tuple(spaced(name) for name in told.split(","))


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
