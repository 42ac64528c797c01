"""What the terminal shows, as values, and the seam between the conversation and how it is shown. Prints nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from typing import Any, Protocol

from coach_core.values import dataclass


@dataclass(frozen=True, slots=True)
class Heard:
    """That a line was taken: the id of its event (None for what is no event), what it was, why it was refused."""

    id: str | None
    event: str
    person: str
    room: str | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A message of the coach as it is seen in the terminal. ``edits`` names the message that it replaces in place."""

    id: str
    at: datetime
    text: str
    to: str | None = None  # None: everybody in the room
    room: str | None = None  # None: the private chat
    private: bool = True
    edits: str | None = None
    spans: tuple[tuple[int, int, str], ...] = ()
    buttons: tuple[tuple[Mapping[str, str], ...], ...] = ()
    files: tuple[Mapping[str, str], ...] = ()  # name, path, mime
    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def flat_buttons(self) -> tuple[Mapping[str, str], ...]:
        """The buttons of all rows, in order."""
        return tuple(button for row in self.buttons for button in row)


class Voice(Protocol):
    """How a conversation is shown."""

    def heard(self, heard: Heard) -> None:
        """A line was taken."""

    def message(self, shown: Shown) -> None:
        """The coach says something."""

    def ready(self, at: datetime) -> None:
        """Everything that the line brought about was said."""
