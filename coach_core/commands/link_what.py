"""What two accounts bring to a join: a summary of each, who may go on, an open workout closed. Shows nothing."""

from __future__ import annotations

from dataclasses import replace

from coach_core.commands.finish import workout_done
from coach_core.facts import Ended, WorkoutDone
from coach_core.linking import Met
from coach_core.person import Person
from coach_core.turn import Call, Rows
from coach_core.values import dataclass


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two accounts: where it is, whose, all of its facts, what its platform calls the person."""

    met: Met
    person: Person
    rows: Rows
    name: str | None = None

    @property
    def sets(self) -> int:
        """How many sets it has."""
        return len(self.rows.sets)

    @property
    def workouts(self) -> int:
        """How many workouts were done, the open one too."""
        done = sum(w.ended is not Ended.SKIPPED for w in self.rows.workouts)
        return done + (self.person.training.open is not None and bool(self.person.training.open.sets))


def may_choose(mine: Side, theirs: Side) -> tuple[str, ...]:
    """Whose program can go on, the one with the longer history first; only one if the other has none."""
    sides = {"mine": mine, "theirs": theirs}
    going = [w for w, s in sides.items() if s.person.consent is not None and s.person.training.plan is not None]
    agreed = [w for w, s in sides.items() if s.person.consent is not None]
    return tuple(sorted(going or agreed[:1], key=lambda w: (-sides[w].workouts, -sides[w].sets, w)))


def closed(call: Call, gone: Side) -> WorkoutDone | None:
    """The open workout of an account that stands still from now on, as it was left; None where there is none."""
    workout = gone.person.training.open
    if workout is None or not workout.sets:
        return None
    theirs = replace(call, person=gone.person)
    return workout_done(theirs, gone.person, Ended.LEFT)
