"""Sets of other lifts, told while getting started: a workout without a program. The starting set: starting_set.py."""

from __future__ import annotations

from dataclasses import replace

from coach_core.commands.log import log
from coach_core.commands.place import today_of
from coach_core.commands.reading import read_of
from coach_core.knowledge.limits import is_held, needs_screening
from coach_core.notation.reading import Entry, Intent, Reading
from coach_core.person import Person
from coach_core.talk import Reply, Say
from coach_core.turn import Call, Outcome


def others(call: Call, text: str) -> Reading | None:
    """The sets of a text that are of other lifts than a thrust; None where there are none, or none may be stored yet:
    nothing is before consent and health questions.
    """
    person = call.person
    if person.consent is None or is_held(person.health) or needs_screening(person, today_of(call)):
        return None
    reading = read_of(replace(call, person=replace(person, question=None)), text)
    if reading.intent is not Intent.LOG or reading.problem is not None or reading.then:
        return None
    beside = tuple(e for e in reading.entries if _is_other(call, e))
    return replace(reading, entries=beside) if beside else None


def _is_other(call: Call, entry: Entry) -> bool:
    known = call.given.book.exercises.get(entry.exercise or "")
    return known is not None and bool(entry.name) and not known.thrust and bool(entry.sets)


def lacks_unit(person: Person, reading: Reading) -> bool:
    """Whether nobody knows yet in which unit these sets were told."""
    return person.settings.unit is None and any(
        s.load is not None and not s.unit_told for e in reading.entries for s in e.sets
    )


def logged(call: Call, person: Person, reading: Reading, text: str) -> Outcome:
    """They are stored, or asked about, like any other; what comes next is for the start to ask."""
    outcome = log(replace(call, person=replace(person, question=None)), reading, text)
    return replace(outcome, reply=nothing_next(outcome.reply))


def nothing_next(reply: Reply) -> Reply:
    """The answer without what comes next in a workout: that is for the start to ask."""
    return tuple(_nothing_next(said) for said in reply if not said.live)


def _nothing_next(said: Say) -> Say:
    lines = tuple(line for line in said.lines if line.key != "next-finish")
    rows = (tuple(b for b in row if not b.id.startswith("finish:")) for row in said.buttons)
    return replace(said, lines=lines, buttons=tuple(row for row in rows if row))
