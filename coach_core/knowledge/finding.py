"""The terms of the red flags that a text holds, in their order. The terms themselves are made ready in phrases.py."""

from __future__ import annotations

from collections.abc import Mapping

from coach_core.knowledge.phrases import Hit, Phrases
from coach_core.knowledge.tokens import Token


def find_terms(words: tuple[Token, ...], phrases: Phrases) -> list[Hit]:
    """Every term in the words, in their order. Linear: each place tries the few terms that begin with its word."""
    seen: dict[str, frozenset[str]] = {}
    for token in words:
        if token.word not in seen:
            seen[token.word] = frozenset() if token.word[0].isdigit() else phrases.patterns(token.word)
    hits: list[Hit] = []
    for place, token in enumerate(words):
        near: frozenset[str] | None = None  # what the next words meet: most terms end there
        for pattern in seen[token.word]:
            for name, rest in phrases.starts.get(pattern, ()):
                if rest and near is None:
                    near = frozenset().union(*[seen[w.word] for w in words[place + 1 : place + 5]])
                if rest and near is not None and rest[0] not in near:
                    continue
                last = _end(words, seen, phrases.lists["fillers"], place, rest)
                if last is not None:
                    hits.append(Hit(name, place, last))
    return hits


def _end(
    words: tuple[Token, ...],
    seen: Mapping[str, frozenset[str]],
    fillers: frozenset[str],
    place: int,
    rest: tuple[str, ...],
) -> int | None:
    """The last token of a term that begins at ``place``, or None. At most three small words are passed over."""
    for pattern in rest:
        for skip in range(1, 5):
            following = place + skip
            if following >= len(words):
                return None
            if pattern in seen[words[following].word]:
                place = following
                break
            if words[following].word not in fillers or words[following].at - words[place].at > 2:
                return None
        else:
            return None
    return place
