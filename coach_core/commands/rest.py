"""The rest timer: its end with the next set on it, and switching it. The rest that a set begins is in resting.py."""

from __future__ import annotations

import re
from dataclasses import replace

from coach_core.commands.answers import next_row, plain
from coach_core.commands.card import next_line
from coach_core.commands.place import day_of
from coach_core.commands.remind_read import phrase
from coach_core.commands.resting import timer_after
from coach_core.person import Person
from coach_core.reminding.agreed import is_on, reminding_of, with_kind
from coach_core.reminding.state import Reminder
from coach_core.talk import Button, Msg, Reply, Say, msg
from coach_core.turn import Call, Outcome

SHARES = (50, 75, 100, 125, 150)  # percent of the prescribed rest
SAID = {"shorter": -1, "longer": 1}
PERCENT = re.compile(r"([0-9]{2,3}) ?%")


def over(call: Call) -> Reply:
    """The end of a rest, with the next set on it; nothing where that set was done meanwhile."""
    timer, workout = call.person.timer, call.person.training.open
    if timer is None or workout is None or not (call.event.button or "").startswith(f"{timer.set_id}."):
        return ()
    day = day_of(call, call.person)
    if day.open is None or not is_on(call.person, Reminder.REST):
        return ()
    begun = len(day.open.left) < len(day.open.work)  # else the next line names the exercise
    over = msg("rest-over", exercise=day.open.exercise) if begun else msg("rest-over-all")
    lines = (over, next_line(day, day.open.exercise))
    return (Say(lines, (*next_row(call.person, day), _shape_row(call.person))),)


def _shape_row(person: Person) -> tuple[Button, ...]:
    """Shorter, where there is a shorter one, and off."""
    off = Button("rest:off", msg("button-rest-off"))
    return (_step(person, "shorter"), off) if reminding_of(person).share > SHARES[0] else (off,)


def _step(person: Person, way: str) -> Button:
    """A button names what it leads to: pressed twice it comes to the same."""
    return Button(f"rest:{_stepped(person, SAID[way])}%", msg(f"button-rest-{way}"))


def decide(call: Call) -> Outcome:
    """/rest, "timer off", "rest 75%", and the buttons. What is not understood changes nothing."""
    told = call.press[0] if call.press else phrase(call.words).removeprefix("timer ")
    percent = PERCENT.fullmatch(told)
    if (told in SAID or percent) and not is_on(call.person, Reminder.REST):
        return _off(call.person, "rest-off-already")
    if told in SAID:
        return _shaped(call, _stepped(call.person, SAID[told]))
    if percent:
        return _shaped(call, min(SHARES, key=lambda share: abs(share - int(percent[1]))))
    yes = {"on": True, "off": False, "": True}.get(told, call.given.book.typed.yes_no.get(told))
    if yes is None:
        row = (
            _steps(call.person) if is_on(call.person, Reminder.REST) else ((Button("rest:on", msg("button-rest-on")),),)
        )
        return Outcome(call.person, plain(call.person, msg("rest-unknown", words=told[:40]), buttons=row))
    on = with_kind(call.person, Reminder.REST, on=yes)
    if not yes:
        return _off(on, "rest-is-off")
    return Outcome(_running(call, on), plain(on, _how_long(on), buttons=(_shape_row(on),)))


def _off(person: Person, key: str) -> Outcome:
    """It is off, and one tap switches it on: what shortens a rest begins none."""
    row = (Button("rest:on", msg("button-rest-on")),)
    return Outcome(person, plain(person, msg(key), buttons=(row,)))


def _running(call: Call, person: Person) -> Person:
    """Switched on in the middle of a rest, it counts from the set before."""
    workout = person.training.open
    last = next((s for s in reversed(workout.sets) if not s.warmup), None) if workout is not None else None
    timer = timer_after(call, person, last) if last is not None else None
    return replace(person, timer=timer) if timer is not None and timer.at > call.at else person


def _stepped(person: Person, step: int) -> int:
    """One step shorter or longer."""
    now = reminding_of(person)
    place = min(range(len(SHARES)), key=lambda k: abs(SHARES[k] - now.share)) + step
    return SHARES[min(max(place, 0), len(SHARES) - 1)]


def _shaped(call: Call, share: int) -> Outcome:
    """Rests of this share, from the next one on."""
    person = replace(call.person, reminding=replace(reminding_of(call.person), share=share))
    return Outcome(person, plain(person, _how_long(person), buttons=_steps(person)))


def _steps(person: Person) -> tuple[tuple[Button, ...], ...]:
    row = (_step(person, "shorter"), _step(person, "longer"))
    return (row, (Button("rest:off", msg("button-rest-off")),))


def _how_long(person: Person) -> Msg:
    share = reminding_of(person).share
    return msg("rest-is-on") if share == 100 else msg("rest-is-share", percent=share)
