"""Telegram as a stage for dialogs: the product as a process of its own behind a Telegram on loopback."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fakes.telegram import TOKEN, FakeTelegram, Seen, until
from passing import STEP, advance
from process import Reborn
from replaying import Message, export_of

from bot.console.lines import SetClock, Wait, read_line
from bot.on_console import MEDIA
from coach_core.store import open_store


class TelegramStage:
    """People of dialogs, each with a number of their own."""

    name, platform = "Telegram", "telegram"
    stops_where_due = False  # as the clock goes on; without it the dialog has nothing that comes by itself

    def __init__(self, telegram: FakeTelegram, topset: Reborn, clock: Path) -> None:
        self.telegram = telegram
        self.topset = topset
        self._file = clock
        self._numbers: dict[str, int] = {}
        self._messages: dict[int, int] = {}  # events and the messages that they were
        self._locale = "en"
        self._from = 0
        telegram.now = lambda: self.now().timestamp()

    @property
    def db(self) -> Path:
        return self.topset.db

    def now(self) -> datetime:
        return datetime.fromisoformat(self._file.read_text())

    def begin(self, locale: str, clock: str) -> None:
        """Another dialog, of other people."""
        self._messages.clear()
        self._locale = locale
        self._from = len(self.telegram.log)
        self._set(datetime.fromisoformat(clock).astimezone(UTC))
        self._taken = {*getattr(self, "_taken", set()), *self._numbers.values()}
        self._numbers.clear()

    @property
    def people(self) -> dict[int, str]:
        """The people of this dialog, by their numbers."""
        return {number: name for name, number in self._numbers.items()}

    def number(self, person: str) -> int:
        if person not in self._numbers:
            self._numbers[person] = 1001 + len(self._taken) + len(self._numbers)
            self.telegram.languages[self._numbers[person]] = self._locale
        return self._numbers[person]

    def _set(self, at: datetime) -> None:
        fresh = self._file.with_suffix(".new")
        fresh.write_text(at.isoformat())
        fresh.replace(self._file)

    async def say(self, person: str, text: str, event: int) -> None:
        self._messages[event] = await self.telegram.say(self.number(person), text)

    async def press(self, person: str, label: str, event: int) -> None:
        chat = self.number(person)
        for seen in sorted(self.telegram.chats[chat].values(), key=lambda s: -s.id):
            for button in (b for row in seen.buttons for b in row):
                if label in (button["text"], button["callback_data"]):
                    await self.telegram.press(chat, button["callback_data"], seen.id)
                    return
        raise AssertionError(f"no button {label!r}")

    async def edit(self, person: str, earlier: int, text: str, event: int) -> None:
        await self.telegram.edit(self.number(person), self._messages[earlier], text)

    async def file(self, person: str, path: str, event: int) -> None:
        kind = MEDIA.get(Path(path).suffix.lower(), "document")
        one = {"file_id": "f", "file_unique_id": "f", "width": 1, "height": 1, "duration": 1}
        sent: Any = [one] if kind == "photo" else one
        self._messages[event] = await self.telegram.say(self.number(person), "", **{kind: sent})

    async def again(self) -> None:
        await self.telegram.put_raw(self.telegram.last)

    async def set(self, at: datetime) -> None:
        """The clock, and what came by then has been taken."""
        self._set(at)
        await self.polled()

    async def clock(self, line: str) -> None:
        if self.stops_where_due:
            await advance(self, line)
            return
        meant = read_line(line)
        assert isinstance(meant, SetClock | Wait), line
        end = meant.at if isinstance(meant, SetClock) else self.now() + meant.span
        while self.now() < end:
            await self.set(min(end, self.now() + STEP))

    async def polled(self) -> None:
        """Wait until the product has asked for updates once more."""
        before = len(self.telegram.called("getUpdates"))
        await self.telegram.put()  # an update of a kind that nobody asked for: the poll comes back
        await until(lambda: len(self.telegram.called("getUpdates")) > before, why=self.topset.said)

    async def restart(self) -> None:
        await self.topset.stop()
        await (await self.topset.start()).ready()

    async def shown(self, expected: list[Message]) -> list[Message]:
        chats = {self.number(message.to) for message in expected}
        files = sum(len(message.files) for message in expected)
        await until(lambda: len(self._since()) >= len(expected) + files, 60, lambda: self._why(expected))
        if not expected:
            await self.polled()
            await self.polled()
        found = self._messages_since()
        self._from = len(self.telegram.log)
        assert {chat for chat, _ in found} <= chats
        return [message for _, message in found]

    def _why(self, expected: list[Message]) -> str:
        return f"{self._since()}\ninstead of {expected}\n{self.topset.said()[-3000:]}"

    def _since(self) -> list[tuple[int, str, Seen]]:
        return self.telegram.log[self._from :]

    def _messages_since(self) -> list[tuple[int, Message]]:
        found: list[tuple[int, Message]] = []
        for chat, kind, seen in self._since():
            if seen.file is not None and not seen.text:  # a picture has its text under it
                found[-1][1].files.append(seen.file)
            else:
                found.append((chat, self._message(chat, kind, seen)))
        return found

    def _message(self, chat: int, kind: str, seen: Seen) -> Message:
        buttons = " ".join(f"[{b['text']}]" for row in seen.buttons for b in row)
        return Message(self.people[chat], kind == "edit", seen.text, buttons)

    async def stored(self, person: str) -> dict[str, Any]:
        async with await open_store(str(self.topset.db), read_only=True) as store:
            return await export_of(store, "telegram", str(self.number(person)))


@asynccontextmanager
async def telegram_stage(folder: Path, **settings: str) -> AsyncIterator[TelegramStage]:
    """The product running behind a Telegram, its clock in a file."""
    telegram = await FakeTelegram().start()
    clock = folder / "clock"
    clock.write_text("2026-11-23T18:00:00+00:00")
    topset = Reborn(
        folder, TOPSET_TELEGRAM_TOKEN=TOKEN, TOPSET_TELEGRAM_API=telegram.address, TOPSET_TEST_PACE="0.2",
        TOPSET_TEST_LIMITS="off", TOPSET_TEST_CLOCK=str(clock), TOPSET_LOG_LEVEL="INFO", **settings,
    )  # fmt: skip
    try:
        await (await topset.start()).ready()
        yield TelegramStage(telegram, topset, clock)
        await topset.stop()
        assert topset.process.returncode == 0, topset.said()
        assert telegram.wrong == []
        assert TOKEN not in topset.said()
    finally:
        if topset.process.returncode is None:
            await topset.kill()
        await telegram.stop()
