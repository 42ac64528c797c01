"""Past workouts: listed, shown, corrected, deleted. What was planned then stays as it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coach_core.commands import removing
from coach_core.commands.answers import plain
from coach_core.commands.asking import ask
from coach_core.commands.correct import overlay
from coach_core.commands.helping import cancel
from coach_core.commands.past import rework
from coach_core.commands.place import local
from coach_core.commands.reading import language_of
from coach_core.commands.schemes import done_msgs, load_msg, set_amount
from coach_core.facts import Ended, SetDone, WorkoutDone
from coach_core.notation.read import read
from coach_core.notation.reading import Intent, Open
from coach_core.person import Question
from coach_core.talk import Button, Msg, Say, msg
from coach_core.training.as_data import set_data
from coach_core.training.replay import number_in
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
    if words.isascii() and words.isdigit() and 1 <= int(words) <= len(_workouts(call)):
        return _show(call, _workouts(call)[int(words) - 1].workout)
    return _list(call, 0)


def _workouts(call: Call) -> list[WorkoutDone]:
    """The newest first; skipped ones are not history."""
    past = [w for w in call.given.rows.workouts if w.ended is not Ended.SKIPPED]
    return sorted(past, key=lambda w: (w.opened_at, number_in(w.workout)), reverse=True)


def _sets(call: Call, workout: str) -> list[SetDone]:
    return sorted((s for s in call.given.rows.sets if s.workout == workout), key=lambda s: (s.at, s.slot or 99, s.set))


def _list(call: Call, start: int) -> Outcome:
    workouts = _workouts(call)
    if not workouts:
        return Outcome(call.person, plain(call.person, msg("history-empty")))
    page = workouts[start : start + PAGE]
    lines = [msg("history-head", n=len(workouts))]
    rows = []
    for k, w in enumerate(page, start + 1):
        sets = [s for s in _sets(call, w.workout) if not s.warmup]
        lines.append(_line(call, k, w, len(sets)))
        rows.append((Button(f"history:show:{w.workout}", _short(call, w)),))
    if len(workouts) > start + PAGE:
        rows.append((Button(f"history:from:{start + PAGE}", msg("button-older")),))
    return Outcome(call.person, (Say(tuple(lines), tuple(rows)),))


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
    w = next((w for w in _workouts(call) if w.workout == workout), None)
    if w is None:
        return Outcome(call.person, plain(call.person, msg("history-gone")))
    sets = _sets(call, workout)
    lines = [_short(call, w), *(_exercise_line(e, g) for e, g in _by_exercise(sets))]
    changes = [c for c in call.given.rows.changes if c.workout == workout]
    lines += [msg("history-change", exercise=c.exercise, why=msg(c.reason.key, **c.reason.values)) for c in changes]
    row = (
        Button(f"history:fix:{workout}", msg("button-correct")),
        Button(f"history:drop:{workout}", msg("button-delete")),
    )
    data = {"history": {"workout": workout, "sets": [set_data(s, "stored") for s in sets]}}
    return Outcome(call.person, (Say(tuple(lines), (row, (Button("history:from:0", msg("button-back")),)), data),))


def _by_exercise(sets: Sequence[SetDone]) -> list[tuple[str, list[SetDone]]]:
    groups: dict[str, list[SetDone]] = {}
    for s in sets:
        groups.setdefault(s.exercise, []).append(s)
    return list(groups.items())


def _exercise_line(exercise: str, sets: list[SetDone]) -> Msg:
    return msg("summary-line", exercise=exercise, sets=done_msgs(sets))


def _fix(call: Call, workout: str) -> Outcome:
    """Which set is to be corrected."""
    sets = _sets(call, workout)
    if not sets:
        return Outcome(call.person, plain(call.person, msg("history-gone")))
    return _which(call, workout, sets)


def _which(call: Call, workout: str, sets: Sequence[SetDone]) -> Outcome:
    """A list to tap; its numbers can be typed (``answering``)."""
    rows = tuple((Button(f"history:set:{s.set_id}", _set_label(s)),) for s in sets[:30])
    asked = replace(call.person, question=Question("set", "history", {"workout": workout}))
    return Outcome(asked, (Say((msg("history-which-set"),), rows),))


def _typed_set(call: Call, workout: str) -> Outcome | None:
    """ "2" or "hip thrust 2" below the list: the set of that number; several of them are listed again."""
    numbers = removing.numbers_in(call.event.text)
    if len(numbers) != 1:
        return None
    sets = [s for s in _sets(call, workout) if s.set == numbers[0] and not s.warmup]
    name = removing.exercise_in(call, call.event.text, {s.exercise for s in sets})
    named = [s for s in sets if name in (None, s.exercise)]
    if len(named) == 1:
        return _set(call, named[0].set_id)
    return _which(call, workout, named) if named else None


def fix_listed(call: Call, number: int) -> Outcome:
    """ "correct 1": the sets of a workout by its number in the list, else of the latest one."""
    workouts = _workouts(call)
    if not workouts:
        return Outcome(call.person, plain(call.person, msg("correct-nothing")))
    return _fix(call, workouts[number - 1 if 1 <= number <= len(workouts) else 0].workout)


def _set_label(s: SetDone) -> Msg:
    return msg("set-label", exercise=s.exercise, set=s.set, load=load_msg(s.load, s.load_kind), amount=set_amount(s))


def _set(call: Call, set_id: str) -> Outcome:
    old = next((s for s in call.given.rows.sets if s.set_id == set_id), None)
    if old is None:
        return Outcome(call.person, plain(call.person, msg("history-gone")))
    row = (Button(f"history:remove:{set_id}", msg("button-delete-set")), Button("cancel:", msg("button-leave")))
    return ask(call, "reps", Say((msg("history-new-values", set=_set_label(old)),), (row,)), "history", set=set_id)


def answering(call: Call) -> Outcome | None:
    """The new values of a set, typed."""
    question = call.person.question
    if question is not None and question.asks == "set":
        return _typed_set(call, question.keep.get("workout", ""))
    if question is not None and question.asks == "confirm":
        return _answered(call, question.keep.get("yes", ""))
    old = next((s for s in call.given.rows.sets if question and s.set_id == question.keep.get("set")), None)
    if old is None:
        return None
    reps = (old.reps or 1, old.reps or 1)
    here = Open(exercise=old.exercise, sets=1, load=old.load, load_kind=old.load_kind, reps=reps, stored=1,
                unit=call.person.settings.unit)  # fmt: skip
    reading = read(call.event.text, call.given.book.lexicon, here, language_of(call, call.person))
    written = [s for e in reading.entries for s in e.sets]
    if reading.intent not in (Intent.LOG, Intent.CORRECT) or reading.problem is not None or len(written) != 1:
        return None
    return rework(call, [old], [overlay(old, written[0])])


def _answered(call: Call, sure: str) -> Outcome | None:
    """ "yes" or "no" to whether a workout is deleted, typed."""
    told = call.given.book.typed.yes_no.get(call.event.text.strip().lower())
    if told is None:
        return None
    return _sure(call, sure.removeprefix("sure:")) if told else cancel(call)


def _remove(call: Call, set_id: str) -> Outcome:
    old = next((s for s in call.given.rows.sets if s.set_id == set_id), None)
    if old is None or (call.person.training.open and any(s.set_id == set_id for s in call.person.training.open.sets)):
        return Outcome(call.person, plain(call.person, msg("history-gone")))
    return rework(call, [old], [])


def _drop(call: Call, workout: str) -> Outcome:
    row = (Button(f"history:sure:{workout}", msg("button-delete")), Button("cancel:", msg("button-leave")))
    if not any(w.workout == workout for w in call.given.rows.workouts):
        return Outcome(call.person, plain(call.person, msg("history-gone")))
    return ask(
        call,
        "confirm",
        Say((msg("history-delete-sure", n=len(_sets(call, workout))),), (row,)),
        "history",
        yes=f"sure:{workout}",
    )


def _sure(call: Call, workout: str) -> Outcome:
    if not any(w.workout == workout for w in call.given.rows.workouts):
        return Outcome(call.person, plain(call.person, msg("history-gone")))
    return rework(replace(call, person=replace(call.person, question=None)), _sets(call, workout), [], deleted=workout)


DEEDS = {"show": _show, "from": _from, "fix": _fix, "set": _set, "remove": _remove, "drop": _drop, "sure": _sure}
