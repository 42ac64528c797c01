"""Words whose meaning hangs on their neighbours: "bar", "had", "more", "left". Numbers and commas are in items.py."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach_core.notation import kinds as k

if TYPE_CHECKING:
    from coach_core.notation.items import Item

_HANGING = frozenset(">!lr")
_RULES = (  # what stands there, what it becomes, and of which variant of its meaning
    (re.compile("!(?!_*x_*n)(?:(?!nxn)|(?<=[^,;]!))"), "_", k.ONLY_A_BAR),
    (re.compile(">(?!_*np?<)"), "_", 0),
    (re.compile("l(?=_*w)|(?<![np])r(?=_*w)|(?<=w)[lr](?![:=]?_*n)"), k.WORD, 0),
)


def in_context(row: list[Item], letters: str) -> tuple[list[Item], str]:
    """The items, and their letters, with those that mean nothing where they stand as words, or as nothing."""
    if _HANGING.isdisjoint(letters):
        return row, letters
    for pattern, kind, variant in _RULES:
        for m in pattern.finditer(letters):
            item = row[m.start()]
            side_of_a_number = item.glued and letters[m.start() - 1 : m.start()] == "n"
            if item.number == variant and not side_of_a_number:
                row[m.start()] = item._replace(kind=kind, number=0)
        letters = "".join([i.kind for i in row])
    return row, letters
