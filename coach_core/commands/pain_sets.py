"""The sets of a message that also tells of pain: plainly written ones are stored before the pain is asked about."""

from __future__ import annotations

from coach_core.commands.reading import open_of, read_of
from coach_core.commands.storing import add_entries, exercise_id, needs_load
from coach_core.facts import SetDone
from coach_core.knowledge.limits import may_train
from coach_core.notation.reading import Intent, Reading
from coach_core.person import Person
from coach_core.talk import Kind
from coach_core.turn import Call


def keep_sets(call: Call) -> tuple[Person, tuple[SetDone, ...]]:
    """The person with the sets, and the sets; none where anything would have to be asked first."""
    if call.event.kind is not Kind.TEXT or call.person.training.open is None:
        return call.person, ()
    reading = read_of(call, call.event.text)
    if not _plainly_sets(call, reading):
        return call.person, ()
    return add_entries(call, call.person, reading.entries)


def _plainly_sets(call: Call, reading: Reading) -> bool:
    here = open_of(call, call.person)
    names = [exercise_id(e) or here.exercise for e in reading.entries]
    if reading.intent is not Intent.LOG or reading.needs_confirmation or reading.alternatives or reading.day_offset:
        return False
    if reading.problem is not None or not all(n and may_train(call.person, call.given.book, n) for n in names):
        return False
    own = here.load is not None or any(here.loads)
    return all(
        s.load is not None or not needs_load(call, n) or (own and n == here.exercise)
        for e, n in zip(reading.entries, names, strict=True) if n for s in e.sets
    )  # fmt: skip
