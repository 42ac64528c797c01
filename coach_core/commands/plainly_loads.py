"""Questions about weights: the bar, plates, a maximum, how it goes on. The numbers are made in training/."""

from __future__ import annotations

import re
from dataclasses import replace

from coach_core.commands.answers import plain
from coach_core.commands.card import card, general_warmup
from coach_core.commands.change import load_row
from coach_core.commands.place import day_of, slot_for, today_of
from coach_core.commands.schemes import schemes, warmup_msgs
from coach_core.commands.skipping import absent
from coach_core.commands.small_talk import whats_next
from coach_core.commands.wanted import Wanted
from coach_core.commands.weights import weight_in
from coach_core.knowledge.pausing import withheld
from coach_core.talk import Button, msg
from coach_core.training.weight import Unit
from coach_core.turn import Call, Outcome

LIGHTEST_BAR, HEAVIEST_BAR = 2, 40  # kg


def bar(call: Call, told: Wanted) -> Outcome:
    """The weight of the empty bar, which the plates are worked out from."""
    units = call.given.book.typed.said
    words = [units.get(word, "") for word in re.findall(r"[^\W\d_]+", call.event.text.lower())]
    found = next((Unit(word.removeprefix("unit-")) for word in words if word.startswith("unit-")), None)
    bar = weight_in(told.number or "", found or call.person.settings.unit or Unit.KG)
    if bar is None or not LIGHTEST_BAR <= bar.kg <= HEAVIEST_BAR:
        return Outcome(call.person, plain(call.person, msg("ask-bar-strange")))
    person = replace(call.person, settings=replace(call.person.settings, bar=bar))
    reply = plain(person, msg("ask-bar", bar=bar))
    plan = person.training.plan
    going = plan is not None and not plan.finished and not withheld(call, person, today_of(call))
    return Outcome(person, (*reply, card(call, person)) if going else reply)


def plates(call: Call, _: Wanted) -> Outcome:
    """A plate that is not there: the nearest load is told instead."""
    slot = day_of(call, call.person).open
    row = load_row(call, slot) if slot is not None else ()
    return Outcome(call.person, plain(call.person, msg("ask-plates"), buttons=(row,) if row else ()))


def maximum(call: Call, _: Wanted) -> Outcome:
    """A maximum is not kept by hand: it follows from the sets."""
    return Outcome(call.person, plain(call.person, msg("ask-max")))


def onward(call: Call, _: Wanted) -> Outcome:
    """When the next loads are worked out, and from what."""
    slot = day_of(call, call.person).open
    why = (Button(f"why:{slot.slot}", msg("button-why")),) if slot is not None and slot.slot is not None else ()
    row = (*why, Button("program:list", msg("button-program")))
    return Outcome(call.person, plain(call.person, msg("ask-onward"), buttons=(row,)))


def of_exercise(call: Call, told: Wanted) -> Outcome:
    """What is left of one exercise, with its load; else on which day it is."""
    slot = slot_for(day_of(call, call.person), told.exercises[0]) if told.exercises else None
    if slot is None or not slot.left:
        return whats_next(call, *((absent(call, told.exercises[0]),) if told.exercises and slot is None else ()))
    why = (Button(f"why:{slot.slot}", msg("button-why")),) if slot.slot is not None else ()
    line = msg("amounts", exercise=slot.exercise, schemes=schemes(slot.left))
    return Outcome(call.person, plain(call.person, line, buttons=(why,) if why else ()))


def warm_up(call: Call, _: Wanted) -> Outcome:
    """The general warm-up, and the sets that build up to each lift that has some (R18, R19)."""
    day = day_of(call, call.person)
    ramps = [(s.exercise, warmup_msgs(s.sets)) for s in day.slots if s.left]
    lines = [msg("ask-ramp", exercise=exercise, sets=sets) for exercise, sets in ramps if sets]
    return whats_next(call, *general_warmup(call, call.person, day, begun=False), *lines)
