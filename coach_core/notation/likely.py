"""How likely a bare number is a load, reps or sets, judged by the open exercise, then by size. Costs: less is likelier.

The numbers are chosen so that one step of doubt is 1: what is at most ``DOUBT`` behind the best is asked about, what
is at most ``FAIR`` behind is offered as the other reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from coach_core.notation.bit import Bit
from coach_core.training.weight import Unit

DOUBT = 0.6
FAIR = 1.9
ALONE = 4.0  # the same for a number that stands alone
NEVER = 50.0
REMEMBERED = 2048
SIZES = ((300, 5.0), (500, 4.0), (1000, 3.0), (2000, 1.0))
HEAVIEST = 50_000  # hundredths: nobody lifts more
MOST_LOAD = 100_000  # hundredths: what is beyond is as unlikely a load as none
ORDERS: dict[int, tuple[tuple[str, float], ...]] = {
    2: (("LR", 0.0), ("SR", 0.5), ("RL", 2.0), ("RS", 3.0)),
    3: (("LRS", 0.0), ("SRL", 0.0), ("LSR", 1.0), ("SLR", 2.5), ("RSL", 3.0), ("RLS", 3.0)),
}
HABIT = (("RL", 0.0), ("SR", 0.5), ("LR", 2.0), ("RS", 3.0))  # of two, for a person who writes reps first


class Around(NamedTuple):
    """What is known around a list of numbers. ``load`` is the prescribed one, in hundredths of the person's unit."""

    sets: int | None = None
    reps: tuple[int, int | None] | None = None
    load: int | None = None
    bare: bool = False  # the exercise has no load of its own: bodyweight or a band
    timed: bool = False
    per_side: bool = False
    correcting: bool = False  # a lone number replaces one: a load is as likely as reps
    told: bool = False  # a load is written elsewhere in the same list
    bar: bool = False  # a bar carries the load
    light: bool = False  # without a load of its own, but one is easily put on: a bridge
    external: bool = False  # a known exercise with a load of its own: after "bw 12" an "80x8" is not on top of the body
    unit: Unit | None = None  # the person's, None if it is not known
    reps_first: bool = False  # the person's habit
    base: int | None = None  # what "5 kg more" is counted from
    empty: int | None = None  # the person's empty bar, where it is told
    stored: int = 0  # sets of it that are stored


def as_load(value: int, around: Around) -> float:
    """The cost of a number as a load."""
    if value == 0 or value > MOST_LOAD:
        return 8.0
    cost = 0.0
    if around.bare:
        cost = 9.0 if around.reps and value % 100 == 0 else 2.0 if around.light else 5.0
    if value > HEAVIEST:
        cost += 4.0
    if around.load:
        ratio = value / around.load
        return cost + (0.0 if 0.5 <= ratio <= 1.6 else 1.5 if 0.25 <= ratio <= 2.5 else 5.0)
    return cost + next((size for limit, size in SIZES if value < limit), 0.0)


def as_reps(value: int, around: Around) -> float:
    """The cost of a number as reps (or as seconds, where the exercise is timed)."""
    if value % 100:
        return NEVER
    count = value // 100
    if around.timed:
        return 0.0 if count >= 5 else 3.0
    if around.reps is not None:
        low, high = around.reps[0], around.reps[1] or around.reps[0] + 20
        away = max(low - count, count - high, 0)
        if away <= 5:
            return 0.0 if away == 0 else 1.0
        return max(1.5, _reps_by_size(count))
    return _reps_by_size(count)


def _reps_by_size(count: int) -> float:
    return next(
        (c for limit, c in ((0, 3.0), (20, 1.0), (30, 2.0), (50, 4.0), (100, 7.0), (1000, 10.0)) if count <= limit),
        12.0,
    )


def as_sets(value: int, around: Around) -> float:
    """The cost of a number as a count of sets."""
    if value % 100 or value == 0:
        return NEVER
    count = value // 100
    if around.sets == count:
        return -1.0
    more = 2.0 if around.sets and count > 2 * around.sets else 0.0
    return more + next((c for limit, c in ((6, 0.0), (10, 2.0), (20, 6.0)) if count <= limit), 20.0)


COSTS = {"L": as_load, "R": as_reps, "S": as_sets}


def fits(bit: Bit, role: str) -> bool:
    """Whether a number may stand for a role: what is written beside it decides."""
    if not bit.role:
        return not bit.at or role == "L"
    return bit.role == role or (role == "R" and bit.role in "TD") or (role == "L" and bit.role == "P")


def cost(bit: Bit, role: str, around: Around) -> float:
    """The cost of one number in one role; nothing where the role is written."""
    if not fits(bit, role):
        return NEVER
    return 0.0 if bit.role or bit.at else COSTS[role](bit.number, around)


class Choice(NamedTuple):
    """The likeliest order of numbers joined by "x", and the next one that says something else."""

    cost: float
    order: str
    second: str | None
    margin: float


def rank(cell: Sequence[Bit], around: Around) -> Choice:
    """The order in which numbers joined by "x" are meant."""
    return _rank(tuple([(b.role, b.number, b.at) for b in cell]), around)


@lru_cache(maxsize=REMEMBERED)
def _rank(cell: tuple[tuple[str, int, str], ...], around: Around) -> Choice:
    """The same without places: a pure function, worked out once for "100x10"."""
    orders = (
        HABIT if around.reps_first and len(cell) == 2 else ORDERS.get(len(cell), (("L" + "R" * (len(cell) - 1), 0.0),))
    )
    bits = [Bit("num", role, number, at=at) for role, number, at in cell]
    ranked = sorted((prior + _order_cost(bits, order, around), order) for order, prior in orders)
    best, order = ranked[0]
    for more, second in ranked[1:]:
        if _values(bits, second) != _values(bits, order):
            return Choice(best, order, second, more - best)
    return Choice(best, order, None, NEVER)


def _values(numbers: Sequence[Bit], order: str) -> list[tuple[str, int]]:
    """What an order makes of the numbers: 5 x 5 is the same both ways."""
    return sorted((role, n.number) for n, role in zip(numbers, order, strict=True))


def _order_cost(cell: Sequence[Bit], order: str, around: Around) -> float:
    total = 4.0 if around.told and "L" in order else 0.0
    total += 6.0 if order == "RL" and cell[0].number == 0 else 0.0
    if order == "RS" and around.reps and not around.bare and not cell[1].role:
        asked = as_reps(cell[1].number, around) == 0 < as_reps(cell[0].number, around)
        total += 6.0 if asked else 0.0  # "20x5" where fives are asked for: a light load, and no five sets of 20
    for bit, role in zip(cell, order, strict=True):
        total += cost(bit, role, around) - 0.5 * (role == "L" and bit.number == around.load)
    return total
