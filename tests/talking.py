"""The terminal in process: lines in, what was shown out, on a real store, with a given or the real coach."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from loaded import all_texts, the_book

from bot.answer import Coach
from bot.answering import answering, drawing
from bot.charts import Painter
from bot.cli.chat import codes
from bot.clock import Clock, RealClock, SimulatedClock
from bot.console.json import iso, message_data
from bot.console.voice import Heard, Shown
from bot.on_console import PLATFORM, Console, Place
from bot.texts import Texts
from coach_core.store import Answering, Store, open_store

__all__ = ["all_texts", "the_book"]

Line = dict[str, Any]


def real_coach() -> Answering:
    return answering(the_book(), all_texts(), "en", encrypted=False, code=codes(0))


class Recorder:
    """A voice that keeps what is said, as ``--json`` would write it."""

    def __init__(self) -> None:
        self.lines: list[Line] = []

    def heard(self, heard: Heard) -> None:
        self.lines.append(
            {"kind": "heard", "id": heard.id, "event": heard.event, "as": heard.person, "error": heard.error}
        )

    def message(self, shown: Shown) -> None:
        self.lines.append(message_data(shown))

    def ready(self, at: datetime) -> None:
        self.lines.append({"kind": "ready", "at": iso(at)})


class Talking:
    """A chat in process. ``await talk("100x10")`` gives the lines between heard and ready, without ready."""

    def __init__(self, store: Store, console: Console, voice: Recorder, clock: Clock) -> None:
        self.store = store
        self.clock = clock
        self.closed = False
        self._console = console
        self._voice = voice

    async def __call__(self, line: str) -> list[Line]:
        """What one line brings about."""
        self._voice.lines.clear()
        await self._console.hear(line)
        assert self._voice.lines[0]["kind"] == "heard"
        assert self._voice.lines[-1]["kind"] == "ready"
        return list(self._voice.lines[:-1])

    async def said(self, line: str) -> list[str]:
        """Only the texts that a line is answered with."""
        return [m["text"] for m in await self(line) if m["kind"] == "message"]

    async def close(self) -> None:
        """End the chat."""
        if not self.closed:
            self.closed = True
            await self.store.close()


async def talking(
    db: Path | str,
    *,
    coach: Answering | None = None,
    texts: Texts | None = None,
    person: str = "me",
    locale: str = "en",
    clock: str | None = "2026-11-23T18:00:00+00:00",
    key: str | None = None,
    painter: Painter | None = None,
) -> Talking:
    """Open a chat."""
    store = await open_store(str(db), key=key, answering=coach or real_coach())
    ticking: Clock = SimulatedClock(datetime.fromisoformat(clock)) if clock else RealClock()
    voice = Recorder()
    place = Place(person, locale)
    spoken = texts or all_texts()
    behind = Coach(store, spoken, PLATFORM, "en", ticking, drawing(the_book(), spoken, "en"), painter)
    files = Path(f"{db}.files")
    console = Console(behind, ticking, voice, place, files, await store.next_event_number(PLATFORM))
    return Talking(store, console, voice, ticking)


NOT_IN_THE_STORE = (":as", ":again", ":in", ":manage")  # what a chat knows of these ends with it


@cache
def pasts() -> dict[tuple[str, str | None, tuple[str, ...]], tuple[bytes, str]]:
    """The store that chats left behind after the same lines, and their time; filled by ``talked``."""
    return {}


async def talked(
    file: Path, *lines: str, locale: str = "en", clock: str | None = "2026-11-23T18:00:00+00:00"
) -> Talking:
    """A chat in which these lines were said before, none of them in vain. They are heard once; whoever asks for the
    same again goes on, as after a restart, with a copy of what they left."""
    if clock is None or any(line.startswith(NOT_IN_THE_STORE) for line in lines):
        return await heard_all(await talking(file, locale=locale, clock=clock), lines)
    if (locale, clock, lines) not in pasts():
        talk = await heard_all(await talking(file, locale=locale, clock=clock), lines)
        await talk.close()
        pasts()[locale, clock, lines] = file.read_bytes(), iso(talk.clock.now())
    stored, now = pasts()[locale, clock, lines]
    file.write_bytes(stored)
    return await talking(file, locale=locale, clock=now)


async def heard_all(talk: Talking, lines: Sequence[str]) -> Talking:
    """The chat, when it has heard them."""
    try:
        for line in lines:
            assert not (await talk(line))[0].get("error"), line
    except BaseException:
        await talk.close()
        raise
    return talk


def only_message(lines: list[Line]) -> Mapping[str, Any]:
    """The one message of a turn."""
    [message] = [line for line in lines if line["kind"] == "message"]
    return message
