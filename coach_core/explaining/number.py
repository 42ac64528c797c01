"""A number that the coach gave, as /why explains it, and what it is explained from. Values only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from coach_core.facts import Reason
from coach_core.person import Person
from coach_core.talk import Msg
from coach_core.training.prescription import DayPlan
from coach_core.training.program import Program, Slot
from coach_core.training.today import Today
from coach_core.training.weight import Unit, Weight
from coach_core.turn import Rows
from coach_core.values import dataclass

if TYPE_CHECKING:
    from coach_core.data.book import Book

STEPS = {Unit.KG: Decimal("0.5"), Unit.LB: Decimal(1)}  # of estimates that are shown
ESTIMATES = frozenset({"tm", "best", "before"})  # values of reasons
DAY = "day"


@dataclass(frozen=True, slots=True)
class View:
    """A card as it was shown: the person with the training of then, the day, what the day was worked out from."""

    book: Book
    person: Person
    program: Program | None
    day: DayPlan
    today: Today | None  # None: no program
    rows: Rows
    at: datetime
    of: str = ""  # before the places of its numbers, where it is not the card that is open or next

    def slot(self, number: int | None) -> Slot | None:
        """The program's slot; None off the plan."""
        slots = self.today.slots if self.today is not None else ()
        return next((s for s in slots if s.number == number), None)


@dataclass(frozen=True, slots=True)
class Number:
    """One number: its kind (``KINDS``), how it stood there, why. ``values`` are what a person may type of it.

    ``place`` says where it stood: the number of a slot, the id of a lift, "day" for the whole workout.
    """

    kind: str
    label: Msg
    reasons: tuple[Reason, ...]
    values: tuple[Decimal, ...] = ()
    place: str = DAY
    exercise: str | None = None

    @property
    def button(self) -> str:
        """The id of its button."""
        return f"why:n:{self.place}:{self.kind}"

    def told(self) -> Iterator[Decimal]:
        """The numbers inside its reasons: how many percent, how many days, what it was before."""
        for reason in self.reasons:
            for name, value in reason.values.items():
                if isinstance(value, Weight):
                    yield from near(value) if name in ESTIMATES else (value.amount,)
                elif isinstance(value, int | float) and not isinstance(value, bool):
                    yield Decimal(str(value))


def near(weight: Weight) -> tuple[Decimal, ...]:
    """An estimate as it may be typed: exact, or as it is shown, to half a kilogram or a whole pound."""
    exact, step = weight.amount, STEPS[weight.unit]
    return (exact, (exact / step).quantize(Decimal(1), ROUND_HALF_UP) * step)


def numbers(values: Iterable[float | None]) -> tuple[Decimal, ...]:
    """Each of some plain numbers once, as decimals."""
    return tuple(dict.fromkeys(Decimal(str(v)) for v in values if v is not None))
