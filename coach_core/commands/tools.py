"""What a workout says about equipment: what stands in for what and why, what an exercise needs, what to swap to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coach_core.person import Equipment, Person
from coach_core.talk import Msg, msg
from coach_core.training.exercise import Exercise, Tool
from coach_core.training.prescription import SlotPlan

HAS: Mapping[Equipment | None, frozenset[Tool]] = {
    Equipment.BARBELL: frozenset({Tool.BAR, Tool.BODY, Tool.BAND}),
    Equipment.DUMBBELLS: frozenset({Tool.DUMBBELL, Tool.BODY, Tool.BAND}),
    Equipment.BANDS: frozenset({Tool.BODY, Tool.BAND}),
}
ALL = frozenset(Tool)
TOLD = frozenset({Tool.BAR, Tool.CABLE, Tool.DUMBBELL})  # tools whose lack is worth a word


def tool_lines(known: Mapping[str, Exercise], person: Person, slots: Sequence[SlotPlan], slot: SlotPlan) -> list[Msg]:
    """What stands in for what; why, or what the exercise needs, once in a workout and only until it was done."""
    if slot.planned is not None and slot.planned != slot.exercise:
        lacks = _lacks(known, person, slot)
        first = next((s for s in slots if lacks is not None and _lacks(known, person, s) is lacks), None)
        if first is not slot:
            return [msg("slot-instead", planned=slot.planned)]
        return [msg("slot-instead-as", planned=slot.planned, why=msg(f"lacks-{lacks}"))]
    tool = known[slot.exercise].tool if slot.exercise in known else None
    lone = person.settings.equipment is Equipment.BARBELL and tool in (Tool.CABLE, Tool.DUMBBELL)
    return [msg(f"slot-needs-{tool}")] if lone and _is_new(person, slot) else []


def _is_new(person: Person, slot: SlotPlan) -> bool:
    lift = person.training.lifts.get(slot.exercise)
    return bool(slot.left) and (lift is None or lift.last_on is None)


def _lacks(known: Mapping[str, Exercise], person: Person, slot: SlotPlan) -> Tool | None:
    """The tool for the lack of which another exercise stands in, while that is new; None where none does."""
    stands_in = any(r.rule == "stand-in" for r in slot.reasons) and slot.planned in known
    tool = known[slot.planned].tool if stands_in and slot.planned is not None else None
    return tool if tool in TOLD and _is_new(person, slot) else None


def swaps_of(known: Mapping[str, Exercise], person: Person, names: Sequence[str]) -> list[str]:
    """Fair alternatives: those that the person has the tool for; with a bar alone the others come after them."""
    has = HAS.get(person.settings.equipment, ALL)
    fits = [n for n in names if known[n].tool in has]
    if person.settings.equipment is Equipment.BARBELL:
        return [*fits, *(n for n in names if n not in fits)]
    return fits or list(names)
