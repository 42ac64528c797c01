"""What the prescription of one day looks at: place, person, sets so far; and the exercise that a slot really takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from coach_core.facts import Reason, SetDone
from coach_core.person import Equipment, Level, Lift, Mark, Reduction, Settings
from coach_core.training.cite import cite
from coach_core.training.exercise import Exercise, Tool
from coach_core.training.gap import exact
from coach_core.training.plates import BARS, bar_of
from coach_core.training.program import Block, Program, Slot
from coach_core.training.sets import work_of
from coach_core.training.weight import LoadKind, Unit, Weight

if TYPE_CHECKING:
    from coach_core.data.book import Book

NO_LIFT, NO_MARK = Lift(), Mark()
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

    def factor(self, lift: Lift, mark: Mark) -> Fraction:
        """How much lighter a lift is today: after a gap (R24), after pain (R28)."""
        gap = exact(self.lighter.load) if self.lighter else Fraction(1)
        return gap * (exact(lift.ease) if lift.ease and not mark.pain else 1)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The exercise that a slot really takes, the one that was planned if it is another, and why."""

    exercise: Exercise
    planned: str | None = None
    why: Reason | None = None
    swapped: bool = False


def chosen(today: Today, slot: Slot) -> Chosen:
    """The exercise swapped in (R22), else what stands in for missing equipment (R13), else the program's own."""
    mark = today.mark(slot.number)
    if mark.exercise and mark.exercise != slot.exercise:
        why = Reason("swap", "swapped", values={"planned": slot.exercise}, source=cite("R22"))
        return Chosen(today.exercise(mark.exercise), slot.exercise, why, swapped=True)
    own = today.exercise(slot.exercise)
    stand_in = _without(today, own) if mark.exercise is None else own
    if stand_in is own:
        return Chosen(own)
    why = Reason("stand-in", "stand-in", values={"planned": slot.exercise}, source=cite("R13"))
    return Chosen(stand_in, slot.exercise, why)


def _without(today: Today, exercise: Exercise) -> Exercise:
    """Follows what stands in with the person's equipment; a ring in the list ends where it began."""
    kit, seen = today.settings.equipment, {exercise.id}
    while kit is not None and (other := exercise.without.get(kit.value)) and other not in seen:
        seen.add(other)
        exercise = today.exercise(other)
    return exercise


def way_of(today: Today, slot: Slot, choice: Chosen) -> str:
    """The name of the rule that loads the slot (``RULES``): the program's own, or what another exercise asks for."""
    exercise, percent = choice.exercise, any(s.pct for s in slot.schemes)
    if exercise.tool in UNLOADED and kind_of(today, slot, choice) is not LoadKind.ADDED:
        loaded = choice.planned is not None and today.exercise(choice.planned).tool not in UNLOADED
        return "grow" if loaded else "as-written"
    if not choice.swapped and calibrates(today, slot, exercise):
        return "calibrate"
    if choice.planned and not ((percent or slot.rule.name == "same") and exercise.tool is Tool.BAR):
        return "double"
    return "percent" if percent else slot.rule.name


def kind_of(today: Today, slot: Slot, choice: Chosen) -> LoadKind:
    """What the load of a slot's sets is; with bands alone there is nothing to add to the body (R13)."""
    added = slot.load_kind is LoadKind.ADDED and today.settings.equipment is not Equipment.BANDS
    return slot.load_kind if added and slot.load_kind and choice.planned is None else choice.exercise.load_kind


def calibrates(today: Today, slot: Slot, exercise: Exercise) -> bool:
    """Whether the slot looks for the first load of a thrust that was never done: its first slot of the day (R16)."""
    known = today.lift(exercise.id)
    first = next((s for s in today.slots if today.lift(s.exercise).calibrate), None)
    return first is slot and known.tm is None and known.load is None


def sets_of(today: Today, exercise: str) -> tuple[SetDone, ...]:
    """All work sets of an exercise today, in whatever slot."""
    return work_of(s for s in today.sets if s.exercise == exercise)
