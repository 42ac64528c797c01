"""Answers that are typed, where nothing that is typed is heard: a button opens a form for them. What they mean: log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from coach_core.commands import change
from coach_core.commands.filling import NAME, Form
from coach_core.person import Person
from coach_core.talk import Button, Reply, Say, msg
from coach_core.turn import Call, Outcome

SAY = "say"  # behind the name in the button: a form for an answer, not for sets
SAID = f"{NAME}:said"  # the button of a text that was written into it
BUTTON = Button(f"{NAME}:{SAY}", msg("button-type"), form=True)
EXAMPLES: Mapping[str, str] = {  # what is asked and can be answered in words, and an example of it
    "start": "type-set",
    "set": "type-set",
    "load": "type-load",
    "reps": "type-number",
    "exercise": "type-exercise",
    "days": "type-days",
    "hour": "type-hour",
    "timezone": "type-city",
}


def with_form(call: Call, outcome: Outcome) -> Outcome:
    """What is shown to one person in a room; a question that is answered in words has a button to type them."""
    asked = outcome.person.question
    if asked is None or example_of(outcome.person) is None:
        return outcome
    new = asked != call.person.question
    found = [n for n, said in enumerate(outcome.reply) if "question" in said.data] or ([-1] if new else [])
    return replace(outcome, reply=typable(outcome.reply, found[-1])) if found and outcome.reply else outcome


def typable(reply: Reply, number: int) -> Reply:
    """The messages, with a button to type under one of them."""
    said: Say = reply[number]
    changed = replace(said, buttons=(*said.buttons, (BUTTON,)))
    return tuple(changed if one is said else one for one in reply)


def example_of(person: Person) -> str | None:
    """What an answer to the open question looks like; None where none is open that is answered in words."""
    question = person.question
    return EXAMPLES.get(question.asks) if question is not None else None


def form(call: Call) -> Form | None:
    """The form for an answer; None where nothing is asked any more."""
    example = example_of(call.person)
    return Form(SAID, msg("type-title"), msg("type-label"), "", msg(example)) if example is not None else None


def decide(call: Call) -> Outcome:
    """A press on a button that opens a form, where none could be shown: how to say it without one."""
    if call.press != (SAY,):
        return change.decide(call)
    example = example_of(call.person)
    line = msg("type-nothing") if example is None else msg("type-here", example=msg(example))
    return Outcome(call.person, (Say((line,)),))
