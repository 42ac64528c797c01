"""Anything else that is said while a pain is asked about: what was told is never lost by it (R28). Answers: pain.py."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from coach_core.commands import pain, pain_stops
from coach_core.talk import Button, msg
from coach_core.turn import Call, Outcome

TELLS_SETS = frozenset({"log", "done", "set"})
WAITS = frozenset({"today", "skip", "swap", "change", "fill", "cancel", "move"})  # the exercise is held until answered
LEAVES = frozenset({"pain", "screening", "erase"})
NONE = (Button("pain:none", msg("button-pain-none")),)


def beside(call: Call, name: str, do: Callable[[Call], Outcome]) -> Outcome:
    """The command ``name``, done by ``do``, with an open pain asked first, or held where its question is left."""
    question = call.person.question
    if question is None or question.command != "pain" or name in LEAVES:
        return do(call)
    held = "held" in question.keep
    if name in TELLS_SETS:
        return pain.again(call)
    if name == "undo" or (name in WAITS and not held):
        return _with_way_out(pain.again(call, msg("pain-held")), held=held)
    if name == "finish":
        return _held_first(call, question.keep, do)
    outcome = do(call)
    after = outcome.person.question
    if outcome.erase or (after is not None and after.command == "pain"):
        return outcome
    return outcome if held else _held_after(call, question.keep, outcome)


def flagged(call: Call, outcome: Outcome) -> Outcome:
    """What a red flag led to; a pain whose question it took away is held. A pause has done so (breaking_off.py)."""
    question, after = call.person.question, outcome.person
    if question is None or question.command != "pain" or "held" in question.keep:
        return outcome
    asked = after.question is not None and after.question.command == "pain"
    return outcome if asked or after.health.paused is not None else _held_after(call, question.keep, outcome)


def _with_way_out(asked: Outcome, *, held: bool) -> Outcome:
    if held:
        return asked
    first = asked.reply[0]
    return replace(asked, reply=(replace(first, buttons=(*first.buttons, NONE)), *asked.reply[1:]))


def _held_first(call: Call, keep: Mapping[str, str], do: Callable[[Call], Outcome]) -> Outcome:
    """The workout is over: a pain of which too little was told counts as one that stops."""
    person, _, facts = pain_stops.hold(call, replace(call.person, question=None), keep)
    outcome = do(replace(call, person=person))
    return replace(outcome, facts=(*facts, *outcome.facts), undoable=outcome.undoable or bool(facts))


def _held_after(call: Call, keep: Mapping[str, str], outcome: Outcome) -> Outcome:
    """Another question took its place: the exercise is held as for a pain that stops."""
    person, _, facts = pain_stops.hold(call, outcome.person, keep)
    return replace(outcome, person=person, facts=(*outcome.facts, *facts), undoable=outcome.undoable or bool(facts))
