"""What a line typed into the terminal means (interfaces.md section 3): text or a word after a colon. Does nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from bot.clean import clean_incoming
from coach_core.values import dataclass

LONGEST_WAIT = timedelta(days=3660)
UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


@dataclass(frozen=True, slots=True)
class Said:
    """A message from the current person."""

    text: str


@dataclass(frozen=True, slots=True)
class SpeakAs:
    """Somebody else speaks from now on."""

    name: str


@dataclass(frozen=True, slots=True)
class GoIn:
    """Into a room, or back to the private chat (None)."""

    room: str | None


@dataclass(frozen=True, slots=True)
class Manage:
    """Whether the current person may manage the current room."""

    on: bool


@dataclass(frozen=True, slots=True)
class Press:
    """A button, by its label or id."""

    button: str


@dataclass(frozen=True, slots=True)
class Edit:
    """Another text for an own earlier message."""

    event: str
    text: str


@dataclass(frozen=True, slots=True)
class SendFile:
    """A file."""

    path: str


@dataclass(frozen=True, slots=True)
class Again:
    """The last event once more, with its id."""


@dataclass(frozen=True, slots=True)
class SetClock:
    """Forward to an instant."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Wait:
    """Forward by a while."""

    span: timedelta


@dataclass(frozen=True, slots=True)
class Wrong:
    """A word of the terminal that cannot be followed, and why."""

    reason: str


Line = Said | SpeakAs | GoIn | Manage | Press | Edit | SendFile | Again | SetClock | Wait | Wrong


def read_line(raw: str) -> Line:
    """The meaning of a line without its line break. Never raises; a colon before anything unknown is text."""
    line = clean_incoming(raw)
    word, _, rest = line.partition(" ")
    reader = WORDS.get(word)
    return reader(rest.strip()) if reader else Said(unescape(line))


def unescape(text: str) -> str:
    r"""A typed ``\n`` is a line break and ``\\`` a backslash; any other backslash stays."""
    return re.sub(r"\\([n\\])", lambda found: "\n" if found[1] == "n" else "\\", text)


def _as(rest: str) -> Line:
    return SpeakAs(rest) if rest else Wrong(":as needs a name, such as :as anna")


def _in(rest: str) -> Line:
    if not rest:
        return Wrong(":in needs a room, such as :in gym, or :in dm")
    return GoIn(None if rest == "dm" else rest)


def _admin(rest: str) -> Line:
    return Manage(rest == "on") if rest in ("on", "off") else Wrong("say :admin on or :admin off")


def _press(rest: str) -> Line:
    return Press(rest) if rest else Wrong(":press needs the label or the id of a button")


def _edit(rest: str) -> Line:
    event, _, text = rest.partition(" ")
    return Edit(event, unescape(text.strip())) if text.strip() else Wrong("say :edit ID TEXT, such as :edit u3 100x8")


def _file(rest: str) -> Line:
    return SendFile(rest) if rest else Wrong(":file needs a path")


def _again(rest: str) -> Line:
    return Wrong(":again stands alone") if rest else Again()


def _at(rest: str) -> Line:
    try:
        at = datetime.fromisoformat(rest)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        return Wrong(":at needs a time with its zone, such as :at 2026-11-23T18:00:00+00:00")
    return SetClock(at)


def _wait(rest: str) -> Line:
    found = re.fullmatch(r"([0-9]{1,9}) ?([smhdw])", rest)
    span = timedelta(**{UNITS[found[2]]: int(found[1])}) if found else None
    if span is None or span > LONGEST_WAIT:
        return Wrong(":wait needs a while of at most ten years, such as :wait 90s or :wait 3d")
    return Wait(span)


WORDS: Mapping[str, Callable[[str], Line]] = {
    ":as": _as,
    ":in": _in,
    ":admin": _admin,
    ":press": _press,
    ":edit": _edit,
    ":file": _file,
    ":again": _again,
    ":at": _at,
    ":wait": _wait,
}
