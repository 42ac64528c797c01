"""Numbers behind the first letters of their words: "w: 100 r: 10" is "100 x 10 reps". Whole words: phrasing.py."""

from __future__ import annotations

import re

from coach_core.patterns import pattern

_LETTERS = (("w|wt|p", "r|reps?"), ("g", "w"), ("в", "п"))  # weight or peso and reps; Gewicht, Wdh; вес, повторы
_LOAD = r"(?<![^\W_])(?:{0})\s?[:=]?\s?(?P<load>\d{{1,4}}(?:[.,]\d{{1,2}})?)\s?(?P<unit>kgs?|lbs?)?(?![^\W_])"
_REPS = r"(?<![^\W_])(?:{1})\s?[:=]?\s?(?P<reps>\d{{1,3}})(?![^\W_])"
_SETS = r"(?:[\s,;/]{{1,3}}(?:sets?|s)\s?[:=]?\s?(?P<sets>\d{{1,2}}))?(?![\w.:/-]|,\d|\s?[x*])"
_BETWEEN = r"[\s,;/]{{1,3}}"
_PAIRS = tuple(
    pattern(f"{first}{_BETWEEN}{second}{_SETS}".format(*letters), re.IGNORECASE)
    for letters in _LETTERS
    for first, second in ((_LOAD, _REPS), (_REPS, _LOAD))
)
_ANY = pattern(r"(?i)(?<![^\W_])[rwп]\s?[:=]?\s?\d")  # the letter of reps, without which there is no such pair


def spelt_out(text: str) -> str:
    """The text with such letters as their words, where a load and its reps are told together."""
    if _ANY.search(text) is None:
        return text
    for pair in _PAIRS:
        text = pair.sub(_in_words, text)
    return text


def _in_words(found: re.Match[str]) -> str:
    sets = f" x {found['sets']} sets" if found["sets"] else ""
    return f"{found['load']}{found['unit'] or ''} x {found['reps']} reps{sets}"
