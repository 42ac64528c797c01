"""Groups whose id changed, and groups that the bot was put out of: remembered over restarts. Nothing of people."""

from __future__ import annotations

from collections.abc import Mapping

from bot.shell import Shell

MOVED, LEFT = "moved ", "left "


class Rooms:
    """Where groups are now."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self._moved: dict[str, str] = {}
        self._left: set[str] = set()

    def remember(self, notes: Mapping[str, str]) -> None:
        """What was noted in a former process."""
        self._moved = {name.removeprefix(MOVED): new for name, new in notes.items() if name.startswith(MOVED)}
        self._left = {name.removeprefix(LEFT) for name in notes if name.startswith(LEFT)}

    def now(self, room: str) -> str:
        """The id that a room has now."""
        return self._moved.get(room, room)

    def is_left(self, room: str) -> bool:
        """Whether the bot is not in this room any more."""
        return room in self._left

    async def moved(self, old: str, new: str) -> None:
        """A room has another id; again is the same as once. Raises ``NotSaved``."""
        if old != new and self._moved.get(old) != new:
            await self._shell.note(MOVED + old, new)
            await self._shell.room_moved(old, new)
            self._moved[old] = new

    async def left(self, room: str) -> None:
        """The bot was put out of a room. Raises ``NotSaved``."""
        if room not in self._left:
            await self._shell.note(LEFT + room, "1")
            self._left.add(room)

    async def joined(self, room: str) -> None:
        """The bot is in a room. Raises ``NotSaved``."""
        if room in self._left:
            await self._shell.note(LEFT + room, None)
            self._left.discard(room)
