"""Moving the next workout to another day; the plan stays whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from coach_core.commands.answers import plain
from coach_core.commands.place import today_of
from coach_core.talk import Button, Say, msg
from coach_core.turn import Call, Outcome


def decide(call: Call) -> Outcome:
    """/move: the next workout to another day; the plan stays whole."""
    plan = call.person.training.plan
    if plan is None:
        return Outcome(call.person, plain(call.person, msg("no-program")))
    on = today_of(call)
    told = call.press[0] if call.press else call.words.strip().lower()
    days = _days_away(call, told)
    if days is None:
        row = tuple(Button(f"move:{k}", msg("day-name", on=on + timedelta(days=k))) for k in (1, 2, 3))
        return Outcome(call.person, (Say((msg("move-when"),), (row,)),))
    to = on + timedelta(days=days)
    training = replace(call.person.training, plan=replace(plan, moved_to=to))
    person = replace(call.person, training=training)
    return Outcome(person, plain(person, msg("moved", on=to)), undoable=plan.moved_to != to)


def _days_away(call: Call, told: str) -> int | None:
    if told.isascii() and told.isdigit() and int(told) <= 60:
        return int(told)
    words = [w for w in told.split() if w in call.given.book.typed.weekdays]
    if words:
        return (call.given.book.typed.weekdays[words[0]] - today_of(call).weekday() - 1) % 7 + 1
    return 1 if any(w in call.given.book.typed.tomorrow for w in told.split()) else None
