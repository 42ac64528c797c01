"""Lists below each other, each behind its label: "Repeticiones: 5, 4, 3", "Pesos (kg): 105, 110, 115". And a scheme
above the names that it is for."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import groupby

from coach_core.notation.page.numbers import Told, are_reps, joined, told_in
from coach_core.notation.page.words import EACH, LOADS, NUMBER, REPS, SETS, UNIT
from coach_core.patterns import pattern

_LABEL = pattern(
    rf"(?i)[\s*•-]{{0,3}}(?:(?P<sets>{SETS})|(?P<reps>{REPS})|(?P<loads>{LOADS}))(?:\s[^\W\d]{{1,12}}){{0,3}}"
    rf"\s?(?:[(\[](?P<unit>kgs?|lbs?|кг)[)\]])?\s?:\s{{0,3}}(?P<list>[^:\n]{{1,80}})"
)
_SCHEME = pattern(
    rf"(?i)[\s*•-]{{0,3}}(?P<name>[^\W\d][^\d\n]{{1,40}}?)[\s(:]{{1,3}}(?P<scheme>\d{{1,2}}\s?x\s?\d{{1,2}})"
    rf"\s?(?P<each>{EACH})?\)?\s?(?P<end>:?)"
)
_LOADED = pattern(
    rf"(?i)[\s*•-]{{0,3}}[^\W\d][^\d\n]{{1,50}}(?:\d{{1,2}}°[^\d\n]{{0,20}})?\s(?:[:=-]\s)?{NUMBER}(?:\s?{UNIT})?"
)


def labelled(lines: list[str]) -> list[str]:
    """The lines, with such lists as sets: "105 kg x 5, 110 kg x 4"."""
    found = [(line, _LABEL.fullmatch(line)) for line in lines]
    if sum(m is not None for _, m in found) < 2:
        return lines
    out: list[str] = []
    for is_label, run in groupby(found, key=lambda each: each[1] is not None):
        block = list(run)
        made = _sets_of({_kind(m): m for _, m in block if m}) if is_label else None
        out += [line for line, _ in block] if made is None else [made]
    return out


def _kind(m: re.Match[str]) -> str:
    return next(kind for kind in ("sets", "reps", "loads") if m[kind])


def _sets_of(labels: dict[str, re.Match[str]]) -> str | None:
    """The sets that the lists behind such labels make; None where they do not fit together."""
    lists = {kind: told_in(m["list"]) for kind, m in labels.items()}
    reps, loads, sets = lists.get("reps", []), lists.get("loads", []), lists.get("sets", [])
    count = int(sets[0].value) if len(sets) == 1 else 0
    if not reps or not loads or not are_reps(reps) or max(len(reps), len(loads), count) < 2:
        return None
    size = max(len(reps), len(loads), count)
    if {len(reps), len(loads)} - {1, size} or (count and count != size):
        return None
    unit = labels["loads"]["unit"] or ""
    whole = [_in(one, unit) for one in (loads if len(loads) == size else loads * size)]
    each = [int(one.value) for one in (reps if len(reps) == size else reps * size)]
    return joined(whole, each)


def _in(one: Told, unit: str) -> Told:
    return one if one.unit or not unit else one._replace(text=f"{one.text} {unit}")


def with_scheme(lines: list[str], is_lift: Callable[[str], bool]) -> list[str]:
    """ "Accessories (3x10 each):" and the lines below it, each with that scheme; the heading is no exercise."""
    out = list(lines)
    for at, line in enumerate(lines):
        head = _SCHEME.fullmatch(line) if at + 1 < len(lines) else None
        if head is None or not (head["each"] or head["end"]) or _LOADED.fullmatch(lines[at + 1]) is None:
            continue
        if is_lift(head["name"]):
            continue
        below = at + 1
        while below < len(lines) and _LOADED.fullmatch(lines[below]):
            out[below] = f"{out[below]} {head['scheme']}"
            below += 1
        out[at] = ""
    return [line for line in out if line]
