"""What can be done about a reminder where it appears: start, later, another day, another time, no more of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from coach_core.commands import move, reminder_times, reminders
from coach_core.commands.after import ask_needed
from coach_core.commands.answers import plain
from coach_core.commands.card import card
from coach_core.commands.finish import skipped_whole
from coach_core.commands.nudging import tonight
from coach_core.commands.place import key_of, local, opened, today_of
from coach_core.person import Person
from coach_core.reminding.agreed import agreeing, reminding_of, with_kind, zone_of
from coach_core.reminding.state import Later, Reminder
from coach_core.reminding.times import instant
from coach_core.talk import Button, msg
from coach_core.turn import Call, Outcome

MINUTES = frozenset({"30", "120"})
PUT_OFF = frozenset({Reminder.WORKOUT, Reminder.WEEK, Reminder.MONTH})


def decide(call: Call) -> Outcome:
    """A button: ``remind:<deed>:<what>``."""
    deed = DEEDS.get(call.press[0]) if call.press else None
    done = deed(call, call.press[1:]) if deed is not None else None
    return done if done is not None else Outcome(call.person, plain(call.person, msg("old-button")))


def _start(call: Call, _: tuple[str, ...]) -> Outcome | None:
    """The workout is open from now on; the message becomes the one to train from."""
    plan = call.person.training.plan
    if plan is None or (plan.finished and call.person.training.open is None):
        return None
    shown = card(call, call.person, replace=True)
    if "workout" not in shown.data:
        return Outcome(call.person, (shown,))
    person = opened(call, call.person)
    return Outcome(person, (card(call, person, replace=True),), undoable=True)


def _later(call: Call, told: tuple[str, ...]) -> Outcome | None:
    """Once more in a while, or in the evening."""
    if len(told) != 2 or told[0] not in PUT_OFF:
        return None
    at = _until(call, told[1])
    if at is None:
        return Outcome(call.person, plain(call.person, msg("later-too-late")))
    now = reminding_of(call.person)
    others = tuple(w for w in now.later if w.kind != told[0])
    put_off = at if told[0] == Reminder.WORKOUT else now.put_off
    later = (*others, Later(told[0], today_of(call), at))
    person = replace(call.person, reminding=replace(now, later=later, put_off=put_off))
    return Outcome(person, plain(person, msg("later-set", at=local(person, at))))


def _until(call: Call, told: str) -> datetime | None:
    if told in MINUTES:
        return call.at + timedelta(minutes=int(told))
    evening = tonight(call.person, call.at) if told == "tonight" else None
    return instant(today_of(call), evening, zone_of(call.person)) if evening is not None else None


def _tomorrow(call: Call, told: tuple[str, ...]) -> Outcome | None:
    return move.decide(replace(call, press=("1",))) if _is_next(call, told) else None


def _skip(call: Call, told: tuple[str, ...]) -> Outcome | None:
    return skipped_whole(call) if _is_next(call, told) else None


def _is_next(call: Call, told: tuple[str, ...]) -> bool:
    """Whether the session of the button is still the next one."""
    plan = call.person.training.plan
    return plan is not None and not plan.finished and told == (key_of(call.person.training),)


def _not_this_week(call: Call, _: tuple[str, ...]) -> Outcome | None:
    """Silence about workouts until Monday; the session waits."""
    on = today_of(call)
    monday = on + timedelta(days=7 - on.weekday())
    now = reminding_of(call.person)
    quiet = replace(now, until=monday, asked=None, later=tuple(w for w in now.later if w.kind != Reminder.WORKOUT))
    person = replace(call.person, reminding=quiet)
    row = (Button("remind:anyway", msg("button-anyway")),)
    return Outcome(person, plain(person, msg("quiet-until", on=monday), buttons=(row,)))


def _anyway(call: Call, _: tuple[str, ...]) -> Outcome | None:
    """The week is not left out after all."""
    person = replace(call.person, reminding=replace(reminding_of(call.person), until=None))
    return Outcome(person, plain(person, msg("quiet-over")))


def _still(call: Call, _: tuple[str, ...]) -> Outcome | None:
    """Still at it: asked once more after as long again."""
    workout, now = call.person.training.open, reminding_of(call.person)
    if workout is None:
        return Outcome(call.person, plain(call.person, msg("finish-over-already")))
    person = replace(call.person, reminding=replace(now, nudged=workout.workout, still=call.at))
    return Outcome(person, (card(call, person),))


def _off(call: Call, told: tuple[str, ...]) -> Outcome | None:
    return _switched(call, told, on=False)


def _on(call: Call, told: tuple[str, ...]) -> Outcome | None:
    return _switched(call, told, on=True)


def _switched(call: Call, told: tuple[str, ...], *, on: bool) -> Outcome | None:
    if len(told) != 1 or told[0] not in tuple(Reminder):
        return None
    person = _with(call.person, told[0], on=on)
    what = msg(f"reminder-name-{told[0]}")
    if on:
        outcome = Outcome(person, plain(person, msg("reminder-is-on", what=what)))
        return ask_needed(outcome) if told[0] == Reminder.WORKOUT else outcome
    row = (Button(f"remind:on:{told[0]}", msg("button-on-again")), Button("reminders:", msg("name-reminders")))
    return Outcome(person, plain(person, msg("reminder-is-off", what=what), buttons=(row,)))


def _with(person: Person, kind: str, *, on: bool) -> Person:
    """Switched; what was put off of it goes with it."""
    changed = with_kind(person, kind, on=on)
    left = tuple(w for w in reminding_of(changed).later if on or w.kind != kind)
    return replace(changed, reminding=replace(reminding_of(changed), later=left))


def _set(call: Call, told: tuple[str, ...]) -> Outcome | None:
    """A switch on the screen of all of them, which is shown anew in its place."""
    if len(told) != 2 or told[0] not in tuple(Reminder) or told[1] not in ("on", "off"):
        return None
    person = _with(call.person, told[0], on=told[1] == "on")
    return Outcome(person, (reminders.screen(person, replace=True),))


def _only(call: Call, _: tuple[str, ...]) -> Outcome | None:
    """Of all of them only the workout."""
    person = agreeing(replace(call.person, question=None), (Reminder.WORKOUT,))
    return ask_needed(Outcome(person, plain(person, msg("only-workout"))))


DEEDS: Mapping[str, Callable[[Call, tuple[str, ...]], Outcome | None]] = {
    "start": _start,
    "later": _later,
    "tomorrow": _tomorrow,
    "skip": _skip,
    "week": _not_this_week,
    "anyway": _anyway,
    "still": _still,
    "off": _off,
    "on": _on,
    "set": _set,
    "only": _only,
    "time": reminder_times.pressed,
}
