"""What becomes of a workout that is not now: later, tonight, tomorrow, left out, not this week. Tapped or said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from coach_core.commands import move
from coach_core.commands.answers import plain
from coach_core.commands.card import card
from coach_core.commands.choices import with_staying
from coach_core.commands.nudging import tonight
from coach_core.commands.place import key_of, local, today_of
from coach_core.reminding.agreed import is_on, reminding_of, zone_of
from coach_core.reminding.occurrences import going, trained_on
from coach_core.reminding.state import MONTH_HOUR, Later, Reminder, Reminding
from coach_core.reminding.times import DAY, clock, instant
from coach_core.talk import Button, msg
from coach_core.turn import Call, Outcome

MINUTES = frozenset({"30", "120"})
PUT_OFF = frozenset({Reminder.WORKOUT, Reminder.WEEK, Reminder.MONTH, Reminder.RESTDAY})
LONGEST = 24 * 60  # minutes


def pressed(call: Call, told: tuple[str, ...]) -> Outcome | None:
    """``later:<kind>:<minutes or tonight>``: once more in a while, or in the evening."""
    if len(told) != 2 or told[0] not in PUT_OFF:
        return None
    if told[0] == Reminder.WORKOUT and (stopped := not_now(call)) is not None:
        return stopped
    if told[1] == "tonight":
        return _tonight(call, told[0])
    if told[1] not in MINUTES:
        return _too_late(call)
    return put_off(call, told[0], call.at + timedelta(minutes=int(told[1])))


def _tonight(call: Call, kind: str) -> Outcome:
    evening = tonight(call.person, call.at)
    if evening is None:
        return _too_late(call)
    at = instant(today_of(call), evening, zone_of(call.person))
    return put_off(call, kind, at, hour=f"{evening:%H:%M}")


def _too_late(call: Call) -> Outcome:
    return Outcome(call.person, plain(call.person, msg("later-too-late")))


def put_off(call: Call, kind: str, at: datetime, days: int = 0, hour: str | None = None) -> Outcome:
    """A reminder comes once more at that time, for a day from today on; one of a kind waits at a time.

    ``hour``: the local time that was meant, which it keeps in another time zone.
    """
    now = reminding_of(call.person)
    until = at if kind == Reminder.WORKOUT else now.put_off
    later = (*but(now, kind), Later(kind, today_of(call) + days * DAY, at, hour))
    person = replace(call.person, reminding=replace(now, later=later, put_off=until))
    today = local(person, at).date() == today_of(call)
    return Outcome(person, plain(person, msg("later-set" if today else "later-set-day", at=local(person, at))))


def but(now: Reminding, kind: str) -> tuple[Later, ...]:
    """What else is put off."""
    return tuple(w for w in now.later if w.kind != kind)


def in_minutes(call: Call, minutes: int) -> Outcome | None:
    """ "in 45 minutes": the workout then, whatever else is agreed to, for it was asked for."""
    if not 1 <= minutes <= LONGEST:
        return None
    return not_now(call) or put_off(call, Reminder.WORKOUT, call.at + timedelta(minutes=minutes))


def this_evening(call: Call) -> Outcome:
    """ "tonight"."""
    return not_now(call) or pressed(call, (Reminder.WORKOUT, "tonight")) or _too_late(call)


def at_hour(call: Call, days: int, hour: str | None) -> Outcome | None:
    """Once, on a day from today on, at an hour or at the person's own; None for what is past."""
    told = hour or call.person.settings.hour or MONTH_HOUR
    at = instant(today_of(call) + days * DAY, clock(told), zone_of(call.person))
    if at <= call.at:
        return None
    return (not_now(call) if days == 0 else nothing_due(call)) or put_off(call, Reminder.WORKOUT, at, days, told)


def next_day(call: Call) -> Outcome:
    """ "tomorrow": moved where the workout comes by itself, else it is said once at the hour."""
    if stopped := nothing_due(call):
        return stopped
    comes = is_on(call.person, Reminder.WORKOUT) and call.person.settings.hour is not None
    moved = None if comes else at_hour(call, 1, None)
    return moved or move.decide(replace(call, press=("1",)))


