"""Cities and countries by which people name a time zone, in their language. Babel is asked only when one is named."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from coach_core.knowledge.tokens import spaced


@cache
def cities(language: str) -> Mapping[str, str]:
    """City → IANA zone and country → its two letters, as ``spaced`` has them. Empty for a language nobody knows."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return {}
    countries = {spaced(name): code for code, name in locale.territories.items() if len(code) == 2}
    cities = {spaced(names["city"]): zone for zone, names in locale.time_zones.items() if names.get("city")}
    return {**countries, **cities}
