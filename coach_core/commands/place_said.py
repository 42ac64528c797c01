"""Where somebody says to be: "I'm in Tokyo now", "just landed in Lima". What clock it is there is not said here."""

from __future__ import annotations

from collections.abc import Sequence

from coach_core.data.times import TimeWords


def place_of(told: str, words: TimeWords) -> str | None:
    """ "I'm in Tokyo": Tokyo, if that is a place at all; None where nobody says where they are."""
    said = " ".join(told.lower().replace("’", "'").replace(":", " ").split())
    behind = next((form for form in words.here_behind if said.endswith(f" {form}")), "")
    spoken = said.removesuffix(behind).split()
    for form in words.here:
        rest = _behind(form, spoken, words.here_around)
        if rest:
            return " ".join(rest)
    return None


def _behind(form: Sequence[str], spoken: Sequence[str], around: frozenset[str]) -> list[str]:
    """What follows these words, which may have others among them; nothing where they are not said."""
    rest = list(spoken)
    for word in form:
        while rest and rest[0] != word and rest[0] in around:
            rest.pop(0)
        if not rest or rest.pop(0) != word:
            return []
    while len(rest) > 1 and rest[0] in around:
        rest.pop(0)
    return rest
