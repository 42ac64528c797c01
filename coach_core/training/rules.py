"""RULES: what loads the sets of a slot, by name. No rounding here; adjusting within the workout is in within.py."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from coach_core.facts import Reason
from coach_core.training.estimates import TM_SHARE
from coach_core.training.known import first_set, training_max_of
from coach_core.training.loads import HUNDRED, Loads, because, not_above, share
from coach_core.training.program import Slot
from coach_core.training.shape import Ask, percent_now
from coach_core.training.today import UNLOADED
from coach_core.training.weight import LoadKind, Weight


def percent(ask: Ask) -> Loads:
    """Percent of the training max (R6): known, estimated from rep work (R12) or given by the first set (R11)."""
    known = training_max_of(ask)
    if known is None:
        return _by_first_set(ask) or unknown(ask)
    tm, why = known
    picked = why.key == "tm-first-set"
    shares = [Fraction(s.pct[ask.today.second_week]) / HUNDRED if s.pct else None for s in ask.shape]
    factor = Fraction(1) if picked else ask.factor
    values = tuple(None if p is None else _capped(ask, share(tm, p * factor, ask.today.unit)) for p in shares)
    values = _unpicked(ask, values) if picked else values
    if not any(values):
        return Loads(values, why, tm)
    reason = because("percent", "load-percent", "R6", why.sets, tm=tm, pct=_number(percent_of(ask)))
    return Loads(values, reason, tm, (why,))


def percent_of(ask: Ask) -> Decimal | None:
    """The percent of the slot's first set this week."""
    return next((percent_now(ask.today, s) for s in ask.slot.schemes if s.pct), None)


def same(ask: Ask) -> Loads:
    """The load of the last time (R33); before there is one, the percent that another day of the week names."""
    lift = ask.lift
    if lift.full_load is not None:
        value = share(lift.full_load, ask.factor, ask.today.unit)
        return _all(ask, value, because("same", "load-same", "R33", lift.full_sets, last=lift.full_load))
    other = _percent_of_week(ask)
    if lift.tm is not None and other is not None:
        why = lift.because or because("training-max", "tm-told", "R5", tm=lift.tm)
        value = share(lift.tm, Fraction(other) / HUNDRED * ask.factor, ask.today.unit)
        reason = because("same", "load-same-percent", "R33", why.sets, tm=lift.tm, pct=_number(other))
        return replace(_all(ask, value, reason), tm=lift.tm, reasons=(why,))
    return _by_first_set(ask) or unknown(ask)


def _percent_of_week(ask: Ask) -> Decimal | None:
    slots: list[Slot] = [s for day in ask.today.block.days.values() for s in day if s.exercise == ask.exercise.id]
    return next(
        (now for s in slots for scheme in s.schemes if (now := percent_now(ask.today, scheme)) is not None), None
    )


def double(ask: Ask) -> Loads:
    """The working load that double progression keeps (R15); before there is one, what a known maximum allows (R4)."""
    lift = ask.lift
    if lift.load is not None:
        value = _capped(ask, share(lift.load, ask.factor, ask.today.unit))
        sets = lift.because.sets if lift.because and lift.because.sets else lift.last_sets
        reasons = (lift.because,) if lift.because else ()
        return replace(_all(ask, value, because("double", "load-double", "R15", sets)), reasons=reasons)
    if lift.tm is not None and ask.shape[0].reps is not None:
        why = lift.because or because("training-max", "tm-told", "R5", tm=lift.tm)
        rtf = ask.shape[0].reps[0] + (ask.shape[0].rir or (0, 0))[0]
        single = 1 / TM_SHARE / (1 + Fraction(rtf) / 30)
        value = share(lift.tm, single * ask.factor, ask.today.unit)
        return replace(_all(ask, value, because("double", "load-from-max", "R4", why.sets, tm=lift.tm)), reasons=(why,))
    return _by_first_set(ask) or unknown(ask)


def as_written(ask: Ask) -> Loads:
    """Reps as the program writes them, without a load; a loaded exercise takes the load of the last time."""
    if ask.exercise.tool not in UNLOADED or ask.kind is LoadKind.ADDED:
        return same(ask)
    key = "load-band-only" if ask.kind is LoadKind.BAND else "load-body-only"
    return _all(ask, None, because("as-written", key, "R33"))


def grow(ask: Ask) -> Loads:
    """A stand-in without a load: its reps grow instead (R13)."""
    return _all(ask, None, because("grow", "reps-grow", "R13", ask.lift.last_sets))


def unknown(ask: Ask) -> Loads:
    """No load: the person picks one that they could lift three times more (R11)."""
    return _all(ask, None, because("unknown", "load-unknown", "R11"))


def _by_first_set(ask: Ask) -> Loads | None:
    """The load of the first set for those that remain (R11)."""
    first = first_set(ask)
    if first is None or first.load is None:
        return None
    value = share(first.load, Fraction(1), ask.today.unit)
    reason = because("first-set", "load-first-set", "R11", (first.set_id,), picked=first.load)
    return Loads(_unpicked(ask, (value,) * len(ask.shape)), reason)


def _unpicked(ask: Ask, values: tuple[Weight | None, ...]) -> tuple[Weight | None, ...]:
    """No prescription for the sets up to the one that the person picked the weight of."""
    first = first_set(ask)
    picked = ask.counting.index(first) + 1 if first in ask.counting else 0
    return (None,) * picked + values[picked:]


def _capped(ask: Ask, value: Weight) -> Weight:
    """After 7 to 10 days no more than the last time (R24)."""
    repeat = ask.today.lighter is not None and ask.today.lighter.repeat
    return not_above(value, ask.lift.last_load) if repeat else value


def _all(ask: Ask, value: Weight | None, reason: Reason) -> Loads:
    return Loads((value,) * len(ask.shape), reason)


def _number(pct: Decimal | None) -> float | int | None:
    if pct is None:
        return None
    return int(pct) if pct == int(pct) else float(pct)


Way = Callable[[Ask], Loads]

RULES: Mapping[str, Way] = {
    "percent": percent,
    "same": same,
    "double": double,
    "as-written": as_written,
    "grow": grow,
}
