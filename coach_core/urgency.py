"""How soon a message must go out, and how often it may be sent when nobody knows whether it arrived."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from enum import IntEnum

from coach_core.talk import Incoming, Kind


class Urgency(IntEnum):
    """The lanes of sending, the most urgent first. The numbers stand in the store."""

    ANSWER = 0  # to what somebody wrote or pressed
    TIMER = 1  # the end of a rest: late it is of no use
    REMINDER = 2  # at a time that the person chose
    NUDGE = 3  # the coach speaks up by itself: not started, unfinished
    BOARD = 4  # for a room
    SUMMARY = 5  # the look back, the measurements: read whenever there is time


OF_DUE: Mapping[str, Urgency] = {  # by the kind of what fell due; everything else is a nudge
    "rest": Urgency.TIMER,
    "workout": Urgency.REMINDER,
    "later": Urgency.REMINDER,
    "host": Urgency.BOARD,
    "week": Urgency.SUMMARY,
    "month": Urgency.SUMMARY,
}
SILENT = frozenset({Urgency.SUMMARY})  # it arrives without a sound
# How often more it may be sent if it may have arrived; else never. An answer that never comes is silence; one that
# comes twice names the same set.
ECHOES: Mapping[Urgency, int] = {Urgency.ANSWER: 1, Urgency.REMINDER: 1}
STALE: Mapping[Urgency, timedelta] = {  # after so long in the outbox it is not sent any more; answers always are
    Urgency.TIMER: timedelta(minutes=1),
    Urgency.REMINDER: timedelta(hours=2),
    Urgency.NUDGE: timedelta(hours=12),
    Urgency.BOARD: timedelta(days=2),  # a ceremony is held all the same
    Urgency.SUMMARY: timedelta(hours=12),
}


def urgency_of(event: Incoming) -> Urgency:
    """How urgent what is said on an event is."""
    return Urgency.ANSWER if event.kind is not Kind.DUE else OF_DUE.get(event.text, Urgency.NUDGE)
