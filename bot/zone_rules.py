"""Which rules of time zones this process goes by: those that come with Topset, so that their version is known."""

from __future__ import annotations

import os
import zoneinfo

import tzdata  # type: ignore[import-untyped]

OWN_RULES = "PYTHONTZPATH"


def zone_rules() -> str:
    """Which rules of time zones are in force, by name."""
    return " ".join(("tzdata", tzdata.IANA_VERSION, os.environ.get(OWN_RULES, ""))).strip()


def use_known_rules() -> None:
    """Go by the rules that come with Topset, whose version is known, unless others are set for Python."""
    if not os.environ.get(OWN_RULES):
        zoneinfo.reset_tzpath(to=())
