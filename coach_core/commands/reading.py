"""What is open while a message is read, and the reading of it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from coach_core.commands.habit import REPS_FIRST, order_of
from coach_core.commands.place import opened, shown_of
from coach_core.facts import SetDone
from coach_core.notation.read import read
from coach_core.notation.reading import Open, Reading, ReadSet
from coach_core.person import Lift, Person
from coach_core.training.plates import bar_of
from coach_core.training.prescription import SlotPlan
from coach_core.training.top_set import once_lifted
from coach_core.training.weight import Weight
from coach_core.turn import Call

NOTHING_BUT_SETS = re.compile(r"(?:[0-9\s.,;:/x×*@+-]|kgs?|lbs?|rpe|rir)+", re.IGNORECASE)
MAY_BE_DATED = re.compile(
    r"\s{0,3}(?:\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?|\d{4}[-/.]\d{1,2}[-/.]\d{1,2})\.?[\s:,-]{1,4}\d"
    r"|.{3,100}\s\d{1,2}[/.]\d{1,2}[/.]\d{4}\s*$"
)  # "20/11 60x8", "60x8 20/11/2026"


@lru_cache(maxsize=8)  # a turn asks several times
def says_only_sets(text: str) -> bool:
    """Whether there is no word beside those of sets: no command, no red flag, no day of the past can be in it."""
    return NOTHING_BUT_SETS.fullmatch(text) is not None and text.strip() != "" and MAY_BE_DATED.match(text) is None


def language_of(call: Call, person: Person) -> str:
    """The language that the person types: the platform's if the coach only reads it, else the one that was chosen."""
    told = _plain(call.event.language or person.language or "en")
    book = call.given.book
    only_read = told in book.lexicon.tables and told not in book.typed.languages
    return told if only_read else person.settings.language or told


@lru_cache(maxsize=256)
def _plain(tag: str) -> str:
    """The language of a tag: "es" of "es-MX"."""
    return tag.replace("_", "-").split("-")[0].lower()


def open_of(call: Call, person: Person) -> Open:
    """The open exercise with what is left of it; without one, the exercise last done off the plan."""
    shown = shown_of(call, person)
    if shown.here is None:
        shown.here = open_in(person, shown.day.open) if shown.day.open else _off_plan(person)
    return shown.here


def _off_plan(person: Person) -> Open:
    workout = person.training.open
    last = workout.sets[-1] if workout and workout.sets else None
    if last is None:
        return Open(unit=person.settings.unit, names=person.settings.names, reps_first=order_of(person) == REPS_FIRST)
    return _after(person, last)


def open_at(person: Person, done: SetDone) -> Open:
    """The exercise of a set that is stored, as if it were open: what puts that set right is read beside its numbers."""
    reps = None if done.reps is None else (done.reps, done.reps)
    here = replace(_after(person, done), reps=reps, seconds=done.seconds, best=best_of(_lift_of(person, done)))
    return replace(here, per_side=done.reps_left is not None)


def _lift_of(person: Person, done: SetDone) -> Lift | None:
    return person.training.lifts.get(done.exercise)


def _after(person: Person, last: SetDone) -> Open:
    workout = person.training.open
    work = [s for s in workout.sets if not s.warmup] if workout else []
    return Open(
        exercise=last.exercise,
        load=last.load,
        load_kind=last.load_kind,
        stored=sum(s.exercise == last.exercise for s in work),
        begun=bool(work),
        unit=person.settings.unit,
        names=person.settings.names,
        reps_first=order_of(person) == REPS_FIRST,
        last=last.load,
        bar=person.settings.bar,
        did=None if last.warmup else as_read(last),
    )


def as_read(s: SetDone) -> ReadSet:
    """A set that is stored, as it would be told again; not its effort, which is that set's alone."""
    return ReadSet(s.load, s.load_kind, s.reps, s.reps_left, s.reps_right, s.seconds, s.distance_m)


def open_in(person: Person, slot: SlotPlan) -> Open:
    """An exercise with what is left of it."""
    left = once_lifted(slot, bar_of(person.settings)).left
    first = left[0]
    lift = person.training.lifts.get(slot.exercise)
    last = next((s.done for s in reversed(slot.work) if s.done is not None), None)
    workout = person.training.open
    return Open(
        exercise=slot.exercise,
        sets=len(left),
        reps=first.reps or ((first.steps, first.steps) if first.steps else None),
        seconds=first.seconds,
        load=first.load,
        load_kind=first.load_kind,
        loads=tuple([s.load for s in left]),
        per_side=first.per_side,
        stored=len(slot.work) - len(left),
        begun=workout is not None and any(not s.warmup for s in workout.sets),
        best=best_of(lift),
        unit=person.settings.unit,
        names=person.settings.names,
        reps_first=order_of(person) == REPS_FIRST,
        last=last.load if last else None,
        bar=person.settings.bar,
        did=as_read(last) if last else None,
        counted=True,
    )


def best_of(lift: Lift | None) -> Weight | None:
    """The heaviest that is known of a lift: what was lifted, or its training max."""
    known = [w for w in (lift.heaviest, lift.last_load, lift.tm) if w is not None] if lift is not None else []
    return max(known, default=None)


def read_of(call: Call, text: str) -> Reading:
    """A text as this person means it here and now; read once in a turn."""
    shown, language = shown_of(call, call.person), language_of(call, call.person)
    if shown.read is None or shown.read[:2] != (text, language):
        shown.read = (text, language, read_in(call, text, open_of(call, call.person)))
    return shown.read[2]


def read_in(call: Call, text: str, here: Open) -> Reading:
    """A text as this person means it where something else is open."""
    book = call.given.book
    return book.recent.read(text, book.lexicon, here, language_of(call, call.person))


def read_as(call: Call, person: Person, text: str) -> Reading:
    """The same for a person in another state than the call's (an edited message)."""
    person = opened(call, person)
    return read(text, call.given.book.lexicon, open_of(call, person), language_of(call, person))
