"""TOPSET_ALLOWED: who may use the bot. Nothing is stored of anybody else; each is told once while this runs."""

from __future__ import annotations

from collections import OrderedDict

from coach_core.commands.challenge_host import HOST
from coach_core.talk import Incoming, Kind, Reply, Say, msg

MOST = 10_000  # people who are remembered as told
CLOSED = Say((msg("closed-circle"),))


class Told:
    """Who was told lately that the bot is not for them. Only in memory: nothing of them is written down."""

    def __init__(self) -> None:
        self._told: OrderedDict[str, None] = OrderedDict()

    def first(self, who: str) -> bool:
        """Whether this is the first time; the next time it is not."""
        known = who in self._told
        self._told[who] = None
        self._told.move_to_end(who)
        if len(self._told) > MOST:
            self._told.popitem(last=False)
        return not known


def is_allowed(allowed: frozenset[str] | None, event: Incoming) -> bool:
    """Whether the person of an event may use the bot; what a challenge says by itself is nobody's use of it."""
    ours = event.kind is Kind.DUE and event.text == HOST
    return allowed is None or ours or f"{event.platform}:{event.person}" in allowed


def at_the_door(allowed: frozenset[str] | None, told: Told, event: Incoming) -> Reply | None:
    """What is said to somebody who may not use the bot: one kind line in private, once; None for who may.

    What can be whispered is asked for by a command or a button and is answered every time.
    """
    if is_allowed(allowed, event):
        return None
    if not event.addressed or (event.room is not None and not event.whispers):
        return ()
    return (CLOSED,) if told.first(f"{event.platform}:{event.person}") or event.whispers else ()
