"""A setting's value and nothing else: "pounds", "gym", "beginner". Its question is asked; stored sets stay."""

from __future__ import annotations

from dataclasses import replace

from coach_core.talk import msg
from coach_core.turn import Call, Outcome

CHOICES = frozenset({"unit", "equipment", "level"})


def asked(call: Call) -> Outcome | None:
    """The question of that setting; None for any other text, or before the program has begun."""
    from coach_core.commands.settings import decide

    what, person = _what(call), call.person
    if what not in CHOICES or person.training.plan is None or person.consent is None:
        return None
    outcome = decide(replace(call, press=(what,), words=""))
    opened = person.training.open
    if what != "unit" or opened is None or not opened.sets:
        return outcome
    first, *rest = outcome.reply
    said = replace(first, lines=(*first.lines, msg("settings-unit-stored")))
    return replace(outcome, reply=(said, *rest))


def unit_alone(call: Call) -> Outcome | None:
    """The same for a unit, which may be that of the settings or of the sets that are stored."""
    return asked(call) if _what(call) == "unit" else None


def _what(call: Call) -> str:
    text = call.event.text.strip().lower().strip("¡!. ")
    return call.given.book.typed.said.get(text, "").partition("-")[0]
