"""Numbers that are none of a set, or may be none: "set 3 of 4", "8/10", a program's name. Others: makers.py."""

from __future__ import annotations

from coach_core.notation import kinds as k
from coach_core.notation.bit import Bit
from coach_core.notation.makers import Items, a_bit, as_aside, as_missed, as_number, as_out_of, numbers_of


def as_set_of(found: Items) -> tuple[Bit, ...]:
    """ "set 3 of 4" counts the sets; "sets 3 x 10" is what was done."""
    sets, sign, reps = found[1:]
    if sign.kind == "/" or sign.number == k.OF:
        return as_aside(found)
    return (*a_bit([sets], "num", "S", sets.number), *a_bit([sign], "join", "x"), *as_number([reps]))


def as_missed_in_brackets(found: Items) -> tuple[Bit, ...]:
    """ "95x8 (failed rep 9)", "6 (missed 2)"."""
    if found[1].number == k.MISSED:
        return as_missed(found[1:-1])
    return a_bit(found, "num", "f", numbers_of(found)[0], at="A")


def as_one_or_two(found: Items) -> tuple[Bit, ...]:
    """ "10, 8+1": one set or two; asked about where the second is that small."""
    doubt = a_bit(found[1:2], "mark", "?") if found[2].glued and found[2].number <= 300 else ()
    return (*as_number(found[:1]), *a_bit(found[1:2], "sep", "+"), *as_number(found[2:]), *doubt)


def as_program_name(found: Items) -> tuple[Bit, ...]:
    """ "5/3/1 week: 165x5" names a program; any other three numbers are what they are."""
    if numbers_of(found) == [500, 300, 100]:
        return as_aside(found)
    return tuple(bit for i in found for bit in (a_bit([i], "sep", "/") if i.kind == "/" else as_number([i])))


def as_rating(found: Items) -> tuple[Bit, ...]:
    """ "hurts 6/10" is no set."""
    one, sign, ten = found[-3:]
    if ten.number == 1000 and one.number <= 1000 and (sign.kind in "/~" or sign.number == k.OF):
        return as_aside(found)
    if sign.kind == "~":
        return as_out_of(found[-3:])
    ahead = a_bit(found[:1], "join", "x") if found[0].kind == "x" else ()
    parted = a_bit([sign], "sep", "/") if sign.kind == "/" else a_bit([sign], "join", "x", sign.number)
    return (*ahead, *as_number([one]), *parted, *as_number([ten]))


def as_formula(found: Items) -> tuple[Bit, ...]:
    """ "(=1+1)": kept as it is, never worked out."""
    last = max(at for at, i in enumerate(found) if i.kind == "n")
    return a_bit(found[2 : last + 1], "feel", "f")
