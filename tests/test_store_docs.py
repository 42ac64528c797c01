"""Documents as JSON: what is put together from what was encoded before is what encoding all of it gives."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, date, datetime

import pytest

from coach_core.challenge.values import Entry
from coach_core.facts import SetDone
from coach_core.person import (
    Chosen,
    Consent,
    Health,
    Lift,
    Mark,
    Person,
    Plan,
    Question,
    Settings,
    Tap,
    Training,
    Workout,
)
from coach_core.reminding.state import Reminding, Timer
from coach_core.store.docs import (
    APART,
    STEADY,
    decode,
    encode,
    one_set_more,
    person_doc,
    person_of,
    stays,
    steady_doc,
    training_doc,
)
from coach_core.training.weight import Unit, Weight

NOW = datetime(2026, 11, 23, 18, tzinfo=UTC)
ON = date(2026, 11, 23)
PLAN, LIFTS = Plan("glute-8", ON), {"back_squat": Lift(load=Weight(8000, Unit.KG))}
WORKOUT = Workout("w1", NOW, ON, "glute-8", 1, "A", marks={2: Mark(skipped=True)})


def done(number: int) -> SetDone:
    return SetDone(f"s{number}", "back_squat", NOW, NOW, set=number, load=Weight(8250, Unit.KG), reps=10, note='"}]}}')


def test_sets_one_after_the_other() -> None:
    training = Training(PLAN, LIFTS, WORKOUT)
    doc = encode(training)
    for number in range(1, 8):
        after = Training(PLAN, LIFTS, WORKOUT if training.open is None else training.open.with_set(done(number)))
        assert one_set_more(training, after)
        doc = training_doc(training, doc, after)
        assert doc == encode(after)
        assert decode(Training, 1, doc) == after
        training = after


BEFORE = Training(PLAN, LIFTS, WORKOUT.with_set(done(1)))
MORE = WORKOUT.with_set(done(1)).with_set(done(2))


@pytest.mark.parametrize(
    "after",
    [
        BEFORE,
        Training(PLAN, LIFTS, None),
        Training(PLAN, LIFTS, replace(MORE, sets=(done(3), done(2)))),
        Training(PLAN, LIFTS, MORE.with_set(done(3))),
        Training(PLAN, LIFTS, replace(MORE, marks={})),
        Training(replace(PLAN, week=2), LIFTS, MORE),
        Training(PLAN, {}, MORE),
    ],
)
def test_whatever_else_changed_is_encoded_anew(after: Training) -> None:
    assert training_doc(BEFORE, encode(BEFORE), after) == encode(after)


ENTRY = Entry(1, "points", "Anna", NOW, NOW, NOW)
WHOLE = Person(
    1, Settings(language="es"), Consent(NOW, 1), Health(screened=ON), BEFORE, Question("rir", "rir"), 2, 3, 4, "en",
    NOW, (ENTRY,), 7, Reminding(("week",)), Timer("s1", NOW), 5, Tap("x", NOW), (ENTRY,), (7, "A"),
    (Chosen(4, ("unit",), Settings(unit=Unit.LB)),),
)  # fmt: skip


def test_nothing_of_a_person_is_left_behind() -> None:
    assert all(getattr(WHOLE, f.name) != getattr(Person(0), f.name) for f in fields(Person))
    assert WHOLE.counted(7, 8) == replace(WHOLE, turn=7, said=8)
    assert WHOLE.with_training(Training(), 9) == replace(WHOLE, training=Training(), made=9)
    workout = replace(MORE, gap_days=3)
    assert workout.with_set(done(3)) == replace(workout, sets=(*workout.sets, done(3)))


def test_what_most_turns_leave_is_encoded_once() -> None:
    after = WHOLE.counted(7, 8).with_training(Training(), 9)
    assert stays(WHOLE, after)
    doc = person_doc(after, steady_doc(WHOLE))
    assert doc == person_doc(after)
    assert person_of(1, doc, encode(Training()), encode(WHOLE.health)) == after


@pytest.mark.parametrize("name", STEADY)
def test_whatever_most_turns_leave_is_encoded_anew_once_it_changed(name: str) -> None:
    changed = replace(WHOLE, **{name: getattr(Person(0), name)})
    assert not stays(WHOLE, changed)
    assert person_doc(changed) != person_doc(changed, steady_doc(WHOLE))


def test_nothing_of_a_person_is_in_no_document() -> None:
    assert {f.name for f in fields(Person)} == {*STEADY, *APART, "turn", "made", "said"}
