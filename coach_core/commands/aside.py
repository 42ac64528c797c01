"""A word about reminders while another question is open: it is done, then the question is asked again."""

from __future__ import annotations

from dataclasses import replace

from coach_core.commands.answers import plain
from coach_core.commands.remind_read import phrase
from coach_core.commands.remind_said import LONGEST
from coach_core.commands.setup_screens import SCREENS
from coach_core.commands.switching import switched
from coach_core.person import Person
from coach_core.talk import Reply, msg
from coach_core.turn import Call, Outcome

FIRST = frozenset({"start", "remind"})  # questions that nothing comes between, and those about reminders themselves


def aside(call: Call) -> Outcome | None:
    """ "measurements off" behind "At what hour?"; None for what may be the answer."""
    question = call.person.question
    if question is None or question.command in FIRST or len(call.event.text) > LONGEST:
        return None
    done = switched(call, phrase(call.event.text))
    if done is None or done.person.question is not question:
        return done
    return replace(done, reply=(*done.reply, *_again(done.person, question.command, question.asks)))


def _again(person: Person, command: str, asks: str) -> Reply:
    """The question once more, where it has a screen of its own; else that it still waits."""
    if command == "setup" and asks in SCREENS:
        return (SCREENS[asks](person),)
    return plain(person, msg("still-asked"))
