"""Counts with words around them: "all 5 but that was a 9", "6 and a half", "noch 9 geschafft". Lists: counted.py."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from coach_core.notation import kinds as k

if TYPE_CHECKING:
    from coach_core.notation.items import Item

LEAST_EXERTION, MOST_EXERTION, MOST_REPS, MOST_LEFT, MOST_SETS = 500, 1000, 2000, 400, 300  # hundredths


def count_but_so_hard(found: list[Item]) -> list[Item] | None:
    """ "got all 5 but that was a 9": five reps, and how hard they were."""
    reps, felt = (i for i in found if i.kind == k.NUMBER)
    told = any(i.kind == "_" and i.number == k.BUT for i in found)
    if not told or not LEAST_EXERTION <= felt.number <= MOST_EXERTION:
        return None
    mark = felt._replace(kind="e", number=0)
    return [reps, reps._replace(kind="p", number=0), reps._replace(kind=",", number=0), mark, felt]


def half_a_rep(found: list[Item]) -> list[Item] | None:
    """ "8, 8, then 6 and a half": whole reps; the half one is asked about."""
    reps = next(i for i in found if i.kind == k.NUMBER)
    if reps.number > MOST_REPS:
        return None
    return [*found[: found.index(reps) + 1], reps._replace(kind="p", number=0), found[-1]._replace(kind="?", number=0)]


def managed_so_many(found: list[Item]) -> list[Item] | None:
    """ "mit 95 noch 9 geschafft": what was still managed is reps, and none in reserve."""
    reps = next(i for i in reversed(found) if i.kind == k.NUMBER)
    loaded = found[0].kind in "A@"
    managed = any(i.number == k.ACHIEVED for i in found[found.index(reps) :])
    if not managed or (not loaded and reps.number <= MOST_LEFT):
        return None
    return [i for i in found if i.kind != "v"]


def stopped_at(found: list[Item]) -> list[Item] | None:
    """ "15, 15 and the last one I stopped at 7": one more of the list."""
    told = any(i.kind == "_" and i.number == k.ACHIEVED for i in found)
    return [found[0]._replace(kind=",", number=0), found[-1]] if told else None


def all_but_how_many(found: list[Item]) -> list[Item] | None:
    """ "all three, the last with 8": how many the others had is asked about; "all 10, last 8" tells it."""
    many = next(i for i in found if i.kind == k.NUMBER)
    if many.number > MOST_SETS and all(i.kind != "s" for i in found):
        return None
    return [*found, found[-1]._replace(kind="?", number=0)]


WORDY: tuple[tuple[frozenset[str], re.Pattern[str], Callable[[list[Item]], list[Item] | None]], ...] = (
    (
        frozenset("_"),
        re.compile("a_{0,2}ns?[_=]{1,6}(?:e_?)?n(?=_{0,2}(?:$|;))|n[_=]{1,6}e_?n(?=_{0,2}(?:$|;))"),
        count_but_so_hard,
    ),
    (frozenset("z"), re.compile("a_{0,2}ns?[,_]{1,3}z[_=A:]{0,3}n(?=_{0,2}(?:$|;))"), all_but_how_many),
    (frozenset("½"), re.compile("(?<=n)[,&][,&_]{0,4}n_{0,2}½(?=_{0,2}(?:$|;))"), half_a_rep),
    (frozenset("v"), re.compile("(?:[A@]_?n_?[kb]?_{0,2})?v_{0,2}n_{1,2}(?=$|[,;])"), managed_so_many),
    (frozenset("z"), re.compile("(?<=n)[,&][,&_]{0,3}z_{1,4}n(?=_{0,2}(?:$|;))"), stopped_at),
)
