"""Which exercise a slot really takes, and by which rule it is loaded: swaps, missing equipment, first loads."""

from __future__ import annotations

from dataclasses import dataclass

from coach_core.facts import Reason
from coach_core.person import Equipment
from coach_core.training.cite import cite
from coach_core.training.exercise import Exercise, Tool
from coach_core.training.program import Slot
from coach_core.training.today import UNLOADED, Today
from coach_core.training.weight import LoadKind


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
