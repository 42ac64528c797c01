"""The terms of a message that count: not part of a harmless expression, not denied. What they mean is in flags.py."""

from __future__ import annotations

from collections.abc import Sequence

from coach_core.knowledge.felt import felt
from coach_core.knowledge.finding import find_terms
from coach_core.knowledge.negation import negated
from coach_core.knowledge.phrases import Hit, Phrases
from coach_core.knowledge.taken_back import excepted
from coach_core.knowledge.tokens import Token


def heard(words: tuple[Token, ...], phrases: Phrases) -> list[Hit]:
    """The terms that count: not part of a harmless expression ("chest day") and not denied ("no chest pain")."""
    hits = felt(words, find_terms(words, phrases), phrases)
    if not hits:
        return hits
    harmless = {
        i for hit in hits if hit.term == "safe" and not _meant(hit, hits) for i in range(hit.first, hit.last + 1)
    }
    safe = [hit for hit in hits if hit.term == "pain" and hit.first in harmless]  # "pain free"
    hits = [h for h in hits if h.term != "safe" and not harmless.intersection(range(h.first, h.last + 1))]
    compared = {i for hit in hits if hit.term == "weaker" for i in range(hit.first, hit.last + 1)}
    hits = [hit for hit in hits if hit.term != "weak" or hit.first not in compared]  # one side beside the other
    denied = negated(words, hits, phrases)
    gone = [hit for hit in hits if hit.term in phrases.symptoms and hit.first in denied]
    kept = [hit for hit in hits if not (hit.term in phrases.symptoms and hit.first in denied)]
    back = excepted(words, [*gone, *safe], kept, phrases)
    return sorted([*kept, *back], key=lambda hit: hit.first) if back else kept


def _meant(safe: Hit, hits: Sequence[Hit]) -> bool:
    """ "Out of breath" is no reason to stop; "out of breath and it won't go away", which has it whole, is."""
    whole = (hit for hit in hits if hit.first <= safe.first and safe.last <= hit.last)
    return any(hit.term in WHOLE and hit.last - hit.first > safe.last - safe.first for hit in whole)


# may hold a harmless expression within
WHOLE = frozenset({"breath-trouble", "chest-pain", "leg-swollen", "sight-gone", "pressure-high", "heart-known"})
