"""Groups whose id changed, and groups that the bot was put out of: remembered over restarts. Nothing of people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from bot.shell import Shell

MOVED, LEFT = "moved ", "left "
GUESSED = "?"  # behind the time, where Telegram did not say it by itself


class Rooms:
    """Where groups are now."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self._moved: dict[str, str] = {}
        self._left: dict[str, str] = {}  # since when

    def remember(self, notes: Mapping[str, str]) -> None:
        """What was noted in a former process."""
        self._moved = {name.removeprefix(MOVED): new for name, new in notes.items() if name.startswith(MOVED)}
        self._left = {name.removeprefix(LEFT): since for name, since in notes.items() if name.startswith(LEFT)}

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

    async def left(self, room: str, *, told: bool = True) -> None:
        """The bot was put out of a room; not ``told`` so but found out by a refusal. Raises ``NotSaved``."""
        now = self._shell.clock.now().isoformat() + ("" if told else GUESSED)
        since = self._left.setdefault(room, now)
        await self._shell.put_out([room])
        await self._shell.note(LEFT + room, since)

    async def heard(self, room: str) -> datetime | None:
        """A room is heard. Where it was only found out that the bot is not there, it is; since when that was believed.

        What is heard of a room that it was put out of was said before. Raises ``NotSaved``.
        """
        return await self.joined(room) if self._left.get(room, "").endswith(GUESSED) else None

    async def joined(self, room: str) -> datetime | None:
        """The bot is in a room; since when it was not, None if it never was there before. Raises ``NotSaved``."""
        if room not in self._left:
            return None
        await self._shell.note(LEFT + room, None)
        return as_moment(self._left.pop(room))


def as_moment(noted: str) -> datetime:
    """When something was noted. Of an older note only is known that it was long ago."""
    try:
        return datetime.fromisoformat(noted.removesuffix(GUESSED))
    except ValueError:
        return datetime(2020, 1, 1, tzinfo=UTC)
