"""The reason of a load that is lighter than usual today, with the true arithmetic. The factor itself is in today.py."""

from __future__ import annotations

from dataclasses import replace

from coach_core.facts import Reason, Simple
from coach_core.training.loads import Loads, because, loadable, not_above, share
from coach_core.training.shape import Ask
from coach_core.training.today import ONE
from coach_core.training.weight import Weight

# after a gap, after pain → what the key of the sentence ends with
LIGHTER = {(True, False): "-gap", (False, True): "-eased", (True, True): "-both"}


def lighter(ask: Ask, rule: str, key: str, number: str, sets: tuple[str, ...] = (), **values: Simple) -> Reason:
    """The reason of a load; where it was made lighter its sentence says by how many percent and since when (R24, R28).

    A gap of 7 to 10 days and whatever else leaves the factor at 1 changes nothing here.
    """
    if ask.factor == ONE:
        return because(rule, key, number, sets, **values)
    now, ramp = ask.today.lighter, ask.ramp
    gap, eased = ramp is not None or (now is not None and now.load < 1), bool(ask.lift.ease) and not ask.mark.pain
    percent, days = 100 - 100 * ask.factor, ramp.days if ramp else now.gap_days if now else None
    number_ = int(percent) if percent.denominator == 1 else round(float(percent), 1)
    return because(rule, key + LIGHTER[gap, eased], number, sets, **values, percent=number_, days=days)


def no_more(ask: Ask, loads: Loads, planned: tuple[Weight | None, ...]) -> Loads:
    """After a gap no more than the last time: the share that the gap leaves is of that where the plan has grown (R24).

    ``planned`` are the loads without gap and pain. So a longer gap never gives a heavier bar.
    """
    now, last = ask.today.lighter, ask.lift.last_load
    if now is None or last is None or _picked(loads):
        return loads
    usual = max(last, ask.lift.full_load or last)
    least = share(usual, ask.factor, ask.today.unit)
    grown = [shown is not None and shown > usual for shown in (loadable(ask, plan) for plan in planned)]
    caps = [(least if more else None, last if now.fresh else None) for more in grown]
    pairs = zip(loads.values, caps, strict=True)
    values = tuple([None if value is None else _capped(value, *limits) for value, limits in pairs])
    if values == loads.values:
        return loads
    if ask.factor == ONE or least not in values:
        reason = because("gap", "load-repeat", "R24", ask.lift.last_sets, last=last, days=now.gap_days)
    else:
        reason = lighter(ask, "gap", "load-last", "R24", ask.lift.full_sets or ask.lift.last_sets, last=usual)
    return replace(loads, values=values, because=reason)


def _picked(loads: Loads) -> bool:
    """Whether the loads go by a set that the person picked the weight of today (R11)."""
    return loads.because.rule == "first-set" or any(r.key == "tm-first-set" for r in loads.reasons)


def _capped(value: Weight, *limits: Weight | None) -> Weight:
    for limit in limits:
        value = not_above(value, limit)
    return value
