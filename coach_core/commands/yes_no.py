"""A typed yes or no to a question with two buttons, however it is said: "Yes!", "sí, eso es", "no, don't". No words."""

from __future__ import annotations

from coach_core.notation.lexicon import phrase
from coach_core.turn import Call

LONGEST = 8  # words of an answer


def yes_no(call: Call) -> bool | None:
    """What the text answers; None where it says anything beside yes or no, or both."""
    typed = call.given.book.typed
    bare = call.event.text.strip().lower().strip("¡!.,… ")
    forms = {**typed.agrees, **typed.yes_no}
    if bare in forms:
        return forms[bare]
    words = phrase(call.event.text)
    if not 0 < len(words) <= LONGEST:
        return None
    known = {" ".join(phrase(form)): yes for form, yes in forms.items()}
    return _agreed(tuple(w for w in words if any(c.isalnum() for c in w)), known)


def _agreed(words: tuple[str, ...], known: dict[str, bool]) -> bool | None:
    """The answer that all parts of it give."""
    told: set[bool] = set()
    at = 0
    while at < len(words):
        end = next((n for n in range(len(words), at, -1) if " ".join(words[at:n]) in known), None)
        if end is None:
            return None
        told.add(known[" ".join(words[at:end])])
        at = end
    return told.pop() if len(told) == 1 else None
