"""Dumbbells: a load is that of one of them, and little words between say nothing. Loads are in makers.py."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coach_core.notation import kinds as k
from coach_core.notation.items import Item

_OF_TEN = re.compile(r"Hxn(?![xps])|(?<=,)Hn(?=$|[,;])")
_PAIR = re.compile("nx(?=n[kb]?H)|n(?=H[xA@]?n)")


def without_fillers(found: Sequence[Item]) -> list[Item]:
    """The items without what says nothing; "dumbbells" stay before their load: "3x10, dumbbells of 10"."""
    row = [i for i in found if i.kind != "_"]
    letters = "".join([i.kind for i in row])
    kept = {
        m.start()
        for m in _OF_TEN.finditer(letters)
        if letters[m.start() + 1] == "n" or row[m.start() + 1].number == k.OF
    }
    return [i for at, i in enumerate(row) if i.kind != "H" or at in kept]


def one_hand(found: Sequence[Item], letters: str) -> Sequence[Item]:
    """ "2 x 20 kg dumbbells" without the two: a dumbbell's load is one dumbbell."""
    pair = _PAIR.search(letters) if "H" in letters else None
    if pair is None or found[pair.start()].number not in (100, 200):
        return found
    return (*found[: pair.start()], *found[pair.end() :])
