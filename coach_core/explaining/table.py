"""KINDS: every kind of number that is shown, and what explains it. A kind without a line here has no /why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from coach_core.explaining import amounts, calendar, efforts, past, weights
from coach_core.explaining.number import Number, View
from coach_core.training.prescription import SlotPlan

OfSlot = Callable[[View, SlotPlan], Iterable[Number]]
OfDay = Callable[[View], Iterable[Number]]

# In the order in which they are read on the card; a kind may have several lines.
SLOT_KINDS: tuple[tuple[str, OfSlot], ...] = (
    ("load", weights.load),
    ("sets", amounts.sets),
    ("reps", amounts.reps),
    ("time", efforts.duration),
    ("plates", weights.plates),
    ("warmup", weights.build_up),
    ("reserve", efforts.reserve),
    ("hold", efforts.hold),
    ("rest", efforts.rest),
    ("last", past.last),
    ("percent", weights.percent),
    ("max", weights.maximum),
    ("logged", past.logged),
)
DAY_KINDS: tuple[tuple[str, OfDay], ...] = (
    ("place", calendar.place),
    ("lighter", calendar.lighter),
    ("warmup", calendar.warm_up),
)
BESIDE_KINDS: tuple[tuple[str, OfDay], ...] = (
    ("date", calendar.next_date),
    ("change", calendar.changes),
    ("max", weights.lift_max),
    ("estimate", past.estimates),
    ("record", past.records),
    ("logged", past.told_before),
)


def of_card(view: View) -> Iterator[Number]:
    """The numbers of a card: the open exercise first, then the others as they stand, then the whole day."""
    first = [view.day.open] if view.day.open is not None else []
    for slot in (*first, *(s for s in view.day.slots if s is not view.day.open)):
        yield from of_slot(view, slot)
    for _, explain in DAY_KINDS:
        yield from (replace(n, place=view.of + n.place) for n in explain(view))


def of_slot(view: View, slot: SlotPlan) -> Iterator[Number]:
    """The numbers of one exercise."""
    for _, explain in SLOT_KINDS:
        yield from explain(view, slot)


def beside(view: View) -> Iterator[Number]:
    """Numbers that no card shows: the next date, changes, maxes, estimates, records, what was told."""
    for _, explain in BESIDE_KINDS:
        yield from explain(view)
