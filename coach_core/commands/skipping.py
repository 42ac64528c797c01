"""Skipping an exercise, a whole workout, and taking another exercise instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from coach_core.commands import putting_off
from coach_core.commands.answers import answer, plain
from coach_core.commands.asking import ask
from coach_core.commands.done import fitting, nothing_open, old_button
from coach_core.commands.finish import skipped_whole
from coach_core.commands.hours_said import names_days
from coach_core.commands.marking import mark_of, marked
from coach_core.commands.place import day_of, nearly, program_of, slot_for
from coach_core.commands.promised import comes_again
from coach_core.commands.reading import read_of
from coach_core.commands.remind_read import phrase
from coach_core.commands.tools import swaps_of
from coach_core.knowledge.circumstances import circumstance
from coach_core.notation.reading import Reading
from coach_core.talk import Button, Msg, Say, msg
from coach_core.training.prescription import SlotPlan
from coach_core.turn import Call, Outcome


def _numbered(call: Call) -> SlotPlan | Outcome | None:
    """ "skip 2": the exercise with that number; None where no number stands."""
    found = re.search(r"(?<![0-9])([1-9])(?![0-9])", call.event.text)
    if found is None:
        return None
    slot = next((s for s in day_of(call, call.person).slots if str(s.slot) == found[1]), None)
    return slot or Outcome(call.person, plain(call.person, msg("no-such-slot", slot=found[1])))


def _meant(call: Call, exercise: str | None, name: str | None) -> SlotPlan | Outcome:
    day = day_of(call, call.person)
    numbered = _numbered(call) if exercise is None else None
    if numbered is not None:
        return numbered
    if name is not None and (close := nearly(call, day, exercise, name)) is not None:
        return close
    if exercise is None and name is not None:
        return Outcome(call.person, plain(call.person, msg("not-in-workout-name", name=name)))
    slot = slot_for(day, exercise)
    if slot is None or slot.slot is None:
        if exercise is not None:
            return Outcome(call.person, plain(call.person, absent(call, exercise)))
        return nothing_open(call)
    return slot


def absent(call: Call, exercise: str) -> Msg:
    """That an exercise is not in this workout, with the days of this week that have it."""
    plan, program = call.person.training.plan, program_of(call, call.person)
    block = program.block(plan.week) if plan is not None and program is not None and not plan.finished else None
    days = [d for d, slots in block.days.items() if any(s.exercise == exercise for s in slots)] if block else []
    if days:
        return msg("not-in-workout-day", exercise=exercise, days=", ".join(days))
    return msg("not-in-workout" if block is None else "not-in-program", exercise=exercise)


def skip_typed(call: Call, reading: Reading) -> Outcome:
    """ "skip step-ups", "skip"."""
    if reading.also == "workout":
        return skip_workout(call, sure=False)
    told = None if reading.entries else circumstance(call.event.text)
    if told is not None and told.kind == "week":
        return putting_off.nothing_due(call) or putting_off.not_this_week(call)
    if not reading.entries and names_days(phrase(call.event.text), call.given.book.typed):
        return putting_off.another_day(call)  # a day that does not suit is no exercise to be left out
    named = reading.entries[0] if reading.entries else None
    slot = _meant(call, named.exercise if named else None, named.name if named else None)
    return slot if isinstance(slot, Outcome) else _skip(call, slot)


def skip(call: Call) -> Outcome:
    """/skip and the button."""
    if call.press[:1] == ("workout",):
        return skip_workout(call, sure=True)
    if call.press:
        slot = fitting(call)
        return _skip(call, slot) if slot else old_button(call)
    return _by_words(call, skip_typed)


def skip_workout(call: Call, *, sure: bool) -> Outcome:
    """ "skip today": the whole workout, after one question. The plan moves on; nothing has to be made up for."""
    plan, program = call.person.training.plan, program_of(call, call.person)
    if plan is None or program is None or plan.finished:
        return nothing_open(call)
    if not sure:
        line = msg("skip-workout-sure", week=plan.week, day=program.days[plan.day])
        row = (Button("skip:workout", msg("button-skip-workout")), Button("move:", msg("button-other-day")))
        return ask(
            call, "confirm", Say((line,), (row, (Button("cancel:", msg("button-leave")),))), "skip", yes="workout"
        )
    return skipped_whole(call)


def _by_words(call: Call, typed: Callable[[Call, Reading], Outcome]) -> Outcome:
    """A slash command with words is read as the sentence it would be."""
    return typed(call, read_of(call, call.event.text.lstrip("/")))


def _skip(call: Call, slot: SlotPlan) -> Outcome:
    assert slot.slot is not None
    if not slot.left:
        return Outcome(call.person, plain(call.person, msg("skip-done-already", exercise=slot.exercise)))
    mark = replace(mark_of(call.person, slot.slot), skipped=True)
    person = marked(call, call.person, slot.slot, mark)
    again = comes_again(call, person, slot.planned or slot.exercise)
    reply = answer(call, person, (msg("skipped" if again else "skipped-last", exercise=slot.exercise),), ())
    return Outcome(replace(person, question=None), reply, undoable=True)


def swap_typed(call: Call, reading: Reading) -> Outcome:
    """ "swap squat for leg press", "swap rdl"."""
    old = reading.entries[0] if reading.entries else None
    slot = _meant(call, old.exercise if old else None, old.name if old else None)
    if isinstance(slot, Outcome):
        return slot
    new = reading.entries[1].exercise if len(reading.entries) > 1 else None
    return _swap(call, slot, new) if new else offer(call, slot)


def swap(call: Call) -> Outcome:
    """/swap, the button, and the choice among the alternatives (``swap:to:<slot>:<exercise>``)."""
    if call.press[:1] == ("to",) and len(call.press) == 3:
        slots = day_of(call, call.person).slots
        slot = next((s for s in slots if str(s.slot) == call.press[1] and s.left), None)
        return _swap(call, slot, call.press[2]) if slot else old_button(call)
    if call.press:
        slot = fitting(call)
        return offer(call, slot) if slot else old_button(call)
    return _by_words(call, swap_typed)


def answering(call: Call) -> Outcome | None:
    """The exercise that is wanted instead, typed; None where the text names none."""
    question, name = call.person.question, call.event.text.strip()
    exercise, _ = call.given.book.lexicon.exercise(name)
    if question is None or exercise is None or any(c.isdigit() for c in name):
        return None
    slots = day_of(call, call.person).slots
    slot = next((s for s in slots if str(s.slot) == question.keep.get("slot") and s.left), None)
    return _swap(replace(call, person=replace(call.person, question=None)), slot, exercise) if slot else None


def offer(call: Call, slot: SlotPlan) -> Outcome:
    """What may be done instead of an exercise, to choose from."""
    known = call.given.book.exercises
    names = list(known[slot.exercise].swaps) if slot.exercise in known else []
    if slot.planned is not None and slot.planned != slot.exercise:
        names.insert(0, slot.planned)
    names = swaps_of(known, call.person, [n for n in dict.fromkeys(names) if n in known])
    rows = tuple((Button(f"swap:to:{slot.slot}:{n}", msg("exercise-name", exercise=n)),) for n in names[:4])
    line = msg("swap-which", exercise=slot.exercise)
    return ask(call, "exercise", Say((line,), rows), "swap", slot=str(slot.slot))


def _swap(call: Call, slot: SlotPlan, exercise: str) -> Outcome:
    assert slot.slot is not None
    if exercise not in call.given.book.exercises:
        return offer(call, slot)
    back = exercise == (slot.planned or slot.exercise)
    mark = replace(mark_of(call.person, slot.slot), exercise=None if back else exercise, skipped=False, load=None)
    person = marked(call, call.person, slot.slot, mark)
    line = msg("swapped", old=slot.exercise, new=exercise)
    reply = answer(call, person, (line,), ())
    return Outcome(replace(person, question=None), reply, undoable=True)
