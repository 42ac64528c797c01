"""Rows 15 to 18 of the facts: kills at every step, downtime, clocks that jump, travel. Nothing lost or doubled."""

from __future__ import annotations

import asyncio
import logging
import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest
from doorway import START, Door, body
from reminded import came, reminded
from talking import real_coach

from bot.clock import SimulatedClock, wake
from bot.timekeeping import BELIEVED, Guard
from coach_core.due import all_dues
from coach_core.person import Person
from coach_core.reminding.agreed import local_day, zone_of
from coach_core.reminding.occurrences import daily
from coach_core.reminding.state import GRACE, Reminder
from coach_core.store import Store, Stored, open_store
from coach_core.talk import Incoming
from tests.crashing_due import run
from tests.dying import status_of

DAY = timedelta(days=1)
WORKOUT = "Your workout for today."
ZONES = ("Europe/Madrid", "America/Santiago", "Australia/Lord_Howe", "Asia/Kolkata", "Pacific/Auckland")
FAR = (
    "Europe/Madrid", "America/Los_Angeles", "Asia/Tokyo", "Pacific/Auckland", "Pacific/Honolulu", "Asia/Kathmandu",
)  # fmt: skip
DAYS, MANY = 27, 20  # days, people
FEW_DAYS = 2 * DAY  # of a stay that are looked at, at both ends
STEPS = 12  # statements of a turn, and some of the next


