"""The whole run worked out anew from facts, for a past that was corrected. Uses the same steps as the present does."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from coach_core.facts import SetDone, Step, StepKind, WorkoutDone
from coach_core.person import Settings, Training
from coach_core.training.advance import Advanced, advance
from coach_core.training.begin import begin, never_did, with_ease, with_place, with_start_set, with_training_max
from coach_core.training.gap import local_day
from coach_core.training.then import settings_then

if TYPE_CHECKING:
    from coach_core.data.book import Book

Sets = Mapping[str, SetDone]


def replay(
    book: Book, settings: Settings, steps: Sequence[Step], workouts: Sequence[WorkoutDone], sets: Sequence[SetDone]
) -> Advanced:
    """The training that these facts lead to, with all load changes and notes on the way; no workout is open.

    Steps and workouts are taken in the order in which they happened; of those at the same instant, by their ids.
    Sets that belong to no finished workout are left out: the open workout is the caller's to put back.
    """
    told = {s.set_id: s for s in sets}
    state = Advanced(Training())
    for fact, then in _with_settings(_in_order(steps, workouts), settings):
        if isinstance(fact, Step):
            state = replace(state, training=_stepped(book, then, state.training, fact, told))
        else:
            own = tuple(s for s in sets if s.workout == fact.workout)
            new = advance(book, state.training, then, fact, own)
            state = Advanced(new.training, state.changes + new.changes, state.notes + new.notes)
    return state


def _with_settings(facts: Sequence[Step | WorkoutDone], now: Settings) -> list[tuple[Step | WorkoutDone, Settings]]:
    """Each fact with the settings of its time: a workout's own, a step those of the workout that came next."""
    found, then = [], now
    for fact in reversed(facts):
        then = settings_then(fact.plan, now) if isinstance(fact, WorkoutDone) else then
        found.append((fact, then))
    return found[::-1]


def _in_order(steps: Sequence[Step], workouts: Sequence[WorkoutDone]) -> list[Step | WorkoutDone]:
    """By time; at one instant by the number in the id, pain before the end of the workout in which it was told."""
    opened = sorted(number_in(w.workout) for w in workouts)
    keyed: list[tuple[datetime, float, int, Step | WorkoutDone]] = []
    for k, step in enumerate(steps):
        keyed.append((step.at, _step_key(step, opened), k, step))
    for k, workout in enumerate(workouts):
        keyed.append((workout.ended_at, number_in(workout.workout), k, workout))
    return [fact for *_, fact in sorted(keyed, key=lambda entry: entry[:3])]


def _step_key(step: Step, opened: Sequence[int]) -> float:
    number = number_in(step.step_id)
    if step.kind is not StepKind.EASE:
        return number
    before = [w for w in opened if w < number]
    return before[-1] - 0.5 if before else number


def number_in(id_: str) -> int:
    """The number in an id: of what happened at one instant it tells the order."""
    found = re.search(r"(\d+)$", id_)
    return int(found[1]) if found else 0


def _begin(book: Book, settings: Settings, training: Training, step: Step, told: Sets) -> Training:
    program, _, day = step.text.partition(" ")
    if program not in book.programs:
        return training
    on = date.fromisoformat(day) if day else local_day(step.at, settings.zone)
    return begin(book, training, settings, program, on)


def _start_set(book: Book, settings: Settings, training: Training, step: Step, told: Sets) -> Training:
    """A starting set; without a set the person never did the lift."""
    if not step.text:
        return never_did(book, training, settings)
    done = told.get(step.text)
    return with_start_set(book, training, settings, done)[0] if done else training


def _training_max(book: Book, settings: Settings, training: Training, step: Step, told: Sets) -> Training:
    return with_training_max(training, step.exercise, step.load) if step.exercise and step.load else training


def _ease(book: Book, settings: Settings, training: Training, step: Step, told: Sets) -> Training:
    return with_ease(training, step.exercise, step.factor) if step.exercise and step.factor else training


def _place(book: Book, settings: Settings, training: Training, step: Step, told: Sets) -> Training:
    week, _, day = step.text.partition(":")
    program = book.programs.get(training.plan.program) if training.plan else None
    if program is None or not week.isdecimal() or not 1 <= int(week) <= program.weeks or day not in program.days:
        return training
    return with_place(book, training, int(week), day)


Stepped = Callable[["Book", Settings, Training, Step, Sets], Training]

STEPS: Mapping[StepKind, Stepped] = {
    StepKind.BEGIN: _begin,
    StepKind.START_SET: _start_set,
    StepKind.TRAINING_MAX: _training_max,
    StepKind.EASE: _ease,
    StepKind.PLACE: _place,
}


def _stepped(book: Book, settings: Settings, training: Training, step: Step, told: Sets) -> Training:
    return STEPS[step.kind](book, settings, training, step, told)
