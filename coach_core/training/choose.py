"""Which exercise a slot really takes, and by which rule it is loaded: swaps, missing equipment, first loads.

What follows from slot and equipment alone is the same for everybody; the book's memory keeps it (``Sketch``).
"""

from __future__ import annotations

from dataclasses import field

from coach_core.facts import Reason
from coach_core.person import Equipment, Mark
from coach_core.training.cite import cite
from coach_core.training.exercise import Exercise, Tool
from coach_core.training.prescription import SetPlan
from coach_core.training.program import Slot
from coach_core.training.today import UNLOADED, Today
from coach_core.training.weight import LoadKind
from coach_core.values import dataclass

WEIGHTED = (LoadKind.ADDED, LoadKind.EXTERNAL)
WITHOUT_LOAD = ("grow", "as-written")
MOST_SKETCHES = 4096


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
        why = Reason("swap", "swap-own-lift", values={"planned": slot.exercise}, source=cite("R22"))
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


# second week, beginner, share of sets and least reserve after a gap, reps that have grown
Variant = tuple[bool, bool, float | None, int | None, int | None]


@dataclass(frozen=True, slots=True)
class Sketch:
    """A slot as it is for everybody with the same equipment, and the shapes that its sets had so far."""

    slot: Slot
    choice: Chosen
    kind: LoadKind
    tool: Tool
    way: str  # but for finding a first load (R16), which depends on the person
    shapes: dict[Variant, tuple[SetPlan, ...]] = field(default_factory=dict, compare=False)


def sketch_of(today: Today, slot: Slot, mark: Mark) -> Sketch:
    """What a slot is; remembered where nothing was swapped."""
    if mark.exercise is not None:
        return _sketch(today, slot)
    kept = today.book.memory.sketches
    place = (id(slot), today.settings.equipment)
    found = kept.get(place)
    if found is None or found.slot is not slot:
        if len(kept) >= MOST_SKETCHES:
            kept.clear()
        found = kept[place] = _sketch(today, slot)
    return found


def _sketch(today: Today, slot: Slot) -> Sketch:
    choice = chosen(today, slot)
    kind = kind_of(today, slot, choice)
    return Sketch(slot, choice, kind, tool_of(choice.exercise, kind), _plain_way(today, slot, choice))


def way_of(today: Today, slot: Slot, choice: Chosen) -> str:
    """The name of the rule that loads the slot (``RULES``): the program's own, or what another exercise asks for."""
    way = _plain_way(today, slot, choice)
    return "calibrate" if tries(today, slot, choice, way) else way


def tries(today: Today, slot: Slot, choice: Chosen, way: str) -> bool:
    """Whether the slot looks for a first load instead (R16)."""
    if way in WITHOUT_LOAD and choice.exercise.tool in UNLOADED:
        return False
    return not choice.swapped and calibrates(today, slot, choice.exercise)


def _plain_way(today: Today, slot: Slot, choice: Chosen) -> str:
    exercise, percent = choice.exercise, any(s.pct for s in slot.schemes)
    if exercise.tool in UNLOADED and kind_of(today, slot, choice) not in WEIGHTED:
        loaded = choice.planned is not None and today.exercise(choice.planned).tool not in UNLOADED
        return "grow" if loaded else "as-written"
    if choice.planned and not ((percent or slot.rule.name == "same") and exercise.tool is Tool.BAR):
        return "double"
    return "percent" if percent else slot.rule.name


def kind_of(today: Today, slot: Slot, choice: Chosen) -> LoadKind:
    """What the load of a slot's sets is; with bands alone there is nothing to add to the body (R13).

    The dumbbell or plate of a weighted thrust lies on the hips: a weight to pick, as with any other lift.
    """
    added = slot.load_kind is LoadKind.ADDED and today.settings.equipment is not Equipment.BANDS
    if not added or choice.planned is not None:
        return choice.exercise.load_kind
    return LoadKind.EXTERNAL if choice.exercise.thrust else LoadKind.ADDED


def tool_of(exercise: Exercise, kind: LoadKind) -> Tool:
    """What carries the load: a dumbbell where a weight lies on a body that has none of its own."""
    return Tool.DUMBBELL if exercise.tool is Tool.BODY and kind is LoadKind.EXTERNAL else exercise.tool


def calibrates(today: Today, slot: Slot, exercise: Exercise) -> bool:
    """Whether the slot looks for the first load of a thrust that was never done: its first slot of the day (R16)."""
    known = today.lift(exercise.id)
    if not today.lift(slot.exercise).calibrate:
        return False
    first = next((s for s in today.slots if today.lift(s.exercise).calibrate), None)
    return first is slot and known.tm is None and known.load is None
