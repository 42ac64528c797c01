"""Questions that a log can raise: a confirmation, which exercise, what weight. And what happens with the answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from coach_core.commands.otherwise import written_as
from coach_core.commands.own_exercise import asked_name
from coach_core.commands.place import today_of
from coach_core.commands.reading import open_of
from coach_core.commands.schemes import done_msgs
from coach_core.commands.storing import add_entries, exercise_id
from coach_core.facts import SetDone
from coach_core.notation.reading import Entry, Reading, ReadSet
from coach_core.person import Question
from coach_core.talk import Button, Msg, Say, msg
from coach_core.training.exercise import Tool
from coach_core.training.plates import SMALLEST, bar_of
from coach_core.training.weight import LoadKind, Unit, Weight, weigh
from coach_core.turn import Call, Outcome

NEVER = datetime.fromtimestamp(0, UTC)  # a set that is only shown has no time
KEPT = 500  # characters of a message that a question keeps


def ask(call: Call, asks: str, say: Say, command: str = "log", **keep: str) -> Outcome:
    """Waits for an answer; nothing is stored meanwhile."""
    question = Question(asks, command, keep)
    said = replace(say, data={**say.data, "question": {"asks": asks}})
    return Outcome(replace(call.person, question=question), (said,))


def confirm(call: Call, reading: Reading, text: str, key: str = "confirm-sets") -> Outcome:
    """Something that is hardly meant, or could be two things: stored only after a yes. ``key``: how it is asked."""
    entry = reading.entries[0]
    lines: tuple[Msg, ...] = (msg(key, exercise=exercise_id(entry) or "", sets=_as_stored(call, reading)),)
    if reading.day_offset:
        lines += (msg("confirm-day", on=today_of(call) + timedelta(days=reading.day_offset)),)
    other = next(filter(None, map(written_as, reading.alternatives)), "")
    way = (Button("log:other", msg("button-otherwise", text=other)),) if other else ()
    row = (Button("log:yes", msg("button-yes-store")), *way, Button("log:no", msg("button-no")))
    return ask(call, "confirm", Say(lines, (row,)), text=text[:KEPT])


def _as_stored(call: Call, reading: Reading) -> tuple[Msg, ...]:
    """The sets of the first entry as they would be stored: what was not written is as prescribed."""
    entry, here = reading.entries[0], open_of(call, call.person)
    if reading.day_offset or entry.exercise is None or entry.exercise != here.exercise:
        return read_msgs(entry)
    return done_msgs(add_entries(call, call.person, (entry,))[1])


def confirm_sets(call: Call, sets: Sequence[SetDone], *, far: bool = True) -> Outcome:
    """Stored sets that would become something that is hardly meant: only after a yes. ``far``: from what was done."""
    key = "confirm-sets" if far else "confirm-doubt"
    lines = (msg(key, exercise=sets[0].exercise, sets=done_msgs(sets)),)
    row = (Button("log:yes", msg("button-yes-store")), Button("log:no", msg("button-no")))
    return ask(call, "confirm", Say(lines, (row,)), text=call.event.text[:KEPT])


def which_sets(call: Call, sets: Sequence[SetDone]) -> Outcome:
    """A unit that was another may be that of all sets of today, where several messages told them."""
    line = msg("which-sets", exercise=sets[0].exercise, sets=done_msgs(sets))
    row = (Button("log:all", msg("button-all-of-today")), Button("log:last", msg("button-last-message")))
    return ask(call, "sets", Say((line,), (row, (Button("log:no", msg("button-no")),))), text=call.event.text[:KEPT])


def which_exercise(call: Call, reading: Reading, text: str) -> Outcome:
    """The name could be several exercises, or none was named and none is open."""
    options: list[str] = []
    for deed in reading.alternatives:
        options += [e.exercise for e in deed.entries if e.exercise is not None and e.exercise not in options]
    here = open_of(call, call.person).exercise
    if not options and here is not None:
        options = [here]
    if not options:
        options = ["barbell_hip_thrust", "romanian_deadlift", "back_squat"]
    rows = tuple((Button(f"log:ex:{o}", msg("exercise-name", exercise=o)),) for o in options[:3])
    name = asked_name(call, reading)
    if name:
        rows += ((Button("log:new", msg("button-new-exercise", name=name[:40])),),)
    line = msg("which-exercise", name=name[:60]) if name else msg("which-exercise-none")
    rows += ((Button("log:no", msg("button-not-stored")),),)
    return ask(call, "exercise", Say((line,), rows), text=text[:KEPT])


def which_load(call: Call, exercise: str, text: str, *before: Msg, **keep: str) -> Outcome:
    """The lift is of unknown strength and no weight was written (R11)."""
    loads, between = _loads(call, exercise)
    row = tuple(Button(f"log:kg:{w.amount}{w.unit}", msg("load-external", load=w)) for w in loads)
    known = call.given.book.exercises.get(exercise)
    two = known is not None and known.tool is Tool.DUMBBELL and known.implements > 1
    line = msg("which-load-each" if two else "which-load", exercise=exercise, example=between)
    return ask(call, "load", Say((*before, line), (row,)), text=text[:KEPT], exercise=exercise, **keep)


def _loads(call: Call, exercise: str) -> tuple[tuple[Weight, ...], Weight]:
    """The weights that are offered for a lift of unknown strength, and one between them as an example."""
    bar, known = bar_of(call.person.settings), call.given.book.exercises.get(exercise)
    unit, base = bar.unit, bar.hundredths // 100
    steps = (0, 10, 20, 30) if unit is Unit.KG else (0, 20, 50, 90)
    if known is not None and known.tool is not Tool.BAR:
        base, steps = 0, (5, 10, 15, 20) if unit is Unit.KG else (10, 20, 30, 40)
    loads = tuple(weigh(base + s, unit) for s in steps)
    return loads, Weight(loads[2].hundredths + SMALLEST[unit], unit)


def sample_load(call: Call, exercise: str) -> Weight:
    """A weight to show how it is written, where none is known."""
    return _loads(call, exercise)[0][1]


def read_msgs(entry: Entry) -> tuple[Msg, ...]:
    """The sets of a reading in words."""
    return done_msgs(tuple(shown(s) for s in entry.sets))


def shown(s: ReadSet) -> SetDone:
    """A set that was read, as if it were done; it is only shown."""
    return SetDone(
        "", "", NEVER, NEVER, load=s.load, load_kind=s.load_kind or LoadKind.EXTERNAL, reps=s.reps,
        reps_left=s.reps_left, reps_right=s.reps_right, seconds=s.seconds, distance_m=s.distance_m,
        rir=s.rir, rpe=s.rpe, failed=s.failed,
    )  # fmt: skip


def with_load(reading: Reading, load: Weight) -> Reading:
    """The reading with the weight for every set that had none."""

    def loaded(s: ReadSet) -> ReadSet:
        return s if s.load is not None else replace(s, load=load, load_kind=LoadKind.EXTERNAL)

    entries = tuple(replace(e, sets=tuple(loaded(s) for s in e.sets)) for e in reading.entries)
    return replace(reading, entries=entries)
