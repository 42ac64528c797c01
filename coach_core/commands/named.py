"""What is asked for by its name in a few words: "my progress", "change level", "equipo: bandas". Sets are not read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import islice

from coach_core.commands.setup_read import READERS
from coach_core.commands.told import hear
from coach_core.notation.clean import fold
from coach_core.turn import Call
from coach_core.values import dataclass

MOST = 8  # words: a longer text tells something
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
CHOSEN = ("level", "equipment", "unit")
STARTING = frozenset({"start", "screening"})
CHANGED = frozenset({"settings", "reminders", "language", "timezone", "program"})  # commands that one says "change" to


@dataclass(frozen=True, slots=True)
class Named:
    """A command, and the button that it is handed."""

    command: str
    press: tuple[str, ...] = ()


def named(call: Call, text: str) -> Named | None:
    """The command or setting that a whole text names, with a setting's new value if it tells one; else None."""
    typed, found = call.given.book.typed, list(islice(WORD.finditer(text), MOST + 1))
    said = [fold(m[0]) for m in found]
    first = next((k for k, word in enumerate(said) if word not in typed.name_around), len(said))
    if first == len(said) or len(said) > MOST:
        return None
    name, last = _longest(said, first, typed.named)
    changes = any(word in typed.name_change for word in said[:first])
    if name.startswith("setting-"):
        value = next((m.start() for m in found[last:] if fold(m[0]) not in typed.name_value), len(text))
        return _setting(call, name.removeprefix("setting-"), text[value:])
    return Named(name) if name and last == len(said) and (name in CHANGED or not changes) else None


def _longest(said: Sequence[str], first: int, names: Mapping[str, str]) -> tuple[str, int]:
    """The name that begins there, the longest of several, and where it ends."""
    ends = range(len(said), first, -1)
    return next(((names[n], k) for k in ends if (n := " ".join(said[first:k])) in names), ("", first))


def _setting(call: Call, what: str, value: str) -> Named | None:
    """The setting with its screen, or with the value that was told; None where what was told is no value of it, and
    while somebody gets started, who is asked one thing after the other.
    """
    if call.person.question is not None and call.person.question.command in STARTING:
        return None
    if what == "screening":
        return None if value else Named("start", (what,))
    if not value:
        return Named("settings", (what,))
    if what in CHOSEN:
        told = getattr(hear(call, value), what)
        return Named("settings", (what, told)) if told else None
    reader = READERS.get(what) if what != "days" or not any(c.isdigit() for c in value) else None  # "days 2" is none
    return Named("settings", (what, value)) if reader is not None and reader(call, value) is not None else None
