"""Discord as a stage for dialogs: the product as a process of its own behind a Discord on loopback."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from passing import advance
from process import Reborn
from replaying import Message, export_of

from bot.console.lines import SetClock, Wait, read_line
from bot.on_console import MEDIA
from bot.texts import Texts
from coach_core.store import open_store
from coach_core.talk import msg
from tests.fakes.discord import TOKEN, FakeDiscord, until
from tests.fakes.discord_world import Json

TYPES = {"photo": "image/png", "voice": "audio/ogg", "document": "application/pdf"}
FORMS = frozenset(
    Texts().render(msg(key), language).text for key in ("button-fill", "button-type") for language in ("en", "es")
)
QUIET = 0.4  # seconds in which nothing more is said


class DiscordStage:
    """People of dialogs, each with a number of their own."""

    name, platform = "Discord", "discord"
    stops_where_due = False  # as the clock goes on; without it the dialog has nothing that comes by itself

    def __init__(self, discord: FakeDiscord, topset: Reborn, clock: Path) -> None:
        self.discord = discord
        self.topset = topset
        self._file = clock
        self._numbers: dict[str, str] = {}
        self._taken = 0
        self._messages: dict[int, Json] = {}  # events and the messages that they were
        self._locale = "en-US"
        self._from = 0

    @property
    def db(self) -> Path:
        return self.topset.db

    def now(self) -> datetime:
        return datetime.fromisoformat(self._file.read_text())

    def begin(self, locale: str, clock: str) -> None:
        """Another dialog, of other people."""
        self._locale = "es-ES" if locale.startswith("es") else "en-US"
        self._taken += len(self._numbers)
        self._numbers.clear()
        self._messages.clear()
        self._from = len(self.discord.world.shown)
        self._set(datetime.fromisoformat(clock).astimezone(UTC))

    @property
    def people(self) -> dict[str, str]:
        """The people of this dialog, by their numbers."""
        return {number: name for name, number in self._numbers.items()}

    def number(self, person: str) -> str:
        return self._numbers.setdefault(person, str(1001 + self._taken + len(self._numbers)))

    def _set(self, at: datetime) -> None:
        fresh = self._file.with_suffix(".new")
        fresh.write_text(at.isoformat())
        fresh.replace(self._file)

    async def say(self, person: str, text: str, event: int) -> None:
        self._messages[event] = await self.discord.says(self.number(person), text)

    async def press(self, person: str, label: str, event: int) -> None:
        await self.discord.taps(self.number(person), label, locale=self._locale)

    async def edit(self, person: str, earlier: int, text: str, event: int) -> None:
        await self.discord.edits(self._messages[earlier], text)

    async def file(self, person: str, path: str, event: int) -> None:
        kind = MEDIA.get(Path(path).suffix.lower(), "document")
        sent = {"id": "1", "filename": "a", "size": 1, "content_type": TYPES[kind]}
        sent |= {"url": "https://cdn.test/a", "proxy_url": "https://cdn.test/a"}
        self._messages[event] = await self.discord.says(self.number(person), "", attachments=[sent])

    async def again(self) -> None:
        sent = self.discord.gateway.sessions[-1].sent
        latest = next(p for p in reversed(sent) if p["t"] in ("MESSAGE_CREATE", "MESSAGE_UPDATE", "INTERACTION_CREATE"))
        await self.discord.gateway.emit(latest["t"], latest["d"])

    async def set(self, at: datetime) -> None:
        """The clock; nothing is asked for here by polls."""
        self._set(at)

    async def clock(self, line: str) -> None:
        if self.stops_where_due:
            await advance(self, line)
            return
        meant = read_line(line)
        assert isinstance(meant, SetClock | Wait), line
        self._set(meant.at if isinstance(meant, SetClock) else self.now() + meant.span)

    async def restart(self) -> None:
        await self.topset.stop()
        await (await self.topset.start()).ready()

    async def shown(self, expected: list[Message]) -> list[Message]:
        world = self.discord.world
        if not expected:
            await until(lambda: len(world.shown) > self._from, None, QUIET)
        await until(lambda: len(self._since()) >= len(expected), None, 60)
        found = self._since()
        self._from = len(world.shown)
        return found

    def _since(self) -> list[Message]:
        found: list[Message] = []
        names = {self.discord.world.dm(number).id: name for name, number in self._numbers.items()}
        for kind, message in self.discord.world.shown[self._from :]:
            told = Message(names[message["channel_id"]], kind == "edit", text_of(message), buttons_of(message))
            names_of = (file["filename"] for file in message["attachments"])
            told.files = [name for name in names_of if not name.endswith(".png")]  # the terminal of tests draws none
            found.append(told)
        return found

    async def stored(self, person: str) -> dict[str, Any]:
        async with await open_store(str(self.topset.db), read_only=True) as store:
            return await export_of(store, "discord", self.number(person))


def text_of(message: Json) -> str:
    """A text as a person reads it: marks done, escapes gone."""
    told = message["content"] or "".join(embed["description"] for embed in message["embeds"])
    return re.sub(r"\\([^0-9A-Za-z\s])", r"\1", re.sub(r"(?<!\\)\*\*", "", told))


def buttons_of(message: Json) -> str:
    """What can be pressed or chosen; a form is Discord's own."""
    items = [item for row in message["components"] for item in row["components"]]
    labels = [o["label"] for item in items for o in item.get("options", [item])]
    return " ".join(f"[{label}]" for label in labels if label not in FORMS)


@asynccontextmanager
async def discord_stage(folder: Path, **settings: str) -> AsyncIterator[DiscordStage]:
    """The product running behind a Discord, its clock in a file."""
    clock = folder / "clock"
    clock.write_text("2026-11-23T18:00:00+00:00")
    discord = FakeDiscord(lambda: datetime.fromisoformat(clock.read_text()))
    await discord.open()
    topset = Reborn(
        folder, **discord.settings, TOPSET_TEST_PACE="0.2", TOPSET_TEST_LIMITS="off", TOPSET_TEST_CLOCK=str(clock),
        TOPSET_LOG_LEVEL="DEBUG", **settings,
    )  # fmt: skip
    try:
        await (await topset.start()).ready()
        yield DiscordStage(discord, topset, clock)
        await topset.stop()
        assert topset.process.returncode == 0, topset.said()
        assert discord.wrong == []
        assert TOKEN not in topset.said(), "a secret in the log"
    finally:
        if topset.process.returncode is None:
            await topset.kill()
        await discord.close()
