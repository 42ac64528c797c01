"""What can be done about a reminder where it appears: start, later, another day, another time, no more of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from coach_core.commands import move, putting_off, remind_said, reminder_times, reminders, silence
from coach_core.commands.answers import plain
from coach_core.commands.card import card
from coach_core.commands.finish import skipped_whole
from coach_core.commands.place import key_of, opened
from coach_core.commands.switching import switch
from coach_core.reminding.agreed import reminding_of
from coach_core.reminding.state import Reminder
from coach_core.talk import Button, msg
from coach_core.turn import Call, Outcome


def decide(call: Call) -> Outcome:
    """A button: ``remind:<deed>:<what>``, or its words."""
    if not call.press and (said := remind_said.deed(call) or remind_said.plainly(call)) is not None:
        return said
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
    now = reminding_of(person)
    if now.later:  # begun is no longer put off
        person = replace(person, reminding=replace(now, later=putting_off.but(now, Reminder.WORKOUT)))
    return Outcome(person, (card(call, person, replace=True),), undoable=True)


def _off(call: Call, told: tuple[str, ...]) -> Outcome | None:
    return _switched(call, told, on=False)


def _on(call: Call, told: tuple[str, ...]) -> Outcome | None:
    return _switched(call, told, on=True)


def _switched(call: Call, told: tuple[str, ...], *, on: bool) -> Outcome | None:
    if len(told) != 1 or told[0] not in tuple(Reminder):
        return None
    done = switch(call, told[0], on=on)
    row = (Button(f"remind:on:{told[0]}", msg("button-on-again")), Button("reminders:", msg("name-reminders")))
    said = done.reply[0]
    return done if on else replace(done, reply=(replace(said, buttons=(row,)),))


def _set(call: Call, told: tuple[str, ...]) -> Outcome | None:
    """A switch on the screen of all of them, which is shown anew in its place."""
    if len(told) != 2 or told[0] not in tuple(Reminder) or told[1] not in ("on", "off"):
        return None
    done = switch(call, told[0], on=told[1] == "on")
    return replace(done, reply=(reminders.screen(call, done.person, replace=True), *done.reply[1:]))


def _tomorrow(call: Call, told: tuple[str, ...]) -> Outcome | None:
    """``tomorrow:<session>``"""
    return move.decide(replace(call, press=("1",))) if _is_next(call, told) else None


def _skip(call: Call, told: tuple[str, ...]) -> Outcome | None:
    """``skip:<session>``"""
    return skipped_whole(call) if _is_next(call, told) else None


def _is_next(call: Call, told: tuple[str, ...]) -> bool:
    """Whether the session of the button is still the next one."""
    plan = call.person.training.plan
    return plan is not None and not plan.finished and told == (key_of(call.person.training),)


DEEDS: Mapping[str, Callable[[Call, tuple[str, ...]], Outcome | None]] = {
    "start": _start,
    "later": putting_off.pressed,
    "tomorrow": _tomorrow,
    "skip": _skip,
    "week": putting_off.not_this_week,
    "anyway": putting_off.anyway,
    "still": putting_off.still,
    "here": silence.here,
    "pause": silence.pause,
    "off": _off,
    "on": _on,
    "set": _set,
    "only": lambda call, _: remind_said.DEEDS["only"](call),
    "time": reminder_times.pressed,
}
