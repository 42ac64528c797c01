"""Tables with a head, "Exercise | Weight (kg) | Reps": each cell told with its column. Counted rows: columns.py."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

_SIGNS = ("\t", "|", ";")
_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}(?:[./-]\d{1,4})?")
_UNIT = re.compile(r"([^()\[\]]{1,20})[(\[](kg|kgs|lb|lbs)[)\]]", re.IGNORECASE)
_RULE = re.compile(r"[\s|:+=-]*")
_NONE = frozenset(("", "-", "–", "—"))
FEWEST, MOST = 2, 12  # columns
DIGITS = 2
LONGEST = 20  # letters of a label

Cells = Sequence[str]


def headed(text: str) -> str:
    """The text; of such a table its rows as "Weight 100 kg Reps 10" below the names of their exercises."""
    sign = next((sign for sign in _SIGNS if sign in text), None) if "\n" in text else None
    if sign is None:
        return text
    head, *rows = [_cells(line, sign) for line in text.split("\n") if _RULE.fullmatch(line) is None]
    if not FEWEST <= len(head) <= MOST or any(_is_number(c) or c in _NONE or len(c) > LONGEST for c in head):
        return text
    if not rows or any(len(row) != len(head) or not any(map(_is_number, row)) for row in rows):
        return text
    name = next((at for at in range(len(head)) if not any(_is_number(row[at]) for row in rows)), None)
    told = [at for at in range(len(head)) if at != name and not _only_counts([row[at] for row in rows])]
    return "\n".join(_lines(head, rows, name, told))


def _lines(head: Cells, rows: Sequence[Cells], name: int | None, told: Sequence[int]) -> Iterator[str]:
    before = ""
    for row in rows:
        if name is not None and row[name] != before:
            before = row[name]
            yield before
        yield " ".join(_told(head[at], row[at]) for at in told if row[at] not in _NONE)


def _told(label: str, cell: str) -> str:
    unit = _UNIT.fullmatch(label)
    if _is_number(cell):
        return f"{unit[1].strip()} {cell} {unit[2]}" if unit else f"{label} {cell}"
    return f", {cell}"


def _cells(line: str, sign: str) -> Cells:
    return [cell.strip() for cell in (line.strip().strip("|") if sign == "|" else line).split(sign)]


def _is_number(cell: str) -> bool:
    return any(c.isdigit() for c in cell)


def _only_counts(column: Cells) -> bool:
    """Whether a column says nothing of sets: days, or 1, 2, 3."""
    if all(_DATE.fullmatch(cell) for cell in column):
        return True
    if len(column) < FEWEST or not all(cell.isdecimal() and len(cell) <= DIGITS for cell in column):
        return False
    numbers = [int(cell) for cell in column]
    return numbers[0] == 1 and all(two in (1, one + 1) for one, two in pairwise(numbers)) and len(set(numbers)) > 1
