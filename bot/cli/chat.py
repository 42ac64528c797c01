"""`topset chat`: store, coach and console put together, for a person or for a program."""

from __future__ import annotations

import asyncio
import logging
import random
import sys
import tempfile
from argparse import Namespace
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from bot.answer import Coach
from bot.answering import answering, drawing
from bot.charts import Painter
from bot.cities import cities
from bot.clock import Clock, RealClock, SimulatedClock
from bot.console.human import HumanVoice
from bot.console.input import lines_of, piped, prompted, terminal_kept
from bot.console.json import JsonVoice
from bot.console.voice import Voice
from bot.exits import FINE, complain
from bot.on_console import PLATFORM, Console, Place
from bot.settings import Settings, settings_here
from bot.settled import settle
from bot.texts import Texts
from bot.zone_rules import zone_rules
from coach_core.data.book import Book
from coach_core.data.load import load_book
from coach_core.due import all_dues
from coach_core.linking import ALPHABET, LENGTH
from coach_core.store import Store, fresh_code, open_store
from coach_core.talk import msg

KEPT = timedelta(days=90)  # how long an old button in the scroll-back still works


def run(arguments: Namespace) -> int:
    """Talk until the input ends."""
    settings = settings_here()
    logging.basicConfig(level=settings.log_level, format="topset: %(levelname)s %(message)s")
    with terminal_kept():
        return asyncio.run(chat(arguments, settings))


async def chat(arguments: Namespace, settings: Settings) -> int:
    """Open the store, talk, close the store."""
    texts = Texts()
    url = arguments.db or settings.database_url
    book = load_book(texts.words, cities)
    encrypted = settings.data_key is not None
    answers = answering(book, texts, settings.locale, encrypted=encrypted, code=codes(arguments.seed))
    store = await open_store(url, key=settings.data_key, answering=answers)
    painter = Painter()
    try:
        clock: Clock = SimulatedClock(arguments.clock) if arguments.clock else RealClock()
        last = await store.last_at()
        if clock.simulated and last is not None and clock.now() < last:
            return complain(f"--clock is too early: the store's last event is of {last.isoformat()}")
        if last is not None:
            await store.prune(clock.now() - KEPT)
        await store.due_anew(zone_rules(), all_dues, clock.now())
        draw = drawing(book, texts, settings.locale)
        coach = Coach(store, texts, PLATFORM, settings.locale, clock, draw, painter)
        await converse(arguments, settings, coach, store, clock, texts, book)
    finally:
        painter.close()
        await store.close()
    return FINE


def codes(seed: int | None) -> Callable[[], str]:
    """Where codes come from: with a seed they come out the same every time, for tests and demonstrations."""
    if seed is None:
        return fresh_code
    dice = random.Random(seed)  # noqa: S311 - asked for
    return lambda: "".join(dice.choices(ALPHABET, k=LENGTH))


async def converse(
    arguments: Namespace, settings: Settings, coach: Coach, store: Store, clock: Clock, texts: Texts, book: Book
) -> None:
    """Read lines and answer them until there are no more."""
    place = Place(arguments.person, arguments.locale or settings.locale)
    url = arguments.db or settings.database_url
    voice, lines = json_door() if arguments.json else human_door(place, texts)
    first = await store.next_event_number(PLATFORM)
    console = Console(coach, clock, voice, place, files_folder(url), first)
    watching, settled = asyncio.create_task(watch(console, clock)), False
    try:
        async for line in lines:
            await console.hear(line)
            if not settled:
                book.complete()  # behind the first answer, which both would hold up
                settle()
                settled = True
    finally:
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching


async def watch(console: Console, clock: Clock) -> None:
    """With the real clock: say what falls due while nobody types."""
    while not clock.simulated:
        await console.sleep()
        await console.catch_up()


def json_door() -> tuple[Voice, AsyncIterator[str]]:
    """For a program: data out, lines in."""
    return JsonVoice(sys.stdout.buffer), lines_of(piped())


def human_door(place: Place, texts: Texts) -> tuple[Voice, AsyncIterator[str]]:
    """For a person: text out, and lines in whose button numbers are understood."""
    typed = sys.stdin.isatty()
    voice = HumanVoice(write_now, colours=sys.stdout.isatty())
    if typed:
        print(texts.render(msg("console-welcome"), texts.choose(place.language)).text, file=sys.stderr)
    source = lines_of(prompted(lambda: f"{place.person}> ") if typed else piped())
    return voice, (voice.pressed(line) async for line in source)


def write_now(text: str) -> None:
    """Onto the screen; what it cannot show becomes a question mark."""
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.buffer.write(text.encode(encoding, "replace"))
    sys.stdout.buffer.flush()


def files_folder(url: str) -> Path:
    """Where files of the coach go: beside a SQLite file, else into a folder of the system for such things."""
    if url.startswith(("postgresql://", "postgres://")):
        return Path(tempfile.gettempdir()) / "topset"
    path = Path(url.removeprefix("sqlite:///")).expanduser()
    return path.with_name(path.name + ".files").absolute()
