"""Finding the parts of a program's lines: clauses, and what follows a name. What they are is in program_parts.py."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coach_core.notation.mistakes import Line
from coach_core.notation.program_parts import SLOT, Part
from coach_core.notation.shapes import Shape

CLAUSE = re.compile(r"(?:\([^()]*\)|[^,·;\s]|(?<=\d),(?=\d)|(?<=[^\s,·;])\s(?=[^\s,·;]))+")
GAP = re.compile(r"[\s,·;:]*")
WORD = re.compile(r"[^\s,·;:][^\s,·;]*")


def clauses(line: Line, start: int) -> Iterator[tuple[int, int]]:
    """Where the clauses of a line stand: they are parted by a comma, a dot in the middle or two blanks."""
    return ((found.start(), found.end()) for found in CLAUSE.finditer(line.text, start))


def clause_value(text: str, shapes: Sequence[Shape[object]]) -> object | None:
    """What a whole clause means; None if none of the shapes fits."""
    return next((value for one in shapes if (value := one.whole(text)) is not None), None)


def parts(line: Line, start: int) -> Iterator[Part]:
    """What stands after an exercise's name, in order. A word that is nothing has the value None."""
    at = start
    while at < len(line.text):
        found = next((hit for one in SLOT if (hit := one.at(line.text, at))), None)
        if found is None:
            gap = GAP.match(line.text, at)
            word = WORD.match(line.text, at)
            if word:
                yield Part(None, at, word.end())
            at = word.end() if word else gap.end() if gap else len(line.text)
        else:
            yield Part(found[0], at, found[1])
            at = found[1]
