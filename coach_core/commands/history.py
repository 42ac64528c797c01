"""Past workouts: listed, shown, deleted. What was planned then stays as it was. One set of them: past_set.py."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from coach_core.commands import past_set
from coach_core.commands.answers import next_row, plain
from coach_core.commands.asking import ask
from coach_core.commands.card import next_line
from coach_core.commands.helping import cancel
from coach_core.commands.past import rework, sets_of, workouts_of
from coach_core.commands.place import day_of, local, today_of
from coach_core.commands.schemes import done_msgs
from coach_core.commands.when_said import when_of
from coach_core.commands.yes_no import yes_no
from coach_core.facts import SetDone, WorkoutDone
from coach_core.person import Person, Question
from coach_core.talk import Button, Msg, Say, msg
from coach_core.training.as_data import set_data
from coach_core.turn import Call, Outcome, Want

PAGE = 5


def wants(call: Call) -> Want | None:
    """All live facts of the person."""
    return Want(everything=True)


def decide(call: Call) -> Outcome:
    """/history, /history 2, and the buttons under a workout."""
    deed, rest = (call.press[0], call.press[1:]) if call.press else ("", ())
    if deed in DEEDS and rest:
        return DEEDS[deed](call, rest[0])
    words = call.words.strip()
    if words.isascii() and words.isdigit() and 1 <= int(words) <= len(workouts_of(call)):
        return _show(call, workouts_of(call)[int(words) - 1].workout)
    return _on_day(call, words) or _list(call, 0)


def _on_day(call: Call, words: str) -> Outcome | None:
    """ "history fri", "history nov 20": the workouts of that day; None where the words name no day."""
    when = when_of(replace(call, event=replace(call.event, text=words))) if words else None
    return None if when is None or when.on is None else _of_day(call, when.on.isoformat())


def _of_day(call: Call, day: str) -> Outcome:
    """The workouts of a day ("2026-11-23"); of today also what is stored of the one that is open."""
    on = date.fromisoformat(day)
    found = [w for w in workouts_of(call) if local(call.person, w.opened_at).date() == on]
    rows = tuple((Button(f"history:show:{w.workout}", _short(call, w)),) for w in found)
    opened = call.person.training.open
    if opened is not None and opened.sets and opened.opened_on == on:
        lines = [msg("history-so-far"), *(_exercise_line(e, g) for e, g in _by_exercise(opened.sets))]
        slots = day_of(call, call.person)
        return Outcome(call.person, (Say((*lines, next_line(slots)), (*next_row(call.person, slots), *rows)),))
    if len(found) == 1:
        return _show(call, found[0].workout)
    if found:
        return Outcome(_listed(call), (Say((msg("history-head", n=len(found)),), rows),))
    row = (Button("history:from:0", msg("button-past-workouts")),)
    return Outcome(call.person, plain(call.person, msg("history-none-on", on=on), buttons=(row,)))


def _list(call: Call, start: int) -> Outcome:
    workouts = workouts_of(call)
    if not workouts:
        return Outcome(call.person, plain(call.person, msg("history-empty")))
    page = workouts[start : start + PAGE]
    lines = [msg("history-head", n=len(workouts))]
    rows = []
    for k, w in enumerate(page, start + 1):
        sets = [s for s in sets_of(call, w.workout) if not s.warmup]
        lines.append(_line(call, k, w, len(sets)))
        rows.append((Button(f"history:show:{w.workout}", _short(call, w)),))
    if len(workouts) > start + PAGE:
        rows.append((Button(f"history:from:{start + PAGE}", msg("button-older")),))
    return Outcome(_listed(call), (Say(tuple(lines), tuple(rows)),))


def _listed(call: Call) -> Person:
    """A number that is typed next is that of a workout."""
    question = Question("workout", past_set.NAME, {"today": today_of(call).isoformat()})
    return replace(call.person, question=question)


def _from(call: Call, start: str) -> Outcome:
    return _list(call, int(start) if start.isdigit() else 0)


def _line(call: Call, k: int, w: WorkoutDone, n: int) -> Msg:
    on = local(call.person, w.opened_at).date()
    key = "history-line" if w.program else "history-line-free"
    return msg(key, k=k, on=on, week=w.week, day=w.day, n=n)


def _short(call: Call, w: WorkoutDone) -> Msg:
    on = local(call.person, w.opened_at).date()
    return msg("history-button", on=on, week=w.week, day=w.day) if w.program else msg("history-button-free", on=on)


def _show(call: Call, workout: str) -> Outcome:
    w = next((w for w in workouts_of(call) if w.workout == workout), None)
    if w is None:
        return Outcome(call.person, plain(call.person, msg("history-gone")))
    sets = sets_of(call, workout)
    lines = [_short(call, w), *(_exercise_line(e, g) for e, g in _by_exercise(sets))]
    changes = [c for c in call.given.rows.changes if c.workout == workout]
    lines += [msg("history-change", exercise=c.exercise, why=msg(c.reason.key, **c.reason.values)) for c in changes]
    row = (
        Button(f"history:fix:{workout}", msg("button-correct")),
        Button(f"history:drop:{workout}", msg("button-delete")),
    )
    data = {"history": {"workout": workout, "sets": [set_data(s, "stored") for s in sets]}}
    back = (Button("history:from:0", msg("button-back")),)
    return Outcome(_listed(call), (Say(tuple(lines), (row, back), data),))


def _by_exercise(sets: Sequence[SetDone]) -> list[tuple[str, list[SetDone]]]:
    groups: dict[str, list[SetDone]] = {}
    for s in sets:
        groups.setdefault(s.exercise, []).append(s)
    return list(groups.items())


def _exercise_line(exercise: str, sets: list[SetDone]) -> Msg:
    return msg("summary-line", exercise=exercise, sets=done_msgs(sets))


def answering(call: Call) -> Outcome | None:
    """What is typed below the list of workouts, below a question about one, or while a set is corrected."""
    question = call.person.question
    if question is None:
        return None
    if question.asks == "workout":
        return _typed_number(call, question)
    if question.asks == "confirm":
        return _answered(call, question.keep.get("yes", ""))
    return past_set.answering(call, question)


def _typed_number(call: Call, question: Question) -> Outcome | None:
    """ "2": the second workout of the list; a number that is none of it may be reps where a workout is running."""
    words, workouts = call.event.text.strip().rstrip("."), workouts_of(call)
    if not (words.isascii() and words.isdigit()) or question.keep.get("today") != today_of(call).isoformat():
        return None
    if 1 <= int(words[:6]) <= len(workouts):
        return _show(call, workouts[int(words) - 1].workout)
    if call.person.training.open is not None and call.person.training.open.sets:
        return None
    return Outcome(call.person, plain(call.person, msg("history-no-such", k=words[:6], n=len(workouts))))


def _answered(call: Call, sure: str) -> Outcome | None:
    """ "yes" or "no" to whether a workout is deleted, typed."""
    told = yes_no(call)
    if told is None:
        return None
    deed, _, rest = sure.partition(":")
    return DEEDS[deed](call, rest) if told else cancel(call)


def _drop(call: Call, workout: str) -> Outcome:
    row = (Button(f"history:sure:{workout}", msg("button-delete")), Button("cancel:", msg("button-leave")))
    if not any(w.workout == workout for w in call.given.rows.workouts):
        return Outcome(call.person, plain(call.person, msg("history-gone")))
    return ask(
        call,
        "confirm",
        Say((msg("history-delete-sure", n=len(sets_of(call, workout))),), (row,)),
        "history",
        yes=f"sure:{workout}",
    )


def _sure(call: Call, workout: str) -> Outcome:
    if not any(w.workout == workout for w in call.given.rows.workouts):
        return Outcome(call.person, plain(call.person, msg("history-gone")))
    return rework(
        replace(call, person=replace(call.person, question=None)), sets_of(call, workout), [], deleted=workout
    )


DEEDS: Mapping[str, Callable[[Call, str], Outcome]] = {
    "show": _show,
    "from": _from,
    "day": _of_day,
    "fix": past_set.fix,
    "set": past_set.chosen,
    "remove": past_set.remove,
    "apply": past_set.apply,
    "drop": _drop,
    "sure": _sure,
}
