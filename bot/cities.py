"""Cities by which people name a time zone, in their own language. Babel is asked only when somebody names one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from coach_core.knowledge.tokens import spaced


@cache
def cities(language: str) -> Mapping[str, str]:
    """City, as ``spaced`` has it → IANA zone. Empty for a language that nobody knows."""
    from babel import Locale, UnknownLocaleError

    try:
        zones = Locale.parse(language).time_zones
    except (UnknownLocaleError, ValueError):
        return {}
    return {spaced(names["city"]): zone for zone, names in zones.items() if names.get("city")}
