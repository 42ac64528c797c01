"""A blood pressure told in numbers ("bp 190/110", "tensión 17/10"): high from 140/90 on. A sign, never a diagnosis."""

from __future__ import annotations

from coach_core.knowledge.tokens import holds_any, plain
from coach_core.patterns import pattern

HINTS = ("bp", "pressure", "tension", "presion", "pressao", "blutdruck", "давление", "давления")
HIGH, HIGH_LOW = 140, 90
_TOLD = pattern(
    r"\b(?:bp|blood pressure|pressure|tension|presion|pressao|blutdruck|давлени[ея])\b[^\d.;!?\n]{0,25}"
    r"(?P<high>\d{2,3}) ?(?:/|\\|over|sobre|con|y|-|por|zu|auf|sur|на|и) ?(?P<low>\d{1,3})\b(?! ?(?:kg|lb|x|reps|кг))"
)


def has_high_pressure(text: str) -> bool:
    """Whether such numbers are high, in mmHg or (as in Spain, France, Brazil) in cmHg. Linear, never raises."""
    clean = plain(text)
    for found in _TOLD.finditer(clean) if holds_any(clean, HINTS) else ():
        high, low = int(found["high"]), int(found["low"])
        tens = 10 if high < 30 and low < 20 else 1
        if high * tens >= HIGH or low * tens >= HIGH_LOW:
            return low * tens < high * tens
    return False
