"""Numbers in words: "eighty five", "fünfundachtzig", "cento e dez", put together from parts of a language. No grammar.

The parts are typed words of the locale files: "number-80", "number-5", and how they are joined. What languages say in
another way altogether ("soixante-douze") stands there whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from coach_core.notation.clean import fold

Words = tuple[str, ...]
TENS, UNITS, HUNDREDS = range(20, 100, 10), range(1, 10), (100, 200)
BELOW_TENS, BELOW_HUNDREDS = "number-tens-and-units", "number-hundreds-and-rest"  # "{tens}-{units}"


def composed(meanings: Mapping[str, Iterable[str]]) -> Iterator[tuple[Words, int]]:
    """The numbers up to 299 that the parts of a language make, and their words as they are compared."""
    forms = {n: tuple(meanings.get(f"number-{n}", ())) for n in range(1, 100)}
    small = [(n, words[0]) for n, words in forms.items() if words and (n > 1 or " " not in words[0])]
    joined = list(_tens(forms, tuple(meanings.get(BELOW_TENS, ()))))
    yield from ((_words(text), n) for n, text in joined)
    ways = tuple(meanings.get(BELOW_HUNDREDS, ()))
    for hundred in HUNDREDS:
        for before in meanings.get(f"number-{hundred}-and", ()):
            for n, rest in (*small, *joined):
                yield from ((_words(way.format(hundreds=before, rest=rest)), hundred + n) for way in ways)


def _tens(forms: Mapping[int, Words], ways: Words) -> Iterator[tuple[int, str]]:
    """21 to 99. The first form goes with the first, an inflected one with an inflected one."""
    for ten in TENS:
        for unit in UNITS:
            for before, after in zip(forms[ten], forms[unit], strict=False):
                yield from ((ten + unit, way.format(tens=before, units=after)) for way in ways)


def _words(text: str) -> Words:
    return tuple(fold(text).replace("-", " ").split())
