"""A professional's word against one exercise: it is left out until it is cleared, all else goes on (R27)."""

from __future__ import annotations

from dataclasses import replace

from coach_core.commands.answers import plain
from coach_core.commands.place import day_of
from coach_core.knowledge.forbidden import forbidden_lifts
from coach_core.knowledge.pausing import RESUME
from coach_core.talk import Button, Kind, Msg, msg
from coach_core.training.prescription import DayPlan
from coach_core.turn import Call, Outcome


def told(call: Call) -> Outcome | None:
    """The answer to a text that says nothing else; None where nobody forbade an exercise."""
    found = forbidden_lifts(call.event.text) if call.event.kind is Kind.TEXT else ()
    if not found or call.person.consent is None or call.person.training.plan is None:
        return None
    health = call.person.health
    banned = tuple(dict.fromkeys((*health.banned, *found)))
    person = replace(call.person, health=replace(health, banned=banned), question=None)
    row = ((Button("today:next", msg("button-today")), RESUME),)
    lines = (msg("banned-lift"), *left_out(day_of(call, person), banned), msg("banned-back"))
    return Outcome(person, plain(person, *lines, buttons=row))


def alone(call: Call) -> Outcome | None:
    """The same where the text has no number: "no good mornings" is no set that failed."""
    return None if any(letter.isdigit() for letter in call.event.text) else told(call)


def left_out(day: DayPlan, banned: tuple[str, ...]) -> tuple[Msg, ...]:
    """What of the next workout is left out for it."""
    out = [s.exercise for s in day.slots if s.skipped and any(word in s.exercise for word in banned)]
    names = tuple(msg("exercise-name", exercise=name) for name in out)
    return (msg("banned-today", exercises=names),) if names else ()


def beside(call: Call, outcome: Outcome) -> Outcome:
    """The same told beside sets: they are stored, and the exercise is left out from now on."""
    found = forbidden_lifts(call.event.text) if call.event.kind is Kind.TEXT and outcome.facts else ()
    if not found or not outcome.reply:
        return outcome
    health, first = outcome.person.health, outcome.reply[0]
    health = replace(health, banned=tuple(dict.fromkeys((*health.banned, *found))))
    reply = (replace(first, lines=(*first.lines, msg("banned-lift"), msg("banned-back"))), *outcome.reply[1:])
    return replace(outcome, person=replace(outcome.person, health=health), reply=reply)
