"""Numbers that are none of a set, or may be none: "set 3 of 4", "8/10", a program's name. Others: makers.py."""

from __future__ import annotations

from coach_core.notation import kinds as k
from coach_core.notation.bit import Bit
from coach_core.notation.makers import Items, a_bit, as_aside, as_missed, as_number, as_out_of, numbers_of

HIGHEST_SEAT = 2000  # hundredths
MOST_REPS_TOLD = 2000  # hundredths
MANY_REPS = 3000  # hundredths: a greater number is a load


def as_set_of(found: Items) -> tuple[Bit, ...]:
    """ "set 3 of 4" counts the sets; "sets 3 x 10" is what was done."""
    sets, sign, reps = found[1:]
    if sign.kind == "/" or sign.number == k.OF:
        return as_aside(found)
    return (*a_bit([sets], "num", "S", sets.number), *a_bit([sign], "join", "x"), *as_number([reps]))


def as_place_of(found: Items) -> tuple[Bit, ...]:
    """ "week 3 of 8", "session 10 out of 12" counts the weeks; "session 3x10" is what was done."""
    sign = next(i for i in found[1:] if i.kind in "x~/")
    if sign.kind != "x" or sign.number == k.OF:
        return as_aside(found)
    bits = [a_bit([i], "join", "x", i.number) if i is sign else as_number([i]) for i in found if i.kind in "nx"]
    return (*a_bit(found[:1], "feel", "f"), *(bit for one in bits for bit in one))


def as_part_of_a_plan(found: Items) -> tuple[Bit, ...]:
    """ "3 of 4 sessions this week"; "3x10 session" is what was done."""
    sign = next(i for i in found if i.kind in "x~/A")
    if sign.kind != "x" or sign.number == k.OF:
        return as_aside(found)
    kinds = {"x": "join", "/": "sep", "X": "mark", "§": "feel"}
    return tuple(
        b for i in found for b in (as_number([i]) if i.kind == "n" else a_bit([i], kinds[i.kind], i.kind, i.number))
    )


def as_fraction(found: Items) -> tuple[Bit, ...]:
    """ "2/3 of the program"; of "10/8 x" the numbers are what they are."""
    if found[-1].number == k.OF:
        return as_aside(found)
    one, sign, two, times = found
    return (*as_number([one]), *a_bit([sign], "sep", "/"), *as_number([two]), *a_bit([times], "join", "x"))


def as_missed_in_brackets(found: Items) -> tuple[Bit, ...]:
    """ "95x8 (failed rep 9)", "6 (missed 2)"."""
    if found[1].number == k.MISSED:
        return as_missed(found[1:-1])
    return a_bit(found, "num", "f", numbers_of(found)[0], at="A")


def as_percent(found: Items) -> tuple[Bit, ...]:
    """ "at 75 %": asked about where no load is written beside it."""
    return a_bit(found, "mark", "%")


def as_to_failure_at(found: Items) -> tuple[Bit, ...]:
    """ "to failure at 9": so many reps; "to failure with 80" is the load."""
    number = numbers_of(found)[0]
    role, at = ("R", "") if number <= MANY_REPS else ("", "A")
    return (*a_bit(found[1:], "num", role, number, at=at), *a_bit(found[:1], "mark", "T"))


def as_one_or_two(found: Items) -> tuple[Bit, ...]:
    """ "10, 8+1": one set or more; asked about where one of the others is that small."""
    small = any(i.kind == "n" and i.glued and i.number <= 300 for i in found[1:])
    doubt = a_bit(found[1:2], "mark", "?") if small else ()
    each = [a_bit([i], "sep", "+") if i.kind == "+" else as_number([i]) for i in found]
    return (*(bit for bits in each for bit in bits), *doubt)


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


def as_seat(found: Items) -> tuple[Bit, ...]:
    """ "leg press (seat 4)": how the machine is set; a greater number is none of that."""
    if numbers_of(found)[0] <= HIGHEST_SEAT:
        return as_aside(found)
    inner = found[1:-1]
    words = [a_bit([i], "word", "w") for i in inner if i.kind != k.NUMBER]
    opens, closes = a_bit(found[:1], "sep", "("), a_bit(found[-1:], "sep", ")")
    return (*opens, *(bit for one in words for bit in one), *as_number(inner[-1:]), *closes)


def as_reps_with(found: Items) -> tuple[Bit, ...]:
    """ "3x10 m 35" with an "m" that is short for "mit": the load; "3x40 m 20" are metres."""
    reps, short, load = found
    if short.glued or short.end - short.start > 1 or reps.number > MOST_REPS_TOLD:
        return as_aside(found)
    return (*as_number([reps]), *a_bit([load], "num", "", load.number, at="A"))


def as_nth_was(found: Items) -> tuple[Bit, ...]:
    """ "3x12 (the third only 10)", "(failure at 20 in the 4th)": what one set of the scheme was."""
    numbers = numbers_of(found)
    nth = next((i.number for i in found if i.kind == "o"), 0) if len(numbers) == 1 else numbers[1] // 100
    return a_bit(found, "mark", "=", numbers[0], left=nth, at="T" if found[1].kind == "T" else "")


def as_formula(found: Items) -> tuple[Bit, ...]:
    """ "(=1+1)": kept as it is, never worked out."""
    last = max(at for at, i in enumerate(found) if i.kind == "n")
    return a_bit(found[2 : last + 1], "feel", "f")
