"""The questions of the set-up after the first workout: days, hour, zone, reminders. What is answered: after.py."""

from __future__ import annotations

from collections.abc import Callable

from coach_core.person import Person
from coach_core.talk import Button, Msg, Say, msg

ORDER = ("days", "hour", "timezone", "reminders")
DAY_CHOICES = ("0,3", "0,2,4", "1,4", "1,3", "2,5", "")
HOURS = ("18:00", "07:00", "12:00", "20:00")
ZONES = (
    "UTC", "Europe/London", "Europe/Madrid", "Europe/Berlin", "America/New_York", "America/Mexico_City",
    "America/Bogota", "America/Los_Angeles", "America/Argentina/Buenos_Aires", "Asia/Kolkata",
)  # fmt: skip


def days_screen(person: Person) -> Say:
    """Which days to train on."""
    choices = [Button(f"setup:days:{d or 'none'}", days_label(d)) for d in DAY_CHOICES]
    rows = tuple(tuple(choices[k : k + 2]) for k in range(0, len(choices), 2))
    return Say((msg("ask-days"),), rows, {"question": {"asks": "days"}})


def days_label(days: str) -> Msg:
    """ "Mon, Thu", or no fixed days."""
    if not days:
        return msg("days-none")
    return msg("days-list", days=tuple(msg(f"weekday-{d}") for d in days.split(",")))


def hour_screen(person: Person) -> Say:
    """At what hour."""
    row = tuple(Button(f"setup:hour:{h}", msg("plain-text", text=h)) for h in HOURS)
    return Say((msg("ask-hour"),), (row,), {"question": {"asks": "hour"}})


def zone_screen(person: Person) -> Say:
    """In which time zone."""
    rows = tuple(
        tuple(Button(f"setup:timezone:{z}", msg("zone-city", zone=z)) for z in pair)
        for pair in zip(ZONES[::2], ZONES[1::2], strict=True)
    )
    return Say((msg("ask-timezone"),), rows, {"question": {"asks": "timezone"}})


def reminders_screen(person: Person) -> Say:
    """Whether to remind at all: nothing is sent without a yes."""
    row = (
        Button("setup:reminders:yes", msg("button-reminders-yes")),
        Button("remind:only", msg("button-only-workout")),
        Button("setup:reminders:no", msg("button-no-thanks")),
    )
    return Say((msg("ask-reminders"),), (row,), {"question": {"asks": "reminders"}})


SCREENS: dict[str, Callable[[Person], Say]] = {
    "days": days_screen,
    "hour": hour_screen,
    "timezone": zone_screen,
    "reminders": reminders_screen,
}
