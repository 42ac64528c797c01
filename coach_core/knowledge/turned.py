"""A denied symptom that the next words bring back: "none yesterday but today it is". Exceptions: taken_back.py."""

from __future__ import annotations

from collections.abc import Sequence

from coach_core.knowledge.phrases import Hit, Phrases
from coach_core.knowledge.tokens import Token

REACH = 14  # words behind a denied symptom in which it may be said to be there after all
NEAR_NO = 3  # words before the "it is there" in which a "no" denies that as well
NEVER_BACK = frozenset({"cleared", "better", "pad", "sore", "tired", "worse", "forbidden", "not-ok"})


def turned(words: Sequence[Token], denied: Sequence[Hit], phrases: Phrases) -> list[Hit]:
    """The denied symptoms that are told to be there after all. Linear: reaches are bounded."""
    own = frozenset(i for hit in denied for i in range(hit.first, hit.last + 1))
    return [hit for hit in denied if hit.term not in NEVER_BACK and _is_back(words, hit, own, phrases)]


def _is_back(words: Sequence[Token], hit: Hit, own: frozenset[int], phrases: Phrases) -> bool:
    contrast = False
    for place in range(hit.last + 1, min(len(words), hit.last + 1 + REACH)):
        if place in own:
            continue
        contrast = contrast or words[place].word in phrases.lists["contrasts"]
        end = _returns(words, place, phrases)
        if end and _closed(words, end, phrases) and not _denied(words, hit, place, phrases):
            tail = (token.word for token in words[place : end + 2])
            if contrast or any(word in phrases.lists["contrasts"] for word in tail):
                return True
    return False


def _returns(words: Sequence[Token], place: int, phrases: Phrases) -> int:
    """Where the longest "it is back" that begins here ends; 0 if none does."""
    for length in (3, 2, 1):
        ahead = words[place : place + length]
        whole = len(ahead) == length and not any(token.parted for token in ahead[1:])
        if whole and " ".join(token.word for token in ahead) in phrases.lists["returns"]:
            return place + length
    return 0


def _closed(words: Sequence[Token], end: int, phrases: Phrases) -> bool:
    """Whether the clause ends there, or goes on with a time or a place: "it is hot in here" is of something else."""
    return end >= len(words) or words[end].parted or words[end].word in phrases.lists["closers"]


def _denied(words: Sequence[Token], hit: Hit, place: int, phrases: Phrases) -> bool:
    """ "… and I don't have it today": a "no" stands right before it, in the same clause."""
    for before in range(place - 1, max(hit.last, place - 1 - NEAR_NO), -1):
        if words[before].word in phrases.lists["negators"]:
            return True
        if words[before + 1].parted:
            return False
    return False
