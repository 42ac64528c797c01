"""What was drawn a moment ago, so that a set logged redraws its own slot alone. A cache: forgetting it changes nothing.

Values are frozen, so a slot drawn from the very same plan, lifts, settings, mark and sets is the same slot.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field

from coach_core.facts import SetDone
from coach_core.person import Lift, Mark, Plan, Settings, Workout
from coach_core.training.prescription import DayPlan
from coach_core.training.slots import Drawn
from coach_core.training.today import Today

MOST = 4096  # workouts that are remembered: about 10 KiB each


@dataclass(slots=True)
class DrawnDay:
    """An open workout as it was drawn last. It holds what it was drawn from, so that identities stay taken."""

    plan: Plan
    lifts: Mapping[str, Lift]
    settings: Settings
    workout: Workout
    today: Today
    slots: dict[int, tuple[Mark | None, tuple[SetDone, ...], Drawn]] = field(default_factory=dict)
    day: DayPlan | None = None

    def drawn_from(self, plan: Plan, lifts: Mapping[str, Lift], settings: Settings, workout: Workout) -> bool:
        """Whether it was drawn from these very values, sets and marks apart."""
        mine = self.workout
        same = self.plan is plan and self.lifts is lifts and self.settings is settings
        return same and (mine.week, mine.day, mine.gap_days, mine.opened_on) == (
            workout.week, workout.day, workout.gap_days, workout.opened_on,
        )  # fmt: skip


class Memory:
    """The days drawn last, by the workout's plan and lifts."""

    def __init__(self) -> None:
        self._days: OrderedDict[tuple[int, int, str], DrawnDay] = OrderedDict()

    def day(self, plan: Plan, lifts: Mapping[str, Lift], settings: Settings, workout: Workout) -> DrawnDay | None:
        """The day drawn from these values before."""
        key = (id(plan), id(lifts), workout.workout)
        found = self._days.get(key)
        if found is None or not found.drawn_from(plan, lifts, settings, workout):
            return None
        self._days.move_to_end(key)
        return found

    def keep(self, drawn: DrawnDay) -> None:
        """Remembers a day, and forgets the oldest one if there are too many."""
        self._days[id(drawn.plan), id(drawn.lifts), drawn.workout.workout] = drawn
        if len(self._days) > MOST:
            self._days.popitem(last=False)
