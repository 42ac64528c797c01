"""The words that people type, of all languages, as one dictionary; names of exercises, typos included. No grammar."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz, process

from coach_core.notation.clean import fold
from coach_core.notation.kinds import LIFT, NUMBER, kind_of
from coach_core.notation.likeness import by_meaning, same_words, slips, sorted_words, within
from coach_core.notation.spoken import composed
from coach_core.notation.tables import Phrases, Sense, Senses, Table, Tables, table_of
from coach_core.notation.tokens import Token, tokens
from coach_core.values import dataclass

if TYPE_CHECKING:
    from coach_core.training.exercise import Exercise

SURE = 88  # likeness of the sorted words from which a misspelt name is taken
ABBREVIATED = 4  # letters that the name of a day must have among sets: "su" are step-ups, "seg" seconds
SHORT, CERTAIN = 5, 95  # letters up to which a name must be this like: "plan" is no plank
MAYBE, PERHAPS = 70, 80  # from which it is asked about; where it is short
LONGEST = 60  # characters of a name
EXERCISE = "exercise-"


class Names(NamedTuple):
    """The names of exercises as they are compared: folded, their words in the order of the alphabet."""

    names: Mapping[str, str]
    forms: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """``tables`` by language: in each its own words win. They and the names are made when they are first asked for."""

    tables: Mapping[str, Table]
    named: Callable[[], Names]
    exercises: Mapping[str, Exercise]

    @property
    def names(self) -> Mapping[str, str]:
        """Name → exercise."""
        return self.named().names

    @property
    def forms(self) -> Mapping[str, tuple[str, ...]]:
        """Exercise → its names."""
        return self.named().forms

    def language(self, tag: str) -> str:
        """The language of a tag ("pt-BR" is "pt"); empty for one that nobody wrote words for."""
        base = tag.replace("_", "-").split("-")[0].lower()
        return base if base in self.tables else ""

    def table(self, language: str) -> Table:
        """The words as a person of this language means them."""
        return self.tables[language if language in self.tables else self.language(language)]

    def own(self, names: Iterable[tuple[str, str]]) -> Table:
        """A table of a person's own names: name, exercise."""
        return table_of({key: Sense(LIFT, exercise=exercise) for name, exercise in names if (key := phrase(name))})

    def longest(self, table: Table, found: Sequence[Token], at: int) -> tuple[int, Sense] | None:
        """The longest phrase that stands at a token, and how many tokens it takes."""
        begun = table.get(found[at].norm)
        return None if begun is None else longest(begun, found, at)

    def is_short_for(self, name: str, exercise: str | None) -> bool:
        """Whether a name says a part of an exercise's name and nothing else: "lateral walks"."""
        key = sorted_words(phrase(name))[:LONGEST]
        return any(within(key, form) for form in self.forms.get(exercise or "", ()))

    def exercise(self, name: str) -> tuple[str | None, tuple[str, ...]]:
        """The exercise of a name, typos forgiven; else none, and those that it could be, the likeliest first."""
        key = sorted_words(phrase(name))[:LONGEST]
        if key in self.names:
            return self.names[key], ()
        least = MAYBE if len(key) > SHORT else PERHAPS if len(key) > 3 else SURE
        close = process.extract(key, self.names.keys(), scorer=fuzz.ratio, score_cutoff=least, limit=8)
        best: dict[str, float] = {}
        for form, score, _ in close:
            best.setdefault(self.names[form], score)
        likely = tuple(best)
        slipped = {self.names[form] for form, _, _ in close if slips(key, form)}
        if len(slipped) == 1:
            return slipped.pop(), ()
        sure = (
            bool(likely) and best[likely[0]] >= (SURE if len(key) > SHORT else CERTAIN) and same_words(key, close[0][0])
        )
        return (likely[0], ()) if sure else (None, likely[:3])


def longest(begun: Phrases, found: Sequence[Token], at: int) -> tuple[int, Sense] | None:
    """The longest of the phrases that begin with a word, and how many tokens it takes."""
    if begun.longer and at + 1 < len(found):
        for words, sense in begun.longer.get(found[at + 1].norm, ()):
            size = len(words)
            if size == 2 or words == tuple([t.norm for t in found[at : at + size]]):
                return size, sense
    return None if begun.alone is None else (1, begun.alone)


def phrase(text: str) -> tuple[str, ...]:
    """The words of a form as they are compared: folded, hyphens as blanks."""
    if text.replace(" ", "").isalpha():  # as nearly all of them are
        return tuple([fold(word) for word in text.split()])
    return tuple(t.norm for t in tokens(text))


def build_lexicon(words: Mapping[str, Mapping[str, Iterable[str]]], exercises: Mapping[str, Exercise]) -> Lexicon:
    """The lexicon of all languages. ``words`` is language → meaning → forms; an exercise's id is a name of it too.

    Everybody's own words win, then the English ones; of the others those that no two languages use differently.
    """

    @cache
    def senses() -> Mapping[str, Senses]:
        return {lang: dict(_senses(meanings, exercises)) for lang, meanings in words.items()}

    @cache
    def everybody() -> Senses:
        own = senses()
        return {**ids, **_undisputed(own.values()), **_numbers(words.get("en", {})), **own.get("en", {})}

    def table(language: str) -> Table:
        return table_of({**everybody(), **_numbers(words.get(language, {})), **senses().get(language, {})})

    @cache
    def named() -> Names:
        owns = (ids, *senses().values())
        names = {sorted_words(key): s.exercise for own in owns for key, s in own.items() if s.exercise}
        return Names(names, by_meaning(names))

    ids = {phrase(key.replace("_", " ")): Sense(LIFT, exercise=key) for key in exercises}
    return Lexicon(Tables((*words, ""), table), named, exercises)


def _numbers(meanings: Mapping[str, Iterable[str]]) -> Senses:
    return {key: Sense(NUMBER, n) for key, n in composed(meanings)}


def _undisputed(languages: Iterable[Senses]) -> Senses:
    """The words that mean one thing in every language that has them; letters and digits ("2e") are nobody else's."""
    meant: dict[tuple[str, ...], Sense | None] = {}  # None: different things
    for senses in languages:
        for words, sense in senses.items():
            meant[words] = sense if meant.setdefault(words, sense) == sense else None
    return {words: sense for words, sense in meant.items() if sense is not None and _is_common(words)}


def _is_common(words: tuple[str, ...]) -> bool:
    return len(words[0]) > 1 and not any(word.isdigit() for word in words)


def _senses(
    meanings: Mapping[str, Iterable[str]], exercises: Mapping[str, Exercise]
) -> Iterable[tuple[tuple[str, ...], Sense]]:
    for meaning, forms in meanings.items():
        sense = _sense(meaning, exercises)
        for form in forms if sense else ():
            key = phrase(form)
            if sense and key and not (meaning.startswith("weekday-") and len(form) < ABBREVIATED):
                yield key, sense


def _sense(meaning: str, exercises: Mapping[str, Exercise]) -> Sense | None:
    """The sense of a meaning; None for one that is no business of the reader, such as a command's name."""
    if meaning.startswith(EXERCISE):
        exercise = meaning.removeprefix(EXERCISE)
        return Sense(LIFT, exercise=exercise) if exercise in exercises else None
    found = kind_of(meaning)
    return Sense(*found) if found else None
