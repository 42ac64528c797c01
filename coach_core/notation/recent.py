"""Short messages read a moment ago: "10", "done", "100x10" are written all day. A cache: it changes nothing."""

from __future__ import annotations

from collections import OrderedDict

from coach_core.notation.lexicon import Lexicon
from coach_core.notation.read import read
from coach_core.notation.reading import Open, Reading

MOST = 4096
SHORT = 40  # characters


class Recent:
    """Readings by text, open exercise and language. The lexicon is the book's and never another one."""

    def __init__(self) -> None:
        self._read: OrderedDict[tuple[str, Open, str], Reading] = OrderedDict()

    def read(self, text: str, lexicon: Lexicon, here: Open, language: str) -> Reading:
        """The reading, from memory if it is there."""
        if len(text) > SHORT:
            return read(text, lexicon, here, language)
        key = (text, here, language)
        found = self._read.get(key)
        if found is None:
            found = self._read[key] = read(text, lexicon, here, language)
            if len(self._read) > MOST:
                self._read.popitem(last=False)
        return found
