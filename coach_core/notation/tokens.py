"""Numbers, words and signs of a cleaned text. What they mean is the lexicon's business."""

from __future__ import annotations

import re
from typing import NamedTuple

from coach_core.notation.clean import fold

NUMBER, CLOCK, WORD, SIGN, BREAK = "number", "clock", "word", "sign", "break"
BIGGEST = 9_999_999  # hundredths: what longer numbers count as, far outside every limit

_TOKEN = re.compile(
    r"(?P<clock>(?:[0-9]{2}:)?[0-9]{1,2}:[0-9]{2}(?![0-9:]))"
    r"|(?P<number>[0-9]+(?:\.[0-9]+)?|(?<![\w.)])\.[0-9]+)"
    r"|(?P<word>[^\W\d_][\u0300-\u036f]*(?:'?[^\W\d_][\u0300-\u036f]*)*)"
    r"|(?P<break>\n+)"
    r"|(?P<sign>[^\s])"
)


class Token(NamedTuple):
    """A piece of the text: its class, its folded form, its place. ``glued``: no white space before it."""

    kind: str
    norm: str
    start: int
    end: int
    glued: bool


def tokens(text: str) -> list[Token]:
    """The tokens of a cleaned text, in order, in one pass."""
    found: list[Token] = []
    last = -1
    for m in _TOKEN.finditer(text):
        kind = m.lastgroup or SIGN
        raw = m.group()
        if kind == SIGN and raw in "-_" and _inside_a_word(text, m, found, last):
            last = m.end()
            continue
        norm = raw
        if kind == WORD:
            norm = (raw.lower() if raw.isascii() else fold(raw)).replace("'", "")
        start, end = m.span()
        found.append(Token(kind, norm, start, end, start == last))
        last = end
    return found


def _inside_a_word(text: str, m: re.Match[str], found: list[Token], last: int) -> bool:
    """Whether a hyphen joins two words: step-ups are step ups."""
    before = bool(found) and found[-1].kind == WORD and m.start() == last
    return before and text[m.end() : m.end() + 1].isalpha()


def hundredths(number: str) -> int | None:
    """The value of ``82.5`` in hundredths; None for three decimals, which may be thousands; of more two count."""
    if len(number) < 5 and number.isdecimal():
        return int(number) * 100
    whole, _, part = number.partition(".")
    if len(part) == 3:
        return None
    whole = whole.lstrip("0") or "0"
    if len(whole) > 4:
        return BIGGEST
    cents = (part + "000")[:3]
    return int(whole) * 100 + int(cents[:2]) + (len(part) > 3 and cents[2] >= "5")


def clock_seconds(text: str) -> int:
    """``1:30`` as 90, ``00:01:30`` as well."""
    *hours, minutes, seconds = text.split(":")
    return 3600 * sum(map(int, hours)) + int(minutes) * 60 + int(seconds)
