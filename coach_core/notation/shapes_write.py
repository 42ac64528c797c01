"""The small shapes of shapes.py as text, so that what the coach writes can be typed. Nothing is read here."""

from __future__ import annotations

from decimal import Decimal

from coach_core.notation.shapes import Count


def write_number(value: Decimal) -> str:
    """A decimal without trailing zeros: 77.5, 80."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def write_range(low: int | Decimal, high: int | Decimal | None) -> str:
    """ "8", "8-10", or "8+" for as many as possible."""
    if high is None:
        return f"{low}+"
    first, last = (write_number(Decimal(n)) for n in (low, high))
    return first if first == last else f"{first}-{last}"


def write_times(low: int, high: int) -> str:
    """ "150 s", "2-3 min": minutes where both are whole minutes of a true range."""
    if low != high and low % 60 == 0 == high % 60:
        return f"{write_range(low // 60, high // 60)} min"
    return f"{write_range(low, high)} s"


def write_count(count: Count) -> str:
    """ "4x8", "4x8-12", "1x5+", "3x45s", "3x20 steps"."""
    if count.seconds is not None:
        return f"{count.sets}x{count.seconds}s"
    if count.steps is not None:
        return f"{count.sets}x{count.steps} steps"
    return f"{count.sets}x{write_range(*(count.reps or (1, None)))}"


def write_percent(low: Decimal, high: Decimal) -> str:
    """ "@80%", "@77-80%"."""
    return f"@{write_range(low, high)}%"


def write_reserve(low: int, high: int) -> str:
    """ "2-3 in reserve"."""
    return f"{write_range(low, high)} in reserve"
