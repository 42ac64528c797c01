"""Getting started: consent, screening, level, equipment, one set, unit; one tap each. Typed: start_typed.py."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from coach_core.commands import age
from coach_core.commands.screening import on_text as screening_text
from coach_core.commands.screening import screen_again
from coach_core.commands.screens import shorter
from coach_core.commands.start_onward import (
    agreed,
    asked_now,
    kept_open,
    odd_answered,
    old_button,
    onward,
    told_before,
    with_told,
)
from coach_core.commands.start_typed import typed
from coach_core.commands.steps import NEVER
from coach_core.commands.told import Told
from coach_core.person import Equipment, Level
from coach_core.talk import Say, msg
from coach_core.training.weight import Unit
from coach_core.turn import Call, Command, Outcome


def decide(call: Call) -> Outcome:
    """/start, its buttons, and whatever is typed while the coach is getting to know somebody."""
    if call.person.health.minor and call.press != ("consent", "adult"):
        return age.too_young(call.person)
    if call.press:
        return _pressed(call)
    question = call.person.question
    if question is not None and question.command == "screening" and not _is_command(call):
        return screening_text(call)
    if _is_command(call) or (call.person.training.plan is not None and not asked_now(call)):
        return kept_open(call, onward(call, call.person, told_before(call)))
    return typed(call)


def _is_command(call: Call) -> bool:
    said = call.event.text.strip().lower()
    greeted = call.given.book.typed.commands.get(said.strip("¡¿!?. ")) == "start"
    return greeted or said.lstrip("/").split(" ")[0] in ("start", "")


def _pressed(call: Call) -> Outcome:
    what, value = (*call.press, "", "")[:2]
    if what == "screening":
        return screen_again(call)
    if what == "again":
        return onward(call, call.person, told_before(call))
    act = PRESSES.get(what)
    fits = act(call, value) if act is not None else None
    return fits if fits is not None else old_button(call)


def _consent(call: Call, value: str) -> Outcome | None:
    person = call.person
    if value == "what":
        what = "privacy-encrypted" if call.given.encrypted else "privacy-not-encrypted"
        first = Say((msg("privacy-what"), msg("privacy-where"), msg(what), msg("privacy-rights")))
        if person.consent is not None:
            return Outcome(person, (first,))
        again = onward(call, person, told_before(call))
        return replace(again, reply=(first, *(shorter(say) for say in again.reply)))
    if value == "adult":
        return age.adult_after_all(call)
    if person.consent is not None:
        return None
    if value == "minor":
        return age.too_young(person)
    return agreed(call, person, told_before(call)) if value == "yes" else None


def _level(call: Call, value: str) -> Outcome | None:
    return _set(call, "level", Told(level=Level(value))) if value in tuple(Level) else None


def _equipment(call: Call, value: str) -> Outcome | None:
    return _set(call, "equipment", Told(equipment=Equipment(value))) if value in tuple(Equipment) else None


def _unit(call: Call, value: str) -> Outcome | None:
    return _set(call, "unit", Told(unit=Unit(value))) if value in tuple(Unit) else None


def _never(call: Call, value: str) -> Outcome | None:
    return onward(call, call.person, NEVER) if value == NEVER and asked_now(call) == "start" else None


def _set(call: Call, what: str, told: Told) -> Outcome | None:
    """An answer to the open question, or a correction of one that was given just before."""
    if call.person.training.plan is not None or call.person.consent is None or not asked_now(call):
        return None
    if asked_now(call) == "screening" or (what == "unit" and asked_now(call) != "unit"):
        return None
    return onward(call, with_told(call.person, told), told_before(call))


PRESSES: Mapping[str, Callable[[Call, str], Outcome | None]] = {
    "consent": _consent,
    "level": _level,
    "equipment": _equipment,
    "unit": _unit,
    "start": _never,
    "set": odd_answered,
}


COMMAND = Command("start", decide)
