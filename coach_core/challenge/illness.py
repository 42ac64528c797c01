"""Who says that they are ill pauses in their challenges at once, until they train again or say so. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from coach_core.challenge.freezing import is_away
from coach_core.challenge.values import Entry, Span
from coach_core.facts import SetDone
from coach_core.talk import Button, msg
from coach_core.turn import Call, Outcome


def ill(call: Call, outcome: Outcome) -> Outcome:
    """The outcome with every part of the person paused and that said; nothing new where they train all the same."""
    person = outcome.person
    if any(isinstance(fact, SetDone) for fact in outcome.facts) or not outcome.reply:
        return outcome
    free = [e for e in person.entries if e.ends_at > call.at and _may_be_said(e)]
    if not free:
        return outcome
    span = Span(call.at, own=True, ill=True)
    entries = tuple(replace(e, frozen=(*_over(e, call.at), span)) if e in free else e for e in person.entries)
    first, *rest = outcome.reply
    which = f":{free[0].challenge}" if len(free) == 1 else ""  # of several all
    row = Button(f"challenge:resume{which}", msg("button-resume-challenge"))
    said = replace(first, lines=(*first.lines, msg("challenge-ill")), buttons=(*first.buttons, (row,)))
    return replace(outcome, person=replace(person, entries=entries), reply=(said, *rest))


def pauses_now(entry: Entry) -> bool:
    """Whether somebody pauses of their own will, ill or away, and goes on when they say so."""
    return bool(entry.frozen) and entry.frozen[-1].until is None and entry.frozen[-1].own


def back(entry: Entry, at: datetime) -> Entry:
    """The entry with the pause over."""
    return replace(entry, frozen=(*entry.frozen[:-1], replace(entry.frozen[-1], until=at)))


def _may_be_said(entry: Entry) -> bool:
    """Whether nothing is frozen yet, or only because somebody is away."""
    last = entry.frozen[-1] if entry.frozen else None
    return last is None or last.until is not None or is_away(last)


def _over(entry: Entry, at: datetime) -> tuple[Span, ...]:
    """The times that are frozen, with an absence that goes on over: what follows is an illness."""
    return tuple(replace(span, until=at) if span.until is None else span for span in entry.frozen)


def well_again(entry: Entry, sets: Iterable[SetDone]) -> Entry:
    """The entry without the pause for an illness, from the first set that was done since."""
    span = entry.frozen[-1] if entry.frozen else None
    if span is None or span.until is not None or not span.ill:
        return entry
    done = min((s.at for s in sets if s.at >= span.since), default=None)
    return entry if done is None else replace(entry, frozen=(*entry.frozen[:-1], replace(span, until=done)))
