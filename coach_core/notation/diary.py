"""What stands around the sets of a diary and is none of them: dates, weeks, labels of supersets, angles. No grammar."""

from __future__ import annotations

import re

from coach_core.notation.titles import untitled

_DATE = re.compile(  # "03.02. Kniebeugen 5x5", "Do 14.11.: Beugen", "3/22 Bench:", "5 de mayo. Prensa"
    r"(?m)^\s{0,3}(?:(?:[^\W\d]{2,3}[.,]?\s)?\d{1,2}\.\d{1,2}\.(?:\d{2}|\d{4})?"
    r"|\d{4}-\d{2}-\d{2}"
    r"|0\d[./]\d{1,2}|\d{1,2}[./]0[1-9]|(?:1[3-9]|2\d|3[01])/(?:1[0-2]|[1-9])|1[0-2]/(?:1[0-2]|[1-9])(?=\s{1,2}[^\W\d]{3,20}:)"
    r"|[1-9]/(?:[12]\d|3[01]|\d)(?=\s{1,2}[^\W\d]{3,20}[:.])"
    r"|\d{1,2} de [^\W\d]{3,10}\.)"
    r"\s{0,2}[:–—-]?\s{0,2}(?=[^\W\d]{2})(?=[^\n]{0,200}\d)"
)
_LABEL = re.compile(  # "A1) hip thrust", "T2 OHP", "C4W2 Deadlift", "S3J1."
    r"(?<![\w.,])(?:[A-F][1-9][).]|T[1-3]:?|[CWS]\d{1,2}[WDJT]\d{1,2}(?:D\d)?[.:]?)\s{1,3}(?=[^\W\d]{2})"
)
_SHORT = re.compile(r"(?i)\b(rumän|rum|bulg|рум|болг|incl|decl)\.\s?(?=[^\W\d]{3})")
_DOTS = re.compile(r"(?<=\d)\s?(?:\.{2,5}|…)\s?(?=[^\W\d])")
_ANGLE = re.compile(r"(?<=\d\d)\s?[º°](?!\w)")


def undated(text: str) -> str:
    """The text without them; what is done on a day of its own is told by "yesterday" and the like."""
    if "." in text or "/" in text or "-" in text:
        text = _DATE.sub("", text)
        text = _SHORT.sub(r"\1 ", text)
        text = _DOTS.sub(", ", text)
    if any(sign in text for sign in "º°"):
        text = _ANGLE.sub("", text)
    text = untitled(text)
    return text if text.islower() else _LABEL.sub("", text)
