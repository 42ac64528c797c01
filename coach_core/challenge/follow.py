"""After each turn of a person who is in a challenge: what counts of it, which rows change. Pure, and cheap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from coach_core.challenge.deeds import Deed, Draw, Leave, Question, Score, Withdraw
from coach_core.challenge.ending import GRACE, LAST, closed, touched
from coach_core.challenge.illness import well_again
from coach_core.challenge.sessions import LATE, all_anew, doubtful, one_anew, with_sets, with_workout
from coach_core.challenge.standing import brought_along, is_out
from coach_core.challenge.values import Entry, Span
from coach_core.facts import SetDone, WorkoutDone
from coach_core.person import Person
from coach_core.talk import Say, msg
from coach_core.turn import Call, Outcome, Rows


def follow(call: Call, outcome: Outcome) -> Outcome:
    """The outcome with the person's entries brought up to it, and what the store writes of them."""
    if outcome.person.aside:
        outcome = _aside(call, outcome)
    person, at, kinds = outcome.person, call.event.at, call.given.book.challenges
    if outcome.erase:
        return replace(
            outcome, group=(*outcome.group, *(Draw(e.challenge, at, hides=True) for e in call.person.entries))
        )
    known = {e.challenge: e for e in call.person.entries}
    deeds: list[Deed] = list(_withdrawn(call, outcome)) if known or call.person.aside else []
    entries = []
    for entry in person.entries:
        if at >= entry.ends_at + GRACE:
            continue
        if person.health.minor:
            deeds.append(Leave(entry.challenge, at))
            continue
        before = known.get(entry.challenge)
        running = at < entry.ends_at
        after = brought_up(entry, call, outcome) if running else closed(entry, call, outcome, _at_hand(call, outcome))
        after = brought_along(kinds, before, after)
        if before is not None and is_out(kinds, after) and not is_out(kinds, before):
            outcome = replace(outcome, reply=(*outcome.reply, Say((msg("challenge-out"),))))
        deeds += _told(before, after, call, outcome)
        entries.append(after)
    if not deeds and list(map(id, entries)) == list(map(id, person.entries)):
        return outcome
    return replace(outcome, person=replace(person, entries=tuple(entries)), group=(*outcome.group, *deeds))


def _withdrawn(call: Call, outcome: Outcome) -> Iterable[Deed]:
    """Sets that a turn takes away are neither decided about nor shown as records any more."""
    if not (outcome.ended or outcome.take_back):
        return
    parts = (*call.person.entries, *call.person.aside)
    rows, workout = call.given.rows, call.person.training.open
    live = {s.set_id: s for s in (*rows.sets, *(workout.sets if workout is not None else ()))}
    gone = [live[name] for name in outcome.ended if name in live]
    gone += [f for past in rows.past if past.turn in outcome.take_back for f in past.made if isinstance(f, SetDone)]
    if gone:
        ids, lifts = tuple(s.set_id for s in gone), tuple(sorted({s.exercise for s in gone}))
        yield from (Withdraw(e.challenge, ids, lifts, call.event.at) for e in parts)


def _aside(call: Call, outcome: Outcome) -> Outcome:
    """The parts of those that the person left, while one may come back; a set that was changed is asked about anew."""
    parts = (e for e in outcome.person.aside if call.event.at < e.ends_at + LAST)
    aside = tuple(_asked_anew(entry, call, outcome) for entry in parts)
    return replace(outcome, person=replace(outcome.person, aside=aside))


def _asked_anew(entry: Entry, call: Call, outcome: Outcome) -> Entry:
    """The entry without the sets that an admin let count and that are other ones now."""
    changed = touched(call, outcome) if entry.allowed else frozenset()
    if changed.isdisjoint(entry.allowed):
        return entry
    return replace(entry, allowed=tuple(name for name in entry.allowed if name not in changed))


def _at_hand(call: Call, outcome: Outcome) -> Iterable[SetDone]:
    """The sets of the open workout, with those of the turn."""
    opened = call.person.training.open
    sets = (*(opened.sets if opened is not None else ()), *(f for f in outcome.facts if isinstance(f, SetDone)))
    return {s.set_id: s for s in sets}.values()


