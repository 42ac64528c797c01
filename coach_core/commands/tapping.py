"""A thumb that taps twice: the second tap on a button whose deed was done just now says nothing and changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from coach_core.person import Person, Tap
from coach_core.talk import Incoming, Kind
from coach_core.turn import Call

SOON = timedelta(seconds=10)  # later somebody may wonder why nothing happens, and is told


def again(call: Call) -> bool:
    """Whether the same button was pressed just before."""
    tap = call.person.tapped
    pressed = call.event.kind is Kind.PRESS and tap is not None and tap.button == call.event.button
    return pressed and tap is not None and call.at - tap.at <= SOON


def remembered(person: Person, event: Incoming) -> Person:
    """The person with the button that was pressed last. A second tap does not make the first one later."""
    if event.kind is not Kind.PRESS or event.button is None:
        return person
    if person.tapped is not None and person.tapped.button == event.button and event.at - person.tapped.at <= SOON:
        return person
    return replace(person, tapped=Tap(event.button, event.at))
