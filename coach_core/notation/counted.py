"""Counts before the list of their sets, loads behind a dash: "3x10,9,8", "3 x 5 - 60, 70, 80". Others: schemes.py."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

from coach_core.notation import kinds as k

if TYPE_CHECKING:
    from coach_core.notation.items import Item

MOST_REPS, MOST_SINGLES, MOST_ALIKE = 3000, 500, 600  # hundredths
UNITS = "kb£"


def _numbers(found: list[Item]) -> list[Item]:
    return [i for i in found if i.kind == k.NUMBER]


def _with_loads(loads: list[Item], reps: list[Item], unit: list[Item]) -> list[Item]:
    """Sets, each with its own load: "40 kg x 12, 50 kg x 10"."""
    out: list[Item] = []
    for load, rep in zip(loads, reps, strict=True):
        role = unit or [load._replace(kind="λ", number=0)]
        out += [load, *role, rep._replace(kind="x", number=0), rep, rep._replace(kind=",", number=0)]
    return out[:-1]


def _listed(reps: list[Item], label: str) -> list[Item]:
    """ "12 reps, 10 reps, 8 reps"; without a label the exercise says what the numbers are."""
    told = [(r, r._replace(kind=label, number=0)) if label else (r,) for r in reps]
    return [i for one in told for i in (*one, one[0]._replace(kind=",", number=0))][:-1]


def count_of_a_list(found: list[Item]) -> list[Item] | None:
    """ "3x10,9,8": three sets and no more; "3 sets of 12, 10 and 8 with 40, 50 and 60 kg": each with its load."""
    count = next(at for at, i in enumerate(found) if i.kind in "sx") - 1
    count -= found[count].kind == "_"
    ahead = [found[0], found[0]._replace(kind="λ", number=0)] if _numbers(found[:count]) else []
    start = next(at for at, i in enumerate(found) if at > count and i.kind == k.NUMBER)
    behind = next((at for at, i in enumerate(found) if at > start and i.kind in "xA@"), len(found))
    sets, reps, loads = found[count], _numbers(found[start:behind]), _numbers(found[behind:])
    if sets.number != 100 * len(reps) or not all(r.number > 0 and r.number % 100 == 0 for r in reps):
        return None
    timed = any(i.kind == "t" for i in found[start:behind])
    many = max(r.number for r in reps) > MOST_REPS
    if (many or timed) and (loads or ahead or not all(a.number >= b.number for a, b in pairwise(reps))):
        return None
    unit = [i for i in found[behind:] if i.kind in UNITS][:1]
    if len(loads) == len(reps) and not ahead:
        return _with_loads(loads, reps, unit)
    unclear = [found[-1]._replace(kind="?", number=0)] if len(loads) > 1 else []
    return [*ahead, *_listed(reps, "t" if timed else "" if many else "p"), *found[behind:], *unclear]


def loads_behind_a_dash(found: list[Item]) -> list[Item] | None:
    """ "3 x 5 - 130, 150, 170", and behind a name "3 x 15 - 20": what was lifted in the sets before the dash."""
    named = found[0].kind == k.LIFT
    dash = next(at for at, i in enumerate(found) if at > 1 and i.kind == ",")
    sets, reps = _numbers(found[:dash])
    loads = _numbers(found[dash:])
    if found[dash].number != k.DASH or reps.number > MOST_REPS:
        return None
    unit = [i for i in found[dash:] if i.kind in UNITS][:1]
    if len(loads) > 1 and not unit and sets.number == 100 * len(loads) and max(i.number for i in loads) <= reps.number:
        return [*[i for i in found[:dash] if i.kind in "E_:;"], *_listed(loads, "p")]  # "3x5 - 5, 5, 4": what was done
    head = [i for i in found[:dash] if i.kind in "E_:;"]
    if len(loads) > 1 and sets.number == 100 * len(loads) and (unit or min(i.number for i in loads) > reps.number):
        return [*head, *_with_loads(loads, [reps] * len(loads), unit)]
    if len(loads) > 1 or not (named or unit):
        return None
    role = unit or [loads[0]._replace(kind="λ", number=0)]
    many = [sets, sets._replace(kind="s", number=0), reps._replace(kind="x", number=0), reps]
    unclear = [reps._replace(kind="?", number=0)] if not unit and loads[0].number <= reps.number else []
    return [*head, loads[0], *role, *many, reps._replace(kind="p", number=0), *unclear]


def last_as_those_before(found: list[Item]) -> list[Item] | None:
    """ "5x45#, 5x85#, 5x110#x3": the last three numbers as the pairs before them, then how many such sets."""
    reps, load, sets = _numbers(found)[-3:]
    before = _numbers(found)[:-3]
    alike = all(i.number <= MOST_REPS < 2 * j.number for i, j in zip(before[::2], before[1::2], strict=True))
    if sets.number > MOST_ALIKE or not alike:
        return None
    start = found.index(reps)
    sign, unit = found[start + 1], next(i for i in found[start:] if i.kind in UNITS)
    label = reps._replace(kind="p", number=0)
    return [
        *found[:start],
        load,
        unit,
        sign._replace(kind="x", number=0),
        reps,
        label,
        sign,
        sets,
        label._replace(kind="s"),
    ]


def single_with_a_word(found: list[Item]) -> list[Item] | None:
    """ "one heavy single": one set of one."""
    sets, reps, word = found[0], found[-2], found[-1]
    if reps.start != word.start or sets.number > MOST_SINGLES:
        return None
    said = [i for i in found[1:-2] if i.kind != "_"]
    return [sets, sets._replace(kind="s", number=0), word._replace(kind="x", number=0), reps, word, *said]


def once_more(found: list[Item]) -> list[Item]:
    """ "110 for 8, then again 110 for 7": the word only says that one more follows."""
    return [found[-1]._replace(kind=",", number=0)]


def lift_done_then_sets(found: list[Item]) -> list[Item]:
    """ "Did the bench press today. First 100 for ten": the sets stand behind."""
    return [i for i in found if i.kind != "O"]


COUNTED: tuple[tuple[frozenset[str], re.Pattern[str], Callable[[list[Item]], list[Item] | None]], ...] = (
    (
        frozenset(",`"),
        re.compile(
            "(?<![nx/`.@A-])(?:n_?)?n_{0,2}(?:s_{0,2}[xA@:]?|x)_{0,2}n(?:_{0,2}[,`&]{1,2}_{0,2}n){2,14}"
            "(?!_{0,2}[xkbmd'\"£/-])_{0,2}[pt]?(?:_{0,2}[xA@]_{0,2}n(?:_{0,2}[,`&/]{1,2}_{0,2}n){0,14}_{0,2}[kb£]?)?"
            "(?!_{0,2}(?:[x`]|n(?!_?[kb£])))"
        ),
        count_of_a_list,
    ),
    (
        frozenset(","),
        re.compile(
            "(?:E[_:;]{0,3})?(?<![nx/`-])n_{0,2}x_{0,2}n_{0,2}p?,_{0,2}n(?:`n)?_{0,2}[kb£]?"
            "(?:_{0,2}[,/]_{0,2}n_{0,2}[kb£]?){0,11}(?=_{0,2}(?:$|[;@A]))"
        ),
        loads_behind_a_dash,
    ),
    (
        frozenset(UNITS),
        re.compile("(?:n_?x_?n_?[kb£][;,_]{1,3}){2,14}n_?x_?n_?[kb£]_?x_?n(?!_?[xnkb£`])"),
        last_as_those_before,
    ),
    (frozenset("p"), re.compile("(?<![x@A/`])(?<![x@A]_)n[_fw]{1,4}np"), single_with_a_word),
    (frozenset("R"), re.compile("(?<=n)[,&_]{0,3}R_{0,2}(?=n_{0,2}[kb]?_{0,2}x_{0,2}n(?!_{0,2}[xkb]))"), once_more),
    (
        frozenset("O"),
        re.compile("E[_,j]{0,3}O_{0,2};{1,2}(?=[_,]{0,4}n_{0,2}[kb]?_{0,2}x_{0,2}n)"),
        lift_done_then_sets,
    ),
)
