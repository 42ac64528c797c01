"""The words that people type, of all languages, as one dictionary; names of exercises, typos included. No grammar."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from coach_core.notation.clean import fold
from coach_core.notation.kinds import LIFT
from coach_core.notation.tables import Phrases, Sense, Table, table_of
from coach_core.notation.tokens import Token, tokens
from coach_core.values import dataclass

if TYPE_CHECKING:
    from coach_core.training.exercise import Exercise

SURE = 88  # likeness of the sorted words from which a misspelt name is taken
SHORT, CERTAIN = 5, 95  # letters up to which a name must be this like: "plan" is no plank
MAYBE, PERHAPS = 70, 80  # from which it is asked about; where it is short
LONGEST = 60  # characters of a name


class Names(NamedTuple):
    """The names of exercises as they are compared: folded, their words in the order of the alphabet."""

    names: Mapping[str, str]
    forms: Mapping[str, tuple[str, ...]]
    nouns: frozenset[str] = frozenset()  # what movements are called: whoever's "jefferson raise" is an exercise
    endings: tuple[str, ...] = ()  # the longer ones of them, which also end a word: "Zercherbeuge"
    hands: frozenset[str] = frozenset()  # dumbbells
    idle: frozenset[str] = frozenset()  # words that name none by themselves: "doing", "barbell and"


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """``tables`` by language: in each its own words win. They and the names are made when they are first asked for.

    One is like no other: it is large.
    """

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

    def is_movement(self, name: str) -> bool:
        """Whether a word of a name, or the end of one, is that of a movement: "jefferson raise", "Zercherbeuge"."""
        named = self.named()
        return any(w in named.nouns or w.endswith(named.endings) for w in phrase(name))

    def has_hands(self, words: str) -> bool:
        """Whether dumbbells are among these words."""
        return bool(words.strip()) and not self.named().hands.isdisjoint(phrase(words))

    def is_idle(self, name: str) -> bool:
        """Whether no word of a name could name an exercise."""
        return self.named().idle.issuperset(phrase(name))

    def is_short_for(self, name: str, exercise: str | None) -> bool:
        """Whether a name says a part of an exercise's name and nothing else: "lateral walks"."""
        # Here and not above: comparing takes fifty modules, and hardly a first message has a name that is not known.
        from coach_core.notation.likeness import within

        key = sorted_words(phrase(name))[:LONGEST]
        return any(within(key, form) for form in self.forms.get(exercise or "", ()))

    def exercise(self, name: str) -> tuple[str | None, tuple[str, ...]]:
        """The exercise of a name, typos forgiven; else none, and those that it could be, the likeliest first."""
        key = sorted_words(phrase(name))[:LONGEST]
        if key in self.names:
            return self.names[key], ()
        least = MAYBE if len(key) > SHORT else PERHAPS if len(key) > 3 else SURE
        from coach_core.notation.likeness import closest, same_words, slips  # see is_short_for

        close = closest(key, self.names.keys(), least)
        likely = tuple(dict.fromkeys(self.names[form] for form, _ in close))
        slipped = {self.names[form] for form, _ in close if slips(key, form)}
        if len(slipped) == 1:
            return slipped.pop(), ()
        certain = SURE if len(key) > SHORT else CERTAIN
        sure = bool(close) and not slipped and close[0][1] >= certain and same_words(key, close[0][0])
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


def sorted_words(words: Iterable[str]) -> str:
    """Words in the order of the alphabet: "curl hammer" is "hammer curl"."""
    return " ".join(sorted(words))
