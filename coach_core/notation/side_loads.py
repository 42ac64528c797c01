"""Loads behind their scheme: of each side of a bar, and the effort of the last set. Other shapes: makers.py."""

from __future__ import annotations

from coach_core.notation.bit import Bit
from coach_core.notation.makers import UNITS, Items, a_bit, as_at, as_load, as_number, numbers_of


def as_load_each_side(found: Items) -> tuple[Bit, ...]:
    """ "4x10 with 20 per side", "2 discs of 10 a side": on a bar it lies on each side, elsewhere it is the load."""
    numbers, side = numbers_of(found), found[-1]
    signed = found[0].kind == "x" and found[0].end - found[0].start == 1  # "2x14 x 10 each leg"
    if signed or (len(numbers) == 1 and side.end - side.start <= len("each")):  # "3x5 at 100 each"
        times = a_bit(found[:1], "join", "x", found[0].number) if found[0].kind == "x" else ()
        load = (
            as_load(found[:-1]) if found[-2].kind in UNITS else (as_number(found[1:2]) if times else as_at(found[:-1]))
        )
        return (*times, *load, *a_bit(found[-1:], "mark", "S"))
    total = numbers[0] if len(numbers) == 1 else numbers[0] * numbers[1] // 100
    unit = next((UNITS[i.kind] for i in found if i.kind in UNITS), None)
    return (*a_bit(found[:-1], "num", "Y", total, unit=unit, at="A"), *a_bit(found[-1:], "mark", "S", at="Y"))


def as_last_effort(found: Items) -> tuple[Bit, ...]:
    """ "3x3 @8, last set @9": its RPE; a greater number is its load."""
    if not 500 <= found[-1].number <= 1000:
        return (*a_bit(found[:1], "mark", "z"), *as_at(found[-2:]))
    return a_bit(found, "mark", "e", found[-1].number, at="z")
