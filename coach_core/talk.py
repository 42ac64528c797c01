"""The words between core and shells: Incoming, Msg, Button, Say, Reply. No language, no platform."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from enum import StrEnum
from typing import Any

from coach_core.picture import Picture
from coach_core.values import dataclass

Value = "str | int | float | bool | Decimal | Weight | date | datetime | time | Msg | tuple[Msg, ...] | None"


class Kind(StrEnum):
    """What a person did."""

    TEXT = "text"
    PRESS = "press"
    EDIT = "edit"
    FILE = "file"
    OTHER = "other"  # voice, sticker, picture, location: something without words that the coach reads
    DUE = "due"  # the clock spoke: a due thing of this person


class Role(StrEnum):
    """What somebody is where an event happened, as the platform told with that very event: never remembered."""

    MEMBER = "member"
    ADMIN = "admin"  # may manage the room: an administrator of a Telegram group, Manage Server at Discord
    OWNER = "owner"
    ANONYMOUS = "anonymous"  # speaks as the group or as a channel: the id is shared by many, so it is nobody's


@dataclass(frozen=True, slots=True)
class Incoming:
    """One event of a platform, translated. ``event`` is unique in its platform: the same id is the same event."""

    platform: str
    person: str  # the platform's id of the person
    event: str
    at: datetime  # aware; when it was written
    kind: Kind = Kind.TEXT
    text: str = ""
    button: str | None = None  # id of the pressed button
    edits: str | None = None  # event id of the message that was edited
    media: str | None = None  # "voice", "sticker", "photo", "document" …
    room: str | None = None  # None is the private chat
    language: str | None = None  # what the platform tells, as it tells it ("es-MX")
    name: str | None = None  # how the platform calls the person
    role: Role = Role.MEMBER  # in the room
    addressed: bool = True  # False: said in a room, but not to the bot; nothing is stored of it
    whispers: bool = False  # an answer can be shown to this person alone in the room (interactions, the terminal)
    deaf: bool = False  # in the room commands, presses and the bot's name are heard, and nothing else that is typed
    shut: bool = False  # nothing can be sent to the person in private, here or elsewhere: the store says so
    guest: bool = False  # the bot is no member of the room: the person brought it along (user install)
    away: tuple[datetime, datetime] | None = None  # the coach was away so long that messages of then may be lost
    reply_to: str | None = None  # what a public answer hangs on (message, topic), in the adapter's own words
    topic: str | None = None  # the part of the room where it happened, in the adapter's own words
    due: datetime | None = None  # of what the clock says: when it was due; ``at`` is when it came
    location: tuple[float, float] | None = None  # a shared place: degrees north and east
    lacks: tuple[str, ...] = ()  # what the coach may not do in the room, as told with the event: "write", "files" …


@dataclass(frozen=True, slots=True)
class Msg:
    """The only way to say something: a key of the locale files and the values of its placeholders.

    A plural is chosen by the value named ``n``.
    """

    key: str
    values: Mapping[str, Any] = field(default_factory=dict)


def msg(key: str, **values: Any) -> Msg:  # noqa: ANN401 - values are of any kind that texts.py can format
    """Short for ``Msg(key, {...})``."""
    return Msg(key, values)


@dataclass(frozen=True, slots=True)
class Button:
    """A button: an id of at most 64 bytes that means the same after weeks and restarts, and its label.

    ``private``: the press is to be answered in the private chat; a platform that can only open it there makes it a
    link. ``form``: it opens a form; a platform that has none does not show it.
    """

    id: str
    label: Msg
    private: bool = False
    form: bool = False


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a message."""

    name: str
    mime: str
    content: str


@dataclass(frozen=True, slots=True)
class Say:
    """One message: its lines, its rows of buttons, its data (interfaces.md section 3).

    ``anchor`` names a message that stays alive ("workout"): with ``replace`` the newest message with that anchor is
    edited in place, if there is one. A ``live`` message is drawn when it is sent, from what is true then: it has no
    lines yet (``coach.drawn``).

    Everything is said to the person alone, unless it is ``public``: then the whole room sees it. With ``react`` that
    sign on the message of the person says it in the room, or nothing where no sign may be put; the lines stand there
    only where what was said to the person alone did not get there.
    """

    lines: tuple[Msg, ...] = ()
    buttons: tuple[tuple[Button, ...], ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)
    files: tuple[Attachment, ...] = ()
    charts: tuple[Picture, ...] = ()  # pictures, drawn when the message is sent; without them it says all the same
    anchor: str | None = None
    replace: bool = False
    live: bool = False
    public: bool = False
    react: str | None = None
    room: str | None = None  # said in that room, wherever the turn came from: what a challenge says
    topic: str | None = None  # … in that part of it, if it still is there
    named: tuple[tuple[int, int, str], ...] = ()  # challenge, person, name: who stands in it before all
    daily: bool = False  # lives on for weeks; where old messages can hardly be edited only the newest has buttons …
    fresh: bool = False  # … and this is the new one of the day there, instead of a change of the older one
    hides: bool = False  # who stands in the message that this one replaces has left: that one must not stay as it is
    thread: Msg | None = None  # where a room can have threads, one of this name hangs on it to talk in
    to: tuple[str, str] | None = None  # platform and person: somebody else, in private; None who caused the turn
    otherwise: Msg | None = None  # shown where the turn came from, to the person alone, if this cannot be sent to them
    secret: str | None = None  # a stretch of the text that is blotted out in the store once it is sent
    made: bytes = b""  # a message as it was made before, said once more: nothing of the rest holds


Reply = tuple[Say, ...]


def say(*lines: Msg, **data: Any) -> Say:  # noqa: ANN401
    """A message of lines, with data by name."""
    return Say(lines=lines, data=data)
