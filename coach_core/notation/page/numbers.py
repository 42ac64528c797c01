"""Lists of numbers that fill a line or brackets: loads with their units, reps, each with its own remark. No names."""

from __future__ import annotations

import re
from typing import NamedTuple

from coach_core.notation.page.words import NUMBER, REPS, UNIT
from coach_core.patterns import pattern

MOST_REPS = 30
_RECORD = r"(?:\(?pr!?\)?)"
_ONE = (
    rf"(?:{_RECORD}\s)?{NUMBER}(?:\s?{UNIT}|\+)?(?:\s?\(\d{{1,2}}(?:\s?{REPS})?\))?"
    rf"(?:\s?{_RECORD}|\s?\([^()\d]{{1,24}}\))?"
)
_EACH = pattern(
    rf"(?i)(?:{_RECORD}\s)?(?P<number>{NUMBER})(?P<unit>\s?{UNIT}|\+)?(?:\s?\((?P<reps>\d{{1,2}})(?:\s?{REPS})?\))?"
    rf"(?P<remark>\s?{_RECORD}|\s?\([^()\d]{{1,24}}\))?"
)
LIST = rf"{_ONE}(?:(?:\s{{0,2}}[,/|-]\s{{0,2}}|\s{{1,2}}){_ONE}){{0,14}}(?:\s?=\s?\d{{1,3}})?"
_LIST = pattern(rf"(?i)[|\s]{{0,3}}(?P<list>{LIST})[|\s.]{{0,3}}")

_HALF = pattern(r"(?<![\d.,])((?:[12]?\d|30)\s?x\s?\d{0,2}(?:0|2|5|7)),(5|25|75)(?=,\s|\s?$|\s?[\n(])")
_GLUED = pattern(r"\d,\d")
_LISTED = pattern(r"x\s?\d{1,3}(?:,\d{1,2})?,\s{1,2}\d{1,2}\s?x")


def with_points(line: str) -> str:
    """A line of reps × load with its decimal commas as points: "8x7,5, 8x12,5, 10x15"."""
    if _LISTED.search(line) is None:
        return line
    pointed = _HALF.sub(r"\1.\2", line)
    return line if _GLUED.search(pointed) else pointed


class Told(NamedTuple):
    """One number of a list: as it stands with its unit, its value, the reps in brackets behind it, the remark."""

    text: str
    value: float
    unit: bool
    reps: int | None
    remark: str


def told_in(line: str) -> list[Told]:
    """The numbers of a line that holds nothing else; none where it holds more."""
    found = _LIST.fullmatch(line)
    if found is None:
        return []
    body = found["list"].partition("=")[0]
    return [_told(m) for m in _EACH.finditer(body)]


def _told(m: re.Match[str]) -> Told:
    number, unit, reps, remark = m["number"], m["unit"] or "", m["reps"], m["remark"] or ""
    value = float(number.replace(",", "."))
    return Told(number + unit.rstrip("+"), value, bool(unit.strip("+ ")), int(reps) if reps else None, remark)


def are_reps(told: list[Told]) -> bool:
    """Whether all numbers of a list can be reps."""
    return all(t.value == int(t.value) and 0 < t.value <= MOST_REPS and not t.unit for t in told)


def joined(loads: list[Told], reps: list[int]) -> str:
    """Sets, each load with its reps: "60 x 10, 70 x 8 (pr)"."""
    pairs = zip(loads, reps, strict=True)
    return ", ".join(f"{one.text} x {one.reps or many}{one.remark}" for one, many in pairs)
