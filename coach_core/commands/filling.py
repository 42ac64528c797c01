"""A form to log sets with, where a platform has such: what stands in it, and what was written into it."""

from __future__ import annotations

from dataclasses import replace

from coach_core.commands.done import fitting
from coach_core.commands.place import day_of
from coach_core.commands.reading import open_in
from coach_core.notation.reading import Intent, Open, Reading
from coach_core.talk import Incoming, Kind, Msg, msg
from coach_core.training.plates import bar_of
from coach_core.training.prescription import SetPlan, SlotPlan
from coach_core.training.top_set import once_lifted
from coach_core.training.weight import LoadKind
from coach_core.turn import Call
from coach_core.values import dataclass

NAME = "fill"  # of the command whose buttons open the form
FILLED = f"{NAME}:in:"  # the button of a text that was written into one, before the exercise
SIGNS = {LoadKind.ADDED: "+", LoadKind.ASSISTED: "-"}


@dataclass(frozen=True, slots=True)
class Form:
    """One field to write into. ``id`` is the button that goes with the text when it is sent off."""

    id: str
    title: Msg
    label: Msg
    value: str
    placeholder: Msg


def asked(event: Incoming) -> bool:
    """Whether an event asks for a form: a press on its button, a bare /log. That can be told without its person."""
    if event.kind is Kind.PRESS:
        return (event.button or "").partition(":")[0] == NAME
    return event.kind is Kind.TEXT and event.text.strip() == "/log"


def form(call: Call, *, pressed: bool) -> Form | None:
    """The form for the exercise that a button means, or for the open one: what is left of it, a set a line."""
    slot = fitting(call) if pressed else day_of(call, call.person).open
    if slot is None:
        return None
    name, value = (
        msg("exercise-name", exercise=slot.exercise),
        value_of(once_lifted(slot, bar_of(call.person.settings))),
    )
    return Form(f"{FILLED}{slot.exercise}", name, msg("fill-label"), value, msg("fill-example"))


def value_of(slot: SlotPlan) -> str:
    """The sets that are left as somebody would type them; nothing where a weight has still to be picked."""
    if any(s.load is None and s.load_kind is LoadKind.EXTERNAL for s in slot.left):
        return ""
    return "\n".join(typed(s) for s in slot.left)


def typed(s: SetPlan) -> str:
    """One set: "37.5 kg x 12", "12", "+10 kg x 8", "30 s"."""
    if s.seconds is not None:
        amount = f"{s.seconds} s"
    else:
        amount = str(s.steps if s.reps is None else s.reps[0] if s.reps[1] is None else s.reps[1])
    if s.load is None:
        return amount
    return f"{SIGNS.get(s.load_kind, '')}{s.load.hundredths / 100:g} {s.load.unit} x {amount}"


def exercise_of(call: Call) -> str | None:
    """The exercise whose form a text was written into; None for any other text."""
    button = call.event.button or ""
    return button.removeprefix(FILLED) if button.startswith(FILLED) else None


def here(call: Call, exercise: str) -> Open:
    """What is open where a form was filled in: its exercise, whatever else is open by now."""
    slots = day_of(call, call.person).slots
    slot = next((s for s in slots if s.exercise == exercise and s.left), None)
    return open_in(call.person, slot) if slot is not None else Open(exercise, unit=call.person.settings.unit)


def bound(reading: Reading, exercise: str) -> Reading:
    """The sets of a form belong to its exercise, unless another one is named."""
    if reading.intent is not Intent.LOG:
        return reading
    entries = (e if e.name else replace(e, exercise=e.exercise or exercise) for e in reading.entries)
    return replace(reading, entries=tuple(entries))
