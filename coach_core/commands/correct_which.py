"""A correction that names no new values: "correct last workout", "fix the last set". Its sets are listed to tap."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coach_core.commands.answers import plain
from coach_core.commands.deleting import SOME, WHOLE, letters_of, sets_meant, what_in
from coach_core.commands.place import day_of, key_of
from coach_core.commands.schemes import done_msgs, set_example
from coach_core.commands.when_said import is_weekday
from coach_core.facts import SetDone
from coach_core.notation.clean import fold
from coach_core.notation.items import Item
from coach_core.notation.kinds import LAST_TIME
from coach_core.talk import Button, msg
from coach_core.turn import Call, Outcome

WORDS = 6  # letters: longer words that mean nothing here may name something else
WRONG = re.compile("(?:D|j)X?Ω|LΩ|zX?s?Ω|XzΩ|XDΩ|snΩ|os?Ω")  # "last workout was wrong"
LISTED = re.compile("UXn")  # "correct workout 2", as they are numbered in /history
ONE = re.compile("U(?:zs?|sn|os?|)")  # "fix the last set", "fix that"
PROGRAM = re.compile("U[Xu]")
ALONE = "Ω"  # "that's wrong", of the last set; "wrong" alone may be a feeling


def is_asked(call: Call) -> bool:
    """Whether the text wants something that is stored put right, and does not say how."""
    return bool(_letters(call)[1])


def asked(call: Call) -> Outcome | None:
    """The sets of that day or workout, each a button; None where nothing of the kind is said."""
    row, letters = _letters(call)
    if not letters or not call.given.rows.whole:
        return None
    if LISTED.fullmatch(letters):
        from coach_core.commands.past_set import fix_listed

        return fix_listed(call, row[2].number // 100)
    if PROGRAM.fullmatch(letters):
        return _workout(call)
    what = what_in(call, row, letters.replace("Ω", "U"))
    sets = [s for s in sets_meant(call, what) if not s.warmup] if what is not None else _current(call, row)
    return _shown(call, sets) if sets else _nothing(call, what.on if what else None)


def _letters(call: Call) -> tuple[list[Item], str]:
    edits = call.given.book.typed.edits
    if edits.keys().isdisjoint(fold(call.event.text).split()):
        return [], ""
    row, letters = letters_of(call, _letter)
    known = (WHOLE, SOME, WRONG, LISTED, ONE, PROGRAM)
    alone = letters == ALONE and len(call.event.text.split()) > 1
    return (row, letters) if alone or any(k.fullmatch(letters) for k in known) else ([], "")


def _letter(call: Call, text: str, item: Item) -> str:
    """ "I want to correct …" and "… was wrong": the words around say nothing."""
    word = fold(text[item.start : item.end])
    if (told := call.given.book.typed.edits.get(word)) is not None:
        return "U" if told == "right" else "Ω"
    if item.kind == "y" or is_weekday(call, text, item):
        return "D"
    if item.kind == "g" and item.number == LAST_TIME:
        return "L"
    nothing = item.kind in "_x,:;&=qgAN" or (item.kind == "w" and item.end - item.start < WORDS)
    return "" if nothing else "w" if item.kind == "U" else item.kind


def _current(call: Call, row: Sequence[Item]) -> list[SetDone]:
    """The set with that number of the exercise done last, else the last one."""
    opened = call.person.training.open
    sets = [s for s in opened.sets if not s.warmup] if opened is not None else []
    number = next((i.number if i.kind == "o" else i.number // 100 for i in row if i.kind in "on"), None)
    return [s for s in sets if s.exercise == sets[-1].exercise and s.set == number] if number else sets[-1:]


def _shown(call: Call, sets: Sequence[SetDone]) -> Outcome:
    opened = call.person.training.open
    one = sets[-1]
    if opened is not None and any(s.set_id == one.set_id for s in opened.sets):
        line = msg(
            "correct-open-how", exercise=one.exercise, set=one.set, sets=done_msgs((one,)), example=set_example(one)
        )
        return Outcome(call.person, plain(call.person, line))
    from coach_core.commands.past_set import chosen, which

    latest = [s for s in sets if s.workout == one.workout]
    return chosen(call, one.set_id) if len(sets) == 1 else which(call, one.workout or "", latest)


def _nothing(call: Call, on: object) -> Outcome:
    line = msg("correct-none-on", on=on) if on else msg("correct-nothing")
    row = (Button("history:from:0", msg("button-past-workouts")),)
    return Outcome(call.person, plain(call.person, line, buttons=(row,)))


def _workout(call: Call) -> Outcome:
    """ "change my workout": its loads, its exercises, or what was logged?"""
    slot = day_of(call, call.person).open
    at = f"{key_of(call.person.training)}:{slot.slot}:{sum(s.done is not None for s in slot.work)}" if slot else ""
    deeds = (Button(f"change:{at}", msg("button-change")), Button(f"swap:{at}", msg("button-swap"))) if slot else ()
    rows = tuple(row for row in (deeds, (Button("history:from:0", msg("button-past-workouts")),)) if row)
    return Outcome(call.person, plain(call.person, msg("correct-workout-how"), buttons=rows))
