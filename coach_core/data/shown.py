"""What stands open before a person: the day, the exercise, the last reading. A cache: forgetting it changes nothing."""

from __future__ import annotations

from collections import OrderedDict
from datetime import date

from coach_core.notation.reading import Open, Reading
from coach_core.person import Health, Person, Settings, Training
from coach_core.training.prescription import DayPlan

MOST = 4096  # people who are remembered
EACH = 3  # of one person's: before and after the last turn, and one on the way; who writes very much holds no more


class Shown:
    """The day that follows from these very values, and what was asked of it since."""

    __slots__ = ("day", "health", "here", "on", "read", "settings", "training")

    def __init__(self, training: Training, settings: Settings, health: Health, on: date, day: DayPlan) -> None:
        self.training, self.settings, self.health, self.on, self.day = training, settings, health, on, day
        self.here: Open | None = None
        self.read: tuple[str, str, Reading] | None = None  # text, language, reading


class Shows:
    """What was shown last to each person, by the training that it follows from."""

    def __init__(self) -> None:
        self._shown: OrderedDict[int, tuple[Shown, ...]] = OrderedDict()

    def of(self, person: Person, on: date) -> Shown | None:
        """What was worked out before for this person on this day."""
        for found in self._shown.get(person.number, ()):
            if found.training is person.training and found.on == on:
                return found if found.settings is person.settings and found.health is person.health else None
        return None

    def keep(self, person: Person, on: date, day: DayPlan) -> Shown:
        """Remembers a day; it holds what it follows from, so that identities stay taken."""
        shown = Shown(person.training, person.settings, person.health, on, day)
        older = [s for s in self._shown.pop(person.number, ()) if s.training is not person.training]
        self._shown[person.number] = (shown, *older[: EACH - 1])
        if len(self._shown) > MOST:
            self._shown.popitem(last=False)
        return shown
