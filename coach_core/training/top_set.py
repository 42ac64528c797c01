"""A top set and the back-offs after it (R10): their share of it, and what they come to once it is lifted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from coach_core.facts import Reason
from coach_core.training.loads import because, loadable, part, share
from coach_core.training.plates import plates
from coach_core.training.prescription import SetKind, SetPlan, SlotPlan
from coach_core.training.shape import Ask
from coach_core.training.weight import Weight

THEN = "backoff-then"


def ratio_of(ask: Ask, top: SetPlan, back: SetPlan) -> Fraction | None:
    """Back-off percent over top percent of this week; None where one of them has no percent."""
    late = ask.today.second_week
    return part(back.pct[late]) / part(top.pct[late]) if top.pct is not None and back.pct is not None else None


def then(ask: Ask, sets: Sequence[SetPlan]) -> tuple[Reason, ...]:
    """The back-offs that will not be what stands there, once the top set before them is lifted as it stands."""
    top, found = None, dict[Weight, Reason]()
    for s in sets:
        if s.kind is SetKind.TOP:
            top = s
        elif s.kind is SetKind.BACKOFF and top is not None and top.done is None and top.load and s.load:
            load = _once_lifted(ask, top, s)
            if load is not None and load != s.load:
                found.setdefault(s.load, because("back-off", THEN, "R10", top=top.load, load=load, planned=s.load))
    return tuple(found.values())


def _once_lifted(ask: Ask, top: SetPlan, back: SetPlan) -> Weight | None:
    ratio = ratio_of(ask, top, back)
    return loadable(ask, share(top.load, ratio, ask.today.unit)) if top.load is not None and ratio else None


def thens(slot: SlotPlan) -> dict[Weight, Weight]:
    """Back-offs as they stand → as they will be; empty where the person chose a load for all sets."""
    if slot.because.rule == "own":
        return {}
    told = ((r.values.get("planned"), r.values.get("load")) for r in slot.reasons if r.key == THEN)
    return {was: will for was, will in told if isinstance(was, Weight) and isinstance(will, Weight)}


def once_lifted(slot: SlotPlan, bar: Weight) -> SlotPlan:
    """The slot with its back-offs as they are prescribed once its top set is lifted as it stands."""
    will = thens(slot)

    def set_then(s: SetPlan) -> SetPlan:
        load = will.get(s.load) if s.load is not None and s.kind is SetKind.BACKOFF and s.done is None else None
        if load is None:
            return s
        return replace(s, load=load, plates=plates(load, bar) if s.plates is not None else None)

    return slot.with_sets(tuple(set_then(s) for s in slot.sets)) if will else slot
