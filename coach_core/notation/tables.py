"""Words and what they mean, as tables to look them up in while a message is read. Whose words are in lexicon.py."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from coach_core.values import dataclass


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word or some words mean: the letter of the grammar, a number or an exercise."""

    kind: str
    number: int = 0
    exercise: str | None = None


Senses = Mapping[tuple[str, ...], Sense]
Phrase = tuple[tuple[str, ...], Sense]


class Phrases(NamedTuple):
    """What begins with a word: its own sense, and longer phrases by their second word, the longest first."""

    alone: Sense | None
    longer: dict[str, list[Phrase]]


Table = Mapping[str, Phrases]


class Tables(Mapping[str, Table]):
    """The tables of some languages, each made when it is first asked for: who talks to the coach needs one of them."""

    def __init__(self, languages: Iterable[str], make: Callable[[str], Table]) -> None:
        self._languages = frozenset(languages)
        self._make = make
        self._made: dict[str, Table] = {}

    def __getitem__(self, language: str) -> Table:
        made = self._made.get(language)
        if made is None:
            if language not in self._languages:
                raise KeyError(language)
            made = self._made[language] = self._make(language)
        return made

    def __contains__(self, language: object) -> bool:
        return language in self._languages

    def __iter__(self) -> Iterator[str]:
        return iter(self._languages)

    def __len__(self) -> int:
        return len(self._languages)


def table_of(senses: Senses) -> Table:
    """The table in which these words are looked up."""
    table: dict[str, Phrases] = {}
    for words, sense in senses.items():
        begun = table.get(words[0]) or table.setdefault(words[0], Phrases(None, {}))
        if len(words) == 1:
            table[words[0]] = Phrases(sense, begun.longer)
        else:
            begun.longer.setdefault(words[1], []).append((words, sense))
    for begun in table.values():
        for found in begun.longer.values():
            if len(found) > 1:
                found.sort(key=_longest_first)
    return table


def _longest_first(phrase: Phrase) -> int:
    return -len(phrase[0])
