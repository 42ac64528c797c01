"""The conversation for a person at a terminal: wrapped text, bold, numbered buttons. Reads and decides nothing."""

from __future__ import annotations

import re
import shutil
import textwrap
from collections.abc import Callable, Mapping
from datetime import datetime

from bot.console.voice import Heard, Shown

NARROWEST = 24
WIDEST = 88
BOLD, DIM, PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"
ON, OFF = "\ue000", "\ue001"  # private characters: no text has them, values lose them (clean.py)
STUCK = "\u00a0"  # a blank at which no line is broken
TOGETHER = re.compile(
    "(?<=[0-9]) (?=(?:kg|lb|s|min)\\b|[×x] [0-9])|(?<=kg|lb) (?=[×x] [0-9])|(?<= [×x]) (?=[0-9])"
)  # "60 kg × 12"
NUMBERED = re.compile(r"(?:b|:)([0-9]{1,2})")  # plain numbers are reps and stay free


class HumanVoice:
    """Writes the conversation for a person to read. ``colours`` is False where the output is no terminal."""

    def __init__(self, write: Callable[[str], object], *, colours: bool = False) -> None:
        self._write = write
        self._colours = colours
        self._texts: dict[str, str] = {}  # what stands on the screen, by message
        self._offered: tuple[Mapping[str, str], ...] = ()  # buttons of the newest message that has some
        self._person: str | None = None

    def heard(self, heard: Heard) -> None:
        """Only what a person would not know: who speaks now, and what could not be done."""
        if heard.error:
            self._write(f"  {heard.error}\n")
        elif self._person not in (None, heard.person):
            self._write(f"  ({heard.person} speaks)\n")
        self._person = heard.person

    def message(self, shown: Shown) -> None:
        """The text, its files and its buttons; of a message that replaces another only what is new."""
        old = self._texts.get(shown.edits or "")
        self._texts[shown.id] = shown.text
        lines = self._lines(shown)
        if old is not None:
            known = set(old.split("\n"))
            lines = [line for plain, line in zip(shown.text.split("\n"), lines, strict=True) if plain not in known]
        head = f"{shown.to}: " if self._person is not None and shown.to not in (None, self._person) else ""
        for number, line in enumerate(lines):
            self._write(self._wrapped((head if number == 0 else "") + line) + "\n")
        for file in shown.files:
            self._write(f"  {file['name']}: {file['path']}\n")
        self._offer(shown)

    def ready(self, at: datetime) -> None:
        """An empty line between what was said and what is asked next."""
        self._write("\n")

    def pressed(self, line: str) -> str:
        """What a typed line means here: "b2" and ":2" press the second button of the newest message."""
        found = NUMBERED.fullmatch(line.strip())
        if found and 0 < int(found[1]) <= len(self._offered):
            return f":press {self._offered[int(found[1]) - 1]['id']}"
        return line

    def _offer(self, shown: Shown) -> None:
        if not shown.buttons:
            return
        self._offered = shown.flat_buttons
        number = 0
        for row in shown.buttons:
            labels = [_whole(f"[b{number + n}] {button['label']}") for n, button in enumerate(row, 1)]
            number += len(row)
            line = self._wrapped("  " + "  ".join(labels), "  ")
            self._write(self._dim(line) + "\n")

    def _lines(self, shown: Shown) -> list[str]:
        """The lines of a message, with marks where bold begins and ends."""
        if not self._colours:
            return shown.text.split("\n")
        text = shown.text
        for start, end, _style in sorted(shown.spans, reverse=True):
            bold = text[start:end].replace("\n", f"{OFF}\n{ON}")
            text = f"{text[:start]}{ON}{bold}{OFF}{text[end:]}"
        return text.split("\n")

    def _wrapped(self, line: str, indent: str = "") -> str:
        """A line in the width of the terminal. Marks count as one column each, so it is never too wide."""
        width = max(NARROWEST, min(WIDEST, shutil.get_terminal_size().columns))
        lead = indent + " " * (len(line) - len(line.lstrip()))
        if len(line) > width:
            line = textwrap.fill(TOGETHER.sub(STUCK, line), width, subsequent_indent=lead, break_on_hyphens=False)
        return line.replace(STUCK, " ").replace(ON, BOLD).replace(OFF, PLAIN)

    def _dim(self, text: str) -> str:
        return f"{DIM}{text}{PLAIN}" if self._colours else text


def _whole(label: str) -> str:
    """A button that is not broken in two where it fits into a line of its own."""
    return label.replace(" ", STUCK) if len(label) < NARROWEST else label
