"""Row 14: every IANA zone, every change of its clocks in 2025–2030: a daily hour comes exactly once a local day.

The control is APScheduler's cron, which the same test must find skipping and doubling days.
"""

from __future__ import annotations

import shutil
import zoneinfo
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from importlib import resources
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from apscheduler.triggers.cron import CronTrigger
from doorway import START, Door
from reminded import came, reminded
from talking import real_coach

from coach_core.due import all_dues
from coach_core.person import Person
from coach_core.reminding.occurrences import daily
from coach_core.reminding.times import exists, instant
from coach_core.store import open_store
from coach_core.store.records import Due

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
NOON, MIDNIGHT = time(12), time(0)
FIRST, LAST = date(2025, 1, 1), date(2031, 1, 1)
HOURS = tuple(f"{h:02d}:{m}" for h in range(24) for m in ("00", "30"))
ODD = ("Africa/Cairo", "America/Havana", "America/Santiago", "Asia/Beirut", "Australia/Lord_Howe", "Antarctica/Troll")
Span = tuple[date, date]


def changes(zone: ZoneInfo) -> Iterator[date]:
    """The local days on which the clocks of a zone change."""
    at = datetime(FIRST.year, 1, 1, 12, tzinfo=UTC)
    while at.date() < LAST:
        after = at + DAY
        if at.astimezone(zone).utcoffset() != after.astimezone(zone).utcoffset():
            yield after.astimezone(zone).date()
        at = after


def spans(zone: ZoneInfo) -> Iterator[Span]:
    """Some days around each change; a week where nothing changes."""
    found = [(day - 3 * DAY, day + 3 * DAY) for day in changes(zone)]
    yield from found or [(date(2026, 3, 1), date(2026, 3, 8))]


def followed(person: Person, span: Span, zone: ZoneInfo) -> list[tuple[date, datetime]]:
    """What comes between two days, each occurrence noted as the coach does."""
    at, found = datetime.combine(span[0], datetime.min.time(), zone).astimezone(UTC), []
    person = came(person, span[0] - DAY)
    while (step := daily(person, at)) is not None and step.day < span[1]:
        found.append((step.day, step.at))
        person, at = came(person, step.day), step.at
    return found


def wrong(zone_name: str, hour: str, span: Span) -> str | None:
    """What is not as it must be: one occurrence for each local day, in order, at the hour or just after a gap."""
    zone = ZoneInfo(zone_name)
    found = followed(reminded(hour=hour, zone=zone_name), span, zone)
    wanted = [d for k in range((span[1] - span[0]).days) if exists(d := span[0] + k * DAY, zone)]
    if [day for day, _ in found] != wanted:
        return f"{zone_name} {hour} {span}: {[str(day) for day, _ in found]}"
    local = [at.astimezone(zone) for _, at in found]
    moved = [t for t, (day, _) in zip(local, found, strict=True) if f"{t:%H:%M}" != hour and not after_gap(t, day)]
    return f"{zone_name} {hour}: {moved}" if moved else None


def after_gap(local: datetime, day: date) -> bool:
    """Whether the clocks went forward shortly before: the hour itself was not there."""
    zone = local.tzinfo
    before = (local.astimezone(UTC) - timedelta(hours=3)).astimezone(zone)
    offsets = local.utcoffset(), before.utcoffset()
    return offsets[0] is not None and offsets[1] is not None and offsets[0] > offsets[1] and local.date() - day <= DAY


def clocks_of(zone_name: str) -> tuple[timedelta | datetime | None, ...]:
    """How the clocks of a zone go in these years, each instant of a change and what they say then: many names stand
    for the same."""
    zone, found = ZoneInfo(zone_name), list[timedelta | datetime | None]()
    found.append(datetime.combine(FIRST, NOON, zone).utcoffset())
    for day in changes(zone):
        before, after = (datetime.combine(day - k * DAY, NOON, zone).astimezone(UTC) for k in (1, 0))
        while after - before > MINUTE:
            middle = before + (after - before) / 2
            same = middle.astimezone(zone).utcoffset() == found[-1]
            before, after = (middle, after) if same else (before, middle)
        found += [after.replace(second=0, microsecond=0), after.astimezone(zone).utcoffset()]
    return tuple(found)


