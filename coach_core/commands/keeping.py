"""What every turn leaves for the reminders: since when they hold, that the person came back, the rest that runs."""

from __future__ import annotations

from dataclasses import replace

from coach_core.commands.place import key_of, today_of
from coach_core.commands.resting import timed
from coach_core.commands.silence import heard
from coach_core.commands.unreached import agreement, unreached
from coach_core.facts import SetDone, WorkoutDone
from coach_core.person import Person
from coach_core.reminding.agreed import all_off, all_on
from coach_core.reminding.state import Later, Reminder, Reminding
from coach_core.talk import Kind
from coach_core.turn import Call, Outcome


def kept(call: Call, outcome: Outcome) -> Outcome:
    """The outcome with what is to be remembered of it."""
    if outcome.erase:
        return outcome
    if outcome.facts or outcome.ended or outcome.take_back or outcome.person.timer is not None:
        outcome = timed(call, outcome)
    person = _answered(call.person, outcome.person)
    if person.reminding is None:
        return outcome if person is outcome.person else replace(outcome, person=person)
    if call.event.kind is Kind.DUE:
        return replace(outcome, person=person)
    person = heard(person, call.at)
    assert person.reminding is not None
    reminding = _came_back(call, outcome, person.reminding)
    if agreement(call.person) != agreement(person):
        reminding = replace(reminding, since=call.at)
    return unreached(call, replace(outcome, person=replace(person, reminding=reminding)))


def _answered(before: Person, after: Person) -> Person:
    """A yes or no to reminders as such switches them all, unless the turn has chosen among them itself."""
    told = after.settings.reminders
    if told is before.settings.reminders or after.reminding is not before.reminding:
        return after
    return all_on(after) if told else all_off(after, rest=True)


def _came_back(call: Call, outcome: Outcome, reminding: Reminding) -> Reminding:
    """A set, a workout that is over or a session that was moved answers what was asked, and what was put off."""
    before, after = call.person.training, outcome.person.training
    moved = after.plan is not None and before.plan is not None and after.plan.moved_to != before.plan.moved_to
    if not moved and not any(isinstance(fact, SetDone | WorkoutDone) for fact in outcome.facts):
        return reminding
    asked_about = reminding.nudged if after.open is None or after.open.workout != reminding.nudged else None
    answered = moved or after.open is not None or key_of(before) != key_of(after)
    later = _still_to_come(call, reminding.later) if answered else reminding.later
    back = replace(reminding, asked=None, missed=0, away=False, nudged=asked_about, still=None, later=later)
    return back if back != reminding else reminding


def _still_to_come(call: Call, later: tuple[Later, ...]) -> tuple[Later, ...]:
    """What is left of it: other reminders, and workouts of days to come."""
    return tuple(w for w in later if w.kind != Reminder.WORKOUT or w.day > today_of(call))
