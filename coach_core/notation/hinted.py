"""Bits that only the exercise or the person makes clear: "25s", "20 per side", two units, "each"."""

from __future__ import annotations

from collections.abc import Sequence

from coach_core.notation.bit import Bit
from coach_core.notation.likely import Around
from coach_core.training.weight import LoadKind, Unit

MOST_REPS = 5000  # hundredths: that many reps with a load that is no whole number nobody tells
BARS = {Unit.KG: 2000, Unit.LB: 4500}  # hundredths: the usual empty bar


def as_meant(bit: Bit, row: Sequence[Bit], around: Around) -> Bit:
    """What is only clear from the exercise and the person: "25s x 10" are dumbbells; of "95lb/43kg" one's own unit."""
    if bit.relative or _is_more(bit, row, around):
        return _from_the_last(bit, around)
    if bit.role == "Y":
        return _on_each_side(bit, row, around)
    if bit.role == "D" and around.timed and bit.number <= 1000:
        return bit._replace(role="T", number=bit.number * 60)
    if bit.plural and not around.timed:
        others = [b for b in row if b.kind == "num" and b.role not in ("T", "S", "L")]
        if not others and _are_asked_for(bit, row, around):
            return bit._replace(role="R")
        if others and all(b.at and b.number >= 2 * bit.number for b in others):
            return bit._replace(role="R")  # "12s at 40"
        return bit._replace(role="L") if others and not _times_of(bit, row, others) else bit
    if bit.role == "L" and bit.left is not None and around.unit not in (None, bit.unit):
        return bit._replace(number=bit.left, unit=around.unit)
    return bit


def _are_asked_for(bit: Bit, row: Sequence[Bit], around: Around) -> bool:
    """Whether "all 5s" are the reps that are asked for; "60 kg 10s" are seconds."""
    if around.reps is None or any(b.role in "LS" for b in row if b is not bit and b.kind != "sep"):
        return any(b.role == "a" for b in row) and around.reps is not None
    return around.reps[0] * 50 <= bit.number <= 150 * (around.reps[1] or around.reps[0])


def _is_more(bit: Bit, row: Sequence[Bit], around: Around) -> bool:
    """Whether "+5" is more on the bar, and not added to the body."""
    more = bit.load_kind is LoadKind.ADDED and around.bar and around.external and around.base is not None
    return more and all(b.role != "B" for b in row)


def _from_the_last(bit: Bit, around: Around) -> Bit:
    """ "5 kg more" as a load; what is no small part of the last one is the load itself: "up 40x10"."""
    base = around.base or 0
    if 2 * bit.number > base or bit.unit not in (None, around.unit):
        return bit
    if bit.load_kind is LoadKind.ADDED:  # "+5 x 10" on a bar: asked about
        return bit._replace(number=base + bit.number, unit=None, load_kind=None, high=bit.number)
    return bit._replace(number=base + bit.relative * bit.number, unit=None)


def on_the_bar(bit: Bit, around: Around, *, sides: bool) -> Bit:
    """ "bar + 20" as a load: so much on each side, or in all."""
    unit = bit.unit or around.unit or Unit.KG
    return bit._replace(role="L", number=_bar(unit, around) + (2 if sides else 1) * bit.number)


def _on_each_side(bit: Bit, row: Sequence[Bit], around: Around) -> Bit:
    """A weight on each side of the bar, with the bar; or reps of each side."""
    if bit.at and (not around.bar or around.per_side):  # "lunges 3x10 with 12 a side"
        return bit._replace(role="L")
    if bit.high is None and not around.bar and not around.per_side and any(b.role == "R" for b in row):
        return bit._replace(role="L", number=2 * bit.number, high=bit.number)  # "80 a side, 10 reps": asked about
    if bit.high is None and bit.unit is not None and (not around.bar or around.per_side):
        return bit._replace(role="L", high=bit.number)  # "8 kg on each side" of no bar: asked about
    if bit.high is None and (not around.bar or around.per_side):
        return bit._replace(role="R", left=bit.number, right=bit.number)
    unit = bit.unit or around.unit or Unit.KG
    return bit._replace(role="L", number=_bar(unit, around) + 2 * bit.number, high=None)


def _bar(unit: Unit, around: Around) -> int:
    return around.empty if around.empty is not None and unit is around.unit else BARS[unit]


def _times_of(bit: Bit, row: Sequence[Bit], others: Sequence[Bit]) -> bool:
    """Whether all other numbers only count the holds: "3x45s"."""
    at = row.index(bit)
    before = at > 1 and row[at - 1].kind == "join" and row[at - 2] is others[0]
    return len(others) == 1 and (before or (others[0].number <= 500 and row[-1] is others[0]))


def is_each_set(bit: Bit, row: Sequence[Bit], around: Around) -> bool:
    """Whether "each" means the sets: "4 sets, 12 reps each" of a lift with both hands on one bar."""
    short = bit.end - bit.start <= len("each")
    if bit.at == "Y" and around.bar and not around.per_side:  # the load lies on each side of the bar
        return True
    return short and around.bar and not around.per_side and any(b.kind == "num" and b.role == "S" for b in row)


def is_each_load(bit: Bit, row: Sequence[Bit], around: Around) -> bool:
    """Whether "each" means the loads: "105 & 110 for 8 each"."""
    before = next((at for at, b in enumerate(row) if b.kind == "join"), 0)
    return (
        not around.per_side and bit.end - bit.start <= len("each") and [b.kind for b in row[:before]].count("num") > 1
    )


def are_parts_of_reps(numbers: Sequence[Bit]) -> bool:
    """Whether "100x10.5" tells reps that are not whole, and no hundred reps of 10.5 kg."""
    return numbers[0].number > MOST_REPS and bool(numbers[-1].number % 100) and not any(n.role for n in numbers)
