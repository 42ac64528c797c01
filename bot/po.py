"""A gettext file into its entries, quickly: Babel takes longer for ours than all else of a start. No tables, no choice.

What is read is what Babel reads (tests/test_locales.py); whatever it does not understand is a ``ValueError``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_LINE = r'"[^"\\\n]*(?:\\.[^"\\\n]*)*"'
_TEXT = rf"{_LINE}(?:\n{_LINE})*"
_ENTRY = re.compile(
    rf"^((?:#.*\n)*)(?:msgctxt ({_TEXT})\n)?msgid ({_TEXT})\n(?:msgid_plural {_TEXT}\n)?"
    rf"msgstr(?: ({_TEXT})|\[0\] ({_TEXT})((?:\nmsgstr\[[1-9]\] {_TEXT})*))$",
    re.MULTILINE,
)
_FORM = re.compile(rf"^msgstr\[[1-9]\] ({_TEXT})$", re.MULTILINE)
_BEGINS = re.compile(r"^(?:msgid|msgstr(?:\[0\])?) ", re.MULTILINE)  # twice in each
_ESCAPED = re.compile(r"\\(.)")
_SIGNS = {"n": "\n", "t": "\t", "r": "\r"}


class Entry(NamedTuple):
    """One text: its key, what kind of text it is (msgctxt), what it says, in a tuple if it has plural forms."""

    key: str
    context: str | None
    said: str | tuple[str, ...]
    fuzzy: bool

    @property
    def full(self) -> bool:
        """Whether every form has a text."""
        return bool(self.said) and (isinstance(self.said, str) or all(self.said))


def entries_of(file: str) -> Iterator[Entry]:
    """Every entry, the header first (its key is empty); obsolete ones are comments. Raises ``ValueError``."""
    found = 0
    for notes, context, key, one, first, more in _ENTRY.findall(file):
        said = text_of(one) if one else (text_of(first), *map(text_of, _FORM.findall(more)))
        fuzzy = "#," in notes and any(line.startswith("#,") and "fuzzy" in line for line in notes.splitlines())
        yield Entry(text_of(key), text_of(context) if context else None, said, fuzzy)
        found += 1
    if 2 * found != len(_BEGINS.findall(file)):
        raise ValueError("an entry is none that gettext knows: msgctxt, msgid, msgid_plural, msgstr, in this order")


def text_of(quoted: str) -> str:
    """What stands between quotes, of one line or several."""
    text = "".join(line[1:-1] for line in quoted.split("\n")) if "\n" in quoted else quoted[1:-1]
    return _ESCAPED.sub(lambda sign: _SIGNS.get(sign[1], sign[1]), text) if "\\" in text else text
