"""`topset run` as one group of tasks: doors, senders, clock, health, until SIGTERM. What each does is elsewhere."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from collections.abc import Coroutine, Sequence

from bot.adapters import Adapter
from bot.answering import Draw, Fill, answering, drawing, filling
from bot.charts import Painter
from bot.cities import cities
from bot.clock import Clock, FileClock, RealClock
from bot.health import Health, serve
from bot.limits import ANYTHING
from bot.line import Line
from bot.outbox import Sender
from bot.settings import Settings
from bot.settings_read import SettingsError
from bot.settled import settle
from bot.shell import Door, Refused, Shell
from bot.systemd import show_life, systemd_of
from bot.texts import Texts
from bot.timekeeping import Timekeeper
from bot.zone_rules import zone_rules
from coach_core.data.load import load_book
from coach_core.due import all_dues
from coach_core.store import Store, StoreError, StoreStopped, open_store
from coach_core.values import dataclass

log = logging.getLogger(__name__)
LAST_SENDS = 2.0  # seconds that sends under way have to come to their end
EXPECTED = (Refused, SettingsError, StoreError)


@dataclass(frozen=True, slots=True)
class Started:
    """A platform that was started."""

    shell: Shell
    door: Door
    sender: Sender


async def run(settings: Settings, adapters: Sequence[Adapter], url: str) -> None:
    """Run until SIGTERM or SIGINT. Raises the first of ``EXPECTED`` that ends it."""
    texts = Texts()
    book = load_book(texts.words, cities)
    answers = answering(book, texts, settings.locale, encrypted=settings.data_key is not None)
    book.complete()
    settle()
    async with await open_store(url, key=settings.data_key, answering=answers) as store:
        for warning in store.warnings:
            log.warning("%s", warning)
        await store.due_anew(zone_rules(), all_dues, clock_of(settings).now())
        health = Health()
        draw, painter = drawing(book, texts, settings.locale), Painter()
        fill = filling(book, texts, settings.locale)
        started = [start(adapter, settings, store, texts, health, draw, fill, painter) for adapter in adapters]
        log.info("running: %s", ", ".join(adapter.platform for adapter in adapters))
        try:
            await together(settings, store, health, started, told_to_stop())
        except BaseExceptionGroup as group:
            raise first_expected(group) from None
        finally:
            for one in started:  # after the senders, which went through the doors
                await one.door.close()
            painter.close()
    log.info("stopped")


def told_to_stop() -> asyncio.Event:
    """An event that is set by SIGTERM and SIGINT."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


def start(
    adapter: Adapter,
    settings: Settings,
    store: Store,
    texts: Texts,
    health: Health,
    draw: Draw,
    fill: Fill,
    painter: Painter,
) -> Started:
    """The parts of a platform."""
    mark = health.mark(adapter.platform, adapter.fresh and adapter.fresh * settings.test_pace)
    clock = clock_of(settings)
    line = Line(adapter.rules if settings.test_limits == "on" else ANYTHING, settings.test_pace)
    bell = asyncio.Event()
    shell = Shell(adapter.platform, settings, clock, texts, health, mark, bell, store, fill=fill, line=line)
    door = adapter.door(shell)
    return Started(shell, door, Sender(store, adapter.platform, draw, line, door.apart, painter))


def clock_of(settings: Settings) -> Clock:
    """The clock of this machine, or the one that a test moves."""
    return FileClock(settings.test_clock) if settings.test_clock else RealClock()


async def together(
    settings: Settings, store: Store, health: Health, started: Sequence[Started], stop: asyncio.Event
) -> None:
    """Everything at once. After ``stop`` nobody is heard any more, and what is being sent may come to its end."""
    hearing: list[Coroutine[object, object, None]] = [
        *(one.door.listen() for one in started),
        Timekeeper(store, [one.shell for one in started], health.mark("store"), clock_of(settings)).run(),
        watch(store),
        serve(health, settings.health_listen),
        show_life(systemd_of(os.environ), store),
    ]
    async with asyncio.TaskGroup() as group:
        sending = [
            group.create_task(one.sender.run(one.door.send, one.shell.clock.now, one.shell.bell, stop))
            for one in started
        ]
        tasks = [group.create_task(one) for one in hearing]
        await stop.wait()
        for task in tasks:
            task.cancel()
        for one in started:
            one.shell.bell.set()
        _, late = await asyncio.wait(sending, timeout=LAST_SENDS)
        for task in late:
            task.cancel()


async def watch(store: Store) -> None:
    """Without the writer of the store nobody is answered ever again: the process has to end."""
    await store.ended()
    raise StoreStopped("the store has stopped: start topset run again")


def first_expected(group: BaseExceptionGroup[BaseException]) -> BaseException:
    """What there is one line to say about; else all of it."""
    found, _ = group.split(EXPECTED)
    while isinstance(found, BaseExceptionGroup):
        found = found.exceptions[0]  # type: ignore[assignment]
    return found or group
