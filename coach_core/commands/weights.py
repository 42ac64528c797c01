"""A bare weight in an answer ("60", "62,5 kg", "135lb"). Sets are read in notation/."""

from __future__ import annotations

import re
from decimal import Decimal

from coach_core.training.weight import Unit, Weight, weigh

HEAVIEST = 1000  # R35


def weight_in(text: str, unit: Unit) -> Weight | None:
    """A bare weight ("60", "62,5 kg", "135lb") within the limits of R35."""
    found = re.fullmatch(r"([0-9]{1,4})(?:[.,]([0-9]{1,2}))?\s*(kg|kgs|kilos?|lb|lbs|libras?)?", text.strip().lower())
    if found is None:
        return None
    if found[3]:
        unit = Unit.LB if found[3].startswith("l") else Unit.KG
    amount = Decimal(f"{found[1]}.{found[2] or 0}")
    return weigh(amount, unit) if 0 < amount <= HEAVIEST else None


def is_number(text: str) -> bool:
    """Whether a text is nothing but a number, with a unit or without: a weight, within its limits or not."""
    return re.fullmatch(r"[+-]?[0-9]+(?:[.,][0-9]+)?\s*(?:kgs?|kilos?|lbs?|libras?)?", text.strip().lower()) is not None
