"""The buttons below a /why: further numbers of the exercise, the same kind elsewhere, what can be asked at all."""

from __future__ import annotations

from collections.abc import Sequence

from coach_core.explaining.asked import Query
from coach_core.explaining.found import Found, found
from coach_core.explaining.number import Number, View
from coach_core.explaining.table import of_slot
from coach_core.talk import Button, Msg, msg

Rows = tuple[tuple[Button, ...], ...]
MOST, WIDE, NARROW = 9, 2, 3  # buttons at most; in a row with the name of an exercise, without one


def label(number: Number) -> Msg:
    """A number on a button that says of which exercise it is."""
    if number.exercise is None:
        return number.label
    return msg("button-why-at", what=number.label, exercise=number.exercise)


def rows(first: Number, others: Sequence[Number]) -> Rows:
    """Further numbers of the same place; then those of another one, which say where."""
    here = [Button(n.button, n.label) for n in others if n.exercise == first.exercise]
    there = [Button(n.button, label(n)) for n in others if n.exercise != first.exercise]
    return (*in_rows(here[:MOST], NARROW), *in_rows(there[: WIDE if here else MOST - NARROW], WIDE))


def in_rows(buttons: Sequence[Button], wide: int) -> Rows:
    """So many buttons side by side."""
    return tuple(tuple(buttons[k : k + wide]) for k in range(0, len(buttons), wide))


def other_slots(view: View, hit: Found) -> Rows:
    """Where an exercise of the day was explained as a whole: the other ones."""
    first = hit.numbers[0]
    whole = first.kind == "load" and first.place.isdigit() and any(n.place == first.place for n in hit.others)
    slots = [s for s in view.day.slots if s.slot is not None and str(s.slot) != first.place]
    row = tuple(Button(f"why:{s.slot}", msg("button-why-slot", slot=s.slot)) for s in slots[:5])
    return (row,) if row and whole else ()


def samples(view: View) -> Rows:
    """The numbers of the open exercise, else of the first."""
    slot = view.day.open or next((s for s in view.day.slots if s.slot is not None), None)
    whole = found(Query(), [tuple(of_slot(view, slot))]) if slot is not None else Found()
    return in_rows([Button(n.button, n.label) for n in (*whole.numbers, *whole.others)][:MOST], NARROW)
