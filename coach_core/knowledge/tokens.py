"""A message as plain words with their distances, for the search of red flags. What words mean stands in phrases.py."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from coach_core.values import dataclass

_PIECE = re.compile(r"\d+(?:[.,/x*@:]\d+)*|[^\W\d_]+|\n+|\s-+\s|[^\w\s]|_", re.UNICODE)
_QUOTED = frozenset("'’‘`´ʼ′")
_QUOTES = str.maketrans(dict.fromkeys(_QUOTED))
_CLOSE = frozenset(',:()"«»“”[]{}') | {"–", "—"}
_FAR = frozenset(".;!?¡¿…")
_SPACED = re.compile(r"(?<![^\W_])(?:[a-z] ){3,}[a-z](?![^\W_])")  # "c h e s t"
_STRETCHED = re.compile(r"([a-z])\1{2,}")
NUMBER_COST, COMMA_COST, SENTENCE_COST = 2, 1, 3


class _Kept(dict[int, int | None]):
    """Leaves out marks and what is not seen. Nothing is added, so that it is as large for ever."""

    def __missing__(self, code: int) -> int | None:
        return None if unicodedata.category(chr(code)) in _UNSEEN else code


_UNSEEN = frozenset({"Mn", "Cf", "Cs", "Co", "Cn"})
_USUAL = (*range(0x180), *range(0x300, 0x370), *range(0x400, 0x460))  # of the languages that are read
_KEPT = _Kept({code: _Kept().__missing__(code) for code in _USUAL})


@dataclass(frozen=True, slots=True)
class Token:
    """A word, without accents and in small letters. ``at`` is its place counted in words that carry meaning.

    ``parted`` says that punctuation stands before it: a "no" does not reach across; ``comma``, that it is a comma.
    """

    word: str
    at: int
    parted: bool
    comma: bool = False


def spaced(name: str) -> str:
    """The name in small letters without accents, its words parted by one space: "Ciudad de México", "mexico_city"."""
    return " ".join(re.sub(r"[\s_,-]+", " ", plain(name)).split())


def plain(text: str) -> str:
    """The text in small letters without accents, apostrophes and invisible characters. Never raises."""
    if text.isascii():
        return text.lower().translate(_QUOTES)
    kept = unicodedata.normalize("NFKD", _unquoted(text)).translate(_KEPT).casefold()
    return _unquoted(kept).replace("×", "x")


def _unquoted(text: str) -> str:
    return text if _QUOTED.isdisjoint(text) else text.translate(_QUOTES)


def holds_any(text: str, parts: Iterable[str]) -> bool:
    """Whether any of these stands in the text: a quick look before a long pattern, each of whose ways has one."""
    for part in parts:  # noqa: SIM110 - in half the time of any()
        if part in text:
            return True
    return False


def tokens(text: str, fillers: frozenset[str]) -> tuple[Token, ...]:
    """All words of a text. Fillers take no place, numbers two, a sentence's end three: linear in the text's length."""
    found: list[Token] = []
    at, parted, comma = 0, False, False
    for match in _PIECE.finditer(_SPACED.sub(_joined, plain(text))):
        piece = match.group()
        first = piece[0]
        if not first.isalnum():
            at += _break_cost(piece)
            parted = parted or not (piece in "-_/&+#*@%=" and len(piece) == 1)
            comma = piece == ","
            continue
        found.append(Token(piece, at, parted, comma))
        parted = comma = False
        at += NUMBER_COST if first.isdigit() else int(piece not in fillers)
    return tuple(found)


def _joined(spaced: re.Match[str]) -> str:
    return spaced.group().replace(" ", "")


def _break_cost(piece: str) -> int:
    if piece[0] == "\n" or piece in _FAR:
        return SENTENCE_COST
    return COMMA_COST if piece in _CLOSE or len(piece) > 1 else 0


def unstretched(word: str) -> Iterator[str]:
    """The word itself and, for "paaain", the word with its stretched letters once and twice."""
    yield word
    if _STRETCHED.search(word):
        yield _STRETCHED.sub(r"\1", word)
        yield _STRETCHED.sub(r"\1\1", word)
