"""Whether "I don't feel" tells of a numbness or denies a pain: "no siento la cara", "no siento dolor"."""

from __future__ import annotations

from collections.abc import Sequence

from coach_core.knowledge.phrases import Hit, Phrases
from coach_core.knowledge.tokens import Token

REACH = 8  # words behind "I don't feel" in which it is said what is not felt
FELT = frozenset(
    {
        "pain",
        "tight",
        "oppressed",
        "heavy",
        "odd",
        "sharp",
        "dizzy",
        "burden",
        "swell",
        "sore",
        "tired",
        "heartbeat",
        "breath-trouble",
    }
)
INSIDE = frozenset({"chest", "heart"})  # "nothing in my chest" is well; nothing in a leg is numb


def felt(words: Sequence[Token], hits: list[Hit], phrases: Phrases) -> list[Hit]:
    """The terms without a numbness that is none: "no siento dolor" denies a pain, "no siento la cara" tells of one."""
    starts: dict[int, set[str]] = {}
    for hit in hits:
        starts.setdefault(hit.first, set()).add(hit.term)
    return [h for h in hits if h.term != "numb" or not _denies_feeling(words, h, starts, phrases)]


def _denies_feeling(words: Sequence[Token], hit: Hit, starts: dict[int, set[str]], phrases: Phrases) -> bool:
    lists = phrases.lists
    if hit.last == hit.first or words[hit.first].word not in lists["negators"]:
        return False
    nothing = False
    for place in range(hit.last + 1, min(len(words), hit.last + 1 + REACH)):
        here = starts.get(place, set())
        if words[place].parted:
            return False
        if here:
            if nothing and place + 1 < len(words) and not words[place + 1].parted:
                here = here | starts.get(place + 1, set())  # "any chest pain"
            return bool(here & FELT) or (nothing and bool(here & INSIDE))
        if words[place].word not in lists["bridges"]:
            return False
        nothing = nothing or words[place].word in lists["wholly"]
    return False
