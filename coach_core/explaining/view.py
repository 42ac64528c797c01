"""The card that a person has before them, as /why looks at it, and those of the other days of the week."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coach_core.commands.place import day_named, day_of, gap_days, program_of, today_of
from coach_core.explaining import past
from coach_core.explaining.number import Number, View
from coach_core.explaining.table import beside, of_card
from coach_core.person import Person
from coach_core.training import prescribe
from coach_core.training.today import Today
from coach_core.turn import Call


def view_of(call: Call) -> View:
    """The card that was shown last: a day that was only looked at, else the open workout, else the next one."""
    looked, here = call.person.looked, _here(call)
    program = here.program
    if looked is None or program is None or looked[0] > program.weeks or looked[1] not in program.days:
        return here
    return _of_day(call, here, looked, "")


def _here(call: Call) -> View:
    """The open workout, else the next one."""
    person, program = call.person, program_of(call, call.person)
    day = day_of(call, person)
    today = _today(call, person, day.week, day.day)
    return View(call.given.book, person, program, day, today, call.given.rows, call.at)


def _today(call: Call, person: Person, week: int | None, day: str | None) -> Today | None:
    plan, workout, book = person.training.plan, person.training.open, call.given.book
    if plan is None or week is None or day is None or plan.program not in book.programs:
        return None
    gap = workout.gap_days if workout is not None else gap_days(plan, today_of(call))
    if workout is not None and workout.program not in (None, plan.program):
        plan = replace(plan, program=str(workout.program))
    return prescribe.today_of(book, plan, person.training.lifts, person.settings, (week, day), gap)


def other_days(call: Call, view: View) -> Iterator[Number]:
    """The numbers of the other days of this week, as they can be looked at."""
    plan, program = view.person.training.plan, view.program
    if plan is None or program is None or plan.finished:
        return
    for name in program.days:
        if name != view.day.day:
            yield from of_card(_of_day(call, view, (plan.week, name), "week-"))


def _of_day(call: Call, view: View, place: tuple[int, str], of: str) -> View:
    """Any day of the program, as it would be today."""
    closed = replace(view.person, training=replace(view.person.training, open=None))
    today = _today(replace(call, person=closed), closed, *place)
    return replace(view, day=day_named(call, view.person, *place), today=today, of=of)


def card_before(call: Call, view: View) -> Iterator[Number]:
    """The numbers of the last workout that is over."""
    before = past.card_before(view)
    if before is not None:
        inside = replace(call, person=before.person)
        today = _today(inside, before.person, before.day.week, before.day.day)
        yield from of_card(replace(before, today=today, program=program_of(inside, before.person)))


def tiers(call: Call, view: View, named: bool) -> Iterator[tuple[Number, ...]]:
    """Where a number is looked for, one after the other; an exercise that was named on its next day before the rest."""
    yield tuple(of_card(view))
    if call.person.looked is not None:
        yield tuple(of_card(replace(_here(call), of="open-")))
    if named:
        yield tuple(other_days(call, view))
    yield tuple(beside(view))
    yield tuple(card_before(call, view))
    if not named:
        yield tuple(other_days(call, view))
