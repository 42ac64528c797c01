"""The form to log sets with: sent off as it is, it stores what "done" stores, whatever is open by then."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from talking import the_book

from coach_core.coach import decide, form_for
from coach_core.commands.filling import Form, asked
from coach_core.person import Health, Person
from coach_core.talk import Incoming, Kind, Role
from coach_core.turn import Given, Outcome

AT = datetime(2026, 11, 23, 18, tzinfo=UTC)
STEPS = ("start:consent:yes", "screening:none", "start:level:{level}", "start:equipment:{equipment}", "80 kg for 10")


def event(text: str = "", button: str | None = None, n: int = 0, kind: Kind | None = None) -> Incoming:
    what = kind or (Kind.PRESS if button is not None else Kind.TEXT)
    return Incoming("discord", "7", f"e{n}", AT, kind=what, text=text, button=button)


def does(person: Person, told: Incoming) -> Outcome:
    return decide(replace(person, turn=person.turn + 1), told, Given(the_book()))


def ready(level: str = "intermediate", equipment: str = "barbell", program: str | None = None) -> Person:
    """Somebody before their first workout."""
    person = does(Person(1), event("/start")).person
    for step in STEPS:
        told = step.format(level=level, equipment=equipment)
        person = does(person, event(button=told) if ":" in told else event(told)).person
    if program is not None:
        person = does(person, event(f"/program {program}")).person
        if person.question is not None:
            person = does(person, event(button=person.question.keep["yes"])).person
    return person


def form_of(person: Person, told: Incoming | None = None) -> Form | None:
    return form_for(person, told or event("/log"), Given(the_book()))


def stored(outcome: Outcome) -> list[tuple[object, ...]]:
    return [(s.exercise, s.load, s.load_kind, s.reps, s.seconds, s.set) for s in outcome.facts if hasattr(s, "reps")]


@pytest.mark.parametrize("program", ["glute-8", "stronglifts", "gzclp", "531", "ppl", "beginner", "undulating-12-both"])
def test_sent_off_as_it_is_it_stores_what_done_stores(program: str) -> None:
    person, compared = ready(program=program), 0
    for _ in range(9):
        form = form_of(person)
        if form is None:
            break
        done = does(person, event("done"))
        if form.value:
            filled = does(person, event(form.value, form.id, kind=Kind.TEXT))
            if done.facts:
                assert stored(filled) == stored(done), (program, form)
                compared += 1
        person = done.person if done.facts else does(person, event("40 kg x 5, 40 kg x 5, 40 kg x 5")).person
    assert compared or program not in ("glute-8", "beginner")


def test_what_is_filled_in_belongs_to_the_exercise_of_the_form() -> None:
    person = ready()
    form = form_of(person)
    assert form is not None
    assert form.id == "fill:in:bodyweight_hip_thrust"
    later = does(person, event("done")).person
    [one] = stored(does(later, event("9", form.id, kind=Kind.TEXT)))
    assert one[0] == "bodyweight_hip_thrust"
    [other] = stored(does(later, event("9", kind=Kind.TEXT)))
    assert other[0] == "barbell_hip_thrust", "the control: without the form it is the open one"


def test_another_exercise_may_be_named_and_a_warning_is_heard() -> None:
    person = ready()
    form = form_of(person)
    assert form is not None
    [one] = stored(does(person, event("biceps curl 20 kg x 9", form.id, kind=Kind.TEXT)))
    assert one[0] == "dumbbell_curl"
    warned = does(person, event("severe chest pain", form.id, kind=Kind.TEXT))
    assert warned.reply[0].data["safety"]


def test_where_there_is_nothing_to_fill_in_no_form_opens() -> None:
    person = ready()
    assert form_of(Person(1)) is None, "not before they agreed"
    assert form_of(person, event("/log 15 15")) is None
    assert form_of(person, event("log")) is None
    assert form_of(person, event(button="done:1")) is None
    assert form_of(person, event(button="fill:0.0.0.0:1:0")) is None, "a card of another day"
    assert [asked(event(button=b)) for b in ("fill:0.0.0.0:1:0", "done:1", "")] == [True, False, False]
    assert [asked(event(text)) for text in ("/log", "/log 15 15", "log")] == [True, False, False], "nobody is read"
    paused = replace(person, health=replace(Health(), paused="R1", paused_on=AT.date()))
    assert form_of(paused) is None
    anonymous = replace(event("/log"), room="5", role=Role.ANONYMOUS)
    assert form_of(person, anonymous) is None


def test_where_no_form_can_be_shown_the_button_says_how_to_write_it() -> None:
    person = ready()
    card = does(person, event("/today")).reply[0]
    button = next(b for row in card.buttons for b in row if b.form)
    said = does(person, event(button=button.id))
    assert said.reply[0].lines[0].key == "change-how"
    assert form_of(person, event(button=button.id)) is not None
