"""Percent work of a lift whose first load was found by trying is no lighter than that (R16). Rising: seeking.py."""

from __future__ import annotations

from dataclasses import replace

from coach_core.training.lighter import lighter
from coach_core.training.loads import Loads, loadable, share
from coach_core.training.shape import Ask

BY_MAX = ("percent", "same")


def no_less(ask: Ask, loads: Loads) -> Loads:
    """Percent work, and what repeats it, at no less than what was found by trying."""
    found = ask.lift.found
    if found is None or ask.way not in BY_MAX:
        return loads
    floor = share(found, ask.factor, ask.today.unit)
    values = tuple([floor if value is not None and value < floor else value for value in loads.values])
    if values == loads.values:
        return loads
    planned = loadable(ask, next(value for value in loads.values if value is not None))
    reason = lighter(ask, "calibrate", "load-found", "R16", ask.lift.found_sets, found=found, planned=planned)
    known = (ask.lift.because,) if ask.lift.because else ()
    return replace(loads, values=values, because=reason, reasons=known)
