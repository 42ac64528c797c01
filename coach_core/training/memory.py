"""What was drawn a moment ago, so that a set logged redraws its own slot alone. A cache: forgetting it changes nothing.

Values are frozen, so a slot drawn from the very same plan, lifts, settings, mark and sets is the same slot.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Set
from dataclasses import fields
from operator import attrgetter

from coach_core.facts import SetDone
from coach_core.person import Equipment, Lift, Mark, Plan, Settings
from coach_core.training.choose import Sketch
from coach_core.training.prescription import DayPlan
from coach_core.training.slots import Drawn
from coach_core.training.today import Today

MOST = 4096  # days that are remembered: about 10 KiB each
OF_WRITING = ("names", "order", "asked")  # settings that no prescription looks at, and that change in a workout
looked_at = attrgetter(*(f.name for f in fields(Settings) if f.name not in OF_WRITING))

Place = tuple[int, str, int | None]  # week, day, days since the last session


class DrawnDay:
    """A day as it was drawn last. It holds what it was drawn from, so that identities stay taken."""

    __slots__ = ("day", "lifts", "marks", "owners", "plan", "sets", "settings", "slots", "today")

    def __init__(self, plan: Plan, lifts: Mapping[str, Lift], settings: Settings, today: Today) -> None:
        self.plan, self.lifts, self.settings, self.today = plan, lifts, settings, today
        self.slots: dict[int, tuple[Mark | None, tuple[SetDone, ...], Drawn]] = {}
        self.owners: Mapping[str, Set[int | None]] = {}  # the slots of each exercise that stands in the day
        self.marks: Mapping[int, Mark] | None = None
        self.sets: tuple[SetDone, ...] | None = None
        self.day: DayPlan | None = None


class Memory:
    """The days drawn last, by what they were drawn from."""

    def __init__(self) -> None:
        self.sketches: dict[tuple[int, Equipment | None], Sketch] = {}  # slots as they are for everybody (choose.py)
        self._days: OrderedDict[tuple[int, int, Place], DrawnDay] = OrderedDict()

    def day(self, plan: Plan, lifts: Mapping[str, Lift], settings: Settings, place: Place) -> DrawnDay | None:
        """The day drawn from these very values before, and from settings that are the same for it."""
        key = (id(plan), id(lifts), place)
        found = self._days.get(key)
        if found is None or looked_at(found.settings) != looked_at(settings):
            return None
        self._days.move_to_end(key)
        return found

    def keep(self, drawn: DrawnDay, place: Place) -> None:
        """Remembers a day, and forgets the oldest one if there are too many."""
        self._days[id(drawn.plan), id(drawn.lifts), place] = drawn
        if len(self._days) > MOST:
            self._days.popitem(last=False)
