"""Numbers beside sets that are none: a pulse, a goal that was passed, what it felt like. Left out before reading."""

from __future__ import annotations

import re

from coach_core.notation.items import Item
from coach_core.notation.kinds import ALMOST, FELT_LIKE, PULSE, REACHED

BEATS = range(40_00, 240_00)  # hundredths: a heart's beats in a minute
MOST_EFFORT = 10_00
_LETTER = {ALMOST: "≃", PULSE: "♥", REACHED: "★", FELT_LIKE: "≋"}
_AROUND = re.compile(
    r"♥[_=xA:]{0,3}(?P<pulse>n)(?![_]?[kbx@])[_,]?(?P<then>[wx_]{0,3})(?=,?[_]?n)?"
    r"|(?<!x)(?<!x_)(?P<at>[@A,]?_?)(?P<before>n)♥(?P<after>,?[wx_]{0,3}(?=n))?"
    r"|♥[_=xA:]{0,3}(?P<last>n)(?![_]?[kbx@])"
    r"|★[_=A]{0,2}x?[_]?(?P<goal>n)[kb]?(?=[_,;])(?!_?x)"
    r"|(?<=[nkbp_],)≃_?(?P<almost>n)p?(?=$|[,;])"
    r"|(?<=[nkb])≋_?(?P<like>n)(?![xp])|≋_?(?P<felt>n[kb])(?!x)"
)


def without_others(row: list[Item]) -> list[Item]:
    """The items with such numbers, and what ties them to their word, as fillers."""
    letters = "".join(_LETTER.get(i.number, "_") if i.kind == "_" else i.kind for i in row)
    for found in _AROUND.finditer(letters):
        number = next((row[found.start(n)] for n in ("pulse", "before", "last") if found[n]), None)
        if number is not None and number.number not in BEATS:
            continue
        if found["like"] and row[found.start("like")].number <= MOST_EFFORT:  # "100x10 felt like a 9"
            continue
        for at in range(*found.span()):
            row[at] = row[at]._replace(kind="_" if row[at].kind != "," else ",")
    return row
