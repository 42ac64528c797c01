"""How like two names are, word by word. Which names there are is in lexicon.py."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from operator import itemgetter

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

ALIKE = 72  # of two words that are one, but for a slip
SHORTEST, LONG = 5, 9  # letters
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


def sorted_words(words: Iterable[str]) -> str:
    """Words in the order of the alphabet: "curl hammer" is "hammer curl"."""
    return " ".join(sorted(words))


def by_meaning(names: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    """The names of each thing, where ``names`` say what each of them means."""
    pairs = groupby(sorted((meaning, name) for name, meaning in names.items()), itemgetter(0))
    return {meaning: tuple(name for _, name in some) for meaning, some in pairs}
