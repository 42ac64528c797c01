"""Who says that they are ill pauses in their challenges at once, until they train again or say so. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from coach_core.challenge.values import Entry, Span
from coach_core.facts import SetDone
from coach_core.talk import Button, msg
from coach_core.turn import Call, Outcome

SHOWN = 3  # challenges that get a button to go on


def ill(call: Call, outcome: Outcome) -> Outcome:
    """The outcome with every part of the person paused and that said; nothing new where they train all the same."""
    person = outcome.person
    if any(isinstance(fact, SetDone) for fact in outcome.facts) or not outcome.reply:
        return outcome
    free = [e for e in person.entries if e.ends_at > call.at and (not e.frozen or e.frozen[-1].until is not None)]
    if not free:
        return outcome
    span = Span(call.at, own=True, ill=True)
    entries = tuple(replace(e, frozen=(*e.frozen, span)) if e in free else e for e in person.entries)
    first, *rest = outcome.reply
    row = tuple(Button(f"challenge:resume:{e.challenge}", msg("button-resume-challenge")) for e in free[:SHOWN])
    said = replace(first, lines=(*first.lines, msg("challenge-ill")), buttons=(*first.buttons, row))
    return replace(outcome, person=replace(person, entries=entries), reply=(said, *rest))


def well_again(entry: Entry, sets: Iterable[SetDone]) -> Entry:
    """The entry without the pause for an illness, from the first set that was done since."""
    span = entry.frozen[-1] if entry.frozen else None
    if span is None or span.until is not None or not span.ill:
        return entry
    done = min((s.at for s in sets if s.at >= span.since), default=None)
    return entry if done is None else replace(entry, frozen=(*entry.frozen[:-1], replace(span, until=done)))
