"""The set that is told before the first workout: read from what was typed, and as a fact. What is odd about it is asked
about in starting_doubts.py.
"""

from __future__ import annotations

from dataclasses import replace

from coach_core.challenge.plausible import is_beyond
from coach_core.commands.ids import new_ids
from coach_core.commands.reading import language_of
from coach_core.commands.weights import weight_in
from coach_core.facts import SetDone
from coach_core.notation.read import read
from coach_core.notation.reading import Intent, Open, Reading, ReadSet
from coach_core.person import Equipment, Person
from coach_core.training.weight import LoadKind, Unit, Weight
from coach_core.turn import Call

MOST_REPS = 30  # of a starting set whose unit is not written; above it load and reps may stand the other way round
KEPT = 120  # characters of a typed set that a question keeps
MANY = 50  # reps of any starting set: they are asked about (R35)
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
    return next((s for s in sets if s.load is not None and s.reps and not s.warmup), None)


def holds_sets(call: Call, text: str) -> bool:
    """Whether a text holds sets of whichever lift, more than a bare number."""
    reading = reading_of(call, call.person, text)
    return (
        reading.intent is Intent.LOG
        and reading.problem is None
        and any(s.load is not None or e.name for e in reading.entries for s in e.sets)
    )


def bare_weight(text: str) -> Weight | None:
    """A weight alone with its unit ("80 kg"); None for everything else."""
    kg, lb = weight_in(text, Unit.KG), weight_in(text, Unit.LB)
    return kg if kg is not None and kg == lb else None


def written(load: Weight, reps: int) -> str:
    """A set as it could have been typed."""
    return f"{load.hundredths / 100:g} {load.unit} x {reps}"


def other_way(told: ReadSet, unit: Unit) -> tuple[Weight, int] | None:
    """The same numbers the other way round: "10 kg for 80" as 80 kg ten times; None where that makes no set."""
    assert told.load is not None and told.reps is not None
    reps = int(told.load.amount)
    if reps != told.load.amount or not 1 <= reps <= MOST_REPS:
        return None
    return Weight(told.reps * 100, unit), reps


def is_odd(told: ReadSet, exercise: str, unit: Unit) -> bool:
    """Whether a starting set is asked about before it is stored: beyond what anybody lifts, very many reps, or numbers
    without a unit that stand the other way round (R35). Light is never odd.
    """
    assert told.load is not None and told.reps is not None
    if told.reps >= MANY or (told.reps > MOST_REPS and not told.unit_told and other_way(told, unit) is not None):
        return True
    return is_beyond(exercise, Weight(told.load.hundredths, unit), told.reps)


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
