"""Time in `topset run`: one look at what is due whenever something is, and the house-keeping. APScheduler drives both.

A person's reminders are rows, never jobs. The scheduler goes by the clock of the machine, which can be set while it
sleeps: a guard that counts seconds by itself wakes it then, and holds everything back while the clock is off by days.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import field
from datetime import UTC, datetime, timedelta
from functools import partial

from apscheduler.job import Job  # type: ignore[import-untyped]
from apscheduler.jobstores.base import JobLookupError  # type: ignore[import-untyped]
from apscheduler.schedulers.asyncio import AsyncIOScheduler  # type: ignore[import-untyped]

from bot.clock import LONGEST, Clock
from bot.health import Mark
from bot.shell import Shell
from coach_core.due import all_dues
from coach_core.reminding.state import Reminder
from coach_core.store import NotSaved, Store
from coach_core.values import dataclass

log = logging.getLogger(__name__)
AT_ONCE = 500  # due things that are read at once
TOGETHER = 10  # of them that are answered together
ENOUGH = 0.12  # seconds that a few may take with their rest: no platform takes so many so fast
SOON = 1.0  # seconds to the next attempt when the store could not be asked
BY_HAND = 0.1  # seconds between two looks at a clock that somebody else moves
WATCH = 5.0  # seconds between two looks of the guard
UPKEEP = timedelta(hours=1)  # between two times of forgetting what is old
TOO_FAR = timedelta(days=1)  # a clock that is this far off is not believed …
BELIEVED = timedelta(hours=1)  # … until it has said so for that long


def elapsed() -> float:
    """Seconds that have passed, also while the machine slept where that is known; never set by anybody."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


def not_cancelled(record: logging.LogRecord) -> bool:
    """Whether a line of the scheduler's is more than that a job was cancelled, as all are at the end."""
    return not (record.exc_info and isinstance(record.exc_info[1], asyncio.CancelledError))


def not_full(record: logging.LogRecord) -> bool:
    """Whether a line of the scheduler's is more than that a long look goes on: whoever asked meanwhile is looked at."""
    return "maximum number of running instances" not in str(record.msg)


class Guard:
    """Whether the clock can be believed: it must not run off from the seconds that have passed."""

    def __init__(self, now: datetime, passed: float) -> None:
        self._now, self._passed = now, passed
        self._off_since: float | None = None

    def believes(self, now: datetime, passed: float) -> bool:
        """Whether what is due by this clock may be sent. A jump of more than a day is alarmed of and waited out."""
        expected = self._now + timedelta(seconds=passed - self._passed)
        if abs(now - expected) <= TOO_FAR:
            self._now, self._passed, self._off_since = now, passed, None
            return True
        if self._off_since is None:
            self._off_since = passed
            log.error("the clock jumped from %s to %s: nothing is sent until it is right", expected, now)
        if passed - self._off_since < BELIEVED.total_seconds():
            return False
        log.error("the clock says %s for an hour now, and is believed", now)
        self._now, self._passed, self._off_since = now, passed, None
        return True


