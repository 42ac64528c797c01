"""What is to go another way: back to an exercise, another one, one less, a workout or a week given up."""

from __future__ import annotations

from dataclasses import replace

from coach_core.commands import putting_off
from coach_core.commands.answers import plain, skip_button
from coach_core.commands.place import day_of, key_of, slot_for
from coach_core.commands.skipping import absent, offer, swap_typed
from coach_core.commands.small_talk import whats_next
from coach_core.commands.wanted import Wanted
from coach_core.notation.reading import Entry, Intent, Reading
from coach_core.talk import Button, msg
from coach_core.training.prescription import DayPlan, SlotPlan
from coach_core.turn import Call, Outcome


def back(call: Call, told: Wanted) -> Outcome:
    """Back to an exercise that was begun: what there is of it."""
    workout, day = call.person.training.open, day_of(call, call.person)
    done = [s.exercise for s in workout.sets] if workout is not None else []
    exercise = next(iter(told.exercises), None) or (done[-1] if done else None)
    if exercise is None:
        return whats_next(call)
    slot = slot_for(day, exercise)
    named = slot.exercise if slot is not None else exercise
    return whats_next(call, msg("ask-back", exercise=named))


def another(call: Call, told: Wanted) -> Outcome:
    """Something else in its place, or where it stands; a program keeps its exercises."""
    day = day_of(call, call.person)
    slot = slot_for(day, told.exercises[0]) if told.exercises else day.open
    keeps = (msg("ask-remove"),) if told.kind == "remove" else ()
    if slot is None or slot.slot is None or not slot.left:
        lines = (absent(call, told.exercises[0]),) if told.exercises and slot is None else ()
        return whats_next(call, *lines, *keeps)
    offered = offer(call, slot)
    first, *rest = offered.reply
    row = (skip_button(call.person, slot),)
    first = replace(
        first, lines=(*keeps, *first.lines), buttons=(*first.buttons, row) if _is_open(day, slot) else first.buttons
    )
    return replace(offered, reply=(first, *rest))


def _is_open(day: DayPlan, slot: SlotPlan) -> bool:
    return day.open is not None and day.open.slot == slot.slot


def instead(call: Call, told: Wanted) -> Outcome:
    """One exercise for another, named the other way round."""
    new, old = (told.exercises * 2)[:2]
    return swap_typed(call, Reading(intent=Intent.SWAP, entries=(Entry(old, None), Entry(new, None))))


def week(call: Call, _: Wanted) -> Outcome:
    """No training this week."""
    return putting_off.nothing_due(call) or putting_off.not_this_week(call)


def cancel(call: Call, _: Wanted) -> Outcome:
    """Today is given up: a workout that is begun ends here, or its last set goes."""
    workout = call.person.training.open
    if workout is None or not workout.sets:
        return putting_off.not_today(call)
    row = (Button(f"finish:{key_of(call.person.training)}", msg("button-finish")), Button("undo:1", msg("button-undo")))
    return Outcome(call.person, plain(call.person, msg("ask-cancel"), buttons=(row,)))


def unwell(call: Call, _: Wanted) -> Outcome:
    """Who does not feel well decides: to train, or not today."""
    workout = call.person.training.open
    stop = Button("move:", msg("button-other-day"))
    if workout is not None and workout.sets:
        stop = Button(f"finish:{key_of(call.person.training)}", msg("button-finish"))
    row = (Button("today:next", msg("button-go-on")), stop)
    return Outcome(call.person, plain(call.person, msg("ask-unwell"), buttons=(row,)))