# ---- row 15: killed at any step, nothing lost, nothing doubled


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with some people in several zones who agreed to reminders."""
    return filled(tmp_path_factory.mktemp("due") / "made.db", len(ZONES))


def filled(file: Path, people: int) -> Path:
    """A store with so many of them."""

    async def make() -> None:
        async with await open_store(str(file), answering=real_coach()) as store:
            door = Door(store)
            for n in range(people):
                await door.onboard(str(n))
                await door.remind(str(n), home(n + 1))

    asyncio.run(make())
    return file


def home(person: int) -> str:
    """The zone of a person, by their number."""
    return ZONES[(person - 1) % len(ZONES)]


def lived(file: Path, until: datetime, call: int, *, hasty: bool = False) -> bool:
    """A process that answers what is due until it dies before that statement; whether it came to its end."""
    status = status_of(run, str(file), until, call, hasty)
    assert status in (0, 9)
    return status == 0


async def recovered(file: Path, until: datetime) -> None:
    """The next process answers what is still due."""
    async with await open_store(str(file), answering=real_coach()) as store:

        async def answer(event: Incoming) -> None:
            await store.turn(event)

        first = await store.next_due("telegram")
        if first is not None:
            await wake(store, "telegram", until, SimulatedClock(first), answer)


def workouts(file: Path) -> Counter[tuple[int, date]]:
    """How often the workout of each local day stands in the outbox, for each person."""
    found: Counter[tuple[int, date]] = Counter()
    with sqlite3.connect(file) as plain:
        for person, raw, created in plain.execute("SELECT person, body, created FROM outbox"):
            if "workout" in msgspec.json.decode(raw)["data"]:
                at = datetime.fromtimestamp(created / 1e6, UTC).astimezone(ZoneInfo(home(person)))
                found[person, at.date()] += 1
    plain.close()
    return found


def days_of(person: int, until: datetime) -> set[date]:
    """The local days whose hour lay between the start and then."""
    zone = ZoneInfo(home(person))
    first = START.astimezone(zone).date()
    days = (first + k * DAY for k in range(600))
    hours = {d: datetime.combine(d, datetime.min.time().replace(hour=18), zone) for d in days}
    return {d for d, at in hours.items() if START + timedelta(hours=1) < at <= until}


def unequal(file: Path, until: datetime, people: int = len(ZONES)) -> list[tuple[int, date]]:
    """The days that came never or more than once; but the days around the start, which each had their own minute."""
    found = workouts(file)
    wanted = {(p, d) for p in range(1, people + 1) for d in days_of(p, until)}
    return sorted(key for key in wanted | found.keys() if found[key] != 1 and key[1] > START.date() + DAY)


def test_killed_at_every_statement_of_a_reminder(made: Path, tmp_path: Path) -> None:
    until, call, ended = START + 2 * DAY, 1, False
    while not ended:
        file = tmp_path / f"{call}.db"
        shutil.copy(made, file)
        ended = lived(file, until, call)
        asyncio.run(recovered(file, until))
        assert unequal(file, until) == [], f"killed before statement {call}"
        call += 1 if call < STEPS else 120  # every one of the first turn, then here and there
    assert call > STEPS


def test_killed_at_random_over_weeks(tmp_path: Path, size: float) -> None:
    """Five hundred workouts that come by themselves."""
    seed = random.randrange(10**6)
    chance, until = random.Random(seed), START + timedelta(days=DAYS * max(size, 1))
    file = filled(tmp_path / "random.db", MANY)
    kills = 0
    while not lived(file, until, chance.randrange(50, 1800)):
        kills += 1
    assert kills >= 3, f"seed {seed}: too few kills to learn anything"
    assert sum(workouts(file).values()) >= 500
    assert unequal(file, until, MANY) == [], f"seed {seed}"


def test_the_control_that_commits_each_statement_loses_or_doubles(made: Path, tmp_path: Path) -> None:
    until, wrong = START + 2 * DAY, list[tuple[int, date]]()
    for call in range(8, 60, 4):
        file = tmp_path / f"hasty{call}.db"
        shutil.copy(made, file)
        lived(file, until, call, hasty=True)
        asyncio.run(recovered(file, until))
        wrong += unequal(file, until)
        if wrong:
            break
    assert wrong != []


# ---- row 16: after downtime at most one message for each reminder, within its grace


def kind_of(message: Stored) -> str:
    """Which reminder a message is, by what it says."""
    text = body(message)["text"]
    signs = {"still open": "late", "Two workouts": "late", "Your week": "week"}
    return next((kind for sign, kind in signs.items() if sign in text), "workout")


async def down(file: Path, span: timedelta, *, naive: bool = False) -> list[tuple[str, timedelta]]:
    """What is sent once a process is back after a while, with how late each is: kind and lateness."""
    async with await open_store(str(file), answering=real_coach()) as store:
        door = Door(store)
        await door.onboard("1")
        await door.remind("1")
        await door.wait(hours=1)
        door.clock = SimulatedClock(door.clock.now() + span)
        now, sent = door.clock.now(), list[tuple[str, timedelta]]()
        if naive:
            while waiting := await store.due_before("telegram", now):
                event = replace(waiting[0].event(now), at=waiting[0].due.at)
                done = await store.turn(event)
                sent += [(kind_of(m), now - event.at) for m in done.messages]
            return sent
        again = Door(store)
        again.clock = door.clock
        again.coach._clock = door.clock

        async def answer(event: Incoming) -> None:
            done = await store.turn(event)
            assert event.due is not None
            sent.extend((kind_of(m), now - event.due) for m in done.messages)

        await wake(store, "telegram", now, door.clock, answer)
        return sent


@pytest.mark.parametrize("hours", [1, 12, 7 * 24, 7 * 24 + 1, 400 * 24])
async def test_after_downtime_at_most_one_of_each_within_its_grace(tmp_path: Path, hours: int) -> None:
    sent = await down(tmp_path / "down.db", timedelta(hours=hours))
    assert max(Counter(kind for kind, _ in sent).values(), default=0) <= 1
    assert all(late <= GRACE[kind] for kind, late in sent), sent


async def test_the_control_that_answers_all_of_them_floods(tmp_path: Path) -> None:
    sent = await down(tmp_path / "down.db", 7 * DAY, naive=True)
    assert Counter(kind for kind, _ in sent)["workout"] > 4
    assert any(late > GRACE[kind] for kind, late in sent)


async def test_after_downtime_it_goes_on_as_before(tmp_path: Path) -> None:
    async with await open_store(str(tmp_path / "on.db"), answering=real_coach()) as store:
        door = Door(store)
        await door.onboard("1")
        await door.remind("1")
        door.clock.set(START + timedelta(days=30, hours=2))
        await door.coach.wake(door.clock.now(), door.send)
        before = len(door.sent)
        await door.wait(days=3)
        assert Counter(map(kind_of, door.sent[before:]))["workout"] == 3


@pytest.mark.parametrize(("late", "nudge"), [(0, 120), (30, 120), (90, 150), (115, 175)])
async def test_a_workout_that_comes_late_is_not_followed_by_its_nudge_at_once(
    tmp_path: Path, late: int, nudge: int
) -> None:
    """Back within the grace: an hour lies between the two, however late the first one is; in minutes after the hour."""
    async with await open_store(str(tmp_path / "late.db"), answering=real_coach()) as store:
        door, hour = Door(store), START + DAY
        await door.onboard("1")
        await door.remind("1")
        door.clock.set(hour + timedelta(minutes=late))
        await door.coach.wake(door.clock.now(), door.send)
        await door.wait(hours=4)
        came = [(m.at - hour).total_seconds() / 60 for m in door.sent if m.at >= hour]
        assert came == [late, nudge]


async def test_a_look_back_that_comes_after_midnight_is_of_the_week_it_was_due_for(tmp_path: Path) -> None:
    async with await open_store(str(tmp_path / "late.db"), answering=real_coach()) as store:
        door = Door(store)
        await door.onboard("1")
        await door.remind("1")
        await door.hear("1", "done")
        monday = START + (7 - START.weekday()) * DAY
        late = SimulatedClock(monday.replace(hour=3))
        said = [
            body(m)["text"]
            for waiting in await store.due_before("telegram", late.now())
            for m in (await store.turn(waiting.event(late.now()))).messages
        ]
        [week] = [text for text in said if "Your week" in text]
        first, last = (f"{d:%a, %b} {d.day}" for d in (monday - 7 * DAY, monday - DAY))
        assert week.startswith(f"Your week, {first} – {last}")


# ---- row 17: clocks that jump


class AnyClock:
    """A clock that goes wherever it is put."""

    simulated = False

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def set(self, at: datetime) -> None:
        pass


JUMPS = [timedelta(hours=1), timedelta(hours=-1), DAY, -DAY]


@pytest.mark.parametrize("jump", JUMPS)
@pytest.mark.parametrize("hour", [3, 17.5, 18.5])
async def test_a_jump_there_and_back_doubles_nothing(tmp_path: Path, jump: timedelta, hour: float) -> None:
    async with await open_store(str(tmp_path / "j.db"), answering=real_coach()) as store:
        door = Door(store)
        await door.onboard("1")
        await door.remind("1")
        clock = AnyClock(START + timedelta(hours=1))
        door.coach._clock = clock
        for minute in range(0, 5 * 24 * 60, 30):
            true = START + timedelta(hours=1, minutes=minute)
            jumped = timedelta(days=2, hours=hour - 18) <= true - START < timedelta(days=2, hours=hour - 15)
            clock.at = true + jump if jumped else true
            await door.coach.wake(clock.at, door.send)
        came_on = Counter(m.at.date() for m in door.sent if WORKOUT in body(m)["text"])
        assert max(came_on.values()) == 1
        assert 4 <= sum(came_on.values()) <= 6, "and none of them is lost but by a day that was jumped over"


def believed(jumps: Sequence[tuple[float, timedelta]]) -> list[bool]:
    """Whether a clock is believed, at seconds since the start, when it is off by so much."""
    guard = Guard(START, 0.0)
    return [guard.believes(START + timedelta(seconds=passed) + off, passed) for passed, off in jumps]


def test_a_clock_that_runs_off_by_days_is_waited_out(caplog: pytest.LogCaptureFixture) -> None:
    ten_years, hour = timedelta(days=3652), BELIEVED.total_seconds()
    zero, little = timedelta(), timedelta(hours=1)
    with caplog.at_level(logging.ERROR):
        assert believed([(30, zero), (60, ten_years), (90, ten_years), (120, zero)]) == [True, False, False, True]
        assert believed([(30, START - datetime(1970, 1, 1, tzinfo=UTC)), (60, zero)]) == [False, True]
        assert believed([(30, datetime(1970, 1, 1, tzinfo=UTC) - START), (60, zero)]) == [False, True]
        assert believed([(30, ten_years), (30 + hour + 1, ten_years), (99 + hour, ten_years)]) == [False, True, True]
    assert "the clock jumped" in caplog.text
    caplog.clear()
    assert believed([(30, little), (60, -little), (90, zero), (120, DAY), (150, zero)]) == [True] * 5
    assert caplog.text == "", "a day more or less is what clocks do"


async def test_a_clock_ten_years_ahead_at_a_start_and_set_right_silences_nobody(tmp_path: Path) -> None:
    """The control is the row before it is looked for: it would come in ten years."""
    async with await open_store(str(tmp_path / "ahead.db"), answering=real_coach()) as store:
        door = Door(store)
        await door.onboard("1")
        await door.remind("1")
        ahead, right = START + timedelta(days=3652, hours=12), START + DAY
        while waiting := await store.due_before("telegram", ahead, 1):
            assert (await store.turn(waiting[0].event(ahead))).messages == (), "and nothing comes late"
        assert (await soonest(store)) > right + timedelta(days=3000)
        assert await store.due_again("telegram", all_dues, right) == 1
        assert await store.due_again("telegram", all_dues, right) == 0
        assert right < await soonest(store) <= right + 2 * DAY


async def soonest(store: Store) -> datetime:
    at = await store.next_due("telegram")
    assert at is not None
    return at


# ---- row 18: travel


def journeys(chance: random.Random, start: datetime, years: int) -> Iterator[tuple[datetime, str]]:
    """When somebody is in another zone from then on."""
    at = start
    while True:
        at += timedelta(hours=chance.uniform(5, 24 * 120))
        if at > start + timedelta(days=365 * years):
            return
        yield at, chance.choice(FAR)


def travelled(seed: int, years: int, *, whole: bool) -> tuple[Counter[date], set[date]]:
    """How often each local date's workout came, and the dates that the person lived through without a journey.

    Unless ``whole`` long stays are looked at in their first and last days alone: of the others is row 14.
    """
    chance = random.Random(seed)
    person = reminded(hour=f"{chance.randrange(24):02d}:{chance.choice(('00', '30'))}", zone="Europe/Madrid")
    at, found, quiet = START, Counter[date](), set[date]()
    for there, zone in journeys(chance, START, years):
        here, home_at = at, there - FEW_DAYS
        if not whole and home_at - at > FEW_DAYS:
            person, _ = stay(person, at, at + FEW_DAYS, found)
            skipped = [local_day(person, at + FEW_DAYS), local_day(person, home_at)]
            person, at = came(person, skipped[1]), home_at
        else:
            skipped = []
        person, at = stay(person, at, there, found)
        a, b = here.astimezone(zone_of(person)).date(), there.astimezone(zone_of(person)).date()
        days = {a + k * DAY for k in range(2, (b - a).days - 1)}
        quiet |= {day for day in days if not skipped or not skipped[0] - DAY <= day <= skipped[1]}
        person = replace(person, settings=replace(person.settings, zone=zone))
    return found, quiet


def stay(person: Person, at: datetime, until: datetime, found: Counter[date]) -> tuple[Person, datetime]:
    """All that comes in one zone."""
    while (step := daily(person, at)) is not None and step.at <= until:
        found[step.day] += 1
        person, at = came(person, step.day), max(at, step.at)
    return person, until


def test_a_traveller_gets_each_local_date_once(size: float) -> None:
    first = random.randrange(10**6)
    for seed in range(first, first + round(1000 * size)):
        found, quiet = travelled(seed, 5, whole=size > 1)
        assert max(found.values()) == 1, f"seed {seed}"
        assert quiet - found.keys() == set(), f"seed {seed}"


def test_the_control_that_goes_by_elapsed_days_doubles_dates() -> None:
    """A job that runs every 24 hours after it was set, which is what travellers complain of."""
    at, found = START, Counter[date]()
    for there, zone in journeys(random.Random(1), START, 5):
        while at < there:
            found[at.astimezone(ZoneInfo(zone)).date()] += 1
            at += DAY
    assert max(found.values()) > 1


def test_graces_are_those_of_the_facts() -> None:
    assert GRACE[Reminder.WORKOUT] == timedelta(hours=2)
    assert GRACE[Reminder.WEEK] == timedelta(hours=12)
    assert GRACE[Reminder.REST] <= timedelta(minutes=1)
