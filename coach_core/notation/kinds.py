"""The meanings that the grammar knows, each as one letter: a message becomes a string of letters. No words."""

from __future__ import annotations

from collections.abc import Mapping

KINDS: Mapping[str, str] = {
    "reps": "p",
    "sets": "s",
    "kg": "k",
    "lb": "b",
    "seconds": "t",
    "minutes": "m",
    "hours": "h",
    "metres": "d",
    "kilometres": "D",
    "rpe": "e",
    "rir": "i",
    "in-reserve": "v",
    "left": "l",
    "right": "r",
    "each-side": "S",
    "each-hand": "H",
    "dumbbells": "H",
    "times": "x",
    "for": "x",
    "at": "A",
    "and": "&",
    "then": ",",
    "plates": "P",
    "bodyweight": "B",
    "body-weight": "M",
    "assisted": "C",
    "added": "+",
    "band": "G",
    "failed": "F",
    "to-failure": "T",
    "warmup": "W",
    "drop": "Q",
    "work": "J",
    "all": "a",
    "last": "z",
    "was": "=",
    "no": "N",
    "undo": "U",
    "done": "O",
    "skip": "K",
    "swap": "V",
    "instead-of": "I",
    "finish": "Z",
    "same-again": "R",
    "yesterday": "y",
    "days-ago": "Y",
    "today": "j",
    "workout": "X",
    "goal": "g",
    "last-time": "g",
    "sleep": "g",
    "later": "g",
    "question": "q",
    "feeling": "f",
    "filler": "_",
}
NUMBERED: Mapping[str, str] = {
    "number": "n",
    "ordinal": "o",
    "days-back": "y",
}  # "number-2", "ordinal-1", "days-back-2"

NUMBER, DECIMAL, CLOCK, LIFT, WORD, COMMA, THOUSANDS = "n", "n", "c", "E", "w", "`", "#"
SIGNS: Mapping[str, str] = {
    "*": "x",
    "@": "@",
    "/": "/",
    "\\": "/",
    "|": ",",
    "•": ",",
    "·": ",",
    ",": ",",
    ";": ";",
    "&": "&",
    "+": "+",
    "-": "-",
    "(": "(",
    "[": "(",
    ")": ")",
    "]": ")",
    ":": ":",
    "=": "=",
    "~": "_",
    "#": "£",
    '"': '"',
    "'": "'",
    "%": "%",
    "?": "?",
    "¿": "q",
    "!": ";",
    ".": ".",
}


def kind_of(meaning: str) -> tuple[str, int] | None:
    """The letter of a meaning and the number in its name; None for a meaning that is not the reader's."""
    if meaning in KINDS:
        return KINDS[meaning], 0
    stem, _, number = meaning.rpartition("-")
    return (NUMBERED[stem], int(number)) if stem in NUMBERED and number.isdigit() else None
