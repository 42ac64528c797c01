"""What is to be deleted, told in words: a day, a workout, an exercise, a set. Asked, with its date and a button.

The deleting itself is in removing.py (open workout) and past.py (finished ones); "delete set 2" is in removing.py.
One set of the open workout goes at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from coach_core.commands.answers import plain
from coach_core.commands.asking import ask
from coach_core.commands.past import day_of_set, put_right, rework, sets_of, workouts_of
from coach_core.commands.place import today_of
from coach_core.commands.removing import gone_from_open
from coach_core.commands.schemes import done_msgs
from coach_core.commands.when_said import day_named, is_weekday, items_of, open_on, stored_on
from coach_core.facts import SetDone
from coach_core.notation.clean import cut, fold, scrub
from coach_core.notation.items import Item
from coach_core.notation.kinds import LAST_TIME
from coach_core.talk import Button, Say, msg
from coach_core.turn import Call, Outcome, Want
from coach_core.values import dataclass

WORDS = 6  # letters: longer words that mean nothing here may name something else
WHOLE = re.compile("UX?D|UDX|UX*jX*|UL|UzX|UXz|UX?aX?j?")  # D: a day; L: the last workout
SOME = re.compile("U(?:os?|sn)?E(?:D|j)?|U(?:D|j)E|U(?:os?|sn)(?:E|D|j)*")


Letter = Callable[[Call, str, Item], str]


@dataclass(frozen=True, slots=True)
class What:
    """What is to go: of the sets of ``on`` (None: of the last workout, where ``last``) all, or those that are named."""

    on: date | None
    last: bool
    exercise: str | None
    number: int | None


def what_of(call: Call) -> What | None:
    """What the text wants deleted; None where it says nothing of the kind."""
    row, letters = letters_of(call, _letter)
    return what_in(call, row, letters) if WHOLE.fullmatch(letters) or SOME.fullmatch(letters) else None


def letters_of(call: Call, letter: Letter) -> tuple[list[Item], str]:
    """The items that mean something here, and a letter for each."""
    text = cut(scrub(call.event.text))
    named = [(i, letter(call, text, i)) for i in items_of(call, text)]
    row = [(i, named) for i, named in named if named]
    return [i for i, _ in row], "".join(named for _, named in row)


def what_in(call: Call, row: Sequence[Item], letters: str) -> What | None:
    """What is meant of what is stored; None for a set of which only the number is told."""
    text = cut(scrub(call.event.text))
    day = next((day_named(call, text, i) for i, named in zip(row, letters, strict=True) if named == "D"), None)
    today = today_of(call) if "j" in letters else None
    exercise = next((i.exercise for i in row if i.kind == "E"), None)
    number = next((i.number if i.kind == "o" else i.number // 100 for i in row if i.kind in "on"), None)
    if exercise is None and number is not None and day is None and today is None and "o" not in letters:
        return None  # "delete set 2"
    return What(day or today, "L" in letters or "z" in letters, exercise, number)


def _letter(call: Call, text: str, item: Item) -> str:
    weekday = is_weekday(call, text, item)
    if fold(text[item.start : item.end]) in call.given.book.typed.everything:
        return "a"
    nothing = item.kind in "_x,:;&" or (item.kind == "w" and item.end - item.start < WORDS)
    if not weekday and nothing:
        return ""
    if item.kind == "y" or weekday:
        return "D"
    return "L" if item.kind == "g" and item.number == LAST_TIME else item.kind


def wants(call: Call) -> Want | None:
    """Everything, where something is to be deleted."""
    return Want(everything=True) if what_of(call) is not None else None


def asked(call: Call) -> Outcome | None:
    """The question with the sets that would go; None where nothing of the kind is said."""
    what = what_of(call)
    if what is None:
        return None
    sets = sets_meant(call, what)
    if not sets:
        line = msg("delete-none-on", on=what.on) if what.on else msg("delete-none")
        row = (Button("history:from:0", msg("button-past-workouts")),)
        return Outcome(call.person, plain(call.person, line, buttons=(row,)))
    if len({s.workout for s in sets}) > 1:
        row = (Button("history:from:0", msg("button-past-workouts")),)
        return Outcome(call.person, plain(call.person, msg("delete-workout-how"), buttons=(row,)))
    if what.number is not None and what.on is None and len(sets) == 1 and _is_open(call, sets[0]):
        return gone_from_open(call, sets[0].set_id)  # as "delete set 2"; undo is one tap
    return _question(call, sets)


def _is_open(call: Call, of: SetDone) -> bool:
    opened = call.person.training.open
    return opened is not None and any(s.set_id == of.set_id for s in opened.sets)


def sets_meant(call: Call, what: What) -> list[SetDone]:
    """The sets of the day; without one those of the open workout, else of the last that is finished."""
    if what.last:
        found = stored_on(call, None) or list(open_on(call, today_of(call)))
    elif what.on is not None:
        found = [*stored_on(call, what.on), *open_on(call, what.on)]
    else:
        opened = call.person.training.open
        found = list(opened.sets) if opened is not None and opened.sets else stored_on(call, None)
    if what.exercise is not None:
        found = [s for s in found if s.exercise == what.exercise]
    if what.number is None:
        return found
    current = what.exercise or (found[-1].exercise if found else None)
    return [s for s in found if s.exercise == current and s.set == what.number and not s.warmup]


def _question(call: Call, sets: Sequence[SetDone]) -> Outcome:
    lines = [msg("delete-sure", on=day_of_set(call, sets[0]), n=len(sets))]
    for exercise, group in groupby(sets, lambda s: s.exercise):
        lines.append(msg("summary-line", exercise=exercise, sets=done_msgs(tuple(group))))
    row = (Button("remove:these", msg("button-delete")), Button("cancel:", msg("button-leave")))
    ids = " ".join(s.set_id for s in sets)
    return ask(call, "confirm", Say(tuple(lines), (row,)), "remove", sets=ids, yes="these")


def these(call: Call) -> Outcome:
    """The yes to it: what was shown goes, as far as it is still there."""
    question = call.person.question
    ids = question.keep.get("sets", "").split() if question is not None and question.command == "remove" else []
    call = replace(call, person=replace(call.person, question=None))
    opened = call.person.training.open
    if ids and opened is not None and {s.set_id for s in opened.sets} >= set(ids):
        return gone_from_open(call, *ids)
    old = [s for s in call.given.rows.sets if s.set_id in ids]
    if not ids or len(old) != len(ids):
        return Outcome(call.person, plain(call.person, msg("history-gone")))
    workout = old[0].workout or ""
    whole = len(sets_of(call, workout)) == len(old) and any(w.workout == workout for w in workouts_of(call))
    return rework(call, old, [], deleted=workout) if whole else put_right(call, old, [])
