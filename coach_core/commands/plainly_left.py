"""How much was done and what is left of it: rest, length, counts, the next exercise. Decides nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from coach_core.commands.answers import next_row, plain, skip_button
from coach_core.commands.card import next_line
from coach_core.commands.card_lines import rest_msg
from coach_core.commands.past import sets_of, workouts_of
from coach_core.commands.place import day_of, local, today_of
from coach_core.commands.small_talk import whats_next
from coach_core.commands.wanted import Wanted
from coach_core.talk import Button, msg
from coach_core.training.prescription import SlotPlan
from coach_core.turn import Call, Outcome

WARM_UP, SET = 5 * 60, 40  # seconds


def rest(call: Call, _: Wanted) -> Outcome:
    """How long the rest that runs now is, with the timer to tap."""
    day = day_of(call, call.person)
    slot = day.open
    before = next((s for s in reversed(slot.work) if s.done is not None), None) if slot is not None else None
    rest = (before and before.rest_s) or (slot.left[0].rest_s if slot is not None else None)
    if slot is None or rest is None:
        return whats_next(call)
    row = (Button("rest:on", msg("button-rest-on")),)
    line = msg("ask-rest", exercise=slot.exercise, rest=rest_msg(rest))
    return Outcome(call.person, plain(call.person, line, buttons=(row,)))


def length(call: Call, _: Wanted) -> Outcome:
    """An estimate from the sets that are left and their rests, to the next five minutes."""
    day, workout = day_of(call, call.person), call.person.training.open
    left = sum(len(s.left) for s in day.slots)
    if not left:
        return whats_next(call)
    begun = workout is not None and bool(workout.sets)
    minutes = -(-(sum(map(_seconds, day.slots)) + (0 if begun else WARM_UP)) // 300) * 5
    line = msg("ask-length-left" if begun else "ask-length", minutes=minutes, sets=left)
    return Outcome(call.person, plain(call.person, line, next_line(day), buttons=next_row(call.person, day)))


def _seconds(slot: SlotPlan) -> int:
    return sum((s.seconds or SET) * (2 if s.per_side else 1) + (s.rest_s[0] if s.rest_s else 0) for s in slot.left)


def count(call: Call, _: Wanted) -> Outcome:
    """What was done since Monday, the open workout with it."""
    today = today_of(call)
    monday = today - timedelta(days=today.weekday())
    done = [w for w in workouts_of(call) if local(call.person, w.opened_at).date() >= monday]
    opened = call.person.training.open
    now = opened.sets if opened is not None and opened.opened_on >= monday else ()
    sets = [s for w in done for s in sets_of(call, w.workout)] + list(now)
    row = (Button("history:from:0", msg("button-past-workouts")),) if done else ()
    line = msg("ask-count", sets=sum(not s.warmup for s in sets), workouts=len(done))
    return Outcome(call.person, plain(call.person, line, buttons=(row,) if row else ()))


def last(call: Call, _: Wanted) -> Outcome:
    """The workout that was finished last."""
    from coach_core.commands import history

    last = workouts_of(call)[:1]
    return history.decide(replace(call, press=("show", last[0].workout) if last else ("from", "0")))


def upcoming(call: Call, _: Wanted) -> Outcome:
    """What comes next; of an exercise that is begun first what is left of it, and how to leave that out."""
    day = day_of(call, call.person)
    slot = day.open
    if slot is None or len(slot.left) == len(slot.work):
        return whats_next(call)
    after = next((s for s in day.slots if s.left and s is not slot), None)
    lines = [msg("ask-next-left", exercise=slot.exercise, n=len(slot.left))]
    lines += [msg("ask-next-after", exercise=after.exercise)] if after is not None else []
    rows = (*next_row(call.person, day), (skip_button(call.person, slot),))
    return Outcome(call.person, plain(call.person, *lines, buttons=rows))
