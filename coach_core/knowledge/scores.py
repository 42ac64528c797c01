"""How strong a pain was said to be ("4/10", "7 out of 10", "dolor 5"). Words only; what follows is in pain.py."""

from __future__ import annotations

from collections.abc import Sequence

from coach_core.knowledge.tokens import Token

PAIN_WORDS = frozenset(["pain", "pains", "hurt", "hurts", "hurting", "ache", "dolor", "duele", "dolia", "molestia"])
OF_TEN = frozenset(["out", "of", "de", "sobre"])
REACH = 4


def pain_score(words: Sequence[Token]) -> int | None:
    """A number from 0 to 10 that stands for pain, or None: written over 10, or right after the word for pain."""
    for place, token in enumerate(words):
        value = _over_ten(words, place)
        if value is not None and _near_pain(words, place):
            return value
        if token.word in PAIN_WORDS and place + 1 < len(words):
            value = _small(words[place + 1].word)
            if value is not None and (place + 2 == len(words) or words[place + 2].parted):
                return value
    return None


def _small(word: str) -> int | None:
    return int(word) if word.isascii() and word.isdigit() and len(word) <= 2 and int(word) <= 10 else None


def _over_ten(words: Sequence[Token], place: int) -> int | None:
    left, slash, right = words[place].word.partition("/")
    if slash and right == "10":
        return _small(left)
    value = _small(words[place].word)
    following = [t.word for t in words[place + 1 : place + 4]]
    if value is None or "10" not in following:
        return None
    between = following[: following.index("10")]
    return value if between and all(word in OF_TEN for word in between) else None


def _near_pain(words: Sequence[Token], place: int) -> bool:
    return any(t.word in PAIN_WORDS for t in words[max(0, place - REACH) : place + REACH + 2])
