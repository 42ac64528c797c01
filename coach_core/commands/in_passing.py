"""What is asked in passing: how the coach is, a word of the gym, when the next workout is. No answer is here."""

from __future__ import annotations

from functools import lru_cache

from coach_core.notation.lexicon import phrase
from coach_core.turn import Call

WHEN = "term-next"  # when the next workout is


def asked_in_passing(call: Call, text: str) -> str | None:
    """The key of the answer, where the whole text asks for one: no command is in it, though it may begin like one.

    Numbers make no difference: "what does 3 reps in reserve mean".
    """
    typed, said = call.given.book.typed, bare(text)
    greeting = typed.greetings.get(said)
    if greeting is not None:
        return f"greeting-{greeting}"
    term = typed.terms.get(" ".join(w for w in said.split() if not w.isdecimal()))
    return f"term-{term}" if term is not None else None


@lru_cache(maxsize=8)  # a turn asks several times
def bare(text: str) -> str:
    """The words and numbers of a text as they are compared, without signs."""
    return " ".join(word for word in phrase(text) if word.isalnum())
