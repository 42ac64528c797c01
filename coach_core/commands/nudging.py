"""The messages about workouts that nobody asked for in that moment, each with what can be done about it in one tap."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time

from coach_core.commands.card import card
from coach_core.commands.finish import next_lines
from coach_core.commands.place import day_of, gap_days, key_of, local, today_of
from coach_core.person import Person
from coach_core.reminding.agreed import reminding_of
from coach_core.reminding.state import Reminder
from coach_core.talk import Button, Msg, Reply, Say, msg
from coach_core.training.as_data import workout_data
from coach_core.turn import Call

Rows = tuple[tuple[Button, ...], ...]
EVENINGS = (time(20), time(21, 30))  # what "tonight" can mean, the first that is still ahead
LONG = 14  # days from which on it is no week any more
NOTICE = 15  # minutes: an evening that is nearer than that is past


def tonight(person: Person, at: datetime) -> time | None:
    """The evening hour that is still to come; None late in the day."""
    now = local(person, at)
    minutes = now.hour * 60 + now.minute + NOTICE
    return next((evening for evening in EVENINGS if minutes <= evening.hour * 60 + evening.minute), None)


def workout(call: Call) -> Reply:
    """Today's workout, at the person's hour."""
    shown = card(call, call.person)
    if "workout" not in shown.data:
        return ()
    rows = (*_answers(call), _shape(Reminder.WORKOUT))
    return (replace(shown, lines=(msg("reminder-head"), *shown.lines), buttons=rows),)


def late(call: Call) -> Reply:
    """Not started by the cut-off."""
    plan = call.person.training.plan
    assert plan is not None
    line = msg("nudge-late", week=plan.week, day=day_of(call, call.person).day)
    return (Say((line,), (*_answers(call), _shape(Reminder.LATE))),)


def missed(call: Call) -> Reply:
    """The second time running: nothing to make up for, the plan has waited."""
    rows = (*_answers(call), (Button("settings:days", msg("button-other-days")),), _shape(Reminder.MISSED))
    return (Say((msg("nudge-missed"), *_adapted(call), msg("nudge-days")), rows),)


def away(call: Call) -> Reply:
    """A week without a workout: short, once, with the workout fitted to it as data."""
    data = {"workout": workout_data(call.given.book, day_of(call, call.person))}
    rows = (*_answers(call), _shape(Reminder.AWAY))
    gap = gap_days(call.person.training.plan, today_of(call)) or 0
    line = msg("nudge-away-long" if gap >= LONG else "nudge-away")
    return (Say((line, *_adapted(call)), rows, data, anchor="workout"),)


def unfinished(call: Call) -> Reply:
    """Silence in the middle of a workout."""
    key, minutes = key_of(call.person.training), reminding_of(call.person).silence
    first = (Button(f"finish:{key}", msg("button-finish")), Button("remind:still", msg("button-still")))
    return (Say((msg("nudge-unfinished", n=minutes),), (first, _shape(Reminder.UNFINISHED))),)


def rest_day(call: Call) -> Reply:
    """A day without a workout, for who asked to hear of it."""
    return (Say((msg("rest-day"), *next_lines(call, call.person)), (shape_row(Reminder.RESTDAY),)),)


def _adapted(call: Call) -> tuple[Msg, ...]:
    """What the break has changed in the next workout, as the workout itself says it."""
    return tuple(msg(r.key, **r.values) for r in day_of(call, call.person).notes)


def _answers(call: Call) -> Rows:
    """Start, later, another day, not at all."""
    key, evening = key_of(call.person.training), tonight(call.person, call.at)
    later: tuple[Button, ...] = (
        Button("remind:later:workout:30", msg("button-later-30")),
        Button("remind:later:workout:120", msg("button-later-120")),
    )
    if evening is not None:
        later += (Button("remind:later:workout:tonight", msg("button-tonight")),)
    return (
        (Button("remind:start", msg("button-start-workout")),),
        later,
        (
            Button(f"remind:tomorrow:{key}", msg("button-tomorrow")),
            Button(f"remind:skip:{key}", msg("button-skip")),
            Button("remind:week", msg("button-not-this-week")),
        ),
    )


def _shape(kind: str) -> tuple[Button, ...]:
    """Another time for these messages, and no more of them."""
    return (
        Button(f"remind:time:{kind}", msg("button-other-time")),
        Button(f"remind:off:{kind}", msg("button-no-more")),
    )


def shape_row(kind: str) -> tuple[Button, ...]:
    """The same with putting one off, for what is no workout."""
    return (Button(f"remind:later:{kind}:120", msg("button-later-120")), *_shape(kind))
