"""How getting started goes on: the open question, what was told for a later one, the next question or the program."""

from __future__ import annotations

from dataclasses import replace

from coach_core.commands import beside_start
from coach_core.commands.screens import ask_unit, shorter
from coach_core.commands.starting_doubts import chosen
from coach_core.commands.starting_set import KEPT
from coach_core.commands.steps import asked, next_step
from coach_core.commands.told import Told
from coach_core.person import Consent, Person
from coach_core.talk import Msg, Say, msg
from coach_core.turn import Call, Outcome

CONSENT = 1  # version of what is agreed to
OF_START = frozenset({"start", "screening"})


def asked_now(call: Call) -> str:
    """What is asked now; empty where the open question is of another command."""
    question = call.person.question
    return question.asks if question is not None and question.command in OF_START else ""


def told_before(call: Call) -> str:
    """A starting set that was typed before its question came."""
    question = call.person.question
    return question.keep.get("told", "") if question is not None and question.command in OF_START else ""


def with_told(person: Person, told: Told) -> Person:
    """What was told, into the settings; what was not stays."""
    s = person.settings
    settings = replace(
        s, level=told.level or s.level, equipment=told.equipment or s.equipment, unit=told.unit or s.unit
    )
    return replace(person, settings=settings)


def kept_open(call: Call, outcome: Outcome) -> Outcome:
    """/start in mid-program loses nothing, an open question of another command included."""
    question = call.person.question
    if question is None or question.command in OF_START or call.person.training.plan is None:
        return outcome
    return replace(outcome, person=replace(outcome.person, question=question))


def with_line(call: Call, outcome: Outcome, line: Msg) -> Outcome:
    """The outcome with a line before what it says; a long question that is open already comes in short."""
    if not outcome.reply:
        return replace(outcome, reply=(Say((line,)),))
    first, *rest = outcome.reply
    first = shorter(first) if asked_now(call) == asks_of(outcome) else first
    return replace(outcome, reply=(replace(first, lines=(line, *first.lines)), *rest))


def old_button(call: Call) -> Outcome:
    """A button that no longer fits: what is open now."""
    now = onward(call, call.person, told_before(call))
    return with_line(call, kept_open(call, now), msg("start-old-button"))


def agreed(call: Call, person: Person, told: str) -> Outcome:
    """The consent with its time and wording, and what comes next."""
    return onward(call, replace(person, consent=Consent(call.at, CONSENT), question=None), told)


def onward(call: Call, person: Person, told: str = "") -> Outcome:
    """The next question, or the program. Sets of other lifts that waited for their unit are stored first."""
    question = call.person.question
    text = question.keep.get("beside", "") if question is not None and question.command in OF_START else ""
    if text and person.settings.unit is None:
        return which_unit(person, text, told)
    sets = beside_start.others(replace(call, person=person), text) if text else None
    if sets is None:
        return next_step(call, person, told)
    stored = beside_start.logged(call, person, sets, text)
    return stored if stored.person.question is not None else stored_then(call, stored, told)


def stored_then(call: Call, stored: Outcome, kept: str) -> Outcome:
    """What was stored, then the next question, or the program."""
    again = next_step(call, stored.person, kept)
    return replace(
        again, reply=(*stored.reply, *again.reply), facts=(*stored.facts, *again.facts), undoable=stored.undoable
    )


def which_unit(person: Person, text: str, told: str) -> Outcome:
    """The unit of sets that wait for it, asked."""
    return asked(person, ask_unit(text), beside=text[:KEPT], **({"told": told} if told else {}))


def odd_answered(call: Call, value: str) -> Outcome | None:
    """The answer about an odd starting set; told again it is asked for once more."""
    if value == "again" and asked_now(call) == "confirm":
        return onward(call, call.person)
    return chosen(call, value)


def asks_of(outcome: Outcome) -> str:
    """What an outcome asks."""
    question = outcome.person.question
    return question.asks if question is not None else ""
