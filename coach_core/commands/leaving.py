"""A workout that was left: taken up tomorrow, closed with what was done after three days. Its sets count."""

from __future__ import annotations

from dataclasses import replace

from coach_core.commands.finish import change_line, shut
from coach_core.commands.place import today_of
from coach_core.facts import Ended
from coach_core.knowledge.pausing import withheld
from coach_core.talk import Say, msg
from coach_core.training.as_data import change_data
from coach_core.turn import Call, Outcome

KEPT_DAYS = 3


def left_behind(call: Call) -> Outcome | None:
    """Closes an open workout that is older than three days; None if there is none."""
    workout = call.person.training.open
    if workout is None or (today_of(call) - workout.opened_on).days <= KEPT_DAYS:
        return None
    if not workout.sets:
        person = replace(call.person, training=replace(call.person.training, open=None))
        return Outcome(person, undoable=True)
    person, done, moved = shut(call, call.person, Ended.LEFT)
    line = msg("workout-left", on=workout.opened_on, n=len(workout.sets))
    if withheld(call, person, today_of(call)):
        return Outcome(person, (Say((line,)),), facts=(done, *moved.changes), undoable=True)
    said = Say(
        (line, *(change_line(c) for c in moved.changes)), data={"progress": [change_data(c) for c in moved.changes]}
    )
    return Outcome(person, (said,), facts=(done, *moved.changes), undoable=True)
