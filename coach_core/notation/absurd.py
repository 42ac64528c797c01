"""Numbers that can be none of a set, as they are written: "100x1e308", "nan x 10", "1:99". Which limit they break.

Numbers that are only too large or too small are refused where they are read (resolve.py).
"""

from __future__ import annotations

import re

from coach_core.notation.reading import Problem
from coach_core.notation.resolve import load_limit, reps_limit
from coach_core.training.weight import Unit

_NO_NUMBER = r"(?:nan|inf|infinity|\d{1,9}(?:\.\d{1,9})?e[+-]?\d{1,9})"
_ANY = re.compile(r"(?i)nan|inf|[0-9]e[+-]?\d")
_REPS = re.compile(rf"(?i)(?<=\d)\s?(?:kgs?|lbs?)?\s?[x*]\s?-?{_NO_NUMBER}(?!\w)")
_LOAD = re.compile(rf"(?i)(?<![\w.])-?{_NO_NUMBER}\s?(?:kgs?|lbs?)?\s?[x*]\s?\d")
_CLOCK = re.compile(
    r"(?i)(?<![\d:.,])(?<!set )(?<!set)(?<!serie )(?P<time>\d{1,2}:[6-9]\d)(?![\d:.,]|\s?(?:[x*]|kgs?\b|lbs?\b))"
)


def absurd(text: str, unit: Unit | None) -> Problem | None:
    """What is wrong with such a number; None where there is none."""
    if _ANY.search(text):
        if _REPS.search(text):
            return reps_limit()
        if _LOAD.search(text):
            return load_limit(unit or Unit.KG)
    clock = _CLOCK.search(text) if ":" in text else None
    return Problem("time-unclear", (("time", clock["time"]),)) if clock else None
