"""The sets of a message that also tells of pain: plainly written ones are stored before the pain is asked about."""

from __future__ import annotations

import re

from coach_core.commands.reading import open_of, read_of
from coach_core.commands.storing import add_entries, exercise_id, needs_load
from coach_core.facts import SetDone
from coach_core.knowledge.limits import may_train
from coach_core.notation.reading import Intent, Reading
from coach_core.patterns import pattern
from coach_core.person import Person
from coach_core.talk import Kind
from coach_core.turn import Call

SETS = r"(?!\s*\d{1,2}\s*/\s*10\b)(?:[0-9\s.,:x×*@+-]|kgs?\b|lbs?\b|rpe\b|rir\b)*[0-9](?:\s?(?:kgs?|lbs?)\b)?"
ALONE = pattern(rf"^\s*({SETS})\s*[,;.\n](?=\s)|[,;.\n]\s+({SETS})[\s.!]*$", re.IGNORECASE)


def keep_sets(call: Call) -> tuple[Person, tuple[SetDone, ...]]:
    """The person with the sets, and the sets; none where anything would have to be asked first."""
    training = call.person.training
    if call.event.kind is not Kind.TEXT or (training.open is None and training.plan is None):
        return call.person, ()
    reading = next((r for text in _parts(call.event.text) if _plainly_sets(call, r := read_of(call, text))), None)
    return (call.person, ()) if reading is None else add_entries(call, call.person, reading.entries)


def tells_sets(call: Call) -> bool:
    """Whether the message held sets at all: it is said when they were not stored."""
    if call.event.kind is not Kind.TEXT:
        return False
    return any(s for text in _parts(call.event.text) for e in read_of(call, text).entries for s in e.sets)


def _parts(text: str) -> tuple[str, ...]:
    """What stands alone as sets before the first or after the last comma ("10, knee pain 4/10"); then all of it."""
    alone = ALONE.search(text[:2000])
    return (alone[1] or alone[2], text) if alone else (text,)


def _plainly_sets(call: Call, reading: Reading) -> bool:
    here = open_of(call, call.person)
    names = [exercise_id(e) or here.exercise for e in reading.entries]
    if reading.intent is not Intent.LOG or reading.needs_confirmation or reading.day_offset:
        return False
    if reading.problem is not None or not all(n and may_train(call.person, call.given.book, n) for n in names):
        return False
    if any(e.exercise is None and e.name is not None for e in reading.entries):
        return False  # "my knee hurts 3x8": a part of the body is no exercise
    own = here.load is not None or any(here.loads)
    return all(
        s.load is not None or not needs_load(call, n) or (own and n == here.exercise)
        for e, n in zip(reading.entries, names, strict=True) if n for s in e.sets
    )  # fmt: skip
