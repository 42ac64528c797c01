"""A toy coach for the tests of the store: it logs, changes, undoes, erases by single words. No training in it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from coach_core.facts import Ended, LoadChange, Measurement, Reason, SetDone, Step, StepKind, WorkoutDone
from coach_core.person import Health, Lift, Person, Training, Workout
from coach_core.store import Answering, Due, Dues
from coach_core.talk import Incoming, Reply, Say, msg
from coach_core.training.weight import Unit, Weight
from coach_core.turn import Outcome, Rows, Want

START = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


class Broken(Exception):
    """What the toy coach fails with when it is told to."""


def heard(text: str, event: str, *, person: str = "anna", platform: str = "console", minutes: int = 0) -> Incoming:
    return Incoming(platform, person, event, START + timedelta(minutes=minutes), text=text, room=None)


def made_set(person: Person, n: int, event: Incoming, reps: int, note: str | None) -> SetDone:
    load = Weight(8000 + 50 * n, Unit.KG)
    return SetDone(
        f"s{person.number}.{n}", "barbell_hip_thrust", event.at, event.at, message=event.event, workout="w1", slot=1,
        set=n, program="glute-8", week=1, day="A", load=load, reps=reps, rir=2.5, note=note, goal_reps=8,
    )  # fmt: skip


def with_set(training: Training, done: SetDone) -> Training:
    lift = replace(
        training.lifts.get(done.exercise, Lift()), load=done.load, last_sets=(done.set_id,), last_on=date(2026, 11, 23)
    )
    opened = training.open or Workout("w1", done.at, done.at.date())
    kept = tuple(s for s in opened.sets if s.set_id != done.set_id)
    return replace(training, lifts={**training.lifts, done.exercise: lift}, open=replace(opened, sets=(*kept, done)))


def log(person: Person, event: Incoming, words: list[str], rows: Rows) -> Outcome:
    """log N [note]: N sets with that note."""
    note = " ".join(words[1:]) or None
    sets = tuple(made_set(person, person.made + 1 + i, event, 8 + i, note) for i in range(int(words[0])))
    training = person.training
    for done in sets:
        training = with_set(training, done)
    after = replace(person, training=training, made=person.made + len(sets))
    return Outcome(after, (workout_say("logged", n=len(sets)),), facts=sets, undoable=True)


def workout_say(key: str, **values: object) -> Say:
    return Say((msg(key, **values),), anchor="workout", replace=True)


def change(person: Person, event: Incoming, words: list[str], rows: Rows) -> Outcome:
    """change N REPS: the set has other reps now; an id that was never given out is no set."""
    if int(words[0]) > person.made:
        raise Broken("no such set")
    done = made_set(person, int(words[0]), event, int(words[1]), None)
    after = replace(person, training=with_set(person.training, done))
    return Outcome(after, (workout_say("changed"),), facts=(done,), ended=(done.set_id,), undoable=True)


def drop(person: Person, event: Incoming, words: list[str], rows: Rows) -> Outcome:
    """drop N: the set is no longer true."""
    opened = person.training.open
    kept = tuple(s for s in opened.sets if s.set_id != f"s{person.number}.{words[0]}") if opened else ()
    training = replace(person.training, open=replace(opened, sets=kept) if opened else None)
    return Outcome(
        replace(person, training=training),
        (workout_say("gone"),),
        ended=(f"s{person.number}.{words[0]}",),
        undoable=True,
    )


def finish(person: Person, event: Incoming, words: list[str], rows: Rows) -> Outcome:
    """finish: a fact of every other kind."""
    n = person.made + 1
    reason = Reason(
        "double", "reason-double", (f"s{person.number}.1",), {"load": Weight(100, Unit.LB), "n": 3, "x": 1.5}, "R15"
    )
    facts = (
        WorkoutDone(
            f"w{person.number}.{n}", Ended.FINISHED, START, event.at, "glute-8", 1, "A", {"week": 1}, {"1": "pain"}, 3
        ),
        LoadChange(
            f"c{person.number}.{n}", event.at, "squat", reason, 1, "w", None, Weight(100, Unit.LB), None, (8, None)
        ),
        Step(f"t{person.number}.{n}", event.at, StepKind.EASE, "squat", "x", None, 0.8),
        Measurement(f"b{person.number}.{n}", event.at, "body_weight", 71.5, "kg"),
    )
    after = replace(person, training=replace(person.training, open=None), made=n)
    return Outcome(after, (Say((msg("finished"),)),), facts=facts, undoable=True)


def undo(person: Person, event: Incoming, words: list[str], rows: Rows) -> Outcome:
    if not rows.past:
        return Outcome(person, (Say((msg("nothing"),)),))
    past = rows.past[0]
    return Outcome(replace(person, training=past.before), (workout_say("undone"),), take_back=(past.turn,))


def ill(person: Person, event: Incoming, words: list[str], rows: Rows) -> Outcome:
    """ill WORD: a health answer."""
    return Outcome(replace(person, health=Health(answers=tuple(words))), (Say((msg("noted"),)), Say((msg("more"),))))


def erase(person: Person, event: Incoming, words: list[str], rows: Rows) -> Outcome:
    return Outcome(person, (Say((msg("goodbye"),)),), erase=True)


def history(person: Person, event: Incoming, words: list[str], rows: Rows) -> Outcome:
    return Outcome(person, (Say((msg("history", n=len(rows.sets)),)),))


def fail(person: Person, event: Incoming, words: list[str], rows: Rows) -> Outcome:
    raise Broken("as told")


def too_heavy(person: Person, event: Incoming, words: list[str], rows: Rows) -> Outcome:
    """heavy: a set that the table refuses."""
    done = replace(made_set(person, person.made + 1, event, 8, None), load=Weight(10**9, Unit.KG))
    return Outcome(replace(person, made=person.made + 1), (), facts=(done,), undoable=True)


WORDS: dict[str, Callable[[Person, Incoming, list[str], Rows], Outcome]] = {
    "log": log, "change": change, "drop": drop, "finish": finish, "undo": undo, "ill": ill, "erase": erase,
    "history": history, "fail": fail, "heavy": too_heavy,
}  # fmt: skip
WANTS = {"undo": Want(journal=1), "history": Want(everything=True)}


def decide(person: Person, event: Incoming, rows: Rows) -> Outcome:
    word, *words = event.text.split() or ["history"]
    return WORDS[word](person, event, words, rows)


def wants(person: Person, event: Incoming) -> Want | None:
    return WANTS.get(event.text.split()[0] if event.text else "")


def render(person: Person, event: Incoming, reply: Reply) -> tuple[dict[str, object], ...]:
    return tuple(
        {"text": [f"{line.key} {dict(line.values)}" for line in say.lines], "heard": event.text} for say in reply
    )


def apology(person: Person, event: Incoming, error_id: str) -> dict[str, object]:
    return {"text": ["not saved"], "error": error_id}


def dues(before: Person, after: Person, event: Incoming) -> Dues | None:
    if event.text != "finish":
        return None
    return Dues((Due(after.number, "workout", f"{event.at:%F}", event.at + timedelta(days=2)),))


TOY = Answering(decide, wants, render, apology, dues)


def said(body: bytes) -> str:
    return str(json.loads(body)["text"][0])
