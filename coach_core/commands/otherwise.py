"""The other fair reading of a message as one button that replaces what was stored."""

from __future__ import annotations

from dataclasses import replace

from coach_core.commands.answers import answer, plain, sets_lines
from coach_core.commands.reading import read_as
from coach_core.commands.storing import add_entries
from coach_core.facts import SetDone
from coach_core.notation.reading import Deed, Entry, Intent, Reading, ReadSet
from coach_core.talk import Button, Kind, msg
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
    """Takes the turn back and stores the other reading, if that turn is still the latest."""
    past = call.given.rows.past[:1]
    if call.event.kind is not Kind.PRESS or len(call.press) != 2 or not past or str(past[0].turn) != call.press[0]:
        return Outcome(call.person, plain(call.person, msg("old-button")))
    made = [f for f in past[0].made if isinstance(f, SetDone)]
    person = replace(call.person, training=past[0].before, question=None)
    reading = read_as(call, person, call.press[1])
    entries = tuple(Entry(made[0].exercise if made else e.exercise, e.name, e.sets) for e in reading.entries)
    person, sets = add_entries(call, person, entries)
    changed = [*((s, "removed") for s in made), *((s, "stored") for s in sets)]
    reply = answer(call, person, sets_lines(sets), changed)
    return Outcome(person, reply, facts=sets, take_back=(past[0].turn,), undoable=True)
