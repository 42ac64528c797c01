"""The person's clock in words beside the command: "I'm in Tokyo", "time zone Tokyo", "zona horaria Tokio"."""

from __future__ import annotations

import re
from dataclasses import replace

from coach_core.commands.after import take, unknown
from coach_core.commands.place_said import place_of
from coach_core.turn import Call, Outcome

UTC = re.compile(r"(?:utc|gmt)\s*[+-]\s*[0-9]")


def here(call: Call, told: str) -> Outcome | None:
    """The clock of the place where somebody says to be, if it is one that has a clock; None for anything else."""
    free = replace(call, person=replace(call.person, question=None))
    place = told if UTC.match(told) else place_of(told, call.given.book.typed.times)
    if place is not None:
        return take(free, "timezone", place)
    named = _behind_two_words(call, told)
    return (take(free, "timezone", named) or unknown(call, "timezone", named)) if named else None


def _behind_two_words(call: Call, told: str) -> str:
    """What follows the name of the command where that has two words."""
    first, second, *rest = (*told.split(), "", "")
    return " ".join(rest).strip() if call.given.book.typed.commands.get(f"{first} {second}") == "timezone" else ""


def bare(call: Call) -> str:
    """The words behind the command, without the second word of its name."""
    first, _, rest = call.words.strip().partition(" ")
    names = call.given.book.typed.commands
    second = any(names[form] == "timezone" and form.endswith(f" {first.lower()}") for form in names)
    return rest if second else call.words
