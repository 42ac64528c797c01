"""Body weight: asked for once a month of who wants it, with the value of last time, and kept. Never asked of somebody
to whom it does harm.
"""

from __future__ import annotations

from dataclasses import replace

from coach_core.commands.answers import plain
from coach_core.commands.ids import new_ids
from coach_core.commands.nudging import shape_row
from coach_core.commands.place import local, today_of
from coach_core.commands.weights import weight_in
from coach_core.facts import Measurement
from coach_core.person import Person, Question
from coach_core.reminding.agreed import is_on, reminding_of
from coach_core.reminding.state import Reminder
from coach_core.talk import Msg, Reply, Say, msg
from coach_core.training.weight import Unit, Weight
from coach_core.turn import Call, Outcome

ASKED = "weight"  # what the question keeps: a bare weight is its answer


def ask(call: Call) -> Reply:
    """What to measure, how to tell it, and what it was last time."""
    person = call.person
    if not is_on(person, Reminder.MONTH) or person.health.gentle:
        return ()
    weights = [m for m in call.given.rows.measurements if m.what == "body_weight"]
    last = (_last(call, weights[-1]),) if weights else ()
    return (Say((msg("measure-ask"), *last), (shape_row(Reminder.MONTH),)),)


def asked(person: Person) -> Person:
    """The person to whom a bare weight is now that of the body; not in a workout, nor behind another question."""
    free = person.question is None and person.training.open is None
    return replace(person, question=Question("load", "remind", {"what": ASKED})) if free else person


def answering(call: Call) -> Outcome | None:
    """ "62.5 kg" on the day of the question; None where the text is something else, or comes later."""
    if reminding_of(call.person).sent.get(Reminder.MONTH) != today_of(call).isoformat():
        return None
    weight = weight_in(call.event.text, call.person.settings.unit or Unit.KG)
    return keep(replace(call, person=replace(call.person, question=None)), weight) if weight is not None else None


def keep(call: Call, weight: Weight) -> Outcome:
    """The weight as a fact of its own."""
    person, (name,) = new_ids(call.person, "b", 1)
    fact = Measurement(name, call.at, "body_weight", float(weight.amount), weight.unit)
    line = msg("body-weight-kept", weight=weight)
    return Outcome(person, plain(person, line), facts=(fact,), undoable=True)


def _last(call: Call, last: Measurement) -> Msg:
    return msg("measure-last", value=last.value, unit=last.unit, on=local(call.person, last.at).date())
