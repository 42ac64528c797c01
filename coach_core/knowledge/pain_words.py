"""What a message says of a pain: place, strength, kind. Whether it is a red flag is in flags.py."""

from __future__ import annotations

from coach_core.knowledge.heard import heard
from coach_core.knowledge.phrases import Phrases
from coach_core.knowledge.scores import pain_score
from coach_core.knowledge.tokens import tokens
from coach_core.values import dataclass


@dataclass(frozen=True, slots=True)
class PainTold:
    """What a message says of a pain: the place ("back", "hip", "knee", "pelvis", "other"), 0 to 10, whether sharp."""

    place: str | None
    score: int | None
    sharp: bool


def pain_told(text: str, phrases: Phrases) -> PainTold:
    """Place, strength and kind of a pain, as far as the text tells them. Never raises."""
    words = tokens(text, phrases.lists["fillers"])
    there = {hit.term for hit in heard(words, phrases)}
    place = next((name for name, terms in PLACES.items() if terms & there), None)
    return PainTold(place, pain_score(words), "sharp" in there)


PLACES = {
    "back": {"back"},
    "pelvis": {"pelvis", "groin"},
    "hip": {"hip"},
    "knee": {"knee"},
    "other": {"joint", "arm", "foot", "leg", "legs", "muscle", "thigh", "belly", "head"},
}
