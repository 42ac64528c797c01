"""What is asked in a free sentence: the command that it means (ROUTES), else its answer here (ANSWERS)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from coach_core.commands import putting_off
from coach_core.commands.answers import next_row, plain
from coach_core.commands.card import card, next_line, rest_msg
from coach_core.commands.change import load_row
from coach_core.commands.named import Named
from coach_core.commands.other import example
from coach_core.commands.past import sets_of, workouts_of
from coach_core.commands.place import day_of, key_of, local, slot_for, today_of
from coach_core.commands.skipping import absent, offer, swap_typed
from coach_core.commands.small_talk import whats_next
from coach_core.commands.wanted import Wanted, wanted
from coach_core.commands.weights import weight_in
from coach_core.knowledge.pausing import withheld
from coach_core.notation.reading import Entry, Intent, Reading
from coach_core.talk import Button, msg
from coach_core.training.prescription import DayPlan, SlotPlan
from coach_core.training.weight import Unit
from coach_core.turn import Call, Outcome, Want

NAME = "ask"
LIGHTEST_BAR, HEAVIEST_BAR = 2, 40  # kg
WARM_UP, SET = 5 * 60, 40  # seconds
ROUTES: Mapping[str, Named] = {
    "erase": Named("erase"),
    "program": Named("program"),
    "gym": Named("settings", ("equipment",)),
    "days": Named("settings", ("days",)),
    "record": Named("progress"),
    "ready": Named("today", ("next",)),
    "earlier": Named("history", ("from", "0")),
}


def asked(call: Call, text: str) -> Named | None:
    """The command that the text means, with what it is handed; None for any other text."""
    found = wanted(call, text)
    of_today = not call.given.book.typed.today.isdisjoint(text.lower().split())
    if found is None or (found.kind == "erase" and of_today):  # "delete everything from today" is of sets
        return None
    return ROUTES.get(found.kind) or Named(NAME, (found.kind, found.number or "", *found.exercises))


def wants(call: Call) -> Want | None:
    """All live facts, where they are counted or the last of them is shown."""
    return Want(everything=True) if call.press[:1] in (("count",), ("last",)) else None


def decide(call: Call) -> Outcome:
    """The answer that fits here and now."""
    kind, number, *exercises = call.press if len(call.press) > 1 else ("", "")
    answer = ANSWERS.get(kind)
    if answer is None:
        return Outcome(call.person, plain(call.person, msg("old-button")))
    if kind in OF_TRAINING and withheld(call, call.person, today_of(call)):
        return Outcome(call.person, plain(call.person, msg("example-held")))
    return answer(call, Wanted(kind, number or None, tuple(exercises)))


def _rest(call: Call, _: Wanted) -> Outcome:
    day = day_of(call, call.person)
    slot = day.open
    before = next((s for s in reversed(slot.work) if s.done is not None), None) if slot is not None else None
    rest = (before and before.rest_s) or (slot.left[0].rest_s if slot is not None else None)
    if slot is None or rest is None:
        return whats_next(call)
    row = (Button("rest:on", msg("button-rest-on")),)
    line = msg("ask-rest", exercise=slot.exercise, rest=rest_msg(rest))
    return Outcome(call.person, plain(call.person, line, buttons=(row,)))


def _length(call: Call, _: Wanted) -> Outcome:
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


def _count(call: Call, _: Wanted) -> Outcome:
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


def _last(call: Call, _: Wanted) -> Outcome:
    from coach_core.commands import history

    last = workouts_of(call)[:1]
    return history.decide(replace(call, press=("show", last[0].workout) if last else ("from", "0")))


def _bar(call: Call, told: Wanted) -> Outcome:
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


def _plates(call: Call, _: Wanted) -> Outcome:
    slot = day_of(call, call.person).open
    row = load_row(call, slot) if slot is not None else ()
    return Outcome(call.person, plain(call.person, msg("ask-plates"), buttons=(row,) if row else ()))


def _max(call: Call, _: Wanted) -> Outcome:
    return Outcome(call.person, plain(call.person, msg("ask-max")))


def _onward(call: Call, _: Wanted) -> Outcome:
    slot = day_of(call, call.person).open
    why = (Button(f"why:{slot.slot}", msg("button-why")),) if slot is not None and slot.slot is not None else ()
    row = (*why, Button("program:list", msg("button-program")))
    return Outcome(call.person, plain(call.person, msg("ask-onward"), buttons=(row,)))


def _next(call: Call, _: Wanted) -> Outcome:
    """What comes next; of an exercise that is begun first what is left of it, and how to leave that out."""
    day = day_of(call, call.person)
    slot = day.open
    if slot is None or len(slot.left) == len(slot.work):
        return whats_next(call)
    after = next((s for s in day.slots if s.left and s is not slot), None)
    lines = [msg("ask-next-left", exercise=slot.exercise, n=len(slot.left))]
    lines += [msg("ask-next-after", exercise=after.exercise)] if after is not None else []
    rows = (*next_row(call.person, day), (_skip_button(call, slot),))
    return Outcome(call.person, plain(call.person, *lines, buttons=rows))


def _skip_button(call: Call, slot: SlotPlan) -> Button:
    at = f"{key_of(call.person.training)}:{slot.slot}:{len(slot.work) - len(slot.left)}"
    return Button(f"skip:{at}", msg("button-skip"))


def _back(call: Call, told: Wanted) -> Outcome:
    workout, day = call.person.training.open, day_of(call, call.person)
    done = [s.exercise for s in workout.sets] if workout is not None else []
    exercise = next(iter(told.exercises), None) or (done[-1] if done else None)
    if exercise is None:
        return whats_next(call)
    slot = slot_for(day, exercise)
    named = slot.exercise if slot is not None else exercise
    return whats_next(call, msg("ask-back", exercise=named))


def _another(call: Call, told: Wanted) -> Outcome:
    """Something else in its place, or where it stands; a program keeps its exercises."""
    day = day_of(call, call.person)
    slot = slot_for(day, told.exercises[0]) if told.exercises else day.open
    keeps = (msg("ask-remove"),) if told.kind == "remove" else ()
    if slot is None or slot.slot is None or not slot.left:
        lines = (absent(call, told.exercises[0]),) if told.exercises and slot is None else ()
        return whats_next(call, *lines, *keeps)
    offered = offer(call, slot)
    first, *rest = offered.reply
    row = (_skip_button(call, slot),)
    first = replace(
        first, lines=(*keeps, *first.lines), buttons=(*first.buttons, row) if _is_open(day, slot) else first.buttons
    )
    return replace(offered, reply=(first, *rest))


def _is_open(day: DayPlan, slot: SlotPlan) -> bool:
    return day.open is not None and day.open.slot == slot.slot


def _instead(call: Call, told: Wanted) -> Outcome:
    new, old = (told.exercises * 2)[:2]
    return swap_typed(call, Reading(intent=Intent.SWAP, entries=(Entry(old, None), Entry(new, None))))


def _week(call: Call, _: Wanted) -> Outcome:
    return putting_off.nothing_due(call) or putting_off.not_this_week(call)


def _cancel(call: Call, _: Wanted) -> Outcome:
    workout = call.person.training.open
    if workout is None or not workout.sets:
        return putting_off.not_today(call)
    row = (Button(f"finish:{key_of(call.person.training)}", msg("button-finish")), Button("undo:1", msg("button-undo")))
    return Outcome(call.person, plain(call.person, msg("ask-cancel"), buttons=(row,)))


def _unwell(call: Call, _: Wanted) -> Outcome:
    workout = call.person.training.open
    stop = Button("move:", msg("button-other-day"))
    if workout is not None and workout.sets:
        stop = Button(f"finish:{key_of(call.person.training)}", msg("button-finish"))
    row = (Button("today:next", msg("button-go-on")), stop)
    return Outcome(call.person, plain(call.person, msg("ask-unwell"), buttons=(row,)))


def _friend(call: Call, _: Wanted) -> Outcome:
    return Outcome(call.person, plain(call.person, msg("ask-friend")))


def _extra(call: Call, _: Wanted) -> Outcome:
    return Outcome(call.person, plain(call.person, msg("ask-extra"), example(call)))


OF_TRAINING = frozenset({"rest", "length", "plates", "next", "back", "cant", "remove", "instead", "extra", "onward"})
ANSWERS: Mapping[str, Callable[[Call, Wanted], Outcome]] = {
    "rest": _rest,
    "length": _length,
    "count": _count,
    "last": _last,
    "bar": _bar,
    "plates": _plates,
    "max": _max,
    "onward": _onward,
    "next": _next,
    "back": _back,
    "cant": _another,
    "remove": _another,
    "instead": _instead,
    "week": _week,
    "cancel": _cancel,
    "unwell": _unwell,
    "friend": _friend,
    "extra": _extra,
    "rpe": lambda call, _: whats_next(call, msg("term-rpe")),
    "rir": lambda call, _: whats_next(call, msg("term-rir")),
}
