"""Which command an event means: a button by its id, a slash command, a typed word, else a log. Nothing is decided."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from coach_core.commands import asked_day, asked_done, correct, helping, old_edit, remind_said, training_times
from coach_core.commands.challenge_said import challenge_said
from coach_core.commands.in_passing import asked_in_passing
from coach_core.commands.named import named
from coach_core.commands.plainly import asked as asked_plainly
from coach_core.commands.reading import says_only_sets
from coach_core.commands.stop_said import ends_all
from coach_core.commands.table import COMMANDS
from coach_core.person import Person
from coach_core.talk import Incoming, Kind
from coach_core.turn import Call, Command, Outcome
from coach_core.values import dataclass

BY_NAME: Mapping[str, Command] = {command.name: command for command in COMMANDS}
WITH_WORDS = frozenset({
    "today", "why", "history", "program", "language", "timezone", "evidence", "how", "move", "reminders", "form",
    "settings", "rest", "swap", "skip", "undo", "challenge", "link",
})  # fmt: skip
CODE = re.compile(r"(?=.*[a-z])(?=.*[0-9])[0-9a-z]{5}-[0-9a-z]{5}", re.IGNORECASE)  # of /link, as it was shown
NO_CODE = re.compile(r"[a-z]+-[0-9]+(?:[x@][0-9]+|kgs?|lbs?)?", re.IGNORECASE)  # "squat-60x10", "bench-100kg"
ALSO: Mapping[str, str] = {"links": "link"}  # commands by another name; without the slash it may be another word
PLAINLY_A_LOG = re.compile(r"[0-9]\s{0,3}[x×*@]\s{0,3}[0-9]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Meant:
    """Which command an event means, and the call that it is handed."""

    command: Command
    call: Call


def meant(call: Call) -> Meant:
    """Finds the command: a button by its id, a slash command, a word that is one, else a log."""
    event = call.event
    if event.kind is Kind.PRESS:
        name, _, rest = (event.button or "").partition(":")
        parts = tuple(p for p in rest.split(":") if p) if name != "alt" else tuple(rest.split(":", 1))
        command = BY_NAME.get(name, Command("old", lambda c: Outcome(c.person, helping.old(c))))
        return Meant(command, replace(call, press=parts))
    if event.kind is Kind.EDIT:
        return Meant(Command("log", old_edit.of_message, correct.wants), call)
    if event.location is not None:
        return Meant(BY_NAME["timezone"], call)
    if event.kind is not Kind.TEXT or not event.text.strip():
        return Meant(Command("help", helping.wordless), call)
    return _spoken(call) or Meant(BY_NAME["log"], call)


def _spoken(call: Call) -> Meant | None:
    text = call.event.text.strip().lstrip("¿¡ ")
    if call.event.room is None and CODE.fullmatch(text) and not NO_CODE.fullmatch(text):
        return Meant(BY_NAME["link"], replace(call, words=text))
    slash = text.startswith("/")
    first, _, rest = text.lstrip("/").partition(" ")
    first = first.split("@")[0].lower().rstrip(",;:.!")
    first = ALSO.get(first, first) if slash else first
    typed = call.given.book.typed.commands
    plain = text.lower().lstrip("✓¿¡ ").rstrip("!.? ")
    label = None if slash else call.given.book.typed.labels.get(plain)
    if label is not None:
        return Meant(BY_NAME[label], call)
    if not slash and asked_in_passing(call, text):
        return None
    alone = call.person.question is None or typed.get(first) is not None  # else who asked is not forgotten
    if not slash and (said := _of_times(call, text, alone=alone)) is not None:
        return said
    whole = None if slash else typed.get(plain)
    if not slash and typed.get(first) != "reminders" and ends_all(plain, call.given.book.typed.times):
        whole = whole or "stop"
    second, _, behind = rest.partition(" ")
    if not slash and typed.get(first) is None and typed.get(f"{first} {second.lower()}") in ("why", "how"):
        first, rest = f"{first} {second.lower()}", behind  # "por qué"
    free = whole is None and not slash and typed.get(first) != "why"  # "por qué descanso" asks for no rest timer
    asked = (named(call, text) or asked_plainly(call, text)) if free else None
    if asked is not None:
        return Meant(BY_NAME[asked.command], replace(call, press=asked.press))
    done_on = asked_done.day_asked(call, text) if free else None
    if done_on is not None:
        return Meant(BY_NAME["history"], replace(call, press=("day", done_on)))
    place = asked_day.place_asked(call, text) if free else None
    if place is not None:
        return Meant(BY_NAME["today"], replace(call, words=place))
    name = whole or (first if slash and first in BY_NAME else typed.get(first))
    command = BY_NAME.get(name) if name else None
    if command is None or not command.spoken:
        return Meant(Command("help", helping.unknown), replace(call, words=first)) if slash else None
    if whole is not None:
        return Meant(command, call)
    if name == "today" and not slash and asked_day.are_sets(call, rest):
        return None
    if slash or (name in WITH_WORDS and rest.strip() and (name == "why" or not PLAINLY_A_LOG.search(rest))):
        tells = not slash and (name in ("swap", "skip", "undo") or not _asks(name, rest))
        return None if tells else _behind(call, command, first, rest)
    return None


def _of_times(call: Call, text: str, *, alone: bool) -> Meant | None:
    """A challenge, the days of training, or a reminder, in a sentence of its own."""
    if (said := challenge_said(call, text)) is not None:
        return Meant(BY_NAME["challenge"], replace(call, words=said))
    if training_times.told(call) is not None:
        return Meant(BY_NAME["settings"], replace(call, press=("train",)))
    return Meant(BY_NAME["remind"], call) if alone and remind_said.plainly(call) is not None else None


def _behind(call: Call, command: Command, first: str, rest: str) -> Meant:
    """The command with what was said behind its name; sets, and an effort behind "done", are read as if typed alone."""
    text = {"log": rest, "done": f"{first} {rest}"}.get(command.name) if rest.strip() else None
    if text is None:
        return Meant(command, replace(call, words=rest))
    return Meant(BY_NAME["log"], replace(call, event=replace(call.event, text=text), words=rest))


def _asks(name: str | None, rest: str) -> bool:
    """Whether the words behind a typed name ask for something: "today 3A" does, "workout done" does not."""
    words = rest.split()
    if name == "today":
        return len(words[0]) == 1 or any(c.isdigit() for c in rest)
    return name != "program" or len(words) == 1 or any(c.isdigit() for c in rest)


def only_sets(person: Person, event: Incoming) -> bool:
    """Whether a typed text has no word beside those of sets: neither a command nor a red flag can be in it."""
    if event.kind is not Kind.TEXT or person.question is not None:
        return False
    return says_only_sets(event.text)
