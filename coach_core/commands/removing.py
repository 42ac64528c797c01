"""Taking one set out of the open workout, chosen from its sets. Undo takes whole turns back: undo.py."""

from __future__ import annotations

from dataclasses import replace

from coach_core.commands.answers import answer, plain
from coach_core.commands.past import change_lines, difference
from coach_core.commands.schemes import load_msg, set_amount
from coach_core.commands.storing import open_workout, renumber, with_sets
from coach_core.facts import SetDone
from coach_core.talk import Button, Msg, Say, msg
from coach_core.turn import Call, Outcome

SHOWN = 12


def which(call: Call) -> Outcome:
    """ "delete set 2": which one is meant is tapped, so that nothing goes by mistake."""
    workout = call.person.training.open
    sets = workout.sets[-SHOWN:] if workout else ()
    if not sets:
        return Outcome(call.person, plain(call.person, msg("correct-nothing")))
    rows = tuple((Button(f"remove:{s.set_id}", _label(s)),) for s in sets)
    return Outcome(call.person, (Say((msg("remove-which"),), (*rows, (Button("cancel:", msg("button-leave")),))),))


def _label(s: SetDone) -> Msg:
    return msg("set-label", exercise=s.exercise, set=s.set, load=load_msg(s.load, s.load_kind), amount=set_amount(s))


def decide(call: Call) -> Outcome:
    """The button of one set."""
    workout = call.person.training.open
    before = workout.sets if workout else ()
    left = tuple(s for s in before if s.set_id not in call.press)
    if len(left) == len(before):
        return (
            which(call) if before and not call.press else Outcome(call.person, plain(call.person, msg("history-gone")))
        )
    person = with_sets(call.person, renumber(left))
    facts, ended, changed = difference(before, open_workout(person).sets)
    gone = [change for change in changed if change[1] == "removed"]
    reply = answer(call, person, change_lines(gone), changed)
    return Outcome(replace(person, question=None), reply, facts=facts, ended=ended, undoable=True)