def hours_for(size: float) -> Sequence[str]:
    return HOURS if size > 1 else tuple(h for h in HOURS if h.endswith("00") or h < "03")


@pytest.mark.parametrize("part", range(8))
def test_once_a_local_day_in_every_zone(part: int, size: float) -> None:
    names = sorted(zoneinfo.available_timezones())[part::8]
    assert len(names) > 70
    found = [
        problem
        for name in {clocks_of(name): name for name in names}.values()
        for span in spans(ZoneInfo(name))
        for hour in hours_for(size)
        if (problem := wrong(name, hour, span)) is not None
    ]
    assert found == []


def test_the_years_hold_what_is_looked_for() -> None:
    """Midnights that are not there, repeated midnights, shifts of half an hour and of two hours, and no whole hour."""
    seen, shifts = Counter[str](), set[timedelta]()
    for name in {*sorted(zoneinfo.available_timezones())[::10], *ODD}:
        zone = ZoneInfo(name)
        for day in changes(zone):
            before, after = (instant(day + k * DAY, NOON, zone).astimezone(zone).utcoffset() for k in (-1, 0))
            assert before is not None
            assert after is not None
            shifts.add(abs(after - before))
            there = instant(day, MIDNIGHT, zone).astimezone(zone)
            seen["no midnight"] += (there.date(), there.time()) != (day, MIDNIGHT)
            again = datetime.combine(day, MIDNIGHT.replace(fold=1), zone)
            seen["two midnights"] += again.utcoffset() != again.replace(fold=0).utcoffset()
            seen["not a whole hour"] += bool(after % timedelta(hours=1))
    assert {timedelta(minutes=30), timedelta(hours=1), timedelta(hours=2)} <= shifts
    assert min(seen["no midnight"], seen["two midnights"], seen["not a whole hour"]) >= 6, seen


def naive(span: Span, hour: str, zone: ZoneInfo) -> list[date]:
    """The local dates on which a day of 24 hours after another brings it: a timer that is set anew each time."""
    first = datetime.combine(span[0], time.fromisoformat(hour), zone).astimezone(UTC)
    found = (first + k * DAY for k in range((span[1] - span[0]).days + 1))
    return [local.date() for at in found if (local := at.astimezone(zone)).date() < span[1]]


def wall(span: Span, hour: str, zone: ZoneInfo) -> list[date]:
    """The local dates on which a clock on the wall shows the hour, looked at every quarter of an hour."""
    at, found = datetime.combine(span[0], MIDNIGHT, zone).astimezone(UTC), list[date]()
    while (local := at.astimezone(zone)).date() < span[1]:
        if f"{local:%H:%M}" == hour:
            found.append(local.date())
        at += timedelta(minutes=15)
    return found


@pytest.mark.parametrize(
    ("zone", "hour", "day", "times"),
    [
        ("Africa/Cairo", "00:00", date(2026, 4, 24), 0),  # a midnight that is not there
        ("Atlantic/Azores", "00:30", date(2026, 10, 25), 2),  # one that comes twice
        ("Australia/Lord_Howe", "02:15", date(2026, 10, 4), 0),  # half an hour
        ("Australia/Lord_Howe", "01:45", date(2026, 4, 5), 2),
        ("Antarctica/Troll", "02:30", date(2026, 3, 29), 0),  # two hours
        ("Pacific/Apia", "18:00", date(2011, 12, 30), 0),  # a day that is not there
    ],
)
def test_the_control_that_looks_at_the_clock_skips_and_doubles(zone: str, hour: str, day: date, times: int) -> None:
    """The same cases by a loop that fires when the clock shows the hour; by the coach it is once where the day is."""
    there, span = ZoneInfo(zone), (day - 2 * DAY, day + 2 * DAY)
    assert wall(span, hour, there).count(day) == times
    ours = [came_on for came_on, _ in followed(reminded(hour=hour, zone=zone), span, there)]
    assert ours.count(day) == (1 if exists(day, there) else 0)


