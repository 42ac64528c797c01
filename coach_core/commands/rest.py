"""The rest timer: it starts with a set, ends with one message, and is over when the next set comes first."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from coach_core.commands.answers import next_row, plain
from coach_core.commands.card import next_line
from coach_core.commands.place import day_of
from coach_core.facts import SetDone
from coach_core.person import Person
from coach_core.reminding.agreed import is_on, reminding_of, with_kind
from coach_core.reminding.state import Reminder, Timer
from coach_core.talk import Button, Kind, Msg, Reply, Say, msg
from coach_core.turn import Call, Outcome

SHARES = (50, 75, 100, 125, 150)  # percent of the prescribed rest
SAID = {"shorter": -1, "longer": 1}
PERCENT = re.compile(r"([0-9]{2,3}) ?%")


def timed(call: Call, outcome: Outcome) -> Outcome:
    """The outcome of a turn with the rest that it begins or ends; offers the timer once, at the first set that fits."""
    person = outcome.person
    last = _logged(call, outcome)
    if last is None:
        return _stopped(outcome)
    if is_on(person, Reminder.REST):
        return replace(outcome, person=replace(person, timer=_timer(call, person, last)))
    asked = Reminder.REST in person.settings.asked or reminding_of(person).kinds or reminding_of(person).was
    if asked or person.question is not None or not outcome.reply or _timer(call, person, last) is None:
        return outcome
    return _offered(outcome)


def _logged(call: Call, outcome: Outcome) -> SetDone | None:
    """The last work set that this turn added to the open workout."""
    workout = outcome.person.training.open
    if workout is None or call.event.kind not in (Kind.TEXT, Kind.PRESS):
        return None
    new = (f for f in reversed(outcome.facts) if isinstance(f, SetDone) and f.set_id not in outcome.ended)
    return next((s for s in new if s.workout == workout.workout and not s.warmup and s.slot is not None), None)


def _stopped(outcome: Outcome) -> Outcome:
    """Without the set that it follows a rest means nothing."""
    person = outcome.person
    if person.timer is None:
        return outcome
    sets = person.training.open.sets if person.training.open is not None else ()
    there = any(s.set_id == person.timer.set_id for s in sets)
    return outcome if there else replace(outcome, person=replace(person, timer=None))


def _timer(call: Call, person: Person, last: SetDone) -> Timer | None:
    """The rest after a set: the shorter end of what is prescribed, in the person's share; None if nothing follows."""
    day = day_of(call, person)
    planned = next(
        (s for slot in day.slots for s in slot.sets if s.done is not None and s.done.set_id == last.set_id), None
    )
    if day.open is None or planned is None or planned.rest_s is None:
        return None
    return Timer(last.set_id, last.at + timedelta(seconds=seconds(person, planned.rest_s[0])))


def seconds(person: Person, prescribed: int) -> int:
    """The rest as the person wants it."""
    return prescribed * reminding_of(person).share // 100


def _offered(outcome: Outcome) -> Outcome:
    person, (first, *rest) = outcome.person, outcome.reply
    settings = replace(person.settings, asked=(*person.settings.asked, Reminder.REST.value))
    row = (Button("rest:on", msg("button-rest-on")),)
    first = replace(first, lines=(*first.lines, msg("rest-offer")), buttons=(*first.buttons, row))
    return replace(outcome, person=replace(person, settings=settings), reply=(first, *rest))


def over(call: Call) -> Reply:
    """The end of a rest, with the next set on it; nothing where that set was done meanwhile."""
    timer, workout = call.person.timer, call.person.training.open
    if timer is None or workout is None or not (call.event.button or "").startswith(f"{timer.set_id}."):
        return ()
    day = day_of(call, call.person)
    if day.open is None or not is_on(call.person, Reminder.REST):
        return ()
    lines = (msg("rest-over", exercise=day.open.exercise), next_line(day))
    return (Say(lines, (*next_row(call.person, day), _shape_row(call.person))),)


def _shape_row(person: Person) -> tuple[Button, ...]:
    """Shorter, where there is a shorter one, and off."""
    off = Button("rest:off", msg("button-rest-off"))
    return (
        (Button("rest:shorter", msg("button-rest-shorter")), off) if reminding_of(person).share > SHARES[0] else (off,)
    )


def decide(call: Call) -> Outcome:
    """/rest, "timer off", "rest 75%", and the buttons. What is not understood changes nothing."""
    told = call.press[0] if call.press else call.words.strip().lower()
    if told in SAID:
        return _shaped(call, _stepped(call.person, SAID[told]))
    if percent := PERCENT.fullmatch(told):
        return _shaped(call, min(SHARES, key=lambda share: abs(share - int(percent[1]))))
    yes = {"on": True, "off": False, "": True}.get(told, call.given.book.typed.yes_no.get(told))
    if yes is None:
        return Outcome(call.person, plain(call.person, msg("rest-unknown", words=told[:40]), buttons=_steps()))
    on = with_kind(call.person, Reminder.REST, on=yes)
    if not yes:
        row = (Button("rest:on", msg("button-rest-on")),)
        return Outcome(on, plain(on, msg("rest-is-off"), buttons=(row,)))
    return Outcome(_running(call, on), plain(on, _how_long(on), buttons=(_shape_row(on),)))


def _running(call: Call, person: Person) -> Person:
    """Switched on in the middle of a rest, it counts from the set before."""
    workout = person.training.open
    last = next((s for s in reversed(workout.sets) if not s.warmup), None) if workout is not None else None
    timer = _timer(call, person, last) if last is not None else None
    return replace(person, timer=timer) if timer is not None and timer.at > call.at else person


def _stepped(person: Person, step: int) -> int:
    """One step shorter or longer."""
    now = reminding_of(person)
    place = min(range(len(SHARES)), key=lambda k: abs(SHARES[k] - now.share)) + step
    return SHARES[min(max(place, 0), len(SHARES) - 1)]


def _shaped(call: Call, share: int) -> Outcome:
    """Rests of this share, from the next one on."""
    on = with_kind(call.person, Reminder.REST, on=True)
    person = replace(on, reminding=replace(reminding_of(on), share=share))
    return Outcome(person, plain(person, _how_long(person), buttons=_steps()))


def _steps() -> tuple[tuple[Button, ...], ...]:
    row = (Button("rest:shorter", msg("button-rest-shorter")), Button("rest:longer", msg("button-rest-longer")))
    return (row, (Button("rest:off", msg("button-rest-off")),))


def _how_long(person: Person) -> Msg:
    share = reminding_of(person).share
    return msg("rest-is-on") if share == 100 else msg("rest-is-share", percent=share)
