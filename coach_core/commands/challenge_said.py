"""Challenges in plain words: "who is winning", "sign me up for the challenge". Which words of /challenge that is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coach_core.challenge.illness import pauses_now
from coach_core.commands.challenge_read import kind_in
from coach_core.notation.clean import fold
from coach_core.turn import Call

MOST, LONGEST = 14, 200  # words, characters: a longer text tells something
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
SHORT = re.compile(r"['’](?:s|re|m|d|ll)$")  # "who's", "I'm": "is" says nothing here
BACK = "resume"  # "I am back" ends a pause, and says nothing to a challenge where there is none
DETAILED = "new"  # anything may follow: what it is to be like
HARMLESS, FEW = frozenset({"join", "board", "me", "how"}), 2  # words may follow that tell what it is: "squat"


def challenge_said(call: Call, text: str) -> str | None:
    """What would stand behind /challenge; None where a text is about anything else, or begins with the command."""
    typed, found = call.given.book.typed, [SHORT.sub("", fold(word)) for word in WORD.findall(text[:LONGEST])]
    if not 0 < len(found) <= MOST or "/" in text[:2] or typed.commands.get(found[0]) == "challenge":
        return None
    said = [w for w in found if w not in typed.contend_around]
    about = [w for w in said if w not in typed.contend_nouns]
    if len(about) == len(said):
        alone = typed.contend_alone.get(" ".join(said)) or typed.contend_alone.get(" ".join(found))
        return None if alone == BACK and not any(map(pauses_now, call.person.entries)) else alone
    details = [w for w in found if w not in typed.contend_nouns and (w in said or w in typed.contest)]
    return _part(call, about, details)


def _part(call: Call, about: Sequence[str], details: Sequence[str]) -> str | None:
    """The longest of the deeds that words begin with; behind it only a kind, or what a new one is to be like. Where
    nothing is to be done with it: what runs.
    """
    deeds = call.given.book.typed.contend
    if not about:
        return ""
    for size in range(len(about), 0, -1):
        part, rest = deeds.get(" ".join(about[:size])), about[size:]
        if part is None:
            continue
        if part == DETAILED:
            return " ".join((part, *(w for w in details if w not in about[:size])))
        kind, others = kind_in(call, rest)
        if not rest or (kind is not None and not others):
            return " ".join((part, *rest))
        if part in HARMLESS and len(rest) <= FEW:
            return part
    return None
