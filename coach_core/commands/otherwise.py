"""The other fair reading of a message as one button that replaces what was stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coach_core.commands.answers import answer, plain
from coach_core.commands.naming import named
from coach_core.commands.past import change_lines, difference
from coach_core.commands.place import day_of
from coach_core.commands.reading import read_as
from coach_core.commands.storing import add_entries, open_workout, renumber, with_sets
from coach_core.facts import SetDone
from coach_core.notation.reading import Deed, Entry, Intent, Reading, ReadSet
from coach_core.talk import Button, Kind, msg
from coach_core.training.exercise import Tool
from coach_core.training.weight import LoadKind
from coach_core.turn import Call, Outcome, Want

LONGEST = 64  # bytes of a button id


def otherwise_button(reading: Reading, turn: int) -> Button | None:
    """A button for the first alternative, if it can be written in a button's id and is no other name."""
    if any(map(is_nobodys, reading.entries)):
        return None
    for deed in reading.alternatives:
        written = written_as(deed)
        name = f"alt:{turn}:{written}"
        if written and len(name.encode()) <= LONGEST:
            return Button(name, msg("button-otherwise", text=written))
    return None


def as_done_button(sets: Sequence[SetDone], turn: int) -> Button | None:
    """A button that makes of the stored sets these, which were told without a reserve and with a plain load."""
    if any(s.load is None or s.reps is None or s.rir is not None or s.rpe is not None for s in sets):
        return None
    written = ", ".join(f"{s.load.number:g}{s.load.unit}x{s.reps}" for s in sets if s.load is not None)
    name = f"alt:{turn}:{written}"
    return Button(name, msg("button-otherwise", text=written)) if len(name.encode()) <= LONGEST else None


def sibling_button(call: Call, sets: tuple[SetDone, ...], reading: Reading) -> tuple[Button, str] | None:
    """For a weight on a bodyweight thrust while a loaded one of the same day waits: the button of that one, its id."""
    known, named = call.given.book.exercises, any(e.name for e in reading.entries)
    first = known.get(sets[0].exercise) if sets and not named else None
    if first is None or first.tool is not Tool.BODY or not first.thrust or sets[0].load is None or _usual(call, sets):
        return None
    waiting = (s.exercise for s in day_of(call, call.person).slots if s.left and s.exercise in known)
    other = next((e for e in waiting if known[e].thrust and known[e].tool in (Tool.BAR, Tool.DUMBBELL)), None)
    button = None if other is None else _it_was(call, reading, other)
    return None if other is None or button is None else (button, other)


def known_button(call: Call, reading: Reading) -> Button | None:
    """For sets stored under a name that nobody knows: the button of the known exercise that is likeliest meant."""
    likely = (e.exercise for deed in reading.alternatives for e in deed.entries if e.exercise is not None)
    other = next(likely, None) if all(map(is_nobodys, reading.entries)) else None
    return None if other is None else _it_was(call, reading, other)


def is_nobodys(entry: Entry) -> bool:
    """Whether an exercise was named that the book does not have."""
    return entry.exercise is None and entry.name is not None


def _it_was(call: Call, reading: Reading, other: str) -> Button | None:
    """The button that makes of the sets of a message those of another exercise."""
    written = written_as(Deed(Intent.LOG, reading.entries))
    name = f"alt:{call.person.turn}:{other.replace('_', ' ')} {written}"
    fits = bool(written) and len(name.encode()) <= LONGEST
    return Button(name, msg("button-it-was", exercise=other)) if fits else None


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
    """Makes the other reading of the sets that turn stored, if it is still the latest and its workout open.

    They stay what they were done as: their ids, their time, the message that told them.
    """
    past = call.given.rows.past[:1]
    if call.event.kind is not Kind.PRESS or len(call.press) != 2 or not past or str(past[0].turn) != call.press[0]:
        return Outcome(call.person, plain(call.person, msg("old-button")))
    made = [f for f in past[0].made if isinstance(f, SetDone)]
    workout, gone = call.person.training.open, {s.set_id for s in made}
    if not made or workout is None or not gone <= {s.set_id for s in workout.sets}:
        return Outcome(call.person, plain(call.person, msg("old-button")))
    before = workout.sets
    kept = tuple(s for s in before if s.set_id not in gone)
    bare = replace(with_sets(call.person, renumber(kept)), question=None)
    reading = read_as(call, bare, call.press[1])
    entries = tuple(e if e.name else replace(e, exercise=made[0].exercise) for e in reading.entries)
    own, known = made[0].exercise, entries[0].exercise
    if known is not None and own not in call.given.book.exercises:  # what was meant by the name is known from now on
        bare = named(bare, own.replace("_", " "), known)
    person, new = add_entries(call, bare, entries)
    at = next(k for k, s in enumerate(before) if s.set_id in gone)
    person = with_sets(person, renumber((*kept[:at], *_as_told(made, new), *kept[at:])))
    facts, ended, changed = difference(before, open_workout(person).sets)
    reply = answer(call, person, change_lines(call, before, changed), changed)
    return Outcome(person, reply, facts=facts, ended=ended, undoable=True)


def _as_told(made: Sequence[SetDone], new: Sequence[SetDone]) -> tuple[SetDone, ...]:
    """The nth set stays the nth set; what the other reading has beyond them was told with the last."""
    told = [made[min(k, len(made) - 1)] for k in range(len(new))]
    as_told = [
        replace(s, at=was.at, written_at=was.written_at, message=was.message, note=was.note)
        for s, was in zip(new, told, strict=True)
    ]
    return tuple(replace(s, set_id=made[k].set_id) if k < len(made) else s for k, s in enumerate(as_told))
