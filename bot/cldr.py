"""What Babel knows of a language: how dates, lists, fractions and cities are written. Loaded by bot/formats.py."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from babel import Locale
from babel.core import get_global
from babel.dates import format_date, format_skeleton
from babel.lists import format_list


class Habits:
    """Those of one language, by its code."""

    def __init__(self, language: str) -> None:
        self._locale = Locale.parse(language, sep="-")
        self.decimal: str = self._locale.number_symbols["latn"]["decimal"]

    def day(self, day: date, skeleton: str) -> str:
        """A day with the parts of a skeleton: Mon, Nov 23 for MMMEd."""
        return format_skeleton(skeleton, day, locale=self._locale)

    def weekday(self, day: date, width: str) -> str:
        """Its weekday: Mon for EEE, Monday for EEEE."""
        return format_date(day, width, locale=self._locale)

    def listed(self, texts: Sequence[str]) -> str:
        """a, b and c."""
        return format_list(texts, locale=self._locale)

    def city(self, zone: str) -> str | None:
        """The city of a time zone, under its old names too: Asia/Calcutta."""
        cities = self._locale.time_zones
        return next((cities[name]["city"] for name in (zone, *_old(zone)) if "city" in cities.get(name, {})), None)


def _old(zone: str) -> Iterator[str]:
    return (before for before, now in get_global("zone_aliases").items() if now == zone)
