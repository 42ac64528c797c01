"""The month of the dialog, from making to ceremony, on Discord and Telegram: five people in a room for four weeks.

What is said is word by word what the terminal says; where it stands differs: Discord whispers in the room and puts up a
new board once a day, Telegram answers some of it before everybody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import pytest
from dialog import DIALOGS, Dialog, Turn, read_dialog, typed_lines
from discord_stage import DiscordStage, buttons_of, discord_stage, text_of
from passing import SOON, advance, settled
from replaying import expected_of, export_of, in_the_terminal, people_of
from telegram_stage import TelegramStage, telegram_stage

from coach_core.store import open_store
from tests.fakes.discord import until

MONTH = read_dialog(DIALOGS / "hip-thrust-month.txt")
GYM, GROUP = "5", -7007
Said = tuple[str, str]  # a text, its buttons


class Place(Protocol):
    """A platform with a room on it."""

    platform: str
    stage: Any

    async def begin(self, dialog: Dialog) -> None: ...

    async def say(self, person: str, text: str, *, room: bool) -> None: ...

    async def press(self, person: str, label: str, *, room: bool) -> None: ...

    def seen(self) -> list[Said]:
        """All that was shown since the beginning."""

    def number(self, person: str) -> str: ...


class OnDiscord:
    """A server."""

    platform = "discord"

    def __init__(self, stage: DiscordStage) -> None:
        self.stage: Any = stage
        self.discord = stage.discord

    async def begin(self, dialog: Dialog) -> None:
        self.stage.begin(dialog.header["locale"], dialog.header["clock"])
        for name in people_of(dialog):
            self.discord.world.names[self.number(name)] = name
        self.discord.world.bosses.add(self.number(dialog.header["as"]))
        await self.discord.joins(GYM)

    async def say(self, person: str, text: str, *, room: bool) -> None:
        if not room:
            await self.discord.says(self.number(person), text)
            return
        name, _, rest = text.removeprefix("/").partition(" ")
        await self.discord.slash(self.number(person), name, guild=GYM, part=rest)

    async def press(self, person: str, label: str, *, room: bool) -> None:
        await self.discord.taps(self.number(person), label, guild=GYM if room else None)

    def seen(self) -> list[Said]:
        """An older board that loses its buttons says nothing."""
        shown = [(kind, text_of(message), buttons_of(message)) for kind, message in self.discord.world.shown]
        bare = [kind == "edit" and not buttons and "🏆" in text for kind, text, buttons in shown]
        said = [(text, buttons) for (_, text, buttons), lost in zip(shown, bare, strict=True) if not lost]
        return [(text, buttons) for text, buttons in said if not text.startswith("Hello! I'm Topset, a strength")]

    def number(self, person: str) -> str:
        return self.stage.number(person)


class OnTelegram:
    """A group."""

    platform = "telegram"

    def __init__(self, stage: TelegramStage) -> None:
        self.stage: Any = stage
        self.telegram = stage.telegram

    async def begin(self, dialog: Dialog) -> None:
        self.stage.begin(dialog.header["locale"], dialog.header["clock"])
        self.telegram.chats[GROUP] = {}
        for name in people_of(dialog):
            self.telegram.names[int(self.number(name))] = name
        self.telegram.roles[GROUP, int(self.number(dialog.header["as"]))] = "creator"

    async def say(self, person: str, text: str, *, room: bool) -> None:
        await self.telegram.say(int(self.number(person)), text, GROUP if room else None)

    async def press(self, person: str, label: str, *, room: bool) -> None:
        chat = GROUP if room else int(self.number(person))
        shown = sorted(self.telegram.chats[chat].values(), key=lambda seen: -seen.id)
        found = ((s, b) for s in shown for row in s.buttons for b in row if b["text"] == label)
        seen, button = next(found)
        where = GROUP if room else None
        await self.telegram.press(int(self.number(person)), button["callback_data"], seen.id, where)

    def seen(self) -> list[Said]:
        told = ((seen.text, (b["text"] for row in seen.buttons for b in row)) for _, _, seen in self.telegram.log)
        return [(text, " ".join(f"[{label}]" for label in labels)) for text, labels in told]

    def number(self, person: str) -> str:
        return str(self.stage.number(person))


def acts(dialog: Dialog) -> Iterator[tuple[Turn, str, str, bool]]:
    """Each line that does something: who says or presses it, and whether that is in the room."""
    speaking, room = dialog.header["as"], False
    for turn in dialog.turns:
        speaking, typed = typed_lines(turn.line, speaking)
        if typed[-1].startswith(":in "):
            room = typed[-1] != ":in dm"
        elif not typed[-1].startswith((":admin", ":as ")):
            yield turn, speaking, typed[-1], room


async def played(dialog: Dialog, place: Place) -> None:
    await place.begin(dialog)
    from_here = len(place.seen())
    for turn, speaking, typed, room in acts(dialog):
        if typed.startswith((":at ", ":wait ")):
            await advance(place.stage, typed)
        elif typed.startswith(":press "):
            await place.press(speaking, typed.removeprefix(":press "), room=room)
        else:
            await place.say(speaking, typed, room=room)
        wanted = Counter((m.text, m.buttons) for m in expected_of(turn, speaking))
        await until(partial(has_more, place, from_here + wanted.total()), None, SOON)
        await settled(place.stage)
        shown = Counter(place.seen()[from_here:])
        log = place.stage.topset.said()[-1500:]
        assert shown == wanted, f"{turn.number}: {turn.line}\n{shown - wanted}\ninstead of\n{wanted - shown}\n{log}"
        from_here = len(place.seen())


def has_more(place: Place, than: int) -> bool:
    return len(place.seen()) >= than


STAGES: dict[str, Any] = {"discord": (discord_stage, OnDiscord), "telegram": (telegram_stage, OnTelegram)}


@pytest.mark.parametrize("platform", STAGES)
async def test_the_month_is_the_same_on_every_platform(platform: str, tmp_path: Path) -> None:
    stage_of, place_of = STAGES[platform]
    opened: AbstractAsyncContextManager[Any] = stage_of(tmp_path)
    async with opened as stage:
        place: Place = place_of(stage)
        await played(MONTH, place)
        wanted = await in_the_terminal(MONTH, tmp_path)
        async with await open_store(str(place.stage.db), read_only=True) as store:
            stored = {name: await export_of(store, platform, place.number(name)) for name in people_of(MONTH)}
    assert stored == wanted
    assert all(person["challenges"] for person in wanted.values())
