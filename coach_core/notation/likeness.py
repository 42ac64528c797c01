"""How like two names are, word by word: loaded with the first misspelt one. Which there are is in lexicon.py."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

ALIKE = 72  # of two words that are one, but for a slip
SHORTEST, LONG = 5, 9  # letters
MOST = 8  # names that are looked at
SAME = 93  # of two names written in one: "hipthrust"


def same_words(written: str, form: str) -> bool:
    """Whether two names are the same word by word, slips aside: "kas glute bridge" is no "sl glute bridge"."""
    if within(written, form) and within(form, written):
        return True
    return fuzz.ratio(written.replace(" ", ""), form.replace(" ", "")) >= SAME


def slips(written: str, form: str) -> bool:
    """Whether a word is another but for a slip of the fingers, two in a long one: "sqaut", "agaxamento"."""
    if " " in written or written[0] != form[0] or len(written) < SHORTEST:
        return False
    most = 2 if len(written) >= LONG else 1
    return OSA.distance(written, form, score_cutoff=most) <= most


def within(written: str, form: str) -> bool:
    """Whether every word of a name is one of the other's, slips aside."""
    words = form.split()
    return all(any(fuzz.ratio(word, other) >= ALIKE for other in words) for word in written.split())


def closest(written: str, names: Iterable[str], least: float) -> list[tuple[str, float]]:
    """The names that are at least so like (0 to 100), the likeliest first, each with how like it is."""
    found = process.extract(written, names, scorer=fuzz.ratio, score_cutoff=least, limit=MOST)
    return [(name, score) for name, score, _ in found]
