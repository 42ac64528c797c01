"""Cleaning of foreign text: what comes in at the border, and what is shown of it. No markup is made here."""

from __future__ import annotations

import re
import unicodedata

SHOWN_AT_MOST = 300  # characters of one value
NAME_AT_MOST = 32
MARKS_AT_MOST = 3  # combining marks on one letter
FILLERS = "\u115f\u1160\u2800\u3164\uffa0"  # letters that look like nothing
JOINERS = "\u200c\u200d"
KEPT_CONTROLS = "\n\t"
JOINT = "\u2060"  # word joiner: nothing to see, and nothing that a client makes of words goes over it
LIVE = re.compile(  # behind what of a link, a mention, a tag or a command
    r"(?<=\.)(?=[^\W\d])|(?<=\d\.)(?=\d+\.)|(?<=:)(?=//)|(?<=(?<!\w)[@#/$])(?=\w)"
)


def clean_incoming(text: str) -> str:
    """What the coach may be handed: without NUL, controls and lone surrogates, which no database takes."""
    return "".join(c for c in text if c in KEPT_CONTROLS or unicodedata.category(c) not in ("Cc", "Cs"))


def clean_shown(text: str, limit: int = SHOWN_AT_MOST) -> str:
    """A value as it may stand in a sentence: one line, no invisible or direction changing characters, not too long."""
    if text.isascii() and text.isprintable():
        return shorten(text, limit)
    plain = unicodedata.normalize("NFC", " ".join(text[: limit * 8].split()))
    return shorten(few_marks("".join(c for i, c in enumerate(plain) if is_shown(plain, i, c))), limit)


def inert(name: str) -> str:
    """What somebody calls something, such that no client makes a link, a mention or a command of it by itself.

    What is pasted from it means the same: such signs are dropped wherever names and words are read.
    """
    return LIVE.sub(JOINT, name)


def shorten(text: str, limit: int) -> str:
    """The text, cut with an ellipsis where it is longer than the limit."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def is_shown(text: str, at: int, char: str) -> bool:
    """Whether a character may be shown. Joiners may, inside an emoji or a word of a script that needs them."""
    if char in JOINERS:
        return 0 < at < len(text) - 1 and _may_join(text[at - 1]) and _may_join(text[at + 1])
    return char not in FILLERS and unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def _may_join(char: str) -> bool:
    """Whether a joiner beside it can mean something: beside letters that have a capital, and ASCII, it only hides."""
    return not (char.isascii() or char.isspace() or char.lower() != char.upper())


def few_marks(text: str) -> str:
    """The text with at most three combining marks on a letter."""
    kept, run = [], 0
    for char in text:
        run = run + 1 if unicodedata.category(char) == "Mn" else 0
        if run <= MARKS_AT_MOST:
            kept.append(char)
    return "".join(kept)
