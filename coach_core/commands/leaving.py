"""A workout that was left: taken up tomorrow, closed with what was done after three days. Its sets count."""

from __future__ import annotations

from dataclasses import replace

from coach_core.commands.ending import was_over
from coach_core.commands.finish import shut, shut_lines
from coach_core.commands.place import program_of, today_of
from coach_core.facts import Ended
from coach_core.knowledge.pausing import withheld
from coach_core.person import Person
from coach_core.talk import Msg, Say, msg
from coach_core.training.as_data import change_data
from coach_core.turn import Call, Outcome

KEPT_DAYS = 3


def left_behind(call: Call) -> Outcome | None:
    """Closes an open workout that is older than three days, and says so; None if there is none."""
    workout = call.person.training.open
    if workout is None or (today_of(call) - workout.opened_on).days <= KEPT_DAYS:
        return None
    if not workout.sets:
        person = replace(call.person, training=replace(call.person.training, open=None))
        told = (Say((msg("workout-left-empty", on=workout.opened_on),)),) if workout.marks else ()
        return Outcome(person, told, undoable=True)
    person, done, moved = shut(call, call.person, Ended.LEFT)
    line = msg("workout-left", on=workout.opened_on, n=len(workout.sets))
    if withheld(call, person, today_of(call)):
        return Outcome(person, (Say((line,)),), facts=(done, *moved.changes), undoable=True)
    lines = (line, *shut_lines(call, person, moved), *_now(call, person))
    said = Say(lines, data={"progress": [change_data(c) for c in moved.changes]})
    return Outcome(person, (said,), facts=(done, *moved.changes), undoable=True)


def _now(call: Call, person: Person) -> tuple[Msg, ...]:
    """Which workout it is now that the one before is closed."""
    plan, program = person.training.plan, program_of(call, person)
    if plan is None or program is None or was_over(call.person.training):
        return ()
    if plan.finished:
        return (msg("program-is-finished", title=program.title),)
    return (msg("workout-left-now", week=plan.week, day=program.days[plan.day]),)
