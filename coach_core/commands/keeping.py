"""What every turn leaves for the reminders: since when they hold, that the person came back, the rest that runs."""

from __future__ import annotations

from dataclasses import replace

from coach_core.commands import rest
from coach_core.facts import SetDone, WorkoutDone
from coach_core.person import Person
from coach_core.reminding.agreed import all_off, all_on
from coach_core.reminding.state import Reminding
from coach_core.talk import Kind
from coach_core.turn import Call, Outcome


def kept(call: Call, outcome: Outcome) -> Outcome:
    """The outcome with what is to be remembered of it."""
    if outcome.erase:
        return outcome
    if outcome.facts or outcome.ended or outcome.take_back or outcome.person.timer is not None:
        outcome = rest.timed(call, outcome)
    person = _answered(call.person, outcome.person)
    if person.reminding is None:
        return outcome if person is outcome.person else replace(outcome, person=person)
    reminding = _came_back(call.person, outcome, person.reminding)
    if call.event.kind is not Kind.DUE and _agreement(call.person) != _agreement(person):
        reminding = replace(reminding, since=call.at)
    return replace(outcome, person=replace(person, reminding=reminding))


def _answered(before: Person, after: Person) -> Person:
    """A yes or no to reminders as such switches them all, unless the turn has chosen among them itself."""
    told = after.settings.reminders
    if told is before.settings.reminders or after.reminding is not before.reminding:
        return after
    return all_on(after) if told else all_off(after, rest=True)


def _agreement(person: Person) -> tuple[object, ...]:
    """What counts from the moment in which it was said: what was due before is not sent because of it."""
    r, s, plan = person.reminding, person.settings, person.training.plan
    when = None if r is None else (r.kinds, r.cutoff, r.quiet, r.week_on, r.month_on)
    return (s.days, s.hour, when, plan and (plan.run, plan.program))


def _came_back(before: Person, outcome: Outcome, reminding: Reminding) -> Reminding:
    """A set, a workout that is over or a session that was moved answers what was asked."""
    plan, earlier = outcome.person.training.plan, before.training.plan
    trained = any(isinstance(fact, SetDone | WorkoutDone) for fact in outcome.facts)
    moved = plan is not None and earlier is not None and plan.moved_to != earlier.moved_to
    if not trained and not moved:
        return reminding
    workout = outcome.person.training.open
    asked_about = reminding.nudged if workout is None or workout.workout != reminding.nudged else None
    back = replace(reminding, asked=None, missed=0, away=False, nudged=asked_about, still=None)
    return back if back != reminding else reminding
