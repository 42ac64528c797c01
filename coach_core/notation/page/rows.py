"""Tables without a head, a row an exercise: "Supino | 4 | 8 | 20kg | +2kg", "Pull ups | 10, 10, 8 | bodyweight | easy".
With a head: headed.py; only counted rows: columns.py."""

from __future__ import annotations

from collections.abc import Sequence

from coach_core.notation.page.numbers import are_reps, told_in
from coach_core.notation.page.words import BODY, NUMBER, UNIT
from coach_core.patterns import pattern

_NAME = pattern(r"[^\W\d][^|]{1,60}")
_MODEL = pattern(r"\s?\([^()]*\d[^()]*\)")  # "Rückenzug (Gym80)"
_COUNT = pattern(r"\d{1,2}")
_LOAD = pattern(rf"(?i)({NUMBER}\s?(?:{UNIT})?)(?:\s[^\W\d][^\d|]{{0,20}})?")
_SCHEME = pattern(r"\d{1,2}\s?x\s?\d{1,2}")
_SETS = pattern(rf"(?i){NUMBER}(?:\s?{UNIT})?\s?x\s?\d{{1,2}}(?:,\s?{NUMBER}(?:\s?{UNIT})?\s?x\s?\d{{1,2}}){{0,11}}")
_BODY = pattern(rf"(?i){BODY}")
_CHANGE = pattern(r"[+-]\s?\d.*")
_RULE = pattern(r"[\s|:+=-]*")
MOST_SETS, FEWEST = 12, 2


def rows(lines: list[str]) -> tuple[list[str], list[str]]:
    """The lines with such rows as "name 4x8 20kg", and the remarks that stood in their cells."""
    out: list[str] = []
    notes: list[str] = []
    for line in lines:
        if "|" not in line:
            out.append(line)
            continue
        if _RULE.fullmatch(line):
            continue
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        told = _told(cells) if len(cells) > FEWEST - 1 else None
        out.append(line if told is None else told[0])
        notes += [] if told is None else told[1]
    return out, notes


def _told(cells: Sequence[str]) -> tuple[str, list[str]] | None:
    """A row as a line, and its remarks; None if its cells are none of an exercise."""
    name, *rest = cells
    if _NAME.fullmatch(name) is None or not any(c.isdigit() for cell in rest for c in cell):
        return None
    made = _scheme(rest) or _counted(rest) or _listed(rest)
    if made is None:
        return None
    text, used = made
    name = _MODEL.sub("", name)
    return f"{name}: {text}", [cell for cell in rest[used:] if cell and not _BODY.fullmatch(cell) and cell != "="]


def _scheme(cells: Sequence[str]) -> tuple[str, int] | None:
    """ "4x9 | 67.5kg", "4x9 | BW"."""
    if _SCHEME.fullmatch(cells[0]) is None:
        return None
    load = _load(cells[1]) if len(cells) > 1 else None
    return (f"{load} {cells[0]}", 2) if load else (cells[0], 1)


def _counted(cells: Sequence[str]) -> tuple[str, int] | None:
    """ "4 | 8 | 20kg": sets, reps, load. "5 | 65 | 15/15/14/12/12": sets, load, the reps of each."""
    if len(cells) < FEWEST or _COUNT.fullmatch(cells[0]) is None or not 0 < int(cells[0]) <= MOST_SETS:
        return None
    sets, third = int(cells[0]), cells[2] if len(cells) > FEWEST else ""
    reps = told_in(third)
    load = _load(cells[1])
    if load and len(reps) == sets > 1 and are_reps(reps):
        return ", ".join(f"{load} x {one.text}" for one in reps), 3
    if _COUNT.fullmatch(cells[1]) is None:
        return None
    load = _load(third)
    return (f"{load} {sets}x{cells[1]}", 3) if load else (f"{sets}x{cells[1]}", 2)


def _listed(cells: Sequence[str]) -> tuple[str, int] | None:
    """ "10, 10, 8 | bodyweight", "60x10, 80x8"."""
    if _SETS.fullmatch(cells[0]):
        return cells[0], 1
    reps = told_in(cells[0])
    if len(reps) < FEWEST or not are_reps(reps):
        return None
    load = _load(cells[1]) if len(cells) > 1 else None
    body = len(cells) > 1 and _BODY.fullmatch(cells[1]) is not None
    if load:
        return ", ".join(f"{load} x {one.text}" for one in reps), 2
    return ", ".join(f"{'bw x ' if body else ''}{one.text}" for one in reps), 2 if body else 1


def _load(cell: str) -> str | None:
    """The load of a cell; a change to the last time ("+2kg") is none."""
    found = None if _CHANGE.match(cell) else _LOAD.fullmatch(cell)
    return found[1] if found else None
