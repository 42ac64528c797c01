"""The program is begun: the starting set is kept, the steps are written down, the first workout is shown."""

from __future__ import annotations

from dataclasses import replace

from coach_core.commands.finish import shut
from coach_core.commands.ids import new_ids
from coach_core.commands.place import today_of
from coach_core.commands.starting_set import set_told
from coach_core.facts import Ended, Step, StepKind, begun_on
from coach_core.person import Equipment, Person
from coach_core.talk import Msg, Reply, Say, msg
from coach_core.training.as_data import set_data
from coach_core.training.begin import begin, never_did, with_start_set
from coach_core.turn import Call, Outcome

PROGRAM = "glute-8"


def begun(call: Call, person: Person, told: str | None) -> Outcome:
    """The first workout of the program; in mid-program nothing begins anew, the person sees where they stand."""
    person = replace(person, question=None)
    if person.training.plan is not None:
        return Outcome(person, shown(call, person, (msg("start-stands"),)))
    book, before = call.given.book, _closed(call, person)
    person = before.person
    training = begin(book, person.training, person.settings, PROGRAM, today_of(call))
    person, (step_id,) = new_ids(replace(person, training=training), "t", 1)
    step = Step(step_id, call.at, StepKind.BEGIN, text=begun_on(PROGRAM, today_of(call)))
    rest = _told(call, person, told) if told is not None else _untold(call, person)
    return replace(rest, facts=(*before.facts, step, *rest.facts), undoable=True)


def _closed(call: Call, person: Person) -> Outcome:
    """The workout without a program is over when the program begins: its sets stay, and the first workout is free."""
    workout = person.training.open
    if workout is None:
        return Outcome(person)
    if not workout.sets:
        return Outcome(replace(person, training=replace(person.training, open=None)))
    person, done, moved = shut(call, person, Ended.FINISHED)
    return Outcome(person, facts=(done, *moved.changes))


def _untold(call: Call, person: Person) -> Outcome:
    """Never done: the first workout looks for the load (R16). Bands have none."""
    if person.settings.equipment is Equipment.BANDS:
        return Outcome(person, shown(call, person, (msg("start-bands"),)))
    training = never_did(call.given.book, person.training, person.settings)
    person, (step_id,) = new_ids(replace(person, training=training), "t", 1)
    step = Step(step_id, call.at, StepKind.START_SET)
    return Outcome(person, shown(call, person, (msg("start-calibrates"),)), (step,))


def _told(call: Call, person: Person, told: str) -> Outcome:
    """A starting set gives its lift a training max (R5, R12)."""
    found = set_told(call, person, told)
    if found is None:
        return _untold(call, person)
    person, done = found
    training, reasons = with_start_set(call.given.book, person.training, person.settings, done)
    person, (step_id,) = new_ids(replace(person, training=training), "t", 1)
    step = Step(step_id, call.at, StepKind.START_SET, text=done.set_id)
    lines = (msg("start-set-kept", load=done.load, reps=done.reps), *(msg(r.key, **r.values) for r in reasons))
    first, *rest = shown(call, person, lines)
    return Outcome(person, (replace(first, data={"logged": [set_data(done, "stored")]}), *rest), (done, step))


def shown(call: Call, person: Person, lines: tuple[Msg, ...]) -> Reply:
    """The lines, then today's workout."""
    from coach_core.commands.today import show  # today reaches the guard, and the guard this

    return (Say(lines), *show(replace(call, person=person), person))
