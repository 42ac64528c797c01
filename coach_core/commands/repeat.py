"""The last set again."""

from __future__ import annotations

from dataclasses import replace

from coach_core.commands.answers import answer, plain, sets_lines
from coach_core.commands.reading import as_read
from coach_core.commands.storing import add_entries
from coach_core.knowledge.guard import may_train, paused_reply
from coach_core.notation.reading import Entry, Reading
from coach_core.talk import msg
from coach_core.turn import Call, Outcome


def typed(call: Call, reading: Reading) -> Outcome:
    """ "same again": load, reps, sides and seconds of the last set; not its effort, which nobody told."""
    workout = call.person.training.open
    work = [s for s in workout.sets if not s.warmup] if workout else []
    if not work:
        return Outcome(call.person, plain(call.person, msg("repeat-nothing")))
    last = work[-1]
    if not may_train(call.person, call.given.book, last.exercise):
        return Outcome(call.person, paused_reply(call))
    again = as_read(last)
    count = max(1, min(reading.count or 1, 20))
    person, sets = add_entries(call, call.person, (Entry(last.exercise, None, (again,) * count),))
    reply = answer(call, person, sets_lines(sets), [(s, "stored") for s in sets])
    return Outcome(replace(person, question=None), reply, facts=sets, undoable=True)
