"""Forms that are sent off again, also after a restart: the same words are the same event, other words put it right."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from hashlib import blake2s

import discord

from bot.discord.events import FORM
from bot.shell import Shell
from coach_core.talk import Incoming, Kind

MOST = 10_000  # forms, the latest
SURE = timedelta(minutes=5)  # by more than that our clock and Discord's do not differ


class Forms:
    """What was sent off in each form. Of words a hash is kept, in the ids of their events."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self._began = shell.clock.now()
        self._sent: dict[str, list[str]] = {}

    async def named(self, event: Incoming) -> Incoming:
        """The event, a form by what is in it: with other words than before an edit of what was sent off first.

        Discord asks to send a form off again where the answer was late, and people mend their words then. Raises
        ``NotSaved``.
        """
        if not event.event.startswith(FORM):
            return event
        sent = await self._before(event.event)
        words = blake2s(event.text.encode("utf-8", "replace"), digest_size=8).hexdigest()
        if not sent or not sent[-1].endswith(words):
            sent.append(f"{event.event}.{len(sent)}.{words}")
        if len(sent) == 1:
            return replace(event, event=sent[0])
        return replace(event, event=sent[-1], kind=Kind.EDIT, edits=sent[0])

    async def _before(self, form: str) -> list[str]:
        """The events of a form, in their order; the store is asked about those that an earlier process opened."""
        if form not in self._sent:
            known = await self._shell.begun_with(f"{form}.") if self._is_older(form) else ()
            if len(self._sent) >= MOST:
                del self._sent[next(iter(self._sent))]
            self._sent.setdefault(form, list(known))
        return self._sent[form]

    def _is_older(self, form: str) -> bool:
        return discord.utils.snowflake_time(int(form.removeprefix(FORM))) < self._began + SURE
