"""Clauses that say that the open exercise is done: "done, 2 in the tank". Sets with numbers are told in telling.py."""

from __future__ import annotations

from coach_core.notation.clauses import Clause
from coach_core.notation.efforts import effort_of, is_exertion
from coach_core.notation.message import Message
from coach_core.notation.names import Part
from coach_core.notation.reading import Entry, Intent
from coach_core.notation.resolve import place_of, refused
from coach_core.notation.swapping import parts_of
from coach_core.notation.telling import log


def done(message: Message, piece: Clause) -> None:
    """ "done, 2 in the tank". With numbers of its own it is a log; behind sets it says nothing new."""
    parts = parts_of(message, piece.rest(1))
    if any(b.kind == "num" and not is_exertion(b) for p in parts for b in p.row):
        log(message, piece.rest(1))
    elif piece.asked or (message.open.exercise is None and not any(c.isalpha() for c in message.text)):
        message.strange.append(message.slice(piece.span))
    elif not (message.deeds and message.deeds[-1].intent is Intent.LOG):
        _done(message, parts)


def _done(message: Message, parts: list[Part]) -> None:
    effort = effort_of([b for p in parts for b in p.row], place_of(None, False, None, message.open))
    sets = (effort,) if effort else ()
    message.problem = message.problem or refused(sets)
    for one in parts:
        message.keep([*one.notes, *one.strange, *([one.name] if one.name and not one.exercise else [])])
    named = next((p for p in parts if p.exercise), Part())
    exercise = named.exercise or (message.open.exercise if sets else None)
    message.add(Intent.DONE, (Entry(exercise, named.name, sets),) if sets or exercise else ())
    message.confirm |= bool(named.exercise) and message.open.exercise is None  # "did bench": which sets?
