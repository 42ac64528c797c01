"""Schemes of notebooks as plainer ones: "40 (10x2), 45 (8x2)", "2@45, 2@50 x 3", "10 with the bar". See schemes.py."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from coach_core.notation import kinds as k

if TYPE_CHECKING:
    from coach_core.notation.items import Item

PAIR, FEW_SETS, FEW_REPS, MOST_REPS = 200, 600, 1200, 3000  # hundredths
_GROUP = re.compile(r"(?P<load>n_*[kb]?)?[_x@:]*\(_*(?P<one>n)_*x_*(?P<two>n)_*\)")


def loads_with_schemes(found: list[Item]) -> list[Item] | None:
    """ "40 (10x2), 45 (8x2)": each load with its reps and how many sets, in whichever order all of them can be read."""
    groups = list(_GROUP.finditer("".join([i.kind for i in found])))
    pairs = [(found[m.start("one")], found[m.start("two")]) for m in groups]
    if all(two.number <= FEW_SETS for _, two in pairs) and any(one.number > FEW_SETS for one, _ in pairs):
        pairs = [(two, one) for one, two in pairs]
    elif any(one.number > FEW_SETS for one, _ in pairs):
        return None
    out: list[Item] = []
    load: list[Item] = []
    for m, (sets, reps) in zip(groups, pairs, strict=True):
        load = [i for i in found[slice(*m.span("load"))] if i.kind != "_"] if m["load"] else load
        sign = sets._replace(kind="x", number=0)
        out += [sets, sets._replace(kind="s", number=0), sign, reps, sign._replace(kind="A"), *load]
        out.append(sign._replace(kind=","))
    return out[:-1]


def last_of_a_ladder(found: list[Item]) -> list[Item] | None:
    """ "2@45, 2@50, 2@55 x 3": the sign at the end counts the sets of the last load."""
    numbers = [i for i in found if i.kind == k.NUMBER]
    reps, loads = numbers[:-1:2], numbers[1:-1:2]
    if numbers[-1].number > FEW_SETS or max(i.number for i in reps) > min(i.number for i in loads):
        return None
    at = found.index(reps[-1])
    sign = next(i for i in found[at:] if i.kind == "x")
    listed = [i._replace(kind="x", number=0) if i.kind in "@A" else i for i in found[:at]]
    last = [i._replace(kind="A", number=0) if i.kind in "@A" else i for i in found[at : found.index(sign)]]
    doubt = [] if len(reps) > 1 else [found[-1]._replace(kind="?")]  # "8@40 x 3" alone may be eight sets
    return [*listed, numbers[-1], sign._replace(kind="s", number=0), sign._replace(number=0), *last, *doubt]


def with_the_bar(found: list[Item]) -> list[Item]:
    """ "10 with the bar, 8 with 60": the bar alone is the load, and is not left out as a word that says nothing."""
    return [*found[:-1], found[-1]._replace(number=0)]


def no_rep_of_it(found: list[Item]) -> list[Item] | None:
    """ "185, 0 reps": a load that did not go up."""
    reps = found[-2]
    if reps.number:
        return None
    load = found[:2] if found[1].kind in "kb" else found[:1]
    return [*load, found[-1]._replace(kind="x", number=0), reps, reps._replace(kind="F")]


def pair_in_brackets(found: list[Item]) -> list[Item] | None:
    """ "(2x48)x3x8": two kettlebells of so much."""
    two, load = [i for i in found if i.kind == k.NUMBER]
    unit = [i for i in found if i.kind in "kb"]
    return [load, *unit] if two.number == PAIR < load.number else None


def range_at(found: list[Item]) -> list[Item] | None:
    """ "8-12x 70 lb": from eight to twelve reps with so much."""
    low, high, load = (i.number for i in found if i.kind == k.NUMBER)
    if not low < high <= MOST_REPS < load:
        return None
    return [i._replace(kind="A", number=0) if i.kind == "x" else i for i in found]


def reps_of_the_body(found: list[Item]) -> list[Item]:
    """ "5xbw"."""
    return [found[-1], *[i for i in found[:-1][::-1] if i.kind != "_"]]


def loads_of_one_scheme(found: list[Item]) -> list[Item] | None:
    """ "1x3@135, 155, 165": the scheme with each of the loads."""
    sets, reps, *loads = [i for i in found if i.kind == k.NUMBER]
    at = next(i for i in found if i.kind in "@A")
    alike = min(i.number for i in loads) > max(reps.number, FEW_REPS)
    if sets.number > FEW_SETS or not alike:
        return None
    sign = found[1]._replace(kind="x", number=0)
    each = [(sets, sets._replace(kind="s", number=0), sign, reps, at._replace(kind="A"), load) for load in loads]
    return [i for one in each for i in (*one, sign._replace(kind=","))][:-1]


NOTEBOOK: tuple[tuple[frozenset[str], re.Pattern[str], Callable[[list[Item]], list[Item] | None]], ...] = (
    (
        frozenset("("),
        re.compile(
            r"(?<![nx/@(])n_*[kb]?[_x@:]*\(_*n_*x_*n_*\)(?:[,&/_]*(?:n_*[kb]?[_x@:]*)?\(_*n_*x_*n_*\))*(?!_*[x@])"
        ),
        loads_with_schemes,
    ),
    (
        frozenset("@"),
        re.compile(r"(?<![x/])(?:n_*@_*n[kb]?[,&_]+){0,20}n_*@_*n[kb]?_*x_*n(?!_*[xkb@n])"),
        last_of_a_ladder,
    ),
    (frozenset("!"), re.compile("(?<![x@A/])n_*p?_*[A@]_*!(?=_*(?:[,;&]|$))"), with_the_bar),
    (frozenset("("), re.compile(r"\(_*n_*x_*n_*[kb]?_*\)(?=_*x_*n_*x_*n)"), pair_in_brackets),
    (frozenset("p"), re.compile("(?<![nx@A/,-])n[kb]?_*,_*n_*p(?=_*(?:[,;f]|$))"), no_rep_of_it),
    (frozenset("-"), re.compile("(?<![nx@/-])n-_*n_*x_*n(?=_*[kb£])"), range_at),
    (frozenset("B"), re.compile("(?<![nx@/-])n_*x_*B(?!_*[+⊕xn-])"), reps_of_the_body),
    (frozenset("@"), re.compile("(?<![x/])n_*x_*n_*@_*n(?:,_*n){1,20}(?=_*(?:$|;))"), loads_of_one_scheme),
)
