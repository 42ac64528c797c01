"""The border of reading: any text in, plain signs and ASCII digits out. No grammar, no words."""

from __future__ import annotations

import re
import unicodedata

LIMIT = 2000  # characters of a message that are read
RAW_LIMIT = 8000  # characters that are looked at: invisible ones do not count

_SIGNS = {
    **dict.fromkeys("×✕✖⨯╳∗⋅✗✘хХ", "x"),
    **dict.fromkeys("‐‑‒–—−﹣", "-"),
    **dict.fromkeys("‘’‛ʼ′`´", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("،、", ","),
    **dict.fromkeys("。٫", "."),
    **dict.fromkeys("\r\v\f\x85\u2028\u2029", "\n"),
    "٬": ",",
    "؛": ";",
    "؟": "?",
    "⁄": "/",
    "½": ".5",
    "¼": ".25",
    "¾": ".75",
    "🔟": "10",
    "\t": " ",
}
_LETTERS_TOO = frozenset("хХ")  # a multiplication sign only where it is not a letter of a word
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_TAG = re.compile(r"</?[a-zA-Z!][^<>\n]{0,80}>")
_EMPHASIS = re.compile(r"(?<![\w*])\*\*[^\S\n]?(\S(?:[^*\n]{0,80}?\S)?)[^\S\n]?\*\*(?![\w*])")  # **Leg Press**
_TYPED_O = re.compile(r"(?<=[xX*][0-9])[oO](?![^\W_])")  # 100x1o
_HALF = re.compile(r"(?<=[0-9]) 1/2(?= ?(?:[xX*]|kgs?\b|lbs?\b))")
_FRACTION = re.compile(r"([0-9]?) ?([¼½¾])")
_FRACTIONS = frozenset("¼½¾")
_LONE_KHA = re.compile(r"(?<![^\W\d_])[хХ](?![^\W\d_])")


_STARS = re.compile(r"(?:(?<=^)|(?<=[\sx(]))(\*\*?|__?|~~|`)([0-9][0-9.,]*)\1(?=$|[\sx,;)])", re.MULTILINE)


class _Border(dict[int, str | int | None]):
    """Translates one character; nothing is kept, so that it is the same for ever."""

    def __missing__(self, code: int) -> str | int | None:
        return code if code < 128 else _plain(chr(code))


def _plain(char: str) -> str | None:
    """What stands for a character outside ASCII: None for what is invisible or no character at all."""
    if char in _SIGNS and char not in _LETTERS_TOO:
        return _SIGNS[char]
    digit = unicodedata.decimal(char, None)
    if digit is not None:
        return str(digit)
    if "！" <= char <= "～":  # full-width forms of ASCII
        return chr(ord(char) - 0xFEE0)
    category = unicodedata.category(char)
    if category in {"Cf", "Cs", "Cc", "Cn", "Co", "Me"} or char in "\ufe0e\ufe0f\u3164\uffa0\u115f\u1160":
        return None
    return " " if category == "Zs" else char


_LETTERS = (*range(0xA0, 0x180), *range(0x400, 0x460))  # of the languages that are read: worked out once
_BORDER = _Border(
    {code: code for code in range(128)}
    | {code: _plain(chr(code)) for code in _LETTERS}
    | {ord(a): b for a, b in _SIGNS.items() if ord(a) < 128 and a not in "`"}
)


def clean(text: str) -> str:
    """The text with digits of every script, signs and white space in their plain form, at most ``LIMIT`` long.

    What is cut off is cut at white space where there is some, so that no number is halved; ``too_long`` tells.
    """
    return cut(scrub(text))


def scrub(text: str) -> str:
    """The plain form of a text, not yet cut to ``LIMIT``."""
    text = text[:RAW_LIMIT]
    if "**" in text:
        text = _EMPHASIS.sub(r"\1", text)
    if "o" in text or "O" in text:
        text = _TYPED_O.sub("0", text)
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "*" in text or "_" in text or "`" in text or "~" in text:
        text = _STARS.sub(r"\2", text)
    if " 1/2" in text:
        text = _HALF.sub(".5", text)
    if text.isascii() and text.isprintable():
        return text.strip()
    if text.isascii():
        return _CONTROL.sub("", text.translate(_BORDER)).strip()
    if not _FRACTIONS.isdisjoint(text):
        text = _FRACTION.sub(lambda m: (m[1] or "0") + _SIGNS[m[2]], text)
    text = unicodedata.normalize("NFC", text).translate(_BORDER)
    if not _LETTERS_TOO.isdisjoint(text):
        text = _LONE_KHA.sub("x", text)
    return _CONTROL.sub("", text).strip()


def cut(text: str) -> str:
    """At most ``LIMIT`` characters, ended at white space where there is some in the last quarter."""
    if len(text) <= LIMIT:
        return text
    end = max(text.rfind(" ", LIMIT * 3 // 4, LIMIT), text.rfind("\n", LIMIT * 3 // 4, LIMIT))
    return text[: end if end > 0 else LIMIT]


def fold(text: str) -> str:
    """The form in which words are compared: case and accents do not count."""
    text = text.casefold()
    if text.isascii():
        return text
    return "".join([c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)])
