"""``pattern``: as ``re.compile``, but compiled when it is first looked for. Which patterns there are stands with them.

The long ones (what a doctor forbids, how old somebody is) take a sixth of a start, and most messages never come to
them: a quick look for a word of theirs goes before. The small ones are compiled as ever.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from re import compile as pattern

    __all__ = ["pattern"]
else:
    import re

    HAS = ("search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer", "pattern", "flags", "groups")

    class Pattern:
        """Has what a compiled pattern has from the first time that it is asked for any of it."""

        __slots__ = ("_told", *HAS)

        def __init__(self, text: str, flags: int = 0) -> None:
            self._told = text, flags

        def __getattr__(self, name: str) -> object:
            """Asked only for what is not there yet. Raises ``re.error`` where the pattern is none."""
            if name not in HAS:
                raise AttributeError(name)
            made = re.compile(*self._told)
            for each in HAS:
                setattr(self, each, getattr(made, each))
            return getattr(made, name)

    pattern = Pattern
