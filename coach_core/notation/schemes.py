"""Schemes as diaries write them, put into plainer ones: "(100x5)x3", "5 singles". The others: phrasing.py."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from coach_core.notation import kinds as k
from coach_core.notation.counted import COUNTED
from coach_core.notation.notebook import NOTEBOOK
from coach_core.notation.wordy import WORDY

if TYPE_CHECKING:
    from coach_core.notation.items import Item

PAIR, MOST_MORE, MOST_REPS, LEAST_LOAD = 200, 2000, 3000, 2000  # hundredths
PLAIN_SIGN = 2  # letters from which on a sign is a word


def so_many_singles(found: list[Item]) -> list[Item] | None:
    """ "5 singles", "3 doubles": so many sets of one, of two."""
    sets, reps, word = found[0], found[-2], found[-1]
    if reps.start != word.start:
        return None
    return [sets, sets._replace(kind="s", number=0), word._replace(kind="x", number=0), reps, word]


def unbracketed(found: list[Item]) -> list[Item]:
    """ "(100x5)x3" as "100x5x3"."""
    return [i for i in found if i.kind not in "()_"]


def each_to_failure(found: list[Item]) -> list[Item] | None:
    """ "3 x failure (9, 7, 5)": the count, then every set."""
    reps = [i for i in found[2:] if i.kind == k.NUMBER]
    failure = next(i for i in found if i.kind == "T")
    if len(reps) * 100 != found[0].number:
        return None
    return [*[i for rep in reps for i in (rep, rep._replace(kind=","))][:-1], failure._replace(kind="a"), failure]


def more_that_makes(found: list[Item]) -> list[Item] | None:
    """ "5 kg more, 65x8": what it came to is told behind it."""
    return [i for i in found if i.kind == "_"] if found[0].number <= MOST_MORE else None


def told_twice(found: list[Item]) -> list[Item] | None:
    """ "10 on the last one too, so 10/10/10": the last of the list is the one told before it."""
    numbers = [i for i in found if i.kind == k.NUMBER]
    return found[found.index(numbers[1]) :] if numbers[0].number == numbers[-1].number else None


def amrap_last(found: list[Item]) -> list[Item] | None:
    """ "5x3+ (5 on last)": four of three, then one of five."""
    sets, reps, last = (i for i in found if i.kind == k.NUMBER)
    if sets.number < PAIR or sets.number % 100:
        return None
    return [
        sets._replace(number=sets.number - 100),
        found[1]._replace(kind="s"),
        found[1],
        reps,
        found[-1]._replace(kind=","),
        last,
    ]


def load_of_each_side(found: list[Item]) -> list[Item] | None:
    """ "4x10 (40/side)": the brackets hold a load, unless they hold the half of the reps."""
    reps, load = (i.number for i in found if i.kind == k.NUMBER)
    return unbracketed(found) if load > reps else None


def called_by_reps(found: list[Item]) -> list[Item] | None:
    """ "20 rep squats: 185x20": the reps are part of the name."""
    return found[2:] if found[0].number == found[-1].number else None


def each_of_them(found: list[Item]) -> list[Item]:
    """ "5 reps each: 60, 80, 100": every load for so many."""
    reps, *loads = [i for i in found if i.kind == k.NUMBER]
    sign = found[1]._replace(kind="x", number=0)
    return [i for load in loads for i in (load, sign, reps, load._replace(kind=","))][:-1]


def pair_behind_reps(found: list[Item]) -> list[Item] | None:
    """ "12 x 2x14 kg": reps, then two dumbbells; the sign between those two stands close."""
    first, second = (i for i in found if i.kind == "x")
    close = found[-2].glued and second.glued and not first.glued
    return [*found[:2], *found[-2:]] if found[2].number == PAIR and close else None


def weight_of_a_plate(found: list[Item]) -> list[Item] | None:
    """ "with a plate of 10": what it weighs; "3 plates x 12" is told otherwise."""
    sign = next((i for i in found if i.kind == "x"), None)
    if sign is not None and sign.number != k.OF:
        return None
    number = found[-2] if found[-1].kind in "kb" else found[-1]
    return [found[0]._replace(kind="⊕", number=0), number, *[i for i in found[-1:] if i.kind in "kb"]]


def side_by_side(found: list[Item]) -> list[Item] | None:
    """ "left 20 kg x 8, right 20 kg x 10": one set, where both have the same load."""
    load, one, other, two = (i for i in found if i.kind == k.NUMBER)
    sides = [i for i in found if i.kind in "lr"]
    if load.number != other.number:
        return None
    unit = [i for i in found if i.kind in "kb"][:1]
    return [sides[0], one, sides[1], two, found[-1]._replace(kind="A", number=0), load, *unit]


def load_before_its_list(found: list[Item]) -> list[Item] | None:
    """ "bench 60 8/8/7": the number that stands apart is the load, where the others can be reps."""
    load, *reps = [i for i in found if i.kind == k.NUMBER]
    if max(i.number for i in reps) > MOST_REPS:
        return None
    sign = load._replace(kind="A", number=0)
    listed = [i if i.kind == k.NUMBER else i._replace(kind="/") for i in found[found.index(reps[0]) :]]
    return [sign, load, sign._replace(kind=":"), *listed]


def all_told(found: list[Item]) -> list[Item]:
    """ "all, 12 12 11": that everything is done, then every set."""
    return []


def sets_at_a_load(found: list[Item]) -> list[Item] | None:
    """ "3 sets 60 kg. 12, 11, 9": the count, the load, and on their own every set."""
    one, two, *reps = [i for i in found if i.kind == k.NUMBER]
    unit, word = (next(i for i in found if i.kind in kinds) for kinds in ("kb", "s"))
    sets, load = (one, two) if word.start < unit.start else (two, one)
    if sets.number != 100 * len(reps):
        return None
    return [load, unit, unit._replace(kind=":", number=0), *found[found.index(reps[0]) :]]


def load_for_a_scheme(found: list[Item]) -> list[Item] | None:
    """ "245 for 3x5": the load, then sets and reps."""
    said = next(i for i in found if i.kind == "x")
    if said.end - said.start < PLAIN_SIGN or found[0].number < LEAST_LOAD:
        return None
    return [i._replace(kind="A", number=0) if i is said else i for i in found]


def loads_of_one_reps(found: list[Item]) -> list[Item] | None:
    """ "5 @ 45, 95, 135": so many reps with each of the loads."""
    reps, *loads = [i for i in found if i.kind == k.NUMBER]
    if reps.number > MOST_REPS or min(i.number for i in loads) < LEAST_LOAD:
        return None
    return each_of_them(found)


def hand_of_so_much(found: list[Item]) -> list[Item] | None:
    """ "14er Hanteln 10 pro Seite": the weight of a dumbbell, then reps."""
    return [found[0], found[1]._replace(kind="x", number=0)] if found[-1].glued or found[1].glued else None


def count_before_a_name(found: list[Item]) -> list[Item]:
    """ "3 sets of squats: 60x12 …": the name, then how many."""
    return [found[-1], found[0], next(i for i in found if i.kind == "s")]


SCHEMES: tuple[tuple[frozenset[str], re.Pattern[str], Callable[[list[Item]], list[Item] | None]], ...] = (
    *COUNTED,
    *WORDY,
    (frozenset("p"), re.compile("(?<![/,`])n_*np"), so_many_singles),
    (frozenset("<↑↓"), re.compile("(?:^|(?<=[;_]))n[kb][<↑↓][,_]{1,3}(?=n[kb]?_*x_*n)"), more_that_makes),
    (frozenset("z"), re.compile("(?:^|(?<=[;_]))n_*p?_*z[w_]{0,3},[,_]*n(?:[,/&][&_]*n){1,9}"), told_twice),
    *NOTEBOOK,
    (frozenset("("), re.compile(r"\(_*n[kb]?_*x_*n_*\)(?=_*x_*n)"), unbracketed),
    (frozenset("T"), re.compile(r"n_*x_*T_*[(:]_*n(?:[`,/&_]*n){1,9}_*\)?"), each_to_failure),
    (frozenset("z"), re.compile(r"nxn\+[,(_]*n_*p?_*A?_*z[_)]*"), amrap_last),
    (frozenset("S"), re.compile(r"(?<=x)n_*\(_*n_*[kb]?_*S_*\)"), load_of_each_side),
    (frozenset("E"), re.compile("(?:(?<=;)|^)np_*E[:,_]*n[kb]?_*x_*n(?![xkb])"), called_by_reps),
    (frozenset("S"), re.compile("n_*p_*S_*:_*n(?:[,/&_]*n){1,9}(?=_*[kb]?_*(?:$|;))"), each_of_them),
    (frozenset("x"), re.compile("nxnxn[kb]"), pair_behind_reps),
    (
        frozenset("P"),
        re.compile("(?:n_*)?P_*x_*n(?:_*[kb])?(?!_*[xpsSkb])|(?<=[A@_])P_*n_*[kb]"),
        weight_of_a_plate,
    ),
    (
        frozenset("l"),
        re.compile("(?:l[:_]*n_*[kb]?_*x_*n[,&_]*r|r[:_]*n_*[kb]?_*x_*n[,&_]*l)[:_]*n_*[kb]?_*x_*n"),
        side_by_side,
    ),
    (
        frozenset("E"),
        re.compile(
            "(?<=[EH])n(?:n(?:/n){1,9}|n(?:-n){2,9})(?![nxkbp/@A-])|(?<=[EH]_)n(?:n(?:/n){1,9}|n(?:-n){2,9})(?![nxkbp/@A-])"
        ),
        load_before_its_list,
    ),
    (frozenset("a"), re.compile("(?:^|(?<=;))_*a[,:](?=_*n(?:[_,/&]*n){1,9}_*(?:$|;))"), all_told),
    (
        frozenset("s"),
        re.compile("(?:ns_*[xA@]?_*n[kb]|n[kb]_*,?_*ns)_*[;:,]_*n(?:_*[,/]_*n){1,9}(?![xkbp])"),
        sets_at_a_load,
    ),
    (frozenset("x"), re.compile("(?<![nx/@A])n[kb]?_*x_*nxn(?![xkbn/])"), load_for_a_scheme),
    (
        frozenset("@A"),
        re.compile("(?:(?<=[E:])|(?<=E_)|(?<=:_)|^)n[@A]n[kb]?(?:,n[kb]?){1,9}(?=$|;)"),
        loads_of_one_reps,
    ),
    (frozenset("H"), re.compile("nH(?:_*H)?(?=_*n_*p?_*S)"), hand_of_so_much),
    (frozenset("s"), re.compile("(?:(?<=;)|^|(?<=_))ns_*x?_*E(?=_*[:,])"), count_before_a_name),
)
