"""The daily workout: once a local day, whatever the clocks do, and never without a yes."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from coach_core.due import dues, next_workout
from coach_core.person import Person, Plan, Settings, Training
from coach_core.talk import Incoming, Kind

ZONES = (
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Africa/Cairo",
    "Asia/Kolkata",
    "America/Havana",
)


def person(**settings: object) -> Person:
    base = {"reminders": True, "days": tuple(range(7)), "hour": "00:30", "zone": "Europe/Berlin", **settings}
    return Person(1, Settings(**base), training=Training(Plan("glute-8", date(2026, 1, 1))))  # type: ignore[arg-type]


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("hour", ["00:00", "00:30", "02:30", "18:00"])
def test_once_a_local_day(zone: str, hour: str) -> None:
    who, at, days = person(zone=zone, hour=hour), datetime(2026, 1, 1, tzinfo=UTC), []
    while at.year < 2027:
        found = next_workout(who, at)
        assert found is not None
        days.append(found[0])
        at = found[1]
    gaps = {b - a for a, b in pairwise(days)}
    assert gaps == {timedelta(days=1)}


def test_a_gap_hour_comes_after_it_and_a_repeated_hour_once() -> None:
    spring = next_workout(person(hour="02:30"), datetime(2026, 3, 28, 12, tzinfo=UTC))
    autumn = next_workout(person(hour="02:30"), datetime(2026, 10, 24, 12, tzinfo=UTC))
    assert spring is not None and autumn is not None
    berlin = ZoneInfo("Europe/Berlin")
    assert spring[1].astimezone(berlin).isoformat() == "2026-03-29T03:30:00+02:00"
    assert autumn[1].astimezone(berlin).isoformat() == "2026-10-25T02:30:00+02:00"


@pytest.mark.parametrize("missing", [{"reminders": None}, {"reminders": False}, {"hour": None}, {"days": ()}])
def test_nothing_without_a_yes(missing: dict[str, object]) -> None:
    assert next_workout(person(**missing), datetime(2026, 1, 1, tzinfo=UTC)) is None


def test_only_a_changed_intention_is_written() -> None:
    event = Incoming("terminal", "me", "u1", datetime(2026, 1, 1, tzinfo=UTC), Kind.TEXT)
    assert dues(person(), person(), event) is None
    assert dues(person(), person(reminders=False), event) == ()
    found = dues(person(hour="18:00"), person(hour="07:00"), event)
    assert found is not None
    assert [(d.kind, d.key) for d in found] == [("workout", "2026-01-01")]
