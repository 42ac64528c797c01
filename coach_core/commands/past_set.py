"""One set of a past workout: chosen from a list, corrected by what is typed, taken out. The workouts are in history.py.

While the correction is open, a typed set is that set; what leaves it is in correcting.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coach_core.commands import removing
from coach_core.commands.answers import plain
from coach_core.commands.asking import KEPT, ask
from coach_core.commands.correct import of_past, overlay, renamed
from coach_core.commands.measure import measure_lines, turned
from coach_core.commands.past import day_of_set, put_right, sets_of, workouts_of
from coach_core.commands.place import today_of
from coach_core.commands.reading import language_of, read_of
from coach_core.commands.schemes import done_msgs, set_example, set_label
from coach_core.commands.storing import exercise_id, needs_load
from coach_core.facts import SetDone
from coach_core.notation.read import read
from coach_core.notation.reading import Intent, Open, Reading
from coach_core.person import Question
from coach_core.talk import Button, Msg, Say, msg
from coach_core.training.weight import LoadKind
from coach_core.turn import Call, Outcome

SHOWN = 30
NAME = "history"
A_SET = frozenset({Intent.LOG, Intent.CORRECT})


def fix(call: Call, workout: str) -> Outcome:
    """Which set is to be corrected."""
    sets = sets_of(call, workout)
    return which(call, workout, sets) if sets else gone(call)


def fix_listed(call: Call, number: int) -> Outcome:
    """ "correct 1": the sets of a workout by its number in the list, else of the latest one."""
    workouts = workouts_of(call)
    if not workouts:
        return Outcome(call.person, plain(call.person, msg("correct-nothing")))
    return fix(call, workouts[number - 1 if 1 <= number <= len(workouts) else 0].workout)


def gone(call: Call) -> Outcome:
    """What a button meant is not there any more."""
    return Outcome(call.person, plain(call.person, msg("history-gone")))


def which(call: Call, workout: str, sets: Sequence[SetDone], text: str = "") -> Outcome:
    """A list to tap; its numbers can be typed. ``text``: the new values, where they came before the choice."""
    rows = tuple((Button(f"{NAME}:set:{s.set_id}", set_label(s)),) for s in sets[:SHOWN])
    keep = {**_open(call, sets[0]), "workout": workout, "text": text}
    asked = replace(call.person, question=Question("set", NAME, keep))
    on = day_of_set(call, sets[0])
    line = msg("history-which-of", on=on, text=text) if text else msg("history-which-set", on=on)
    return Outcome(asked, (Say((line,), rows),))


def _open(call: Call, of: SetDone) -> dict[str, str]:
    """What is known of an open correction when it is left: the day it was opened, the day of the set."""
    return {"today": today_of(call).isoformat(), "on": day_of_set(call, of).isoformat()}


def chosen(call: Call, set_id: str) -> Outcome:
    """The set that was chosen: what it really was is typed next, if it was not typed before."""
    old = _found(call, set_id)
    if old is None:
        return gone(call)
    question = call.person.question
    text = question.keep.get("text", "") if question is not None and question.asks == "set" else ""
    return (_typed(call, old, text) if text else None) or _screen(call, old)


def _found(call: Call, set_id: str) -> SetDone | None:
    return next((s for s in call.given.rows.sets if s.set_id == set_id), None)


def _screen(call: Call, old: SetDone, *before: Msg) -> Outcome:
    row = (Button(f"{NAME}:remove:{old.set_id}", msg("button-delete-set")), Button("cancel:", msg("button-leave")))
    line = msg("history-new-values", on=day_of_set(call, old), set=set_label(old), example=set_example(old))
    return ask(call, "reps", Say((*before, line), (row,)), NAME, set=old.set_id, **_open(call, old))


def answering(call: Call, question: Question) -> Outcome | None:
    """What is typed while a correction is open; None where it is plainly something else."""
    if question.keep.get("today", "") != today_of(call).isoformat():
        return None
    if question.asks == "set":
        return _typed_choice(call, question.keep.get("workout", ""))
    old = _found(call, question.keep.get("set", ""))
    return _typed(call, old, call.event.text) if old is not None else None


def _typed_choice(call: Call, workout: str) -> Outcome | None:
    """ "2" or "hip thrust 2" below the list: the set of that number. Several, or new values: which?"""
    sets = [s for s in sets_of(call, workout) if not s.warmup]
    numbers = removing.numbers_in(call.event.text)
    if len(numbers) == 1:
        name = removing.exercise_in(call, call.event.text, {s.exercise for s in sets})
        named = [s for s in sets if s.set == numbers[0] and name in (None, s.exercise)]
        if len(named) == 1:
            return chosen(call, named[0].set_id)
        if named:
            return which(call, workout, named)
    told = read_of(call, call.event.text)
    if not sets or told.intent is not Intent.LOG or told.problem is not None:
        return None
    return which(call, workout, sets, call.event.text.strip()[:KEPT])


def _typed(call: Call, old: SetDone, text: str, *, sure: bool = False) -> Outcome | None:
    """The new values of a set, as they would be written for a new one."""
    reading = _read(call, old, text)
    if reading.intent not in A_SET:
        return None if reading.intent is not Intent.OTHER or "?" in text else _again(call, old, reading, text)
    written = [(e, s) for e in reading.entries for s in e.sets]
    if reading.problem is not None or len(written) != 1:
        return _again(call, old, reading, text)
    entry, told = written[0]
    exercise = exercise_id(entry) if entry.name else None
    new = renamed(overlay(old, told), exercise)
    if new.load is None and new.load_kind is LoadKind.EXTERNAL and needs_load(call, new.exercise):
        return _screen(call, old, msg("history-needs-load", exercise=new.exercise))
    if turned(call, [old], [new]) is not None:
        return _screen(call, old, measure_lines(call, new.exercise)[0])
    if (reading.far or reading.needs_confirmation) and not sure:
        return sure_first(call, [old], [new], text, set=old.set_id)
    return put_right(call, [old], [new])


def _read(call: Call, old: SetDone, text: str) -> Reading:
    reps = (old.reps or 1, old.reps or 1) if old.reps is not None else None
    here = Open(exercise=old.exercise, sets=1, load=old.load, load_kind=old.load_kind, reps=reps, seconds=old.seconds,
                stored=1, unit=call.person.settings.unit, names=call.person.settings.names)  # fmt: skip
    return read(text, call.given.book.lexicon, here, language_of(call, call.person))


def _again(call: Call, old: SetDone, reading: Reading, text: str) -> Outcome:
    """Not understood, or more than one set: the correction stays open."""
    if reading.problem is not None:
        line = msg(reading.problem.key, **dict(reading.problem.values))
    elif reading.intent in A_SET:
        line = msg("history-one-set")
    else:
        line = msg("not-understood", words=text.strip()[:120])
    return _screen(call, old, line)


def sure_first(call: Call, old: Sequence[SetDone], new: Sequence[SetDone], text: str, **keep: str) -> Outcome:
    """A change of the past that is far from what stood, or that is hardly meant: only after a yes."""
    before, after = old[0], new[0]
    line = msg(
        "history-sure", on=day_of_set(call, before), exercise=before.exercise, before=done_msgs(tuple(old)),
        after=done_msgs(tuple(new)),
    )  # fmt: skip
    if after.exercise != before.exercise:
        line = replace(line, key="history-sure-other", values={**line.values, "other": after.exercise})
    row = (Button(f"{NAME}:apply:yes", msg("button-yes-change")), Button("cancel:", msg("button-leave")))
    asked = {**_open(call, before), **keep, "yes": "apply:yes", "text": text.strip()[:KEPT]}
    return ask(call, "confirm", Say((line,), (row,)), NAME, **asked)


def apply(call: Call, _: str) -> Outcome:
    """The yes to it."""
    question = call.person.question
    if question is None or question.command != NAME or question.keep.get("yes") != "apply:yes":
        return Outcome(call.person, plain(call.person, msg("old-button")))
    text, bare = question.keep["text"], replace(call, person=replace(call.person, question=None))
    if "set" not in question.keep:
        from coach_core.commands import past_said

        said = past_said.asked(replace(bare, event=replace(call.event, text=text)), sure=True)
        return said or of_past(bare, read_of(bare, text), sure=True)
    old = _found(call, question.keep["set"])
    return (_typed(bare, old, text, sure=True) if old is not None else None) or gone(bare)


def remove(call: Call, set_id: str) -> Outcome:
    """Takes one set of the past out."""
    old = _found(call, set_id)
    if old is None or (call.person.training.open and any(s.set_id == set_id for s in call.person.training.open.sets)):
        return gone(call)
    return put_right(call, [old], [])
