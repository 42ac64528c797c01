"""How many more reps could you have done? Asked where the answer decides the next set (calibration, R16)."""

from __future__ import annotations

from dataclasses import replace

from coach_core.commands.answers import answer, sets_lines
from coach_core.commands.place import day_of
from coach_core.commands.storing import open_workout, with_sets
from coach_core.facts import SetDone
from coach_core.person import Person, Question
from coach_core.talk import Button, Say, msg
from coach_core.training.sets import told
from coach_core.turn import Call, Outcome

CHOICES = ("5", "4", "3", "2", "1", "0")


def undecided(call: Call, person: Person, done: tuple[SetDone, ...]) -> SetDone | None:
    """The last set stored, if its reserve was not told and decides: while a starting weight is looked for (R16), and
    at the end of an exercise whose weight still rises."""
    if not done or done[-1].rir is not None or done[-1].rpe is not None:
        return None
    last, lifts = done[-1], person.training.lifts
    slot = next((s for s in day_of(call, person).slots if s.slot == last.slot), None)
    if slot is None or (slot.because.rule == "calibrate" and slot.because.key.startswith("calibrate")):
        return last if slot is not None else None
    own = [s.done for s in slot.work if s.done is not None]
    rising = last.exercise in lifts and lifts[last.exercise].seeking
    return last if rising and not slot.left and all(told(s) is None for s in own) else None


def ask_reserve(call: Call, outcome: Outcome, done: tuple[SetDone, ...]) -> Outcome:
    """The outcome, and the question behind it where it is needed."""
    last = undecided(call, outcome.person, done)
    if last is None:
        unasked = outcome.person.question is None
        return outcome if unasked else replace(outcome, person=replace(outcome.person, question=None))
    question = Question("rir", "rir", {"set": last.set_id})
    row = tuple(Button(f"rir:{last.set_id}:{n}", msg(f"button-rir-{n}")) for n in CHOICES)
    asked = Say((msg("ask-rir"),), (row[:3], row[3:]), {"question": {"asks": "rir"}})
    return replace(outcome, person=replace(outcome.person, question=question), reply=(*outcome.reply, asked))


def decide(call: Call) -> Outcome:
    """The button or the number typed."""
    question = call.person.question
    if len(call.press) == 2:
        return _told(call, call.press[0], call.press[1])
    if question is not None and question.asks == "rir":
        typed = answering(call)
        if typed is not None:
            return typed
    return Outcome(call.person, (Say((msg("rir-not-asked"),)),))


def answering(call: Call) -> Outcome | None:
    """A bare number from 0 to 10 while the reserve is asked; None if the text says something else."""
    question, text = call.person.question, call.event.text.strip().rstrip("+").strip()
    if question is None or not text.isascii() or not text.isdigit() or int(text) > 10:
        return None
    return _told(call, question.keep["set"], text)


def _told(call: Call, set_id: str, rir: str) -> Outcome:
    workout = call.person.training.open
    old = next((s for s in workout.sets if s.set_id == set_id), None) if workout else None
    if old is None or not rir.isdigit():
        return Outcome(replace(call.person, question=None), (Say((msg("old-button"),)),))
    new = replace(old, rir=float(rir))
    sets = tuple(new if s.set_id == set_id else s for s in open_workout(call.person).sets)
    person = replace(with_sets(call.person, sets), question=None)
    reply = answer(call, person, sets_lines((new,), "changed"), [(new, "changed")])
    return Outcome(person, reply, facts=(new,), ended=(set_id,), undoable=True)
