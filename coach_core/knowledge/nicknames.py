"""Names that only sound like a red flag: "I call my barbell heart attack", "/challenge pick dora". Not what is ill."""

from __future__ import annotations

import re

from coach_core.knowledge.tokens import holds_any
from coach_core.patterns import pattern

THING = (
    r"(?:bar|barbell|dumbbells?|kettlebell|bench|plates?|workout|routine|finisher|circuit|playlist|song|set|"
    r"barra|mancuernas?|pesa|banco|discos?|rutina|entreno|circuito|lista|cancion|serie)"
)
WORD = r"(?!(?:and|but|then|because|cause|so|with|when|y|pero|porque|con|cuando)\b)[^\W\d]+"
CALLED = r"(?:call|calls|called|name|named|nicknamed|llamo|llame|llamamos)(?: a)?"
WHOSE = r"(?:my|our|the|this|that|mi|nuestr[oa]|la|el|este|esta)"
IS_CALLED = r"(?:is|was|se) (?:called|named|nicknamed|llama|llamaba)"
NAMED = pattern(
    rf"\b(?:{CALLED} {WHOSE} {THING}|{THING} {IS_CALLED}) [\"“”'«]?({WORD}(?: {WORD})?)",
    re.IGNORECASE,
)
HINTS = ("call", "name", "llam")
PICKED = pattern(r"^\s*/?challenge +pick +@?([^\W\d_]+)\s*$", re.IGNORECASE)


def without_names(text: str) -> str:
    """The text without the names that it gives to things, and without the one word that picks somebody for a team.

    Only things of the gym: whoever says "they call it angina" tells of themselves. Linear, never raises.
    """
    low = text.lower()
    if "challenge" in low and PICKED.match(text):
        return ""
    if not holds_any(low, HINTS):
        return text
    return NAMED.sub(lambda found: found.group().removesuffix(found.group(1)), text)