def another_day(call: Call) -> Outcome:
    """ "I can't do tuesday": to which day, then?"""
    return nothing_due(call) or move.decide(replace(call, press=(), words=""))


def when(call: Call) -> Outcome:
    """ "later", and nothing else: when?"""
    if stopped := not_now(call):
        return stopped
    row = [Button("remind:later:workout:30", msg("button-later-30"))]
    row.append(Button("remind:later:workout:120", msg("button-later-120")))
    if tonight(call.person, call.at) is not None:
        row.append(Button("remind:later:workout:tonight", msg("button-tonight")))
    return Outcome(call.person, plain(call.person, msg("later-when"), buttons=(tuple(row), (_tomorrow_button(call),))))


def still(call: Call, _: tuple[str, ...] = ()) -> Outcome:
    """Still at it: asked once more after as long again."""
    workout, now = call.person.training.open, reminding_of(call.person)
    if workout is None:
        return Outcome(call.person, plain(call.person, msg("finish-over-already")))
    person = replace(call.person, reminding=replace(now, nudged=workout.workout, still=call.at))
    return Outcome(person, (card(call, person),))


def not_today(call: Call) -> Outcome:
    """ "not today": nobody asks why; three ways on, and whichever it is, nothing more of it comes today."""
    if stopped := not_now(call):
        return stopped
    now, day = reminding_of(call.person), today_of(call).isoformat()
    quiet = replace(now, sent={**now.sent, Reminder.WORKOUT: day, Reminder.LATE: day}, later=but(now, Reminder.WORKOUT))
    person = replace(call.person, reminding=quiet) if call.person.reminding is not None else call.person
    person = with_staying(person, "today")
    key = key_of(call.person.training)
    row = (
        _tomorrow_button(call),
        Button(f"remind:skip:{key}", msg("button-skip")),
        Button("remind:week", msg("button-not-this-week")),
    )
    return Outcome(person, plain(person, msg("not-today"), buttons=(row,)))


def _tomorrow_button(call: Call) -> Button:
    return Button(f"remind:tomorrow:{key_of(call.person.training)}", msg("button-tomorrow"))


def not_now(call: Call) -> Outcome | None:
    """Why there is nothing to put off today: nothing is due, a workout goes on, or one was done."""
    if trained_on(call.person, today_of(call), call.at) and nothing_due(call) is None:
        workout = call.person.training.open
        row = ((Button(f"finish:{key_of(call.person.training)}", msg("button-finish")),),) if workout else ()
        return Outcome(call.person, plain(call.person, msg("trained-already"), buttons=row))
    return nothing_due(call)


def nothing_due(call: Call) -> Outcome | None:
    """Why there is nothing to be reminded of: no program, one that is finished, a pause."""
    person = call.person
    if going(person):
        return None
    key = "no-program" if person.training.plan is None else "nothing-to-remind"
    return Outcome(person, plain(person, msg(key)))


def not_this_week(call: Call, _: tuple[str, ...] = ()) -> Outcome:
    """Silence about workouts until Monday; the session waits."""
    on = today_of(call)
    return quiet_until(call, on + timedelta(days=7 - on.weekday()))


def quiet_until(call: Call, on: date) -> Outcome:
    """Silence about workouts before that day."""
    now = reminding_of(call.person)
    quiet = replace(now, until=on, asked=None, later=but(now, Reminder.WORKOUT))
    person = replace(call.person, reminding=quiet)
    row = (Button("remind:anyway", msg("button-anyway")),)
    return Outcome(person, plain(person, msg("quiet-until", on=on), buttons=(row,)))


def anyway(call: Call, _: tuple[str, ...] = ()) -> Outcome:
    """The week is not left out after all."""
    person = replace(call.person, reminding=replace(reminding_of(call.person), until=None))
    return Outcome(person, plain(person, msg("quiet-over")))
