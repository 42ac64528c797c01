"""What the shapes of bits.py become: one function for each, from items to bits. The patterns are in bits.py."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from coach_core.notation import kinds as k
from coach_core.notation.bit import Bit
from coach_core.notation.items import Item
from coach_core.training.weight import LoadKind, Unit

UNITS = {"k": Unit.KG, "b": Unit.LB, "£": Unit.LB}
MOST_TIMES = 2000  # hundredths: nobody does more sets alike
MOST_SPARE = 500  # hundredths: nobody has more in the tank and says so in other words than "rir 7"
MOST_LAST = 500  # hundredths: "the last five", but reps in "missed the last rep 12"
LEAST_STEP = 125  # hundredths: by less no load is changed
Items = Sequence[Item]
Make = Callable[[Items], tuple[Bit, ...]]


def numbers_of(found: Items) -> list[int]:
    """The numbers among the items."""
    return [i.number for i in found if i.kind == "n"]


def a_bit(found: Items, kind: str, role: str, number: int = 0, **more: object) -> tuple[Bit, ...]:
    """One bit that spans all the items."""
    return (Bit(kind, role, number, found[0].start, found[-1].end, **more),)  # type: ignore[arg-type]


def as_sides(found: Items) -> tuple[Bit, ...]:
    """ "12 left 10 right": the weaker side counts."""
    one, two = numbers_of(found)
    first = next(i.kind for i in found if i.kind in "lr")
    left, right = (one, two) if first == "l" else (two, one)
    return a_bit(found, "num", "R", min(left, right), left=left, right=right)


def as_time(found: Items) -> tuple[Bit, ...]:
    """Seconds, in hundredths like every number here."""
    if found[0].kind == "c":
        return a_bit(found, "num", "T", found[0].number * 100)
    if found[0].kind == "m":  # "a minute ten"
        return a_bit(found, "num", "T", 6000 + found[1].number)
    big = 60 if found[1].kind in "m'" or len(found) == 4 else 1
    numbers = numbers_of(found)
    plural = found[-1].kind == "t" and found[-1].glued and found[-1].end - found[-1].start == 1
    return a_bit(found, "num", "T", numbers[0] * big + (numbers[1] if len(numbers) > 1 else 0), plural=plural)


def as_load(found: Items) -> tuple[Bit, ...]:
    """One load. Of two units for one set the second stands in ``left``, for a person who lifts in that one."""
    unit = next((UNITS[i.kind] for i in found if i.kind in UNITS), None)
    letters = {i.kind for i in found}
    kind = LoadKind.ADDED if letters & {"+", "⊕"} else LoadKind.ASSISTED if letters & {"-", "C"} else None
    first, *second = numbers_of(found)
    return a_bit(found, "num", "L", first, unit=unit, load_kind=kind, left=second[0] if second else None)


def as_helped(found: Items) -> tuple[Bit, ...]:
    """ "20 assisted": so much help, or so many reps with some; ``high`` says that it is to be asked about."""
    number = numbers_of(found)[0]
    return a_bit(found, "num", "L", number, load_kind=LoadKind.ASSISTED, high=number)


def as_relative(found: Items) -> tuple[Bit, ...]:
    """ "5 kg more", "down 2.5", "same weight": counted from the load before it (hinted.py)."""
    unit = next((UNITS[i.kind] for i in found if i.kind in UNITS), None)
    if unit is None and found[0].kind == k.NUMBER and found[0].number < LEAST_STEP:
        return (*as_number(found[:1]), *a_bit(found[1:], "mark", "?"))  # "1 down, 4 to go"
    sign = -1 if any(i.kind == "↓" for i in found) else 1
    return a_bit(found, "num", "L", next(iter(numbers_of(found)), 0), unit=unit, relative=sign)


def as_plates(found: Items) -> tuple[Bit, ...]:
    """Plates on each side of the bar, "one and a half" too: only the unit tells how heavy (resolve.py)."""
    halves = 50 * sum(i.kind == "½" for i in found)
    whole = next(iter(numbers_of(found)), 0 if found[0].kind == "½" else 100)
    return a_bit(found, "num", "P", whole + halves)


def as_on_the_bar(found: Items) -> tuple[Bit, ...]:
    """ "bar + 20": a bar and what is on it, on each side or in all."""
    unit = next((UNITS[i.kind] for i in found if i.kind in UNITS), None)
    return a_bit(found, "num", "y", numbers_of(found)[0], unit=unit)


def as_below_none(found: Items) -> tuple[Bit, ...]:
    """ "40x-3" is refused; "40 x - 3" is a dash."""
    return as_less_than_none(found) if found[-1].glued else as_number(found[-1:])


def as_at(found: Items) -> tuple[Bit, ...]:
    """ "@8", "with 80": a load or an effort, told apart later."""
    return a_bit(found, "num", "", numbers_of(found)[0], at=found[0].kind)


def as_reserve(found: Items) -> tuple[Bit, ...]:
    """Reps in reserve, the lower of two."""
    number = min(numbers_of(found))
    doubt = a_bit(found, "mark", "?") if number > MOST_SPARE and all(i.kind != "i" for i in found) else ()
    return (*a_bit(found, "mark", "i", number, at=_of_the_last(found)), *doubt)


def as_exertion(found: Items) -> tuple[Bit, ...]:
    """An RPE, the first of two."""
    return a_bit(found, "mark", "e", numbers_of(found)[0], at=_of_the_last(found))


def _of_the_last(found: Items) -> str:
    """ "last set rpe 9": its set alone."""
    return "z" if found[0].kind == "z" else ""


def as_range(found: Items) -> tuple[Bit, ...]:
    """ "8-10": reps, if the second is the greater; else two numbers."""
    low, high = found[0], found[2]
    if low.number < high.number <= 10000:
        return a_bit(found, "num", "R", low.number, high=high.number)
    return (*as_number([low]), *a_bit(found[1:2], "sep", "-"), *as_number([high]))


def as_less_than_none(found: Items) -> tuple[Bit, ...]:
    """ "-5 reps": a number that the limits refuse."""
    return a_bit(found, "num", "R", -numbers_of(found)[0])


def as_labelled(found: Items) -> tuple[Bit, ...]:
    """ "weight 100 reps 10 sets 3": each number behind its word."""
    load, reps, sets = (i for i in found if i.kind == "n")
    join = a_bit(found[1:2], "join", "x")
    return (
        *as_number([load]),
        *join,
        *a_bit([reps], "num", "R", reps.number),
        *join,
        *a_bit([sets], "num", "S", sets.number),
    )


def as_number(found: Items) -> tuple[Bit, ...]:
    """A number of which nothing is told."""
    item = found[0]
    return (Bit("num", "", item.number, item.start, item.end),)


def as_typed(role: str) -> Make:
    """A number whose part is written beside it."""

    def make(found: Items) -> tuple[Bit, ...]:
        if role == "X" and numbers_of(found)[0] > MOST_TIMES and found[-1].end - found[-1].start > 1:  # "8 at 50 of"
            return (*as_number(found[:1]), *a_bit(found[1:], "mark", "?"))
        rounds = role == "S" and any(i.kind == "s" and i.number == k.ROUNDS for i in found)
        return a_bit(found, "num", role, numbers_of(found)[0], high=1 if rounds else None)

    return make


def as_times_in_brackets(found: Items) -> tuple[Bit, ...]:
    """ "100x10 (3)": so many sets; a greater number is the load."""
    number = numbers_of(found)[0]
    return a_bit(found, "num", "X" if number <= 1000 else "", number)


def as_reps(found: Items) -> tuple[Bit, ...]:
    """Whole reps; "1.5 reps" is a way to do them."""
    number = numbers_of(found)[0]
    return as_aside(found) if number % 100 and number < 200 else a_bit(found, "num", "R", number)


def as_mark(role: str) -> Make:
    """A word about sets."""
    return lambda found: a_bit(found, "mark", role, next((i.number for i in found if i.kind == "n"), 0))


def as_nothing(found: Items) -> tuple[Bit, ...]:
    """Signs that say nothing."""
    return ()


def as_last(found: Items) -> tuple[Bit, ...]:
    """ "failed the last", "last set to failure": the mark belongs to the last set, or the last so many."""
    mark = next(i for i in found if i.kind in "FT")
    role = "T" if mark.kind == "F" and mark.number == k.DIED_ON else mark.kind  # "died on the last": its reps were done
    if found[-1].kind == k.NUMBER and found[-1].number > MOST_LAST:  # "missed the last rep 12"
        return (*a_bit(found[:-1], "mark", role.lower(), 100), *as_number(found[-1:]))
    rep = role == "F" and any(i.number == k.LAST_REP for i in found)
    return a_bit(found, "mark", role.lower(), (numbers_of(found) or [100])[0], at="p" if rep else "")


def as_and_a_half(found: Items) -> tuple[Bit, ...]:
    """ "105 and a half"."""
    return a_bit(found, "num", "", found[0].number + 50)


def as_both_sides(found: Items) -> tuple[Bit, ...]:
    """ "20 (10 per leg)": the reps of each side are those in the brackets, if they are half of all."""
    both, each = numbers_of(found)
    side = a_bit(found, "num", "R", each, left=each, right=each)
    return side if both in (each, 2 * each) else (*as_number(found[:1]), *side)


def as_last_at(found: Items) -> tuple[Bit, ...]:
    """ "failed on the last at 8": the reps of the last set, which failed."""
    return a_bit(found, "num", "z", numbers_of(found)[-1])


def as_nth_failed(found: Items) -> tuple[Bit, ...]:
    """ "missed the third"."""
    return a_bit(found, "mark", "#", next(i.number for i in found if i.kind == "o"))


def as_one_side(found: Items) -> tuple[Bit, ...]:
    """ "left 12": the other side is told later or not at all."""
    number = numbers_of(found)[0]
    return a_bit(found, "num", "R", number, **{"left" if found[0].kind == "l" else "right": number})


def as_out_of(found: Items) -> tuple[Bit, ...]:
    """ "6 out of 8": a miss, unless all were done; ``high`` says of how many, where they may be sets (misses.py)."""
    done, asked = numbers_of(found)
    told = any(i.kind == "p" for i in found)
    if told or done > asked:
        return a_bit(found, "num", "o" if done < asked else "R", done)
    return a_bit(found, "num", "o", done, high=asked)


def as_missed(found: Items) -> tuple[Bit, ...]:
    """ "missed 2 reps", "failed at 6", "failed 6"; in "7F 6" the mark belongs to what is before it."""
    number = numbers_of(found)[0]
    if found[0].number == k.MISSED:
        return a_bit(found, "num", "M", number)
    if found[0].number in (k.FAILED_AT, k.DIED_ON) or found[1].kind in "A@":
        return a_bit(found, "num", "f", number, at="A")
    if not found[0].glued:
        return a_bit(found, "num", "f", number)
    return (*a_bit(found[:1], "mark", "F"), *a_bit(found[1:], "num", "R" if found[-1].kind == "p" else "", number))


def as_failed_rep(found: Items) -> tuple[Bit, ...]:
    """ "failed on rep 6": five were done."""
    return a_bit(found, "num", "f", max(0, numbers_of(found)[0] - 100), at="A")


def as_aside(found: Items) -> tuple[Bit, ...]:
    """Numbers that are none of a set: "rest 2 min", "2 s hold", "tempo 3-1-1", a box of 18 inches; kept as a note."""
    return a_bit(found, "feel", "f")


def as_distance(found: Items) -> tuple[Bit, ...]:
    """Metres; a yard is 0.9144 of one."""
    number, unit = found
    return a_bit(found, "num", "D", number.number * 9144 // 10000 if unit.number == k.YARD else number.number)


def as_barbell(found: Items) -> tuple[Bit, ...]:
    """ "20 kg bar + 40 each side": what is on the bar and the bar."""
    bar, side = numbers_of(found)
    unit = next((UNITS[i.kind] for i in found if i.kind in UNITS), None)
    return a_bit(found, "num", "L", bar + 2 * side, unit=unit)


def as_each_side(found: Items) -> tuple[Bit, ...]:
    """ "20 per side x 10": a load on a bar, reps elsewhere; ``high``: a bar is told, or plates are added up."""
    numbers = numbers_of(found)
    times = any(i.kind == "x" for i in found) or [i.kind for i in found[:3]] == ["n", "n", "t"]  # "two 20s a side"
    total = numbers[0] * numbers[1] // 100 if times else sum(numbers)
    sure = found[0].kind == "!" or len(numbers) > 1
    unit = next((UNITS[i.kind] for i in found if i.kind in UNITS), None)
    return a_bit(found, "num", "Y", total, high=total if sure else None, unit=unit)


def as_no_set(found: Items) -> tuple[Bit, ...]:
    """A dash for a set that was missed."""
    return a_bit(found, "num", "o")


def as_added_up(found: Items) -> tuple[Bit, ...]:
    """ "35+25+25 x 5": plates or what else was put together; ``high`` says that it is to be asked about."""
    total = sum(numbers_of(found))
    return a_bit(
        found, "num", "L", total, high=total, unit=next((UNITS[i.kind] for i in found if i.kind in UNITS), None)
    )