def _told(before: Entry | None, after: Entry, call: Call, outcome: Outcome) -> Iterable[Deed]:
    """What is written of an entry; one that is new is written whole by whoever made it."""
    at = call.event.at
    if before is not None and after.standing != before.standing:
        yield Score(after.challenge, after.standing, at)
    if at >= after.ends_at:
        return
    for fact in (*outcome.facts, *_back_again(call, outcome)):
        if isinstance(fact, SetDone) and doubtful(after, fact):
            yield Question(after.challenge, fact.set_id, fact.exercise, at)


def _back_again(call: Call, outcome: Outcome) -> Iterable[SetDone]:
    """The sets that live again where a turn undoes others."""
    if not outcome.take_back:
        return ()
    again = touched(call, outcome)
    return (s for s in facts_after(call.given.rows, outcome).sets if s.set_id in again)


def brought_up(entry: Entry, call: Call, outcome: Outcome) -> Entry:
    """The entry with the sets and workouts of a turn; set by set where nothing older changed."""
    entry = _asked_anew(noted(entry, outcome.person, call.event.at), call, outcome)
    sets = [f for f in outcome.facts if isinstance(f, SetDone)]
    entry = well_again(entry, sets)
    late = tuple(s.set_id for s in sets if call.event.at - s.at > LATE and s.set_id not in entry.late)
    if late:
        entry = replace(entry, late=(*entry.late, *late))
    workouts = [f for f in outcome.facts if isinstance(f, WorkoutDone)]
    if outcome.ended or outcome.take_back:
        return anew(entry, call.given.rows, outcome)
    if sets:
        entry = with_sets(entry, sets)
    for done in workouts:
        entry = with_workout(entry, done, _at_hand(call, outcome))
    return entry


def noted(entry: Entry, person: Person, at: datetime) -> Entry:
    """The entry with the person's zone and what holds them back, if that has changed."""
    zone = person.settings.zone or "UTC"
    if not entry.zones or entry.zones[-1][1] != zone:
        entry = replace(entry, zones=(*entry.zones, (at, zone)))
    held = person.health.paused is not None or person.health.stage == "pregnant"
    running = entry.frozen[-1] if entry.frozen and entry.frozen[-1].until is None else None
    if held and running is None:
        return replace(entry, frozen=(*entry.frozen, Span(at)))
    if not held and running is not None and not running.own:
        return replace(entry, frozen=(*entry.frozen[:-1], replace(running, until=at)))
    return entry


def anew(entry: Entry, rows: Rows, outcome: Outcome) -> Entry:
    """The entry after older facts changed: from all facts if they are at hand, else the open workout alone changed."""
    opened = outcome.person.training.open
    if not rows.whole:
        return entry if opened is None else one_anew(entry, opened.workout, opened.sets)
    after = facts_after(rows, outcome)
    return all_anew(entry, after.sets, after.workouts)


def facts_after(rows: Rows, outcome: Outcome) -> Rows:
    """The live sets and workouts once the outcome is saved."""
    sets = {s.set_id: s for s in rows.sets}
    workouts = {w.workout: w for w in rows.workouts}
    for past in rows.past:
        if past.turn in outcome.take_back:
            _drop(sets, workouts, past.made)
            _put(sets, workouts, past.ended)
    for name in outcome.ended:
        sets.pop(name, None)
        workouts.pop(name, None)
    _put(sets, workouts, outcome.facts)
    return Rows(tuple(sets.values()), tuple(workouts.values()))


def _drop(sets: dict[str, SetDone], workouts: dict[str, WorkoutDone], facts: Iterable[object]) -> None:
    for fact in facts:
        if isinstance(fact, SetDone):
            sets.pop(fact.set_id, None)
        elif isinstance(fact, WorkoutDone):
            workouts.pop(fact.workout, None)


def _put(sets: dict[str, SetDone], workouts: dict[str, WorkoutDone], facts: Iterable[object]) -> None:
    for fact in facts:
        if isinstance(fact, SetDone):
            sets[fact.set_id] = fact
        elif isinstance(fact, WorkoutDone):
            workouts[fact.workout] = fact
