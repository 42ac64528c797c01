"""A correction that names its day or its workout: "correct monday: set 1 was 35", "last workout the second set was 35".

It corrects what is stored there, and never moves it to another day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coach_core.commands import correct, correct_which
from coach_core.commands.answers import plain
from coach_core.commands.reading import read_in
from coach_core.commands.when_said import When, open_on, stored_on, when_of
from coach_core.facts import SetDone
from coach_core.notation.reading import Intent, Open, Reading
from coach_core.talk import msg
from coach_core.turn import Call, Outcome, Want


def asked(call: Call, *, sure: bool = False) -> Outcome | None:
    """The sets of that day put right, or listed to be tapped; None where the text corrects none, or names no day."""
    if (listed := correct_which.asked(call)) is not None:
        return listed
    when = when_of(call)
    if when is None or not call.given.rows.whole:
        return None
    today, past = open_on(call, when.on), [s for s in stored_on(call, when.on) if not s.warmup]
    sets = today or past
    reading = _read(call, when, sets)
    if reading.intent is not Intent.CORRECT or reading.problem is not None or not any(e.sets for e in reading.entries):
        return None
    if today:
        return correct.typed(replace(call, event=replace(call.event, text=when.rest)), reading)
    if not sets:
        line = msg("correct-none-on", on=when.on) if when.on else msg("correct-nothing")
        return Outcome(call.person, plain(call.person, line))
    return correct.of_past(call, reading, sure=sure, sets=sets)


def wants(call: Call) -> Want | None:
    """Everything, where the text is such a correction, or tells sets of a day, which may be stored already."""
    when = when_of(call)
    told = when is not None and _read(call, when, ()).intent is Intent.LOG
    return Want(everything=True) if told or corrects(call) else None


def corrects(call: Call) -> bool:
    """Whether the text is such a correction."""
    when = when_of(call)
    said = when is not None and _read(call, when, ()).intent is Intent.CORRECT
    return said or correct_which.is_asked(call)


def _read(call: Call, when: When, sets: Sequence[SetDone]) -> Reading:
    """The text without its day, as it is meant beside the exercise that it names, else beside the last one."""
    weighed = [s for s in sets if s.load is not None]
    reading = read_in(call, when.rest, _beside(call, weighed or sets))
    if any(s.reps is not None and s.load is None for e in reading.entries for s in e.sets):
        reading = read_in(call, when.rest, _beside(call, sets))
    named = next((e.exercise for e in reading.entries if e.name and e.exercise), None)
    of_it = [s for s in sets if s.exercise == named]
    return _put_right(read_in(call, when.rest, _beside(call, of_it)), of_it) if of_it else reading


def _put_right(reading: Reading, stored: Sequence[SetDone]) -> Reading:
    """Sets of an exercise that is stored for that day, as many as there are: what those were, and no new ones."""
    one = reading.entries[0] if len(reading.entries) == 1 else None
    if reading.intent is not Intent.LOG or one is None or len(one.sets) != len(stored) or reading.then:
        return reading
    return replace(reading, intent=Intent.CORRECT, corrects="all", needs_confirmation=False)


def _beside(call: Call, sets: Sequence[SetDone]) -> Open:
    if not sets:
        return Open(unit=call.person.settings.unit, names=call.person.settings.names)
    last = sets[-1]
    reps = (last.reps, last.reps) if last.reps is not None else None
    return Open(
        exercise=last.exercise, sets=0, reps=reps, seconds=last.seconds, load=last.load, load_kind=last.load_kind,
        stored=sum(s.exercise == last.exercise for s in sets), last=last.load, unit=call.person.settings.unit,
        names=call.person.settings.names,
    )  # fmt: skip