@dataclass(slots=True)
class Timekeeper:
    """The jobs of one process: a look for each platform, the house-keeping."""

    store: Store
    shells: Sequence[Shell]
    mark: Mark
    clock: Clock
    guard: Guard = field(init=False)
    scheduler: AsyncIOScheduler = field(init=False)
    looks: dict[str, Job] = field(init=False, default_factory=dict)
    looking: dict[str, asyncio.Lock] = field(init=False, default_factory=dict)
    wanted: dict[str, datetime] = field(init=False, default_factory=dict)  # looks asked for since the last one began

    def __post_init__(self) -> None:
        self.guard = Guard(self.clock.now(), elapsed())
        # Two, of which one waits: a look that has just ended still counts; one asked for meanwhile would be dropped.
        defaults = {"misfire_grace_time": None, "coalesce": True, "max_instances": 2}
        self.scheduler = AsyncIOScheduler(timezone=UTC, job_defaults=defaults)

    async def run(self) -> None:
        """Keep time until cancelled."""
        logging.getLogger("apscheduler.executors.default").addFilter(not_cancelled)
        logging.getLogger("apscheduler.scheduler").addFilter(not_full)
        for shell in self.shells:
            self.looking[shell.platform] = asyncio.Lock()
            self.looks[shell.platform] = self.scheduler.add_job(
                self.look, "interval", seconds=LONGEST, args=(shell,), next_run_time=datetime.now(UTC)
            )
            shell.alarm.tells(partial(self.sooner, shell.platform))
        self.scheduler.add_job(self.tidy, "interval", seconds=UPKEEP.total_seconds(), next_run_time=datetime.now(UTC))
        self.scheduler.start()
        self.mark.well()
        try:
            while True:
                await asyncio.sleep(WATCH)
                self.wake_late_ones()
        finally:
            self.scheduler.shutdown(wait=False)

    def sooner(self, platform: str, at: datetime) -> None:
        """A turn has made something due, perhaps earlier than the next look."""
        wanted = datetime.now(UTC) + max(at - self.clock.now(), timedelta())
        self.wanted[platform] = min(wanted, self.wanted.get(platform, wanted))
        job = self.looks[platform]
        if job.next_run_time is None or wanted < job.next_run_time:
            with suppress(JobLookupError):  # a turn that ends while the clock is stopped already
                job.modify(next_run_time=wanted)

    def wake_late_ones(self) -> None:
        """After the clock was set back a job would wait for its old time."""
        now = datetime.now(UTC)
        for job in self.looks.values():
            if job.next_run_time is not None and job.next_run_time > now + timedelta(seconds=LONGEST):
                job.modify(next_run_time=now)

    async def look(self, shell: Shell) -> None:
        """Answer what is due on a platform, then say when to look next; one look at a time."""
        async with self.looking[shell.platform]:
            await self._look(shell)

    async def _look(self, shell: Shell) -> None:
        again = SOON
        self.wanted.pop(shell.platform, None)
        try:
            if self.trusted():
                again = await due_now(self.store, shell, self.clock)
        except NotSaved as error:  # what is due stays due
            log.error("%s", error)
        finally:
            if self.scheduler.running:  # at the end there are no jobs any more
                due = datetime.now(UTC) + timedelta(seconds=again)
                self.looks[shell.platform].modify(next_run_time=min(due, self.wanted.get(shell.platform, due)))

    def trusted(self) -> bool:
        """Whether to go by the clock now; one that is moved by hand is always right."""
        return self.clock.by_hand or self.guard.believes(self.clock.now(), elapsed())

    async def tidy(self) -> None:
        """Forget what is old: events, sent messages, dead letters. Bring back what a wrong clock put off by years."""
        try:
            if self.trusted():
                await self.store.prune(self.clock.now())
                for shell in self.shells:
                    if await self.store.due_again(shell.platform, all_dues, self.clock.now()):
                        log.warning("%s: reminders were due years ahead, as after a wrong clock", shell.platform)
                        shell.alarm.sooner(self.clock.now())
        except NotSaved as error:
            log.error("%s", error)


async def timers(store: Store, shell: Shell, clock: Clock) -> None:
    """Answer what cannot wait behind many reminders: the rests that have ended."""
    now = clock.now()
    ended = await store.due_before(shell.platform, now, TOGETHER, Reminder.REST.value)
    if ended:
        await shell.take([waking.event(now) for waking in ended])


def rest_after(took: float) -> float:
    """Seconds of rest after a few that took so long: no shorter, and long enough that what goes out can keep up."""
    return max(took, min(3 * took, ENOUGH - took))


async def due_now(store: Store, shell: Shell, clock: Clock) -> float:
    """Answer all that is due on a platform; seconds until the next look.

    A few together, then a rest: half of the time is for those who write, most of it where that is fast enough.
    """
    now, answered = clock.now(), set[str]()
    while waiting := await store.due_before(shell.platform, now, AT_ONCE):
        events = [event for w in waiting if (event := w.event(now)).event not in answered]
        if not events:
            break
        answered = {event.event for event in events}
        for start in range(0, len(events), TOGETHER):
            begin = time.monotonic()
            await shell.take(events[start : start + TOGETHER])
            if len(events) > TOGETHER:
                await timers(store, shell, clock)
                await asyncio.sleep(rest_after(time.monotonic() - begin))
    soonest = await store.next_due(shell.platform)
    left = LONGEST if soonest is None else (soonest - clock.now()).total_seconds()
    return min(left if left > 0 else SOON, BY_HAND if clock.by_hand else LONGEST)
