"""Today's workout, or any other day's of the program; on a rest day as well. Stores nothing but a change of place."""

from __future__ import annotations

import re
from dataclasses import replace

from coach_core.commands.answers import plain
from coach_core.commands.card import body, card
from coach_core.commands.ids import new_ids
from coach_core.commands.place import day_named, program_of
from coach_core.facts import Step, StepKind
from coach_core.knowledge.pausing import told_again
from coach_core.person import Person
from coach_core.talk import Button, Reply, Say, msg
from coach_core.training.as_data import workout_data
from coach_core.training.begin import with_place
from coach_core.training.program import Program
from coach_core.turn import Call, Outcome, Want

MISSED = "missed"  # behind the name in the button: what a turn said
TURN = re.compile("[0-9]{1,9}")


def decide(call: Call) -> Outcome:
    """/today, "today B", "today week 3 A", and the buttons under them.

    The button that tells what could not be sent stands before everybody: to anybody else it is /today.
    """
    if call.given.rows.missed:
        return said_again(call)
    if call.press[:1] == ("go",) and len(call.press) == 3:
        return go(call, call.press[1], call.press[2])
    program = program_of(call, call.person)
    if program is not None and call.words.strip() and not told_again(call) and wants(call) is None:
        other = place_named(call, program, call.words)
        if other is None:
            days = "/".join(program.days)
            said = call.words if call.words in call.event.text else call.event.text
            line = msg("day-unknown", words=said[:40], days=days, weeks=program.weeks)
            return Outcome(call.person, plain(call.person, line))
        return show_day(call, program, *other)
    return Outcome(call.person, show(call, call.person))


def wants(call: Call) -> Want | None:
    """What a turn said that could not be sent: the button under the line in the room that says so names the turn."""
    what, number, *_ = (*call.press, *call.words.split(), "", "")
    return Want(missed=int(number)) if what == MISSED and TURN.fullmatch(number) else None


def said_again(call: Call) -> Outcome:
    """What could not be sent, as it was; a workout as it is now."""
    person, lost = call.person, call.given.rows.missed
    again = tuple(Say(made=message) for message in lost if message is not None)
    urgent = len(call.press) > 2  # the word of a red flag: nothing is said behind that
    way = (Say((msg("room-how-to-open"),)),) if call.event.deaf and not urgent else ()
    return Outcome(person, (*again, *(() if None not in lost else show(call, person)), *way))


def show(call: Call, person: Person) -> Reply:
    """The open workout, or the next one."""
    if person.training.plan is None and person.training.open is None:
        row = (Button("start:again", msg("button-start")),)
        return plain(person, msg("no-program"), buttons=(row,))
    return (card(call, person),)


def place_named(call: Call, program: Program, words: str) -> tuple[int, str] | None:
    """The week and day that words mean: "B", "3A", "week 3 b", "3"."""
    plan = call.person.training.plan
    assert plan is not None
    letters = {d.lower(): d for d in program.days}
    tokens = re.findall(r"\d+|[^\W\d_]+", words.lower())
    days = [letters[t] for t in tokens if t in letters]
    weeks = [int(t) for t in tokens if t.isdigit()]
    if not days and not weeks:
        return None
    week = weeks[0] if weeks else plan.week
    day = days[0] if days else program.days[0]
    return (week, day) if 1 <= week <= program.weeks else None


def show_day(call: Call, program: Program, week: int, day: str) -> Outcome:
    """Another day's workout, to look at; one button makes it the next."""
    person = call.person
    plan = person.training.plan
    assert plan is not None
    if (week, day) == (plan.week, program.days[plan.day]):
        return Outcome(person, show(call, person))
    shown, person = day_named(call, person, week, day), replace(person, looked=(week, day))
    closed = replace(person, training=replace(person.training, open=None))
    lines = (msg("card-preview", title=program.title, week=week, day=day), *body(call, closed, shown))
    row = (Button(f"today:go:{week}:{day}", msg("button-train-this")), Button("today:next", msg("button-next-workout")))
    return Outcome(person, (Say(lines, (row,), {"workout": workout_data(call.given.book, shown)}),))


def looked_away(outcome: Outcome) -> Outcome:
    """A workout that is shown to be done takes the place of a day that was only looked at."""
    if outcome.person.looked is None or not any(said.anchor == "workout" for said in outcome.reply):
        return outcome
    return replace(outcome, person=replace(outcome.person, looked=None))


def go(call: Call, week: str, day: str) -> Outcome:
    """Makes another day the next one; the order goes on from there."""
    person, program = call.person, program_of(call, call.person)
    plan = person.training.plan
    if plan is None or program is None or day not in program.days or not week.isdigit():
        return Outcome(person, plain(person, msg("old-button")))
    if not 1 <= int(week) <= program.weeks:
        return Outcome(person, plain(person, msg("old-button")))
    if person.training.open is not None and person.training.open.sets:
        return Outcome(person, plain(person, msg("finish-first")))
    person, (step_id,) = new_ids(person, "t", 1)
    step = Step(step_id, call.at, StepKind.PLACE, text=f"{week}:{day}")
    training = with_place(call.given.book, replace(person.training, open=None), int(week), day)
    person = replace(person, training=training)
    return Outcome(person, (card(call, person),), facts=(step,), undoable=True)
