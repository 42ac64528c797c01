"""The set that is told before the first workout: read from what was typed, and as a fact. Nothing is decided here."""

from __future__ import annotations

from dataclasses import replace

from coach_core.commands.ids import new_ids
from coach_core.commands.reading import language_of
from coach_core.facts import SetDone
from coach_core.notation.read import read
from coach_core.notation.reading import Intent, Open, Reading, ReadSet
from coach_core.person import Equipment, Person
from coach_core.training.weight import LoadKind, weigh
from coach_core.turn import Call

MOST_REPS = 30  # of a starting set; above it load and reps were told the other way round
LIFT = {Equipment.DUMBBELLS: "dumbbell_hip_thrust"}


def lift_of(person: Person) -> str:
    """The hip thrust whose set is asked: with the bar, or with dumbbells."""
    equipment = person.settings.equipment
    return LIFT.get(equipment, "barbell_hip_thrust") if equipment else "barbell_hip_thrust"


def reading_of(call: Call, person: Person, text: str) -> Reading:
    """The text as a set of the thrust that was asked."""
    here = Open(exercise=lift_of(person), sets=1, unit=person.settings.unit)
    return read(text, call.given.book.lexicon, here, language_of(call, person))


def set_read(call: Call, person: Person, text: str) -> ReadSet | None:
    """The first set with a weight and reps, of a thrust or of no named lift; None where there is none."""
    reading = reading_of(call, person, text)
    if reading.intent is not Intent.LOG or reading.problem is not None:
        return None
    known = call.given.book.exercises
    thrusts = (e for e in reading.entries if e.exercise is None or (e.exercise in known and known[e.exercise].thrust))
    sets = (s for e in thrusts if e.exercise is not None or e.name is None for s in e.sets)
    return next((_turned(s) for s in sets if s.load is not None and s.reps and not s.warmup), None)


def _turned(told: ReadSet) -> ReadSet:
    """ "80 for 10 kg" is 80 kg ten times: nobody tells a first set of 80 reps."""
    assert told.load is not None and told.reps is not None
    load, reps = told.load.amount, told.reps
    if reps <= MOST_REPS or load > MOST_REPS or load != int(load):
        return told
    return replace(told, load=weigh(reps, told.load.unit), reps=int(load))


def with_unit(call: Call, person: Person, text: str) -> Person:
    """The person with the unit that the set was typed in, where none is known yet."""
    told = set_read(call, person, text)
    if person.settings.unit is not None or told is None or told.load is None or not told.unit_told:
        return person
    return replace(person, settings=replace(person.settings, unit=told.load.unit))


def set_told(call: Call, person: Person, text: str) -> tuple[Person, SetDone] | None:
    """The set as a fact without a workout, in the person's unit where none was written."""
    told = set_read(call, person, text)
    if told is None or told.load is None:
        return None
    unit = person.settings.unit
    load = told.load if told.unit_told or unit is None else replace(told.load, unit=unit)
    person, (set_id,) = new_ids(person, "s", 1)
    done = SetDone(
        set_id=set_id, exercise=lift_of(person), at=call.at, written_at=call.at, message=call.message,
        load=load, load_kind=LoadKind.EXTERNAL, reps=told.reps, rir=told.rir, rpe=told.rpe,
        to_failure=told.to_failure, failed=told.failed,
    )  # fmt: skip
    return person, done
