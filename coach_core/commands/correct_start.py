""" "no, 80 kg for 10" right after the starting set: the set is put right, and what the plan made of it."""

from __future__ import annotations

from dataclasses import replace

from coach_core.brought import is_own
from coach_core.challenge.plausible import is_beyond
from coach_core.commands import correct
from coach_core.commands.asking import KEPT, ask
from coach_core.commands.doubting import changed_oddly, line_of, sure_of_edit
from coach_core.commands.past import rework
from coach_core.commands.reading import language_of
from coach_core.commands.schemes import done_msgs
from coach_core.commands.starting_set import MANY
from coach_core.facts import SetDone, Step, StepKind, WorkoutDone
from coach_core.notation.read import read
from coach_core.notation.reading import Intent, Open, Reading, ReadSet
from coach_core.person import Person
from coach_core.talk import Button, Msg, Say, msg
from coach_core.training.replay import number_in
from coach_core.training.weight import Weight
from coach_core.turn import Call, Outcome


def typed(call: Call, reading: Reading) -> Outcome:
    """A correction in words: of the starting set while nothing else is stored, else of what was done."""
    return corrected(call, call.event.text) or correct.typed(call, reading)


def corrected(call: Call, text: str, *, sure: bool = False) -> Outcome | None:
    """The starting set as the text puts it right; None where there is none, or the text says something else."""
    old = starting_set(call)
    told, unsure = _told(call, old, text) if old is not None else (None, False)
    if old is None or told is None:
        return None
    call = replace(call, person=_in_unit(call.person, told))
    new = _in_its_unit(correct.overlay(old, told), told, call.person)
    if not sure and (_is_odd(new) or unsure):
        return _asked(call, new, text)
    return rework(call, [old], [new])


def edited(call: Call, old: SetDone, reading: Reading, *, sure: bool) -> Outcome | None:
    """The message that told it was edited: the first set of its lift counts, None where it holds none. The unit that is
    written is the person's from now on while nothing else is stored.
    """
    told = next((s for e in reading.entries if e.exercise in (None, old.exercise) for s in e.sets), None)
    if told is None:
        return None
    alone = starting_set(call) == old
    call = replace(call, person=_in_unit(call.person, told)) if alone else call
    new = _in_its_unit(correct.overlay(old, told), told, call.person)
    if sure or not (_is_odd(new) if alone else changed_oddly(call.person, [old], [new])):
        return rework(call, [old], [new])
    return sure_of_edit(call, _odd_line(new) if alone else line_of(call.person, [new], odd=True))


def is_of_start(call: Call, done: SetDone) -> bool:
    """Whether a set is one that a program began with."""
    return any(s.kind is StepKind.START_SET and s.text == done.set_id for s in call.given.rows.steps)


def _told(call: Call, old: SetDone, text: str) -> tuple[ReadSet | None, bool]:
    """What the text says of that set, and whether it may mean another: bare numbers belong to it, whatever is open.

    "All were 50" is about the sets of a workout.
    """
    here = Open(
        exercise=old.exercise, sets=1, reps=(old.reps or 1, old.reps), load=old.load, stored=1,
        unit=call.person.settings.unit, last=old.load,
    )  # fmt: skip
    reading = read(text, call.given.book.lexicon, here, language_of(call, call.person))
    told = [s for e in reading.entries if e.exercise in (None, old.exercise) for s in e.sets]
    fits = reading.intent is Intent.CORRECT and reading.problem is None and reading.corrects in ("last", (1,))
    return (told[0] if fits and len(told) == 1 else None), reading.needs_confirmation


def _asked(call: Call, new: SetDone, text: str) -> Outcome:
    """Numbers that are hardly meant, or perhaps not of this set, only after a yes (R35)."""
    line = _odd_line(new) if _is_odd(new) else msg("confirm-doubt", exercise=new.exercise, sets=done_msgs((new,)))
    row = (Button("log:yes", msg("button-yes-that-set")), Button("log:no", msg("button-no")))
    return ask(call, "confirm", Say((line,), (row,)), text=text[:KEPT], fix="start")


def _odd_line(new: SetDone) -> Msg:
    return msg("start-odd", set=msg("start-set-shown", load=new.load, reps=new.reps), exercise=new.exercise)


def starting_set(call: Call) -> SetDone | None:
    """The starting set, where no workout was done or begun since."""
    workout, rows = call.person.training.open, call.given.rows
    told = [s for s in rows.steps if s.kind is StepKind.START_SET and s.text and is_own(s)]
    if not told or (workout is not None and workout.sets) or any(_since(w, told[-1]) for w in rows.workouts):
        return None
    return next((s for s in rows.sets if s.set_id == told[-1].text and is_own(s)), None)


def _since(workout: WorkoutDone, step: Step) -> bool:
    """Whether a workout was begun after a step; sets of other lifts may have been told before it."""
    return not is_own(workout) or number_in(workout.workout) > number_in(step.step_id)


def _in_unit(person: Person, told: ReadSet) -> Person:
    """A unit that is written now is the person's from now on, as it was with the set itself."""
    unit = told.unit or (told.load.unit if told.load is not None and told.unit_told else None)
    return person if unit is None else replace(person, settings=replace(person.settings, unit=unit))


def _in_its_unit(new: SetDone, told: ReadSet, person: Person) -> SetDone:
    """A bare number is in the person's unit."""
    unit = person.settings.unit
    if new.load is None or unit is None or told.load is None or told.unit_told:
        return new
    return replace(new, load=Weight(new.load.hundredths, unit))


def _is_odd(s: SetDone) -> bool:
    return s.load is not None and bool(s.reps) and ((s.reps or 0) >= MANY or is_beyond(s.exercise, s.load, s.reps or 1))
