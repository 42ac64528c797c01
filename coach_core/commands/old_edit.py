"""The edit of a message that is more than two days old changes its sets only after a yes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from coach_core.commands.answers import plain
from coach_core.commands.asking import KEPT, ask
from coach_core.commands.edited import edited
from coach_core.talk import Button, Kind, Say, msg
from coach_core.turn import Call, Command, Outcome, Want

ASKED_AFTER = timedelta(hours=48)
NAME = "edit"


def of_message(call: Call) -> Outcome:
    """A message was edited."""
    at = stored_at(call)
    if at is None or call.at - at <= ASKED_AFTER:
        return edited(call)
    row = (Button(f"{NAME}:yes", msg("button-yes-change")), Button("cancel:", msg("button-leave")))
    say = Say((msg("edit-old", at=at),), (row,))
    return ask(call, "confirm", say, NAME, text=call.event.text[:KEPT], edits=call.event.edits or "", yes="yes")


def stored_at(call: Call) -> datetime | None:
    """When the sets of the message were stored; None if there are none."""
    opened = call.person.training.open.sets if call.person.training.open else ()
    of_it = (s.written_at for s in (*opened, *call.given.rows.sets) if s.message == call.message)
    return min(of_it, default=None)


def decide(call: Call) -> Outcome:
    """The yes: to an edit that is late, or (``sure``) to numbers that are hardly meant."""
    question = call.person.question
    if question is None or question.command != NAME or call.press != (question.keep["yes"],):
        return Outcome(call.person, plain(call.person, msg("old-button"), msg("help-hint")))
    event = replace(call.event, kind=Kind.EDIT, text=question.keep["text"], edits=question.keep["edits"])
    bare = replace(call, event=event, person=replace(call.person, question=None))
    return edited(bare, sure=call.press == ("sure",))


COMMAND = Command(NAME, decide, lambda call: Want(everything=True), spoken=False)
