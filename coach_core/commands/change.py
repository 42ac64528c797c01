"""Another load for the sets that are left today: one step lighter or heavier, or how to write what was done."""

from __future__ import annotations

from dataclasses import replace

from coach_core.commands.answers import answer
from coach_core.commands.done import fitting, nothing_open, old_button
from coach_core.commands.marking import mark_of, marked
from coach_core.commands.other import example
from coach_core.commands.place import day_of
from coach_core.person import Level
from coach_core.talk import Button, Say, msg
from coach_core.training.plates import bar_of, loadable_down, step
from coach_core.training.prescription import SlotPlan
from coach_core.training.weight import LoadKind, Weight
from coach_core.turn import Call, Outcome


def decide(call: Call) -> Outcome:
    """The button, and the choice behind it (``change:to:<slot>:<load>``)."""
    if call.press[:1] == ("to",) and len(call.press) == 3:
        return _chosen(call, call.press[1], call.press[2])
    slot = fitting(call) if call.press else day_of(call, call.person).open
    if slot is None:
        return old_button(call) if call.press else nothing_open(call)
    return Outcome(call.person, (_screen(call, slot),))


def choices(call: Call, slot: SlotPlan) -> tuple[Weight, ...]:
    """Loads near today's: two steps lighter, one lighter, one heavier."""
    load = slot.left[0].load
    known = call.given.book.exercises.get(slot.exercise)
    if load is None or known is None or slot.left[0].load_kind is not LoadKind.EXTERNAL:
        return ()
    one = step(load, known.tool, call.person.settings.level or Level.INTERMEDIATE)
    bar = bar_of(call.person.settings)
    near = (Weight(load.hundredths + k * one.hundredths, load.unit) for k in (-2, -1, 1))
    return tuple(
        dict.fromkeys(w for v in near if v.hundredths > 0 and (w := loadable_down(v, known.tool, bar)) != load)
    )


def _screen(call: Call, slot: SlotPlan) -> Say:
    row = load_row(call, slot)
    lines = (msg("change-how", exercise=slot.exercise), example(call))
    return Say(lines, (row,) if row else ())


def load_row(call: Call, slot: SlotPlan, *, lighter: bool | None = None) -> tuple[Button, ...]:
    """A button for each of these loads; ``lighter``: only those below today's, or only those above."""
    now = slot.left[0].load
    near = [w for w in choices(call, slot) if lighter is None or (now is not None and (w < now) is lighter)]
    near = near[::-1] if lighter else near  # the nearest first
    return tuple(Button(f"change:to:{slot.slot}:{w.hundredths}{w.unit}", msg("load-external", load=w)) for w in near)


def _chosen(call: Call, number: str, load: str) -> Outcome:
    slot = next((s for s in day_of(call, call.person).slots if str(s.slot) == number and s.left), None)
    weight = next((w for w in choices(call, slot) if f"{w.hundredths}{w.unit}" == load), None) if slot else None
    if slot is None or slot.slot is None or weight is None:
        return old_button(call)
    person = marked(call, call.person, slot.slot, replace(mark_of(call.person, slot.slot), load=weight))
    line = msg("changed-load", exercise=slot.exercise, load=weight)
    return Outcome(person, answer(call, person, (line,), ()), undoable=True)
