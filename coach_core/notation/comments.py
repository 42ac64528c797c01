"""A comment behind a bare count: "12, hips came up a bit wonky". They change nothing. Remarks ahead: remarks.py."""

from __future__ import annotations

import re

from coach_core.notation.clauses import Clause
from coach_core.notation.items import Item
from coach_core.notation.kinds import DIED_ON, FAILED_AT

# no other number, unit, effort or command stands in it: "8, 2 left", "8, rpe high", "8, skip the rest"
_COMMENT = re.compile("(?P<count>[RJ]?(?:n[pS]{0,2}|n[tm]|c))[,&:(-]+(?=[^,]*[wM])[^nckbtmsieKUVOZRIyNEv]*")
_ANY = frozenset("wx~MA↑↓<")
_WHICH = frozenset("ozp")  # of which rep or set a miss is told
_FEELING = "f"


def with_comment(piece: Clause) -> Clause:
    """The clause with its comment as words that are kept; as it was where it is none."""
    found = _COMMENT.fullmatch(piece.letters) if "w" in piece.letters or "M" in piece.letters else None
    if found is None:
        return piece
    end = found.end("count")
    behind = piece.letters[end + 1 :] + " "
    plain = _ANY if "F" in behind else _ANY | {"o"}  # "2, 3rd stuck halfway"
    told = (_word(i, after, plain) for i, after in zip(piece.row[end:], behind, strict=True))
    row = (*piece.row[:end], *told)
    return Clause(row, "".join([i.kind for i in row]), piece.asked)


def _word(item: Item, after: str, plain: frozenset[str]) -> Item:
    """An item of a comment; "missed the bus" is no miss."""
    failed = item.kind == "F" and item.number in (FAILED_AT, DIED_ON) and after not in _WHICH
    return item._replace(kind=_FEELING, number=0) if failed or item.kind in plain else item
