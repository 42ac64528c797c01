"""Numbers that only count the sets: "1) 100x10 2) 100x9", "set 1: 10, set 2: 9", "first 10, second 9". No sets here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach_core.notation.items import Item

_LABEL = re.compile(
    r"(?<![x@A])(?:(?:s|£|t(?=n))_*(?P<after>n)[:.)]?|(?P<before>n)\)|(?P<ordinal>o)s?_*:?)(?=[_,]*[n@c])"
)
_EACH = re.compile("_*(?:o_*(?:s_*)?[:=]?_*n_*[kbp]?_*(?:x_*n_*p?_*)?[,&]*_*){2,}")
_NONE = frozenset("s£)ot")


def unlabelled(row: list[Item], letters: str) -> tuple[list[Item], str]:
    """The items with a comma where a label stood, if two or more labels count on from 1 or 2; else as they are."""
    if "ons" in letters and "=" not in letters:
        row, letters = _firsts(row, letters)
    if _NONE.isdisjoint(letters) or "N" in letters or "=" in letters:
        return row, letters
    found = [m for m in _LABEL.finditer(letters) if _is_label(row, m)]
    numbers = [_number(row, m) for m in found]
    began = row[0].kind == "_" and row[0].number == 100  # the "1." of a line was left out before
    if (
        len(numbers) < 2 - began
        or not numbers
        or numbers[0] > 2
        or numbers != list(range(numbers[0], numbers[0] + len(numbers)))
    ):
        return row, letters
    if not began and _EACH.fullmatch(letters):
        return row, letters  # "second: 10, third: 9" puts those right, or they are the next ones (correcting.py)
    out: list[Item] = []
    last = 0
    for m in found:
        out += row[last : m.start()]
        out.append(row[m.start()]._replace(kind=",", end=row[m.end() - 1].end))
        last = m.end()
    out += row[last:]
    return out, "".join([i.kind for i in out])


_FIRSTS = re.compile(r"on(?=s)s_*:?_*(n)(?![xkb])")


def _firsts(row: list[Item], letters: str) -> tuple[list[Item], str]:
    """ "first two sets 10" as "10 x 2 sets"."""
    for m in _FIRSTS.finditer(letters):
        if row[m.start()].number == 1:
            reps, sets = row[m.start(1)], row[m.start() + 1]
            new = [reps, reps._replace(kind="x", number=0), sets, row[m.start() + 2]]
            row = [*row[: m.start()], *new, *row[m.end() :]]
            return row, "".join([i.kind for i in row])
    return row, letters


def _is_label(row: list[Item], m: re.Match[str]) -> bool:
    """Whether "s1" is glued; of "t" (seconds) that is all that tells it apart."""
    return row[m.start()].kind != "t" or (row[m.start() + 1].glued and not row[m.start()].glued)


def _number(row: list[Item], m: re.Match[str]) -> int:
    if m["ordinal"]:
        return row[m.start("ordinal")].number
    return row[m.start("after") if m["after"] else m.start("before")].number // 100
