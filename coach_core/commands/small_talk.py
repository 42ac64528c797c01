"""What is typed beside sets and means something all the same: a fault of form, thanks, a question about the plan."""

from __future__ import annotations

from collections.abc import Iterable

from coach_core.commands import form
from coach_core.commands.answers import plain
from coach_core.notation.lexicon import phrase
from coach_core.talk import msg
from coach_core.turn import Call, Outcome

STEM = 4  # letters from which on the beginning of a word will do: "arch" is in "arches"


def small_talk(call: Call) -> Outcome | None:
    """The answer to a text without sets; None where it is none of these."""
    words, typed = phrase(call.event.text), call.given.book.typed
    fault = next((name for said, name in typed.faults.items() if _holds(words, phrase(said))), None)
    if fault is not None:
        return form.form_of(call, fault)
    plain_words = " ".join(w for w in words if w.isalnum())
    if plain_words in typed.thanks:
        return Outcome(call.person, plain(call.person, msg("thanks-heard")))
    left = any(typed.said.get(w) == "left" for w in words)
    if left or any(plain_words.startswith(f"{said} ") for said in typed.amounts):
        return form.amounts(call)
    return None


def _holds(words: Iterable[str], said: Iterable[str]) -> bool:
    """Whether every word of a phrase is in the text, whole or, if it is long enough, as a beginning."""
    return all(any(w == part or (len(part) >= STEM and w.startswith(part)) for w in words) for part in said)
