"""A thumb that taps twice: the second tap on a button whose deed was done just now says nothing and changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from coach_core.person import Tap
from coach_core.talk import Incoming, Kind
from coach_core.turn import Call, Outcome

SOON = timedelta(seconds=10)  # later somebody may wonder why nothing happens, and is told


def again(call: Call) -> bool:
    """Whether the same button was pressed just before."""
    tap = call.person.tapped
    pressed = call.event.kind is Kind.PRESS and tap is not None and tap.button == call.event.button
    return pressed and tap is not None and call.at - tap.at <= SOON


def remembered(outcome: Outcome, event: Incoming) -> Outcome:
    """The outcome with the button that was pressed last. A second tap does not make the first one later."""
    tapped = outcome.person.tapped
    if event.kind is not Kind.PRESS or event.button is None:
        return outcome
    if tapped is not None and tapped.button == event.button and event.at - tapped.at <= SOON:
        return outcome
    return replace(outcome, person=replace(outcome.person, tapped=Tap(event.button, event.at)))
