"""The shapes of free sentences that ask for a deed or a fact ("how long do I rest"), built from the locale files.

In a form a word is as typed, ``weigh*`` any word that begins so, ``a/b`` one of several, ``x?`` may be missing, ``#`` a
number, ``@`` the name of an exercise, ``~`` one to five words of any kind. Which answer belongs to which is not here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from coach_core.notation.clean import fold
from coach_core.values import dataclass

NUMBER, EXERCISE, ANY = "#", "@", "~"


@dataclass(frozen=True, slots=True)
class Part:
    """One place of a form: any of its ``words``, or a word that begins with one of its ``stems``."""

    words: frozenset[str]
    stems: tuple[str, ...] = ()
    optional: bool = False

    def has(self, word: str) -> bool:
        """Whether the word fits."""
        return word in self.words or (bool(self.stems) and word.startswith(self.stems))


@dataclass(frozen=True, slots=True)
class Form:
    """What is asked for, by which words in which order."""

    kind: str
    parts: tuple[Part, ...]

    def may_be(self, words: frozenset[str]) -> bool:
        """Whether every word that it must have could be among these. Quick; order is not looked at."""
        return all(p.optional or p.stems or not p.words.isdisjoint(words) or p.words & OPEN for p in self.parts)

    @property
    def told_by(self) -> frozenset[str]:
        """Words of which it must have one, as few as there are; none where any word might do."""
        must = (p.words for p in self.parts if not (p.optional or p.stems or p.words & OPEN))
        return min(must, key=len, default=frozenset())


OPEN = frozenset({NUMBER, EXERCISE, ANY})


@dataclass(frozen=True, slots=True)
class Wants:
    """All forms, and the words around them that say nothing."""

    forms: tuple[Form, ...] = ()
    around: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()  # "four", "twice"
    by_word: Mapping[str, tuple[int, ...]] = field(default_factory=dict)  # places of forms; under "" those of any word

    def of(self, words: frozenset[str]) -> list[Form]:
        """The forms that a text with these words may have, in their order."""
        places = {at for word in ("", *words) for at in self.by_word.get(word, ())}
        return [form for at in sorted(places) if (form := self.forms[at]).may_be(words)]


def build_wants(words: Iterable[Mapping[str, tuple[str, ...]]]) -> Wants:
    """The forms of all languages together, in the order of their kinds."""
    tables = list(words)
    kinds = sorted({name for table in tables for name in table if name.startswith("want-")})
    told = {name: [fold(form) for table in tables for form in table.get(name, ())] for name in kinds}
    forms = [_form(name.removeprefix("want-"), form) for name in kinds if name not in BESIDE for form in told[name]]
    ordered = tuple(sorted(forms, key=_openness))
    return Wants(
        ordered,
        frozenset(told.get("want-around", ())),
        frozenset(told.get("want-number", ())),
        _by_word(ordered),
    )


def _by_word(forms: Sequence[Form]) -> Mapping[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for at, form in enumerate(forms):
        for word in form.told_by or ("",):
            found.setdefault(word, []).append(at)
    return {word: tuple(places) for word, places in found.items()}


def _openness(form: Form) -> tuple[int, int]:
    """What tells the most words of its own goes first."""
    told = sum(not part.optional and not part.words & OPEN for part in form.parts)
    return sum(ANY in part.words for part in form.parts), -told


BESIDE = frozenset({"want-around", "want-number"})


def _form(kind: str, form: str) -> Form:
    return Form(kind, tuple(_part(word) for word in form.split()))


def _part(told: str) -> Part:
    choices: Sequence[str] = told.removesuffix("?").split("/")
    words = frozenset(c for c in choices if not c.endswith("*"))
    return Part(words, tuple(c[:-1] for c in choices if c.endswith("*")), told.endswith("?"))
