"""The lexicon built from the words of the locale files: what each means, and whose meaning wins. No looking up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from coach_core.notation.kinds import LIFT, NUMBER, kind_of
from coach_core.notation.lexicon import SHORT, Lexicon, Names, phrase, sorted_words
from coach_core.notation.spoken import composed
from coach_core.notation.tables import Sense, Senses, Table, Tables, table_of
from coach_core.training.exercise import Exercise

ABBREVIATED = 4  # letters that the name of a day must have among sets: "su" are step-ups, "seg" seconds
EXERCISE = "exercise-"
NOUN, NO_NAME, HANDS = "movement-noun", "no-name", "dumbbells"
NO_HANDS = {"er", "ern", "kb", "kbs", "kettlebell", "kettlebells"}  # of no dumbbells beside a name: "20er", "kb rows"


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
        nouns, hands, idle = (frozenset(_single(words, meaning)) for meaning in (NOUN, HANDS, NO_NAME))
        endings = tuple(noun for noun in nouns if len(noun) > SHORT)
        return Names(names, _by_meaning(names), nouns, endings, hands - NO_HANDS, idle)

    ids = {phrase(key.replace("_", " ")): Sense(LIFT, exercise=key) for key in exercises}
    return Lexicon(Tables((*words, ""), table), named, exercises)


def _by_meaning(names: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    """The names of each thing, where ``names`` say what each of them means."""
    found: dict[str, tuple[str, ...]] = {}
    for name, meaning in sorted(names.items()):
        found[meaning] = (*found.get(meaning, ()), name)
    return found


def _single(words: Mapping[str, Mapping[str, Iterable[str]]], meaning: str) -> Iterable[str]:
    """The words of a meaning in all languages, as they are compared."""
    return (word for meanings in words.values() for form in meanings.get(meaning, ()) for word in phrase(form))


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
