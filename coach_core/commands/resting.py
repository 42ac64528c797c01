"""The rest that runs: begun by a set, over when the next one comes first. What is said of it is in rest.py."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from coach_core.commands.place import day_of
from coach_core.facts import SetDone
from coach_core.person import Person
from coach_core.reminding.agreed import is_on, reminding_of
from coach_core.reminding.state import Reminder, Timer
from coach_core.talk import Button, Kind, msg
from coach_core.turn import Call, Outcome


def timed(call: Call, outcome: Outcome) -> Outcome:
    """The outcome of a turn with the rest that it begins or ends; offers the timer once, at the first set that fits."""
    person = outcome.person
    last = _logged(call, outcome)
    if last is None:
        return _stopped(outcome)
    if is_on(person, Reminder.REST):
        return replace(outcome, person=replace(person, timer=timer_after(call, person, last)))
    asked = Reminder.REST in person.settings.asked or reminding_of(person).kinds or reminding_of(person).was
    if asked or person.question is not None or not outcome.reply or timer_after(call, person, last) is None:
        return outcome
    return _offered(outcome)


def _logged(call: Call, outcome: Outcome) -> SetDone | None:
    """The last work set that this turn added to the open workout."""
    workout = outcome.person.training.open
    if workout is None or call.event.kind not in (Kind.TEXT, Kind.PRESS):
        return None
    new = (f for f in reversed(outcome.facts) if isinstance(f, SetDone) and f.set_id not in outcome.ended)
    return next((s for s in new if s.workout == workout.workout and not s.warmup and s.slot is not None), None)


def _stopped(outcome: Outcome) -> Outcome:
    """Without the set that it follows a rest means nothing."""
    person = outcome.person
    if person.timer is None:
        return outcome
    sets = person.training.open.sets if person.training.open is not None else ()
    there = any(s.set_id == person.timer.set_id for s in sets)
    return outcome if there else replace(outcome, person=replace(person, timer=None))


def timer_after(call: Call, person: Person, last: SetDone) -> Timer | None:
    """The rest after a set: the shorter end of what is prescribed, in the person's share; None if nothing follows."""
    day = day_of(call, person)
    planned = next(
        (s for slot in day.slots for s in slot.sets if s.done is not None and s.done.set_id == last.set_id), None
    )
    if day.open is None or planned is None or planned.rest_s is None:
        return None
    return Timer(last.set_id, last.at + timedelta(seconds=seconds(person, planned.rest_s[0])))


def seconds(person: Person, prescribed: int) -> int:
    """The rest as the person wants it."""
    return prescribed * reminding_of(person).share // 100


def _offered(outcome: Outcome) -> Outcome:
    person, (first, *rest) = outcome.person, outcome.reply
    settings = replace(person.settings, asked=(*person.settings.asked, Reminder.REST.value))
    *rows, last = first.buttons or ((),)
    offer = Button("rest:on", msg("button-rest-on"))
    first = replace(first, lines=(*first.lines, msg("rest-offer")), buttons=(*rows, (*last, offer)))
    return replace(outcome, person=replace(person, settings=settings), reply=(first, *rest))
