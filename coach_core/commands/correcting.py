"""Questions about what is stored that something else was done upon: they are closed, and an open correction says so.

How a set of the past is corrected is in past_set.py.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from coach_core.talk import Msg, msg
from coach_core.turn import Call, Outcome

ABOUT_STORED = frozenset({"history", "remove"})  # closed by whatever else is said
OVERTAKEN = frozenset({"log", "finish", "skip", "swap", "program", "erase", "edit"})  # closed by what is stored
ANSWERS = frozenset({"history", "remove", "cancel"})


def without(call: Call, command: str) -> Call:
    """The call without a question about what is stored, where ``command`` is no answer to it."""
    question = call.person.question
    if question is None or question.command not in ABOUT_STORED or command in ANSWERS:
        return call
    return replace(call, person=replace(call.person, question=None))


def left(call: Call, command: str, outcome: Outcome) -> Outcome:
    """What was done instead of an answer: a yes that comes later is none to that question any more."""
    question = call.person.question
    if question is None or command in ANSWERS:
        return outcome
    if question.command in OVERTAKEN and outcome.undoable and outcome.person.question == question:
        return replace(outcome, person=replace(outcome.person, question=None))
    if question.command not in ABOUT_STORED:
        return outcome
    if outcome.person.question == question:
        outcome = replace(outcome, person=replace(outcome.person, question=None))
    line = _line(question.keep.get("on", ""))
    if line is None or not outcome.reply:
        return outcome
    first = outcome.reply[0]
    return replace(outcome, reply=(replace(first, lines=(*first.lines, line)), *outcome.reply[1:]))


def _line(on: str) -> Msg | None:
    return msg("correction-left", on=date.fromisoformat(on)) if on else None
