"""The monthly measurement, for who wants it: a question with the value of last time. Never for whom it does harm."""

from __future__ import annotations

from coach_core.commands.nudging import shape_row
from coach_core.commands.place import local
from coach_core.facts import Measurement
from coach_core.reminding.agreed import is_on
from coach_core.reminding.state import Reminder
from coach_core.talk import Msg, Reply, Say, msg
from coach_core.turn import Call


def ask(call: Call) -> Reply:
    """What to measure, how to tell it, and what it was last time."""
    person = call.person
    if not is_on(person, Reminder.MONTH) or person.health.gentle:
        return ()
    weights = [m for m in call.given.rows.measurements if m.what == "body_weight"]
    last = (_last(call, weights[-1]),) if weights else ()
    return (Say((msg("measure-ask"), *last), (shape_row(Reminder.MONTH),)),)


def _last(call: Call, last: Measurement) -> Msg:
    return msg("measure-last", value=last.value, unit=last.unit, on=local(call.person, last.at).date())
