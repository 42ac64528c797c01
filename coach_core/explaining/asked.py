"""What the words behind "why" ask about: an exercise, kinds of numbers, numbers. Which number that is: found.py."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from coach_core.notation.clean import clean
from coach_core.notation.kinds import LIFT, SIGNS, WEEKDAY
from coach_core.notation.kinds import NUMBER as NUMERAL
from coach_core.notation.tables import Sense, Table
from coach_core.notation.tokens import CLOCK, NUMBER, SIGN, WORD, Token, tokens
from coach_core.values import dataclass

if TYPE_CHECKING:
    from coach_core.data.typed import About
    from coach_core.notation.lexicon import Lexicon

# What a word of the notation asks about here; its letters are those of notation/kinds.py.
SENSES: Mapping[str, str] = {
    "p": "reps", "s": "sets", "i": "reserve", "e": "reserve", "v": "reserve", "P": "plates", "W": "warmup",
    "¶": "rest", "u": "load", "j": "date", "y": "date", "S": "plates",
}  # fmt: skip
UNITS: Mapping[str, str] = {"k": "weight", "b": "weight", "t": "seconds", "m": "minutes"}
FILLER, PERCENT_SIGN, TO = "filler", "%", "-"
DECIMAL_COMMA = re.compile(r"(?<=[0-9]),(?=[0-9])")
MOST = 40  # tokens that are looked at


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that was typed, of a time in seconds, and what it was said to be ("weight", "seconds", "%").

    ``high``: the upper end of a range, "2-3".
    """

    value: Decimal
    unit: str | None = None
    high: Decimal | None = None

    def ends(self) -> tuple[Amount, ...]:
        """A range as its two numbers; a number as itself."""
        if self.high is None:
            return (self,)
        return Amount(self.value, self.unit), Amount(self.high, self.unit)


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked about; all empty: whatever is open. ``words`` are those that mean nothing here."""

    exercise: str | None = None
    kinds: frozenset[str] = frozenset()
    amounts: tuple[Amount, ...] = ()
    words: tuple[str, ...] = ()


def asked(text: str, lexicon: Lexicon, own: Table, about: About, language: str) -> Query:
    """Reads what stands behind "why", in the words of ``language`` and in those of the coach (``about``)."""
    found = tokens(DECIMAL_COMMA.sub(".", clean(text)))[:MOST]
    tables = (own, lexicon.table(language))
    exercise, kinds, amounts, words, at = None, set[str](), list[Amount](), list[str](), 0
    while at < len(found):
        token = found[at]
        size, kind = _longest_about(about, found, at)
        sense = max((x for table in tables if (x := lexicon.longest(table, found, at))), default=None, key=_size)
        if sense is not None and sense[0] > size and not _is_singles(sense[1]):
            size, letter = sense[0], sense[1].kind
            exercise = sense[1].exercise if letter == LIFT and exercise is None else exercise
            amounts += [Amount(Decimal(sense[1].number))] if letter == NUMERAL else []
            kind = "date" if sense[1].number == WEEKDAY else SENSES.get(letter, FILLER)
            kind = _unit(amounts, letter, kind) if letter in UNITS else kind
        elif kind is None and (span := _range(found, at)):
            size = len(found[at : at + 3])
            amounts += span
        elif kind is None:
            size = 1
            amounts += _number(token, found[at + 1] if at + 1 < len(found) else None)
            words += [token.norm] if token.kind == WORD and token.norm not in SIGNS.values() else []
        if kind is not None and kind != FILLER:
            kinds.add(kind)
        at += size
    return Query(exercise, frozenset(kinds), tuple(amounts), tuple(words))


def _range(found: list[Token], at: int) -> list[Amount]:
    """ "2-3": one range, not two numbers."""
    some = found[at : at + 3]
    if [t.kind for t in some] != [NUMBER, SIGN, NUMBER] or some[1].norm != TO:
        return []
    low, high = Decimal(some[0].norm), Decimal(some[2].norm)
    return [Amount(low, None, high)] if low < high else []


def _is_singles(sense: Sense) -> bool:
    """ "single" is a rep among sets; here it is more likely a part of a name."""
    return SENSES.get(sense.kind) == "reps" and sense.number > 0


def _size(found: tuple[int, object]) -> int:
    return found[0]


def _longest_about(about: About, found: list[Token], at: int) -> tuple[int, str | None]:
    """The longest phrase of the coach's own words that stands at a token."""
    for size in range(min(5, len(found) - at), 0, -1):
        kind = about.get(tuple(t.norm for t in found[at : at + size]))
        if kind is not None:
            return size, kind
    return 0, None


def _number(token: Token, after: Token | None) -> list[Amount]:
    if token.kind == CLOCK:
        minutes, _, seconds = token.norm.partition(":")
        return [Amount(Decimal(int(minutes) * 60 + int(seconds)), "seconds")]
    if token.kind != NUMBER:
        return []
    percent = after is not None and after.norm == PERCENT_SIGN
    return [Amount(Decimal(token.norm), PERCENT_SIGN if percent else None)]


def _unit(amounts: list[Amount], letter: str, kind: str) -> str:
    """A unit behind a number says what the number is; minutes are seconds from then on."""
    if amounts and amounts[-1].unit is None:
        told, unit = amounts[-1], UNITS[letter]
        times = 60 if unit == "minutes" else 1
        high = told.high * times if told.high is not None else None
        amounts[-1] = Amount(told.value * times, "seconds" if unit == "minutes" else unit, high)
    return kind
