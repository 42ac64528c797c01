"""What is due: once a local day, whatever the clocks do; never without a yes; cheap where a turn changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from reminded import follow, reminded

from coach_core.due import all_dues, dues
from coach_core.person import Health, Person, Workout
from coach_core.reminding.occurrences import daily, late, month, unfinished, week
from coach_core.reminding.state import AGREED, Later, Reminder, Reminding, Timer
from coach_core.reminding.times import after_quiet
from coach_core.talk import Incoming, Kind

NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)  # a Thursday


def event(at: datetime = NEW_YEAR, kind: Kind = Kind.TEXT) -> Incoming:
    return Incoming("terminal", "me", "u1", at, kind)


def noted(person: Person, **changes: object) -> Person:
    assert person.reminding is not None
    return replace(person, reminding=replace(person.reminding, **changes))  # type: ignore[arg-type]


def test_a_gap_hour_comes_after_it_and_a_repeated_hour_once() -> None:
    spring = daily(reminded(hour="02:30", zone="Europe/Berlin"), datetime(2026, 3, 28, 12, tzinfo=UTC))
    autumn = daily(reminded(hour="02:30", zone="Europe/Berlin"), datetime(2026, 10, 24, 12, tzinfo=UTC))
    assert spring is not None and spring.at.isoformat() == "2026-03-29T01:30:00+00:00"  # 03:30+02:00
    assert autumn is not None and autumn.at.isoformat() == "2026-10-25T00:30:00+00:00"  # the first 02:30


@pytest.mark.parametrize(
    "person",
    [
        reminded(kinds=()),
        replace(reminded(), reminding=None, settings=replace(reminded().settings, reminders=None)),
        reminded(hour=None),
        reminded(days=()),
        replace(reminded(), training=replace(reminded().training, plan=None)),
        replace(reminded(), health=Health(paused="R1")),
    ],
    ids=["no kinds", "never asked", "no hour", "no days", "no program", "paused"],
)
def test_nothing_without_a_yes_and_something_to_do(person: Person) -> None:
    assert all_dues(person, NEW_YEAR) == ()


def test_a_yes_without_kinds_is_the_workout() -> None:
    old = replace(reminded(), reminding=None, settings=replace(reminded().settings, reminders=True))
    assert [(d.kind, d.key) for d in all_dues(old, NEW_YEAR)] == [("workout", "2026-01-01")]


def test_only_a_changed_intention_is_written() -> None:
    person = reminded()
    assert dues(person, person, event()) is None
    assert dues(person, replace(person, made=7, turn=9), event()) is None
    found = dues(person, replace(person, settings=replace(person.settings, hour="07:00")), event())
    assert found is not None and found.kinds is None
    assert [(d.kind, d.key, d.at.hour) for d in found.rows] == [("workout", "2026-01-01", 7)]
    gone = dues(person, noted(person, kinds=()), event())
    assert gone is not None and gone.rows == () and gone.kinds is None


def test_a_rest_touches_its_own_row_alone() -> None:
    resting = replace(reminded(), timer=Timer("s4", NEW_YEAR + timedelta(minutes=2)), turn=12)
    begun = dues(reminded(), resting, event())
    assert begun is not None and begun.kinds == (Reminder.REST,)
    assert [(d.kind, d.key, d.at) for d in begun.rows] == [("rest", "s4.12", NEW_YEAR + timedelta(minutes=2))]
    over = dues(resting, reminded(), event())
    assert over is not None and over.rows == () and over.kinds == (Reminder.REST,)


def test_what_came_does_not_come_again_that_day() -> None:
    came = noted(reminded(hour="18:00"), sent={"workout": "2026-01-01"})
    assert follow(came, NEW_YEAR, 3) == [date(2026, 1, 2), date(2026, 1, 3), date(2026, 1, 4)]


def test_a_clock_that_ran_ahead_does_not_silence_for_ever() -> None:
    ahead = noted(reminded(hour="18:00"), sent={"workout": "2036-01-01"})
    assert follow(ahead, NEW_YEAR, 1) == [date(2026, 1, 2)]


def test_training_days_and_two_days_between_unless_chosen_otherwise() -> None:
    person = reminded(days=(0, 2, 4), last_on=date(2026, 1, 6))  # trained on a Tuesday, moved from Monday
    assert follow(person, datetime(2026, 1, 6, 20, tzinfo=UTC), 2) == [date(2026, 1, 9), date(2026, 1, 12)]
    person = reminded(days=(0, 1, 3, 4), last_on=date(2026, 1, 5))
    assert follow(person, datetime(2026, 1, 5, 20, tzinfo=UTC), 2) == [date(2026, 1, 6), date(2026, 1, 8)]


def test_a_workout_that_was_moved_comes_on_its_new_day() -> None:
    person = reminded(days=(0, 3), moved_to=date(2026, 1, 2))
    assert follow(person, NEW_YEAR, 2) == [date(2026, 1, 2), date(2026, 1, 5)]


def test_not_this_week_is_silent_until_its_end() -> None:
    person = noted(reminded(), until=date(2026, 1, 5))
    assert follow(person, NEW_YEAR, 1) == [date(2026, 1, 5)]


def test_what_was_due_before_it_was_agreed_to_is_not_sent() -> None:
    at = datetime(2026, 1, 1, 18, 30, tzinfo=UTC)
    agreed = noted(reminded(hour="18:00"), since=at)
    assert follow(agreed, at, 1) == [date(2026, 1, 2)]
    travelled = noted(reminded(hour="18:00"), since=at - timedelta(days=3))
    assert follow(travelled, at, 1) == [date(2026, 1, 1)], "within its grace it comes late"
    assert follow(travelled, at + timedelta(hours=2), 1) == [date(2026, 1, 2)]


def test_quiet_hours() -> None:
    early = reminded(hour="06:00")
    first = daily(early, NEW_YEAR)
    assert first is not None and first.at.hour == 6, "an hour of their own goes before the usual quiet hours"
    shifted = daily(noted(early, quiet=("21:00", "07:30")), NEW_YEAR)
    assert shifted is not None and shifted.at.isoformat() == "2026-01-01T07:30:00+00:00"
    assert daily(noted(early, quiet=("21:00", "09:00")), NEW_YEAR) is None, "later than its grace"
    none = noted(reminded(hour="23:00", kinds=AGREED), quiet=("00:00", "00:00"), sent={"workout": "2026-01-01"})
    assert daily(none, NEW_YEAR) is not None


@pytest.mark.parametrize(
    ("hour", "until"),
    [("21:59", "21:59"), ("22:00", "07:00"), ("23:30", "07:00"), ("03:00", "07:00"), ("07:00", "07:00")],
)
def test_quiet_hours_go_past_midnight(hour: str, until: str) -> None:
    zone = ZoneInfo("Europe/Berlin")
    at = datetime.fromisoformat(f"2026-03-28 {hour}").replace(tzinfo=zone).astimezone(UTC)
    found = after_quiet(at, zone, ("22:00", "07:00")).astimezone(zone)
    assert f"{found:%H:%M}" == until
    assert timedelta() <= found - at < timedelta(hours=10)


def test_the_cut_off_comes_two_hours_after_the_hour_or_when_the_person_says() -> None:
    asked = noted(
        reminded(hour="18:00", kinds=("workout", "late", "missed")), asked="1.1.0.0", sent={"workout": "2026-01-01"}
    )
    at = datetime(2026, 1, 1, 18, tzinfo=UTC)
    assert due_at(late(asked, at)) == "2026-01-01T20:00"
    assert due_at(late(noted(asked, cutoff="20:45"), at)) == "2026-01-01T20:45"
    assert due_at(late(noted(asked, cutoff="17:00"), at)) == "2026-01-01T20:00", "before the hour it means nothing"
    assert due_at(late(noted(asked, put_off=at + timedelta(hours=2)), at)) == "2026-01-01T21:00"
    assert late(noted(asked, asked=None), at) is None, "it was answered"
    assert late(noted(asked, missed=2), at) is None, "the third one running is not asked about"
    assert due_at(late(noted(asked, missed=1), at)) == "2026-01-01T20:00"
    evening = replace(asked, settings=replace(asked.settings, hour="20:30"))
    assert due_at(late(evening, at)) == "2026-01-01T21:30", "an hour where two would fall into the night"


def test_times_of_their_own_go_before_the_usual_quiet_hours_and_not_before_their_own() -> None:
    day = {"workout": "2026-01-01"}
    asked = noted(reminded(hour="18:00", kinds=("workout", "late", "week")), asked="1.1.0.0", sent=day, cutoff="22:30")
    at = datetime(2026, 1, 1, 18, tzinfo=UTC)
    assert due_at(late(asked, at)) == "2026-01-01T22:30"
    assert late(noted(asked, quiet=("22:00", "07:00")), at) is None
    assert due_at(week(noted(asked, week_on=(6, "22:30")), at)) == "2026-01-04T22:30"
    own = noted(asked, week_on=(6, "22:30"), quiet=("22:00", "07:00"))
    assert due_at(week(own, at)) == "2026-01-05T07:00", "within its grace"


def due_at(occurrence: object) -> str:
    return f"{occurrence.at:%Y-%m-%dT%H:%M}"  # type: ignore[attr-defined]


def test_an_open_workout_is_asked_about_once_and_again_when_told_so() -> None:
    opened = Workout("w1", NEW_YEAR, NEW_YEAR.date())
    person = reminded(kinds=("unfinished",))
    person = replace(person, training=replace(person.training, open=opened))
    person = noted(person, quiet=("00:00", "00:00"))
    assert due_at(unfinished(person, NEW_YEAR)) == "2026-01-01T00:40"
    assert unfinished(noted(person, nudged="w1"), NEW_YEAR) is None
    still = noted(person, nudged="w1", still=NEW_YEAR + timedelta(hours=1))
    assert due_at(unfinished(still, NEW_YEAR)) == "2026-01-01T01:40"
    assert unfinished(noted(person, quiet=None), NEW_YEAR) is None, "not at night"


def test_the_look_back_and_the_measurements() -> None:
    person = reminded(kinds=("week", "month"), hour="18:00")
    assert due_at(week(person, NEW_YEAR)) == "2026-01-04T18:00"
    assert due_at(week(noted(person, week_on=(0, "07:00")), NEW_YEAR)) == "2026-01-05T07:00"
    assert due_at(month(person, datetime(2026, 1, 1, 12, tzinfo=UTC))) == "2026-01-01T18:00"
    assert due_at(month(person, datetime(2026, 1, 2, 12, tzinfo=UTC))) == "2026-02-01T18:00"
    assert month(replace(person, health=Health(gentle=True)), NEW_YEAR) is None
    assert Reminder.MONTH not in AGREED, "measurements are for who wants them"


def test_everything_that_is_on_has_its_row_and_nothing_else() -> None:
    person = reminded(kinds=tuple(Reminder), hour="18:00")
    person = noted(person, later=(Later("week", date(2026, 1, 1), NEW_YEAR + timedelta(hours=3)),), asked="x", sent={})
    found = {(d.kind, d.key) for d in all_dues(replace(person, turn=3), NEW_YEAR)}
    assert found == {
        ("workout", "2026-01-01"), ("week", "2026-01-04"), ("month", "2026-01-01"), ("later", "week.2026-01-01.3"),
    }  # fmt: skip


def test_reminders_are_small_where_there_are_none() -> None:
    assert Person(1).reminding is None
    assert Reminding().kinds == ()