def test_the_control_of_24_hours_leaves_the_day() -> None:
    """Over a change of clocks near midnight a timer of 24 hours lands on another date: one is skipped, one doubled."""
    zone, span = ZoneInfo("Europe/Berlin"), (date(2026, 10, 23), date(2026, 10, 28))
    found = Counter(naive(span, "00:30", zone))
    assert max(found.values()) > 1
    spring = Counter(naive((date(2026, 3, 27), date(2026, 4, 1)), "23:30", zone))
    assert date(2026, 3, 29) not in spring


def test_the_control_skips_and_doubles() -> None:
    """The same hours by APScheduler's cron."""
    zone, counted = ZoneInfo("Europe/Berlin"), dict[tuple[str, date], int]()
    for hour in ("00:30", "02:30"):
        trigger = CronTrigger(hour=int(hour[:2]), minute=int(hour[3:]), timezone=zone)
        for span in spans(zone):
            at = datetime.combine(span[0], datetime.min.time(), zone)
            for _ in range(10):  # around a repeated hour it would go on for ever
                fired = trigger.get_next_fire_time(None, at)
                if fired is not None and fired.date() < span[1]:
                    counted[hour, fired.date()] = counted.get((hour, fired.date()), 0) + 1
                    at = (fired.astimezone(UTC) + timedelta(seconds=1)).astimezone(zone)
    wanted = {(h, s[0] + k * DAY) for h in ("00:30", "02:30") for s in spans(zone) for k in range((s[1] - s[0]).days)}
    assert any(times > 1 for times in counted.values()), "it doubles"
    assert wanted - counted.keys(), "it skips"


def test_a_day_that_a_zone_left_out_has_no_occurrence() -> None:
    assert wrong("Pacific/Apia", "18:00", (date(2011, 12, 27), date(2012, 1, 3))) is None
    assert not exists(date(2011, 12, 30), ZoneInfo("Pacific/Apia"))
    found = followed(
        reminded(hour="18:00", zone="Pacific/Apia"), (date(2011, 12, 27), date(2012, 1, 3)), ZoneInfo("Pacific/Apia")
    )
    assert len({at for _, at in found}) == len(found), "no two at one instant"


