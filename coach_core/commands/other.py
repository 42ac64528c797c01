"""A message that stores no set: body weight, a question, a feeling, or nothing that was understood."""

from __future__ import annotations

import re
from dataclasses import replace

from coach_core.commands import banning, measuring, remind_said, said_setting
from coach_core.commands.answers import plain
from coach_core.commands.asking import sample_load
from coach_core.commands.otherwise_today import otherwise_today
from coach_core.commands.perhaps import perhaps
from coach_core.commands.place import day_of, today_of
from coach_core.commands.schemes import load_msg
from coach_core.commands.small_talk import small_talk
from coach_core.commands.storing import with_sets
from coach_core.commands.weights import weight_in
from coach_core.knowledge.pausing import withheld
from coach_core.notation.clean import clean
from coach_core.notation.reading import Reading
from coach_core.talk import Button, Msg, msg
from coach_core.training.weight import LoadKind, Unit, Weight
from coach_core.turn import Call, Outcome

WEIGHT = re.compile(r"[0-9]{1,4}(?:[.,][0-9]{1,2})?\s{0,3}(?:kgs?|kilos?|lbs?|libras?)?", re.IGNORECASE)


def other(call: Call, reading: Reading) -> Outcome:
    """Says what was understood, what was not, and one example that works."""
    talk = banning.told(call) or small_talk(call)
    if talk is not None:
        return talk
    reminder = remind_said.loose(call) if reading.also is None else None
    if reminder is not None:
        return reminder
    weight = _weight(call)
    if reading.also == "body_weight" and call.person.health.gentle:
        return Outcome(call.person, plain(call.person, msg("gentle-weight")))
    if reading.also == "body_weight" and weight is not None:
        return measuring.keep(call, weight)
    if reading.also == "delete_workout":
        row = (Button("history:from:0", msg("button-past-workouts")),)
        return Outcome(call.person, plain(call.person, msg("delete-workout-how"), buttons=(row,)))
    told = said_setting.asked(call)
    told = told or (otherwise_today(call) if reading.also is None and reading.problem is None else None)
    if told is not None:
        return told
    if reading.note is not None and not reading.not_understood:
        return _feeling(call, reading.note)
    return perhaps(call, reading) or Outcome(call.person, plain(call.person, *_not_understood(call, reading)))


def _feeling(call: Call, note: str) -> Outcome:
    """How it felt: kept with the last set, if there is one."""
    workout = call.person.training.open
    if workout is None or not workout.sets:
        return Outcome(call.person, plain(call.person, msg("feeling-heard"), example(call)))
    last = replace(workout.sets[-1], note=note)
    person = with_sets(call.person, (*workout.sets[:-1], last))
    line = msg("note-kept", note=note[:200])
    return Outcome(person, plain(person, line), facts=(last,), ended=(last.set_id,), undoable=True)


def _weight(call: Call) -> Weight | None:
    """The weight in a text about body weight."""
    found = WEIGHT.search(clean(call.event.text))
    return weight_in(found[0], call.person.settings.unit or Unit.KG) if found else None


def _not_understood(call: Call, reading: Reading) -> tuple[Msg, ...]:
    words = " ".join(reading.not_understood).strip() or call.event.text.strip()
    if call.event.text.strip().endswith("?"):
        return (msg("question-not-stored", words=words[:120]), msg("help-hint"))
    return (msg("not-understood", words=words[:120]), example(call))


def example(call: Call) -> Msg:
    """One message that works here and now, made from the open exercise; without a load while training is paused."""
    if withheld(call, call.person, today_of(call)):
        return msg("example-held")
    day = day_of(call, call.person)
    slot = day.open
    if slot is None:
        return msg("example-free")
    first = slot.left[0]
    if first.load_kind is LoadKind.EXTERNAL and first.reps:
        load = load_msg(first.load or sample_load(call, slot.exercise), first.load_kind)
        return msg("example-load", exercise=slot.exercise, load=load, reps=first.reps[0])
    if first.seconds is not None:
        return msg("example-seconds", exercise=slot.exercise, seconds=first.seconds)
    return msg("example-reps", exercise=slot.exercise, reps=first.reps[0] if first.reps else first.steps or 10)
