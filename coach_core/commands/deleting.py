"""What is to be deleted, told in words: a day, a workout, an exercise, a set. Always asked, with its date and a button.

The deleting itself is in removing.py (open workout) and past.py (finished ones); "delete set 2" is in removing.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
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
from coach_core.notation.clean import cut, scrub
from coach_core.notation.items import Item
from coach_core.notation.kinds import LAST_TIME
from coach_core.talk import Button, Say, msg
from coach_core.turn import Call, Outcome, Want
from coach_core.values import dataclass

WORDS = 6  # letters: longer words that mean nothing here may name something else
WHOLE = re.compile("UX?D|UDX|UX*jX*|UL|UzX|UXz")  # D: a day; L: the last workout
SOME = re.compile("U(?:os?|sn)?E(?:D|j)?|U(?:D|j)E|U(?:os?|sn)(?:E|D|j)*")


@dataclass(frozen=True, slots=True)
class What:
    """What is to go: of the sets of ``on`` (None: of the last workout, where ``last``) all, or those that are named."""

    on: date | None
    last: bool
    exercise: str | None
    number: int | None


def what_of(call: Call) -> What | None:
    """What the text wants deleted; None where it says nothing of the kind."""
    text = cut(scrub(call.event.text))
    row = [i for i in items_of(call, text) if not _is_nothing(call, text, i)]
    letters = "".join(_letter(call, text, i) for i in row)
    if not (WHOLE.fullmatch(letters) or SOME.fullmatch(letters)):
        return None
    day = next((day_named(call, text, i) for i in row if _letter(call, text, i) == "D"), None)
    today = today_of(call) if "j" in letters else None
    exercise = next((i.exercise for i in row if i.kind == "E"), None)
    number = next((i.number if i.kind == "o" else i.number // 100 for i in row if i.kind in "on"), None)
    if exercise is None and number is not None and day is None and today is None and "o" not in letters:
        return None  # "delete set 2"
    return What(day or today, "L" in letters or "z" in letters, exercise, number)


def _is_nothing(call: Call, text: str, item: Item) -> bool:
    if is_weekday(call, text, item):
        return False
    return item.kind in "_x,:;&" or (item.kind == "w" and item.end - item.start < WORDS)


def _letter(call: Call, text: str, item: Item) -> str:
    if item.kind == "y" or is_weekday(call, text, item):
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
    sets = _meant(call, what)
    if not sets:
        line = msg("delete-none-on", on=what.on) if what.on else msg("delete-none")
        row = (Button("history:from:0", msg("button-past-workouts")),)
        return Outcome(call.person, plain(call.person, line, buttons=(row,)))
    if len({s.workout for s in sets}) > 1:
        row = (Button("history:from:0", msg("button-past-workouts")),)
        return Outcome(call.person, plain(call.person, msg("delete-workout-how"), buttons=(row,)))
    return _question(call, sets)


def _meant(call: Call, what: What) -> list[SetDone]:
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
