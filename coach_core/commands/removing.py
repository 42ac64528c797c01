"""Taking one set out of the open workout, chosen from its sets. Undo takes whole turns back: undo.py."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import replace

from coach_core.commands.answers import answer, plain
from coach_core.commands.past import change_lines, difference
from coach_core.commands.place import day_of
from coach_core.commands.reading import language_of
from coach_core.commands.schemes import set_label
from coach_core.commands.storing import open_workout, renumber, with_sets
from coach_core.commands.when_said import items_of
from coach_core.commands.yes_no import yes_no
from coach_core.facts import SetDone
from coach_core.notation.lexicon import phrase
from coach_core.person import Question
from coach_core.talk import Button, Say, msg
from coach_core.turn import Call, Outcome

SHOWN, MOST_WORDS = 12, 6
WORD = re.compile(r"\w+")


def typed(call: Call) -> Outcome:
    """ "delete set 2" of the exercise that is named or done right now; else which one is meant is tapped or typed."""
    return _named(call, call.event.text) or which(call)


def which(call: Call) -> Outcome:
    """Which one is meant is tapped or typed, so that nothing goes by mistake."""
    sets = _sets(call)[-SHOWN:]
    if not sets:
        return Outcome(call.person, plain(call.person, msg("correct-nothing")))
    rows = tuple((Button(f"remove:{s.set_id}", set_label(s)),) for s in sets)
    asked = replace(call.person, question=Question("set", "remove"))
    return Outcome(asked, (Say((msg("remove-which"),), (*rows, (Button("cancel:", msg("button-leave")),))),))


def answering(call: Call) -> Outcome | None:
    """The number of a set, typed below the list; None where the text says something else."""
    question = call.person.question
    if question is not None and question.asks == "confirm":
        yes = yes_no(call)
        if yes is None:
            return None
        from coach_core.commands.helping import cancel

        return decide(replace(call, press=("these",))) if yes else cancel(call)
    bare = len(WORD.findall(call.event.text)) <= MOST_WORDS and len(numbers_in(call.event.text)) == 1
    return _named(replace(call, person=replace(call.person, question=None)), call.event.text) if bare else None


def _sets(call: Call) -> tuple[SetDone, ...]:
    return call.person.training.open.sets if call.person.training.open else ()


def _named(call: Call, text: str) -> Outcome | None:
    """The set whose number stands in the text: of the exercise named there, else of the one done last."""
    numbers = numbers_in(text)
    sets = [s for s in _sets(call) if not s.warmup]
    if len(numbers) != 1 or not sets:
        return None
    exercise = exercise_in(call, text, {s.exercise for s in _sets(call)}) or _current(call, sets)
    meant = [s for s in sets if s.exercise == exercise and s.set == numbers[0]]
    return gone_from_open(call, meant[0].set_id) if len(meant) == 1 else None


def _current(call: Call, sets: list[SetDone]) -> str:
    """The open exercise where a set of it was done, else the one done last."""
    slot = day_of(call, call.person).open
    return slot.exercise if slot is not None and any(s.exercise == slot.exercise for s in sets) else sets[-1].exercise


def numbers_in(text: str) -> list[int]:
    """The whole numbers that stand in a text."""
    return [int(w) for w in WORD.findall(text) if w.isdecimal()]


def exercise_in(call: Call, text: str, done: Set[str]) -> str | None:
    """One of these exercises that the text names outright."""
    names = call.given.book.lexicon.names
    words = [w for w in phrase(text) if not w.isdecimal()]
    parts = (" ".join(words[i:j]) for i in range(len(words)) for j in range(len(words), i, -1))
    return next((found for part in parts if (found := names.get(part)) in done), None)


def decide(call: Call) -> Outcome:
    """The button of one set."""
    if call.press == ("these",):
        from coach_core.commands.deleting import these

        return these(call)
    sets = _sets(call)
    if call.press and any(s.set_id == call.press[0] for s in sets):
        return gone_from_open(call, call.press[0])
    return which(call) if sets and not call.press else Outcome(call.person, plain(call.person, msg("history-gone")))


def last(call: Call, count: int) -> Outcome:
    """ "delete the last set", "the last two sets": whatever was changed since; of the past when it was seen."""
    sets = _sets(call)
    if sets:
        return gone_from_open(call, *(s.set_id for s in sets[-count:]))
    from coach_core.commands.past import sets_of, workouts_of
    from coach_core.commands.past_set import chosen, fix_listed

    latest = next((found for w in workouts_of(call) if (found := sets_of(call, w.workout))), ())
    return chosen(call, latest[-1].set_id) or fix_listed(call, 1) if count == 1 and latest else fix_listed(call, 1)


def of_sets(call: Call, many: int = 1) -> bool:
    """Whether sets are to be deleted, not a message to be undone: "delete the last one", "undo the last two"."""
    lexicon, words = call.given.book.lexicon, phrase(call.event.text)
    table = lexicon.table(language_of(call, call.person))
    kinds = {begun.alone.kind for word in words if (begun := table.get(word)) and begun.alone}
    undone = any(call.given.book.typed.commands.get(word) == "undo" for word in words)
    several = many > 1 and any(item.kind in "za" for item in items_of(call, call.event.text))
    return "s" in kinds or ("z" in kinds and not undone) or several


def gone_from_open(call: Call, *set_ids: str) -> Outcome:
    """Takes sets out of the open workout."""
    before = _sets(call)
    person = with_sets(call.person, renumber(tuple(s for s in before if s.set_id not in set_ids)))
    facts, ended, changed = difference(before, open_workout(person).sets)
    gone = [change for change in changed if change[1] == "removed"]
    reply = answer(call, person, change_lines(call, before, gone), changed)
    return Outcome(replace(person, question=None), reply, facts=facts, ended=ended, undoable=True)
