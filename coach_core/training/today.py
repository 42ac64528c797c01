"""What the prescription of one day looks at: place, person, sets so far. What is prescribed is in slots.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from fractions import Fraction
from typing import TYPE_CHECKING

from coach_core.facts import SetDone
from coach_core.person import Level, Lift, Mark, Ramp, Reduction, Settings
from coach_core.training.exercise import Exercise, Tool
from coach_core.training.gap import exact, lasts
from coach_core.training.plates import BARS, bar_of
from coach_core.training.program import Block, Program, Slot
from coach_core.training.sets import work_of
from coach_core.training.weight import Unit, Weight
from coach_core.values import dataclass

if TYPE_CHECKING:
    from coach_core.data.book import Book

NO_LIFT, NO_MARK = Lift(), Mark()
ONE = Fraction(1)
UNLOADED = (Tool.BODY, Tool.BAND)


@dataclass(frozen=True, slots=True)
class Today:
    """One day of a program for one person."""

    book: Book
    program: Program
    week: int
    day: str
    settings: Settings
    lifts: Mapping[str, Lift] = field(default_factory=dict)
    lighter: Reduction | None = None
    marks: Mapping[int, Mark] = field(default_factory=dict)
    sets: tuple[SetDone, ...] = ()
    asked: Mapping[tuple[int, int], Weight] = field(default_factory=dict)  # loads shown at the time, by slot and set

    @property
    def block(self) -> Block:
        """The block of the week. Raises ``KeyError`` for a week that the program has not."""
        return self.program.block(self.week)

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The slots of the day. Raises ``KeyError`` for a day that the program has not."""
        return self.block.days[self.day]

    @property
    def unit(self) -> Unit:
        """The person's unit."""
        return self.settings.unit or Unit.KG

    @property
    def bar(self) -> Weight:
        """The person's empty bar; where it was told in the other unit, the nearest one of the person's unit."""
        bar = bar_of(self.settings)
        if bar.unit is self.unit:
            return bar
        return min(BARS[self.unit], key=lambda b: abs(b.kg - bar.kg))

    @property
    def level(self) -> Level:
        """The person's level; in the middle until it is told."""
        return self.settings.level or Level.INTERMEDIATE

    @property
    def beginner(self) -> bool:
        """Whether the person is a beginner."""
        return self.level is Level.BEGINNER

    @property
    def second_week(self) -> bool:
        """Whether the block's first week is over: ranges then give their high end (R6)."""
        return self.week > self.block.weeks[0]

    def exercise(self, id_: str) -> Exercise:
        """An exercise of the book; a person's own one counts as a stack of plates."""
        return self.book.exercises.get(id_) or Exercise(id_, Tool.CABLE)

    def lift(self, id_: str) -> Lift:
        """What is known of a lift."""
        return self.lifts.get(id_, NO_LIFT)

    def mark(self, slot: int) -> Mark:
        """What was decided for a slot today."""
        return self.marks.get(slot, NO_MARK)

    def factor(self, lift: Lift, mark: Mark, ramp: Ramp | None = None) -> Fraction:
        """How much lighter a lift is today: after a gap and on the way back from it (R24), after pain (R28)."""
        eased = lift.ease is not None and not mark.pain
        if self.lighter is None and not eased and ramp is None:
            return ONE
        gap = exact(self.lighter.load) if self.lighter else ONE
        if ramp is not None and not lasts(self.lighter):
            gap = min(gap, Fraction(ramp.percent, 100))
        return gap * exact(lift.ease) if lift.ease and eased else gap


def sets_of(today: Today, exercise: str) -> tuple[SetDone, ...]:
    """All work sets of an exercise today, in whatever slot."""
    return work_of(s for s in today.sets if s.exercise == exercise)
