"""The other fair reading of a message as one button that replaces what was stored."""

from __future__ import annotations

from dataclasses import replace

from coach_core.commands.answers import answer, plain, sets_lines
from coach_core.commands.past import difference
from coach_core.commands.place import day_of
from coach_core.commands.reading import read_as
from coach_core.commands.storing import add_entries, open_workout, renumber, with_sets
from coach_core.facts import SetDone
from coach_core.notation.reading import Deed, Intent, Reading, ReadSet
from coach_core.talk import Button, Kind, msg
from coach_core.training.exercise import Tool
from coach_core.training.weight import LoadKind
from coach_core.turn import Call, Outcome, Want

LONGEST = 64  # bytes of a button id


def otherwise_button(reading: Reading, turn: int) -> Button | None:
    """A button for the first alternative, if it can be written in a button's id."""
    for deed in reading.alternatives:
        written = written_as(deed)
        name = f"alt:{turn}:{written}"
        if written and len(name.encode()) <= LONGEST:
            return Button(name, msg("button-otherwise", text=written))
    return None


def sibling_button(call: Call, sets: tuple[SetDone, ...], reading: Reading) -> tuple[Button, str] | None:
    """For a weight on a bodyweight thrust while a loaded one of the same day waits: the button of that one, its id."""
    known, named = call.given.book.exercises, any(e.name for e in reading.entries)
    first = known.get(sets[0].exercise) if sets and not named else None
    if first is None or first.tool is not Tool.BODY or not first.thrust or sets[0].load is None or _usual(call, sets):
        return None
    waiting = (s.exercise for s in day_of(call, call.person).slots if s.waits and s.exercise in known)
    other = next((e for e in waiting if known[e].thrust and known[e].tool in (Tool.BAR, Tool.DUMBBELL)), None)
    written = written_as(Deed(Intent.LOG, reading.entries))
    name = f"alt:{call.person.turn}:{(other or '').replace('_', ' ')} {written}"
    if other is None or not written or len(name.encode()) > LONGEST:
        return None
    return Button(name, msg("button-it-was", exercise=other)), other


def _usual(call: Call, sets: tuple[SetDone, ...]) -> bool:
    """Whether the exercise was done with a weight before: then it is meant again."""
    lift = call.person.training.lifts.get(sets[0].exercise)
    workout = call.person.training.open
    today = workout.sets if workout is not None else ()
    return (lift is not None and lift.heaviest is not None) or any(
        s.load is not None for s in today if s.exercise == sets[0].exercise
    )


def written_as(deed: Deed) -> str:
    """A deed as a person would type it ("100kgx8x3"); empty if it is not one plain row of sets."""
    if deed.intent is not Intent.LOG or len(deed.entries) != 1 or not deed.entries[0].sets:
        return ""
    sets = deed.entries[0].sets
    return ", ".join(_set(s) for s in sets) if all(_plain(s) for s in sets) else ""


def _plain(s: ReadSet) -> bool:
    return s.reps is not None and s.load_kind in (None, LoadKind.EXTERNAL) and s.reps_left in (None, s.reps)


def _set(s: ReadSet) -> str:
    return f"{s.load.number:g}{s.load.unit}x{s.reps}" if s.load is not None else f"{s.reps}"


def wants(call: Call) -> Want | None:
    """The turn that is to be replaced."""
    return Want(journal=1)


def decide(call: Call) -> Outcome:
    """Stores the other reading instead of what that turn stored, if it is still the latest and its workout open."""
    past = call.given.rows.past[:1]
    if call.event.kind is not Kind.PRESS or len(call.press) != 2 or not past or str(past[0].turn) != call.press[0]:
        return Outcome(call.person, plain(call.person, msg("old-button")))
    made = [f for f in past[0].made if isinstance(f, SetDone)]
    workout, gone = call.person.training.open, {s.set_id for s in made}
    if workout is None or not gone <= {s.set_id for s in workout.sets}:
        return Outcome(call.person, plain(call.person, msg("old-button")))
    left = renumber(tuple(s for s in workout.sets if s.set_id not in gone))
    person = replace(with_sets(call.person, left), question=None)
    reading, same = read_as(call, person, call.press[1]), made[0].exercise if made else None
    entries = tuple(e if e.name or same is None else replace(e, exercise=same) for e in reading.entries)
    person, sets = add_entries(call, person, entries)
    facts, ended, _ = difference(workout.sets, open_workout(person).sets)
    changed = [*((s, "removed") for s in made), *((s, "stored") for s in sets)]
    reply = answer(call, person, sets_lines(sets), changed)
    return Outcome(person, reply, facts=facts, ended=ended, undoable=True)
