"""What a person agreed to: whether a reminder is on, and switching them. Says nothing and sends nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from coach_core.person import Person
from coach_core.reminding.state import AGREED, Reminder, Reminding

NOTHING = Reminding()
REST_DAY = timedelta(days=1)


def reminding_of(person: Person) -> Reminding:
    """The person's reminders; a yes of before they had kinds means the workout."""
    if person.reminding is not None:
        return person.reminding
    return replace(NOTHING, kinds=(Reminder.WORKOUT,)) if person.settings.reminders else NOTHING


def is_on(person: Person, kind: str) -> bool:
    """Whether the person agreed to this reminder."""
    return kind in reminding_of(person).kinds


def zone_of(person: Person) -> ZoneInfo:
    """The person's time zone; UTC until one is told."""
    return ZoneInfo(person.settings.zone or "UTC")


def local_day(person: Person, at: datetime) -> date:
    """The person's local day at an instant."""
    return at.astimezone(zone_of(person)).date()


def agreeing(person: Person, kinds: tuple[str, ...]) -> Person:
    """The person with exactly these reminders on. The rest timer is no answer to whether there shall be reminders."""
    wanted = tuple(kind.value for kind in Reminder if kind in kinds)
    some = any(kind != Reminder.REST for kind in wanted)
    settings = replace(person.settings, reminders=some or (None if person.settings.reminders is None else False))
    return replace(person, settings=settings, reminding=replace(reminding_of(person), kinds=wanted))


def with_kind(person: Person, kind: str, *, on: bool) -> Person:
    """One reminder switched on or off, the others as they were."""
    kinds = set(reminding_of(person).kinds) - {kind}
    changed = agreeing(person, (*kinds, kind) if on else tuple(kinds))
    timed = on or kind != Reminder.REST
    return changed if timed else replace(changed, timer=None)


def all_on(person: Person) -> Person:
    """A plain yes: what was on before everything was switched off, else what the question names.

    A rest timer that was switched on or off by itself stays as it is.
    """
    now = reminding_of(person)
    if now.was:
        return agreeing(person, (*now.was, *now.kinds))
    refused = person.reminding is not None and Reminder.REST not in now.kinds
    return agreeing(person, tuple(k for k in AGREED if not (refused and k == Reminder.REST)))


def all_off(person: Person, *, rest: bool) -> Person:
    """Nothing is sent any more; with ``rest`` the rest timer stays if it is on. What was on is remembered."""
    now = reminding_of(person)
    kept = tuple(k for k in now.kinds if rest and k == Reminder.REST)
    silent = replace(now, kinds=kept, was=now.kinds or now.was, later=(), until=None)
    settings = replace(person.settings, reminders=False)
    return replace(person, settings=settings, reminding=silent, timer=person.timer if kept else None)