@pytest.mark.parametrize(
    ("zone", "day", "hour", "local"),
    [
        ("America/Santiago", date(2026, 9, 6), "00:00", "2026-09-06T01:00:00-03:00"),
        ("Africa/Cairo", date(2026, 4, 24), "00:00", "2026-04-24T01:00:00+03:00"),
        ("Asia/Beirut", date(2026, 3, 29), "00:00", "2026-03-29T01:00:00+03:00"),
        ("Australia/Lord_Howe", date(2026, 10, 4), "02:15", "2026-10-04T02:45:00+11:00"),
        ("Antarctica/Troll", date(2026, 3, 29), "02:00", "2026-03-29T04:00:00+02:00"),
        ("America/Nuuk", date(2026, 3, 28), "23:30", "2026-03-29T00:30:00-01:00"),
    ],
)
def test_hours_that_are_not_there(zone: str, day: date, hour: str, local: str) -> None:
    found = dict(followed(reminded(hour=hour, zone=zone), (day, day + DAY), ZoneInfo(zone)))
    assert found[day].astimezone(ZoneInfo(zone)).isoformat() == local


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of rules of our own: Beirut goes by those of another place."""
    yield tmp_path
    zoneinfo.reset_tzpath()
    ZoneInfo.clear_cache()


def test_rules_that_change_overnight_neither_double_nor_skip(rules: Path) -> None:
    """Lebanon 2023: whether the clocks go forward was decided on the evening before."""
    person = came(reminded(hour="18:00", zone="Asia/Beirut"), date(2026, 3, 28))
    at = datetime(2026, 3, 28, 20, tzinfo=UTC)
    [before] = all_dues(person, at)
    (rules / "Asia").mkdir()
    other = resources.files("tzdata.zoneinfo.Africa").joinpath("Nairobi")  # +3 all the year
    with resources.as_file(other) as file:
        shutil.copy(file, rules / "Asia" / "Beirut")
    zoneinfo.reset_tzpath([str(rules)])
    ZoneInfo.clear_cache()
    (rules / "Asia" / "Beirut").write_bytes(resources.files("tzdata.zoneinfo.Europe").joinpath("Athens").read_bytes())
    ZoneInfo.clear_cache()
    [after] = all_dues(person, at)
    assert (before.key, after.key) == ("2026-03-29", "2026-03-29"), "the same occurrence, whatever the rules"
    assert {before.at.hour, after.at.hour} == {15}
    (rules / "Asia" / "Beirut").write_bytes(resources.files("tzdata.zoneinfo.Asia").joinpath("Karachi").read_bytes())
    ZoneInfo.clear_cache()
    [moved] = all_dues(person, at)
    assert (moved.key, moved.at.hour) == ("2026-03-29", 13)


def test_the_control_that_stores_instants_is_wrong_after_new_rules(rules: Path) -> None:
    """A list of times in UTC, made before the rules changed, comes an hour off the person's clock."""
    zone = ZoneInfo("Asia/Beirut")
    listed = [instant(date(2026, 4, 1) + k * DAY, time(18), zone) for k in range(5)]
    (rules / "Asia").mkdir()
    (rules / "Asia" / "Beirut").write_bytes(resources.files("tzdata.zoneinfo.Asia").joinpath("Karachi").read_bytes())
    zoneinfo.reset_tzpath([str(rules)])
    ZoneInfo.clear_cache()
    new = ZoneInfo("Asia/Beirut")
    assert all(f"{at.astimezone(new):%H:%M}" != "18:00" for at in listed)
    found = followed(reminded(hour="18:00", zone="Asia/Beirut"), (date(2026, 4, 1), date(2026, 4, 6)), new)
    assert [f"{at.astimezone(new):%H:%M}" for _, at in found] == ["18:00"] * 5


async def test_a_start_with_new_rules_works_everything_out_anew(rules: Path, tmp_path: Path) -> None:
    """The row that was made by the old ones moves, as the same occurrence; with the same rules nothing is touched."""
    async with await open_store(str(tmp_path / "z.db"), answering=real_coach()) as store:
        door = Door(store)
        await door.onboard("1")
        await door.remind("1", "Asia/Beirut")
        await store.due_anew("old rules", all_dues, door.clock.now())
        before = await workout_row(door)
        (rules / "Asia").mkdir()
        other = resources.files("tzdata.zoneinfo.Asia").joinpath("Karachi").read_bytes()
        (rules / "Asia" / "Beirut").write_bytes(other)
        zoneinfo.reset_tzpath([str(rules)])
        ZoneInfo.clear_cache()
        assert await store.due_anew("old rules", all_dues, door.clock.now()) == 0
        assert await workout_row(door) == before, "the control: who does not look goes by the old clock"
        assert await store.due_anew("new rules", all_dues, door.clock.now()) == 1
        after = await workout_row(door)
        assert (after.key, before.at - after.at) == (before.key, timedelta(hours=3))


async def workout_row(door: Door) -> Due:
    [row] = [w.due for w in await door.store.due_before("telegram", START + 5 * DAY, 100) if w.due.kind == "workout"]
    return row
