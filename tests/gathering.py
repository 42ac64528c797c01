"""Dialogs with a room, played in a group of Telegram and in a server of Discord: who says what how, and what is seen by
whom. What must be the same as in the terminal, and what differs because the platforms do, stands in differing.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, Protocol

from dialog import Dialog, Turn, typed_lines
from differing import (
    ALL,
    LABELS,
    LED,
    SIGN,
    UNSIGNED,
    Heard,
    Shown,
    Way,
    as_seen,
    is_old_board,
    shown_there,
    way_of,
)
from discord_stage import FORMS, DiscordStage, buttons_of, text_of
from fakes.telegram import BOT as TELEGRAM_BOT
from fakes.telegram import Seen
from passing import SOON, advance, settled
from replaying import expected_of, people_of
from telegram_stage import TelegramStage

from tests.fakes.discord import choices, until
from tests.fakes.discord_world import BOT, EPHEMERAL, Json

WELCOME = "Hello! I'm Topset, a strength"  # said to a server that it is added to


Mark = tuple[int, int]  # messages, signs


class Place(Protocol):
    """A platform with a room on it."""

    platform: str
    stage: Any

    async def begin(self, dialog: Dialog) -> None: ...

    async def say(self, person: str, text: str, *, room: bool) -> Heard: ...

    async def press(self, person: str, label: str, *, room: bool) -> Heard:
        """Press the newest button with this label."""

    async def follow(self, person: str) -> None:
        """Go where a line in the room leads."""

    def manages(self, person: str, *, on: bool) -> None:
        """Somebody has, or has not, the right to manage the room from now on."""

    def met(self, person: str) -> bool:
        """Whether the bot may write to this person."""

    def mark(self) -> Mark:
        """How much was shown so far."""

    def since(self, mark: Mark) -> list[Shown]:
        """What was shown since then."""

    def standing(self) -> list[str]:
        """What of the bot can be read in the room now."""

    def number(self, person: str) -> str: ...


class OnDiscord:
    """A server."""

    platform = "discord"

    def __init__(self, stage: DiscordStage) -> None:
        self.stage: Any = stage
        self.discord = stage.discord
        self._guild = "5"

    async def begin(self, dialog: Dialog) -> None:
        self.stage.begin(dialog.header["locale"], dialog.header["clock"])
        for name in people_of(dialog):
            self.discord.world.names[self.number(name)] = name
        await self.discord.joins(self._guild)

    def manages(self, person: str, *, on: bool) -> None:
        (self.discord.world.bosses.add if on else self.discord.world.bosses.discard)(self.number(person))

    def met(self, person: str) -> bool:
        return True  # whoever is in a server with it

    async def say(self, person: str, text: str, *, room: bool) -> Heard:
        number, way = self.number(person), way_of(text)
        if not room:
            await self.discord.says(number, text)
            return Heard.ALONE
        if way is Way.ANSWER:
            await self._types(number, text)
        elif way is Way.SETS:
            await self.discord.slash(number, "log", guild=self._guild, sets=text)
        elif way is Way.COMMAND and self._has(text):
            name, _, rest = text.removeprefix("/").partition(" ")
            await self.discord.slash(number, name, guild=self._guild, **({"part": rest} if rest else {}))
        else:
            await self.discord.says_in(self._guild, number, f"<@{BOT}> {text}")
            return Heard.OPENLY
        return Heard.WHISPERED

    def _has(self, text: str) -> bool:
        """Whether that command can be picked in a server."""
        name = text.removeprefix("/").partition(" ")[0]
        return any(command["name"] == name and 0 in command["contexts"] for command in self.discord.world.commands)

    async def _types(self, number: str, text: str) -> None:
        """Answer in the form that the question opens."""
        shown = reversed(self.discord.sees(number, self._guild))
        labels = ((item.get("label"), message) for message in shown for item, _ in choices(message))
        label, message = next((label, message) for label, message in labels if label in FORMS)
        opened = await self.discord.taps(number, label, message, guild=self._guild)
        await self.discord.submits(opened, {"text": text})

    async def press(self, person: str, label: str, *, room: bool) -> Heard:
        there = LABELS[self.platform].get(f"[{label}]", label) if room else label
        await self.discord.taps(self.number(person), there.strip("[]"), guild=self._guild if room else None)
        return Heard.WHISPERED if room else Heard.ALONE

    async def follow(self, person: str) -> None:
        raise AssertionError("nobody has to be led anywhere")

    def mark(self) -> Mark:
        return len(self.discord.world.shown), len(self.discord.world.reactions)

    def since(self, mark: Mark) -> list[Shown]:
        """An older board that loses its buttons says nothing; the bot says once what it is."""
        world = self.discord.world
        shown = [
            as_seen(self._reader(message), text_of(message), buttons_of(message))
            for kind, message in world.shown[mark[0] :]
            if not (kind == "edit" and is_old_board(Shown(ALL, text_of(message), buttons_of(message))))
        ]
        signs = [Shown(ALL, emoji, "") for _, _, emoji in world.reactions[mark[1] :]]
        return [*signs, *(one for one in shown if not one.text.startswith(WELCOME))]

    def standing(self) -> list[str]:
        told = self.discord.world.guild(self._guild).messages
        return [text_of(m) for m in told if m["author"]["id"] == BOT and not m["flags"] & EPHEMERAL]

    def _reader(self, message: Json) -> str:
        """Who can read a message."""
        world, names = self.discord.world, self.stage.people
        user = world.channels[message["channel_id"]].user
        if user is None and message["flags"] & EPHEMERAL:
            user = next(p.user for p in world.pressed.values() if message["id"] in whispered_by(p))
        return ALL if user is None else names.get(user, user)

    def number(self, person: str) -> str:
        return self.stage.number(person)


def whispered_by(pressed: Any) -> set[str]:  # noqa: ANN401
    """The messages that answer an interaction."""
    return {message["id"] for message in (pressed.original, *pressed.followups) if message}


class OnTelegram:
    """A group."""

    platform = "telegram"

    def __init__(self, stage: TelegramStage) -> None:
        self.stage: Any = stage
        self.telegram = stage.telegram
        self._group = -7000

    async def begin(self, dialog: Dialog) -> None:
        self.stage.begin(dialog.header["locale"], dialog.header["clock"])
        self._group -= 1
        self.telegram.chats[self._group] = {}
        for name in people_of(dialog):
            self.telegram.names[int(self.number(name))] = name

    def manages(self, person: str, *, on: bool) -> None:
        self.telegram.roles[self._group, int(self.number(person))] = "administrator" if on else "member"

    def met(self, person: str) -> bool:
        return int(self.number(person)) in self.telegram.chats

    async def say(self, person: str, text: str, *, room: bool) -> Heard:
        way, number = way_of(text), int(self.number(person))
        if not room or way is Way.ANSWER:
            await self.telegram.say(number, text)
            return Heard.ALONE
        if way is Way.COMMAND:
            await self.telegram.say(number, f"/{text.removeprefix('/')}", self._group)
        else:
            await self.telegram.say(number, f"@{TELEGRAM_BOT['username']} {text}", self._group)
        return Heard.OPENLY

    async def press(self, person: str, label: str, *, room: bool) -> Heard:
        number = int(self.number(person))
        chat, seen, button = next(self._buttons((self._group, number) if room else (number,), label))
        if "url" in button:
            await self._opens(number, button["url"])
            return Heard.ALONE
        in_group = chat == self._group
        await self.telegram.press(number, button["callback_data"], seen.id, chat if in_group else None)
        return Heard.OPENLY if in_group else Heard.ALONE

    def _buttons(self, chats: Iterable[int], label: str) -> Iterator[tuple[int, Seen, Json]]:
        """Those with this label, the newest of each chat first."""
        for chat in chats:
            for seen in sorted(self.telegram.chats[chat].values(), key=lambda seen: -seen.id):
                yield from ((chat, seen, b) for row in seen.buttons for b in row if b["text"] == label)

    async def _opens(self, number: int, url: str) -> None:
        """A link into the private chat, and its Start."""
        await self.telegram.say(number, f"/start {url.partition('?start=')[2]}")

    async def follow(self, person: str) -> None:
        newest = max((s for s in self.telegram.chats[self._group].values() if s.mine), key=lambda seen: seen.id)
        [[button]] = newest.buttons
        await self._opens(int(self.number(person)), button["url"])

    def mark(self) -> Mark:
        return len(self.telegram.log), len(self.telegram.reactions)

    def since(self, mark: Mark) -> list[Shown]:
        names = self.stage.people
        signs = [Shown(ALL, emoji, "") for _, _, emoji in self.telegram.reactions[mark[1] :]]
        told = self.telegram.log[mark[0] :]
        return [*signs, *(as_seen(names.get(chat, ALL), seen.text, labels_of(seen)) for chat, _, seen in told)]

    def standing(self) -> list[str]:
        return [seen.text for seen in self.telegram.chats[self._group].values() if seen.mine]

    def number(self, person: str) -> str:
        return str(self.stage.number(person))


def labels_of(seen: Seen) -> str:
    """The buttons of a message, as a dialog writes them."""
    return " ".join(f"[{button['text']}]" for row in seen.buttons for button in row)


def acts(dialog: Dialog) -> Iterator[tuple[Turn, str, str, bool]]:
    """Each line that does something: who says or presses it, and whether that is in the room."""
    speaking, room = dialog.header["as"], False
    for turn in dialog.turns:
        speaking, typed = typed_lines(turn.line, speaking)
        if typed[-1].startswith(":in "):
            room = typed[-1] != ":in dm"
        elif not typed[-1].startswith(":as ") and not any(line.startswith("(error: ") for line in turn.expected):
            yield turn, speaking, typed[-1], room


async def play(dialog: Dialog, place: Place) -> None:
    """Play a dialog from the first line to the last. Fails at the first line that is answered otherwise."""
    await place.begin(dialog)
    for turn, speaking, typed, room in acts(dialog):
        if typed.startswith(":admin "):
            place.manages(speaking, on=typed == ":admin on")
            continue
        mark = place.mark()
        heard = await act(place, speaking, typed, room=room)
        told = (Shown(m.to, m.text, m.buttons) for m in expected_of(turn, speaking))
        wanted = Counter(shown_there(place.platform, heard, told))
        if heard is Heard.OPENLY and any(one.to == speaking and one.text not in UNSIGNED for one in wanted):
            await led_or_signed(place, speaking, mark, wanted)
        await until(partial(is_shown, place, mark, wanted.total()), None, SOON)
        await settled(place.stage)
        shown = Counter(place.since(mark))
        log = place.stage.topset.said()[-1500:]
        assert shown == wanted, f"{turn.number}: {turn.line}\n{shown - wanted}\ninstead of\n{wanted - shown}\n{log}"


async def act(place: Place, person: str, typed: str, *, room: bool) -> Heard:
    """Do what a line says."""
    if typed.startswith((":at ", ":wait ")):
        await advance(place.stage, typed)
        return Heard.ALONE
    if typed.startswith(":press "):
        return await place.press(person, typed.removeprefix(":press "), room=room)
    return await place.say(person, typed, room=room)


async def led_or_signed(place: Place, person: str, mark: Mark, wanted: Counter[Shown]) -> None:
    """The answer is not for the room: a sign on what was said, or for who cannot be written to the way, and they go."""
    if place.met(person):
        wanted[SIGN] += 1
        return
    wanted[LED] += 1
    await until(lambda: LED in place.since(mark), "the way to the private chat", SOON)
    await place.follow(person)


def is_shown(place: Place, mark: Mark, number: int) -> bool:
    """Whether as much was shown since then."""
    return len(place.since(mark)) >= number
