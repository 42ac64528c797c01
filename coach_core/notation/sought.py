"""Which exercises the unknown names of a message could be, each looked for once. How it is compared: lexicon.py."""

from __future__ import annotations

from dataclasses import field

from coach_core.notation.lexicon import Lexicon
from coach_core.values import dataclass

MOST = 40  # different names of one message that are looked for among all exercises
Found = tuple[str | None, tuple[str, ...]]
NOTHING: Found = (None, ())


@dataclass(slots=True)
class Sought:
    """The names of a message: a diary of many lines has the same ones again and again."""

    lexicon: Lexicon
    found: dict[str, Found] = field(default_factory=dict)

    def exercise(self, name: str, here: str | None) -> Found:
        """The exercise of a name, else those that it could be; the open one, ``here``, if it could be that."""
        found = self.found.get(name)
        if found is None:
            found = self.lexicon.exercise(name) if len(self.found) < MOST else NOTHING
            if found[0] is None and here in found[1] and self.lexicon.is_short_for(name, here):
                found = (here, ())
            self.found[name] = found
        return found
