"""Loads above, below or behind the reps that they were lifted for: "Press 5/5/5+" over "43# / 48# / 57# (9 reps)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from coach_core.notation.page.numbers import LIST, Told, are_reps, joined, told_in
from coach_core.notation.page.words import LOADS, MINE, MOST, NUMBER, REPS, UNIT
from coach_core.patterns import pattern

_NAME = r"(?P<name>[^\W\d][^\d\n|]{1,50}?)"
_REPS_LINE = pattern(rf"{_NAME}\s?[:-]?\s{{1,3}}(?P<reps>\d{{1,2}}\+?(?:\s?[,/-]\s?\d{{1,2}}\+?){{1,9}})")
_MOST_LINE = pattern(
    rf"(?i){_NAME}?[\s:-]{{0,3}}(?P<sets>\d{{1,2}})\s?x\s?{MOST}(?:\s{REPS})?"
    rf"(?:\s?(?:@|at|with|mit|con|com|à|с)\s?(?P<load>{NUMBER}\s?(?:{UNIT})?))?"
)
_IN_BRACKETS = pattern(rf"(?i)(?<![\w.,])(?P<sets>\d{{1,2}})\s?x\s?(?P<reps>\d{{1,2}})\s?\((?P<list>{LIST})\)")
_BEHIND = pattern(rf"(?i){_NAME}\s?x\s?(?P<reps>\d{{1,2}})\s?:\s{{0,2}}(?P<list>{LIST})")
_AT = pattern(rf"(?i)(?<![\w.,])(?P<sets>\d{{1,2}})\s?x\s?(?P<reps>\d{{1,2}})\s?@\s?(?P<list>{LIST})(?=\s{{0,3}}$)")
_EACH_REPS = pattern(
    rf"(?i)(?<![\w.,])(?P<sets>\d{{1,2}})\s?x\s?(?P<list>\d{{1,2}}(?:[/,-]\d{{1,2}}){{1,9}})\s?[x@]\s?(?P<load>{NUMBER}(?:\s?{UNIT})?)"
)
_LOAD_FIRST = pattern(
    rf"(?i)(?<![\w.,])(?P<sets>\d{{1,2}})\s?x\s?(?P<load>{NUMBER}(?:\s?{UNIT})?)\s?x\s?(?P<list>\d{{1,2}}(?:[/,-]\d{{1,2}}){{1,9}})"
)
_SLASHED = pattern(r"(?<![\w./,])(?:(?:[12]?\d|30)/(?:3[1-9]|[4-9]\d|\d{3})(?:[,\s]{1,2}|$)){2,12}$")
_LADDER = pattern(r"(?<![\w.,/-])\d{1,2}(?:-\d{1,2}){3,11}(?![\w.,/-]|\s?[x@])")
_HOLDS = pattern(r"(?<![\w.,+/x])(\d{1,3}(?:([+/])\d{1,3})(?:\2\d{1,3}){0,8})\s?(?:s|sec|sek|seg|сек)(?![^\W\d_])")
_PLAN = pattern(rf"{_NAME}\s?[:-]?\s(?P<sets>\d{{1,2}})\s?x\s?(?P<reps>\d{{1,2}})")
_CALLED = pattern(  # "My lifts this morning were: 225-245-255"
    rf"(?i)(?:{MINE}\s)?(?:{LOADS}|lifts)(?:\s[^\d\n:]{{1,24}})?\s?:?\s{{1,3}}(?P<list>{LIST})\.?"
)
_LOADS = pattern(rf"(?i){_NAME}\s?:?\s{{1,2}}(?P<list>{LIST})")
FEWEST = 2
_RUNS = pattern(
    rf"{_NAME}:?((?:\s{{1,2}}(?:[3-9]\d|\d{{3}})(?:\.5)?\s(?:[12]?\d|30)(?:,\s?(?:[12]?\d|30))*){{2,8}})\s?"
)
_RUN = pattern(r"(?P<load>\S+)\s(?P<reps>\d+(?:,\s?\d+)*)")


def zipped(lines: list[str]) -> list[str]:
    """The lines, with such lists as "Press: 43# x 5, 48# x 5, 57# x 9"."""
    return list(_pairs([_in_brackets(_behind(_in_runs(_counted(line)))) for line in _planned(lines)]))


def _counted(line: str) -> str:
    """ "4x20@20-20-25-30", "5 x 10/10/8/8/8 x 145", "3 x max @ 60: 12, 10, 8": as many loads or reps as sets."""
    line = _LADDER.sub(_laddered, _SLASHED.sub(_slashed, line) if line.count("/") > 1 else line)
    line = _HOLDS.sub(lambda m: ", ".join(f"{one} s" for one in m[1].split(m[2])), line)
    head, _, told = line.rpartition(":")
    if head and (most := _to_failure(head, told_in(told))) is not None:
        return most
    found = (_EACH_REPS.search(line) or _LOAD_FIRST.search(line)) if "x" in line else None
    reps = told_in(found["list"]) if found is not None else []
    if found is not None and len(reps) == int(found["sets"]) and are_reps(reps):
        sets = ", ".join(f"{found['load']} x {one.text}" for one in reps)
        return f"{line[: found.start()]}{sets}{line[found.end() :]}"
    found = _AT.search(line) if "@" in line else None
    loads = told_in(found["list"]) if found is not None else []
    if found is None or len(loads) != int(found["sets"]) or len(loads) < FEWEST:
        return line
    return f"{line[: found.start()]}{joined(loads, [int(found['reps'])] * len(loads))}{line[found.end() :]}"


def _in_runs(line: str) -> str:
    """ "Squat 315 6,5 275 5": loads, each with the reps behind it."""
    found = _RUNS.fullmatch(line)
    if found is None:
        return line
    sets = [f"{m['load']} x {one.strip()}" for m in _RUN.finditer(found[2]) for one in m["reps"].split(",")]
    return f"{found['name']}: {', '.join(sets)}"


def _pairs(lines: list[str]) -> Iterator[str]:
    """Two lines that belong together as one."""
    at = 0
    while at < len(lines):
        after = told_in(_called(lines[at + 1])) if at + 1 < len(lines) else []
        made = _together(lines[at], after) if len(after) > 1 else None
        yield lines[at] if made is None else made
        at += 1 if made is None else 2


def _called(line: str) -> str:
    """A line without the words that call its list loads."""
    found = _CALLED.fullmatch(line) if line[:1].isalpha() else None
    return line if found is None else found["list"]


def uneven(lines: list[str]) -> bool:
    """Whether a list of loads stands below one of more or fewer reps."""
    pairs = [(_REPS_LINE.fullmatch(line), _called(below), below) for line, below in pairwise(lines)]
    return any(
        reps is not None and told != below and len(told_in(told)) not in (0, len(told_in(reps["reps"])))
        for reps, told, below in pairs
    )


def _together(line: str, below: list[Told]) -> str | None:
    """A line with the list below it; None if they are not of the same sets."""
    if (most := _to_failure(line, below)) is not None:
        return most
    plan = _PLAN.fullmatch(line)
    if plan is not None and int(plan["sets"]) == len(below) and _are_loads(below, told_in(plan["reps"]) * len(below)):
        return f"{plan['name']}: {joined(below, [int(plan['reps'])] * len(below))}"
    reps = _REPS_LINE.fullmatch(line)
    above = told_in(reps["reps"]) if reps is not None else told_in(line)
    if len(above) != len(below):
        return None
    name = f"{reps['name']}: " if reps is not None else ""
    if are_reps(above) and _are_loads(below, above):
        return name + joined(below, [int(one.value) for one in above])
    if reps is None and are_reps(below) and _are_loads(above, below):
        return joined(above, [int(one.value) for one in below])
    return None


def _to_failure(line: str, reps: list[Told]) -> str | None:
    """ "Dips - 3 x max reps" with what was reached."""
    most = _MOST_LINE.fullmatch(line)
    if most is None or int(most["sets"]) != len(reps) or not are_reps(reps):
        return None
    load = f"{most['load']} x " if most["load"] else ""
    return f"{most['name'] or ''}: {', '.join(f'{load}{one.text}' for one in reps)}, all to failure"


def _are_loads(loads: list[Told], reps: list[Told]) -> bool:
    """Whether numbers are loads beside those reps: with a unit, or each the greater and one beyond all reps."""
    if any(one.unit for one in loads):
        return True
    return all(load.value > rep.value for load, rep in zip(loads, reps, strict=True)) and not are_reps(loads)


def _slashed(found: re.Match[str]) -> str:
    """ "12/115 12/115": reps, each with its load behind the stroke."""
    sets = [one.split("/") for one in found[0].replace(",", " ").split()]
    return ", ".join(f"{load} x {reps}" for reps, load in sets)


def _laddered(found: re.Match[str]) -> str:
    """ "13-11-9-7-5": reps that go down or up."""
    reps = [int(one) for one in found[0].split("-")]
    steps = {one > two for one, two in pairwise(reps)}
    return ", ".join(map(str, reps)) if len(steps) == 1 and len(set(reps)) == len(reps) else found[0]


def lacks_reps(line: str) -> bool:
    """Whether some loads of a line have reps behind them and others have none: "65, 80, 100, 135 (3), 100 (8)"."""
    found = _LOADS.fullmatch(line) if "(" in line else None
    told = [one.reps for one in told_in(found["list"])] if found is not None else []
    return len(told) > FEWEST and told.count(None) not in (0, len(told))


def _in_brackets(line: str) -> str:
    """ "6x3 (170, 180, …, 190kg)" with as many loads as sets."""
    found = _IN_BRACKETS.search(line) if "(" in line else None
    loads = told_in(found["list"]) if found is not None else []
    if found is None or len(loads) != int(found["sets"]) or len(loads) < FEWEST:
        return line
    reps = int(found["reps"])
    if not any(one.unit for one in loads) and min(one.value for one in loads) <= reps:
        return line
    return f"{line[: found.start()]}{joined(loads, [reps] * len(loads))}{line[found.end() :]}"


def _behind(line: str) -> str:
    """ "Back squat x 5: 155 - 180 - 205 (pr)"."""
    found = _BEHIND.fullmatch(line) if ":" in line else None
    loads = told_in(found["list"]) if found is not None else []
    if found is None or not loads or min(one.value for one in loads) <= int(found["reps"]):
        return line
    return f"{found['name']}: {joined(loads, [int(found['reps'])] * len(loads))}"


def _planned(lines: list[str]) -> list[str]:
    """ "Squat 3x5", and further down "Squat: 105#/115#/125#": what was planned and what was on the bar."""
    plans = {m["name"].casefold(): (at, m) for at, line in enumerate(lines) if (m := _PLAN.fullmatch(line))}
    if not plans:
        return lines
    out = list(lines)
    gone: set[int] = set()
    for at, line in enumerate(lines):
        found = _LOADS.fullmatch(line)
        planned = plans.get(found["name"].casefold()) if found is not None else None
        if found is None or planned is None or planned[0] >= at:
            continue
        loads, plan = told_in(found["list"]), planned[1]
        if len(loads) == int(plan["sets"]) and min(one.value for one in loads) > int(plan["reps"]):
            out[at] = f"{found['name']}: {joined(loads, [int(plan['reps'])] * len(loads))}"
            gone.add(planned[0])
    return [line for at, line in enumerate(out) if at not in gone]
