"""How long nobody was here to hear people: Telegram forgets after a day what nobody fetched. Says nothing itself."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.shell import Shell
from coach_core.talk import Incoming

log = logging.getLogger(__name__)
HEARD, AWAY = "heard", "away"  # notes: the latest contact; the last absence, from and to
NOTED = timedelta(minutes=10)  # between two notes of the latest contact
FORGOTTEN = timedelta(hours=23)  # after so long something may be lost
TOLD = timedelta(days=14)  # for so long people are told when they write


class Absence:
    """The latest contact with Telegram and the last absence, over restarts."""

    def __init__(self, shell: Shell, notes: Mapping[str, str]) -> None:
        self._shell = shell
        self._heard = datetime.fromisoformat(notes[HEARD]) if HEARD in notes else None
        times = [datetime.fromisoformat(time) for time in notes.get(AWAY, "").split()]
        self._away = (times[0], times[1]) if len(times) == 2 else None

    async def over(self) -> None:
        """There is contact now. Raises ``NotSaved``."""
        now, last = self._shell.clock.now(), self._heard
        if last is not None and now - last < NOTED:
            return
        if last is not None and now - last > FORGOTTEN:
            log.warning("telegram: nobody was here from %s to %s", last.isoformat(), now.isoformat())
            self._away = (last, now)
            await self._shell.note(AWAY, f"{last.isoformat()} {now.isoformat()}")
        await self._shell.note(HEARD, now.isoformat())
        self._heard = now

    def told_of(self, event: Incoming) -> Incoming:
        """The event with the last absence, if that is not long ago: the coach tells each person once."""
        if self._away is None or self._shell.clock.now() - self._away[1] > TOLD:
            return event
        return replace(event, away=self._away)
