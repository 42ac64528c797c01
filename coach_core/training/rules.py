"""RULES: what loads the sets of a slot, by name. No rounding here; adjusting within the workout is in within.py."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache, partial

from coach_core.facts import Reason, Simple
from coach_core.training.cuts import nearest_cut
from coach_core.training.estimates import TM_SHARE, at_reps
from coach_core.training.known import by_first_set, training_max_of, unknown, unpicked
from coach_core.training.lighter import lighter
from coach_core.training.loads import Loads, because, part, share, times
from coach_core.training.prescription import SetKind, SetPlan
from coach_core.training.program import Slot
from coach_core.training.shape import HARDER, Ask, percent_now
from coach_core.training.today import ONE, UNLOADED
from coach_core.training.weight import LoadKind, Weight


def percent(ask: Ask) -> Loads:
    """Percent of the training max (R6): known, estimated from rep work (R12) or given by the first set (R11)."""
    known = training_max_of(ask)
    if known is None:
        return by_first_set(ask) or unknown(ask)
    tm, why = known
    picked = why.key == "tm-first-set"
    values = _of_max(ask, tm, ONE if picked else ask.factor)
    values = unpicked(ask, values) if picked else values
    if not any(values):
        return Loads(values, why, tm)
    told = because if picked else partial(lighter, ask)
    reason = told("percent", "load-percent", "R6", why.sets, tm=tm, pct=_number(percent_of(ask)))
    return Loads(values, reason, tm, (why,))


def _of_max(ask: Ask, tm: Weight, factor: Fraction) -> tuple[Weight | None, ...]:
    """Each set's percent of a training max; sets of one percent are worked out together."""
    late, unit = ask.today.second_week, ask.today.unit
    found: dict[Decimal, Weight] = {}
    for plan in ask.shape:
        if plan.pct is not None and plan.pct[late] not in found:
            found[plan.pct[late]] = share(tm, times(part(plan.pct[late]), factor), unit)
    return tuple([found[plan.pct[late]] if plan.pct is not None else None for plan in ask.shape])


def percent_of(ask: Ask) -> Decimal | None:
    """The percent of the slot's first set this week."""
    return next((percent_now(ask.today, s) for s in ask.slot.schemes if s.pct), None)


def same(ask: Ask) -> Loads:
    """The load of the last time (R33); before there is one, the percent that another day of the week names."""
    lift, unit = ask.lift, ask.today.unit
    if lift.full_load is not None:
        value = share(_as_kept(ask, lift.full_load), ask.factor, unit)
        return _all(ask, value, _why_same(ask, lift.full_load))
    other = _percent_of_week(ask) if lift.tm is not None else None
    if lift.tm is not None and other is not None:
        why = lift.because or because("training-max", "tm-told", "R5", tm=lift.tm)
        value = share(lift.tm, times(part(other), ask.factor), unit)
        reason = lighter(ask, "same", "load-same-percent", "R33", why.sets, tm=lift.tm, pct=_number(other))
        return Loads((value,) * len(ask.shape), reason, lift.tm, (why,))
    return by_first_set(ask) or unknown(ask)


def _as_kept(ask: Ask, load: Weight) -> Weight:
    """The load that kept the reserve; where none did, the cut as it can be made, no more than R9 allows."""
    above = ask.lift.full_above
    return nearest_cut(ask, above.to(load.unit), load) if ask.lift.full_cut and above is not None else load


def _why_same(ask: Ask, last: Weight) -> Reason:
    """The load of the last time; where a heavier one left less than asked, that it did (R33)."""
    lift, above = ask.lift, ask.lift.full_above
    if above is None or ask.factor != ONE:
        return lighter(ask, "same", "load-same", "R33", lift.full_sets, last=last)
    key = "load-same-cut" if lift.full_cut else "load-same-kept"
    values: dict[str, Simple] = {"percent": lift.full_cut} if lift.full_cut else {}
    return because("same", key, "R33", lift.full_sets, last=last, above=above, **values)


def _percent_of_week(ask: Ask) -> Decimal | None:
    slots: list[Slot] = [s for day in ask.today.block.days.values() for s in day if s.exercise == ask.exercise.id]
    return next(
        (now for s in slots for scheme in s.schemes if (now := percent_now(ask.today, scheme)) is not None), None
    )


def double(ask: Ask) -> Loads:
    """The working load that double progression keeps (R15); before there is one, what a known maximum allows (R4)."""
    lift, unit = ask.lift, ask.today.unit
    if lift.load is not None:
        sets = lift.because.sets if lift.because and lift.because.sets else lift.last_sets
        value = share(lift.load, ask.factor, unit)
        reason = lighter(ask, "double", "load-double", "R15", sets, working=lift.load)
        loads = replace(_all(ask, value, reason), reasons=(lift.because,) if lift.because else ())
        return _with_top(ask, loads, value)
    if lift.tm is not None and ask.shape[0].reps is not None:
        why = lift.because or because("training-max", "tm-told", "R5", tm=lift.tm)
        single = share(lift.tm, 1 / TM_SHARE, lift.tm.unit)
        values = tuple([share(lift.tm, times(1 / TM_SHARE, _by_reps(ask, plan)), unit) for plan in ask.shape])
        rtf = (ask.shape[0].reps[0] or 0) + (ask.shape[0].rir or (0, 0))[0]
        reason = lighter(ask, "double", "load-from-max", "R4", why.sets, tm=lift.tm, best=single, rtf=rtf)
        return Loads(values, reason, reasons=(why,))
    return by_first_set(ask) or unknown(ask)


def _with_top(ask: Ask, loads: Loads, working: Weight) -> Loads:
    """A top set goes by what its reps allow of the best estimate (R4), but is never lighter than the other sets."""
    best, first = ask.lift.best, ask.shape[0]
    if best is None or first.kind is not SetKind.TOP or first.reps is None:
        return loads
    top = share(best, _by_reps(ask, first), ask.today.unit)
    if top <= working:
        return loads
    values = tuple([top if plan.kind is SetKind.TOP else working for plan in ask.shape])
    reason = lighter(ask, "double", "load-top", "R4", loads.because.sets, best=best, reps=first.reps[0])
    return replace(loads, values=values, because=reason)


def _by_reps(ask: Ask, plan: SetPlan) -> Fraction:
    """The share of a single that leaves the reserve at these reps, today (R4)."""
    reps = plan.reps[0] if plan.reps else 0
    return times(at_reps(reps + (plan.rir or (0, 0))[0]), ask.factor)


def as_written(ask: Ask) -> Loads:
    """Reps as the program writes them, without a load; a loaded exercise takes the load of the last time."""
    if ask.tool not in UNLOADED or ask.kind is LoadKind.ADDED:
        return same(ask)
    key = "load-band-only" if ask.kind is LoadKind.BAND else "load-body-only"
    return _all(ask, None, because("as-written", key, "R38"))


def grow(ask: Ask) -> Loads:
    """A stand-in without a load: its reps grow instead (R13)."""
    loads, why = _all(ask, None, because("grow", "reps-grow", "R13", ask.lift.last_sets)), ask.lift.because
    harder = why is not None and why.key in HARDER and ask.lift.target is None
    return replace(loads, reasons=(why,)) if why is not None and harder else loads


def _all(ask: Ask, value: Weight | None, reason: Reason) -> Loads:
    return Loads((value,) * len(ask.shape), reason)


@lru_cache(maxsize=256)
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
