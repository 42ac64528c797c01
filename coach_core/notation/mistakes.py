"""What is wrong with a program text: the place, what was found, what would be right. Reading is in program_text.py."""

from __future__ import annotations

from coach_core.talk import Msg, msg
from coach_core.values import dataclass

SHOWN = 40  # characters of what was found


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake. Line and column count from 1; ``found`` and ``expected`` are texts for people."""

    line: int
    col: int
    found: Msg
    expected: Msg

    @property
    def text(self) -> Msg:
        """The whole sentence: found …; expected …"""
        return msg("program-mistake", found=self.found, expected=self.expected)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the program text with its number, from 1."""

    number: int
    text: str

    def mistake(self, start: int, end: int, expected: Msg) -> Mistake:
        """A mistake about the characters from ``start`` to ``end``; nothing between them is the end of the line."""
        found = " ".join(self.text[start:end].split())[:SHOWN]
        return Mistake(
            self.number, start + 1, msg("found-text", text=found) if found else msg("found-nothing"), expected
        )
