"""The reason of a load that is lighter than usual today, with the true arithmetic. The factor itself is in today.py."""

from __future__ import annotations

from dataclasses import replace

from coach_core.facts import Reason, Simple
from coach_core.training.loads import Loads, because, not_above
from coach_core.training.shape import Ask
from coach_core.training.today import ONE

# after a gap, after pain → what the key of the sentence ends with
LIGHTER = {(True, False): "-gap", (False, True): "-eased", (True, True): "-both"}


def lighter(ask: Ask, rule: str, key: str, number: str, sets: tuple[str, ...] = (), **values: Simple) -> Reason:
    """The reason of a load; where it was made lighter its sentence says by how many percent and since when (R24, R28).

    A gap of 7 to 10 days and whatever else leaves the factor at 1 changes nothing here.
    """
    if ask.factor == ONE:
        return because(rule, key, number, sets, **values)
    now = ask.today.lighter
    gap, eased = now is not None and now.load < 1, bool(ask.lift.ease) and not ask.mark.pain
    percent, days = 100 - 100 * ask.factor, now.gap_days if now else None
    number_ = int(percent) if percent.denominator == 1 else round(float(percent), 1)
    return because(rule, key + LIGHTER[gap, eased], number, sets, **values, percent=number_, days=days)


def no_more(ask: Ask, loads: Loads) -> Loads:
    """After 7 to 10 days no more than the last time (R24)."""
    now, last = ask.today.lighter, ask.lift.last_load
    if now is None or not now.repeat or last is None:
        return loads
    values = tuple([not_above(value, last) if value is not None else None for value in loads.values])
    if values == loads.values:
        return loads
    reason = because("gap", "load-repeat", "R24", ask.lift.last_sets, last=last, days=now.gap_days)
    return replace(loads, values=values, because=reason)
