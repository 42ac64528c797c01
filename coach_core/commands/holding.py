"""What goes before the command that was meant: a pause (R1), health questions that are due (R27), a word that only
needs one line. Finding red flags is in the guard.
"""

from __future__ import annotations

from dataclasses import replace

from coach_core.commands import evidence
from coach_core.commands.in_passing import asked_in_passing
from coach_core.commands.place import today_of
from coach_core.commands.reading import open_of, read_of
from coach_core.commands.screening import ask_due, not_set_up
from coach_core.commands.storing import exercise_id
from coach_core.knowledge.guard import soreness_line
from coach_core.knowledge.limits import screening_due
from coach_core.knowledge.pausing import paused_reply, safety
from coach_core.notation.reading import Intent, Reading
from coach_core.talk import Kind, Say, msg
from coach_core.turn import Call, Outcome

HANDS_OUT = frozenset(
    {"today", "done", "set", "skip", "swap", "change", "program", "how", "form", "why", "move", "pain"}
)
LOADED = frozenset({"today", "log", "done", "set", "skip", "swap", "change", "program", "fill"})
TOLD_SETS = frozenset({"log", "done", "set"})
LOOKS_BACK = frozenset({Intent.UNDO, Intent.CORRECT, Intent.FINISH})


def before(call: Call, name: str) -> Outcome | None:
    """What is said instead of the command ``name``; None where it may be done."""
    if name == "log" and call.event.kind is Kind.EDIT:
        return _edit_held(call)
    typed = name == "log" and call.event.kind is Kind.TEXT
    reading = read_of(call, call.event.text) if typed else None
    if reading is not None and reading.intent is Intent.OTHER:
        return _no_sets(call, reading)
    stopped = paused_reply(call)
    if stopped:
        held = name in HANDS_OUT or (reading is not None and _held(call, reading))
        return Outcome(replace(call.person, question=None), stopped) if held else None
    back = reading is not None and reading.intent in LOOKS_BACK
    if name in LOADED and not back and (unfinished := not_set_up(call)) is not None:
        return unfinished
    if name not in LOADED or back:
        return None
    if not screening_due(call.person, today_of(call)):
        return None
    return ask_due(call, told_sets=name in TOLD_SETS)


def _edit_held(call: Call) -> Outcome | None:
    """An edited message while training is paused stores no set: under R1 it changes nothing at all, else it may put
    right what it stored before (R1).
    """
    stopped, health = paused_reply(call), call.person.health
    if not stopped:
        return None if _stored_by(call) else not_set_up(call)
    reading = read_of(call, call.event.text)
    alone = reading.intent is Intent.LOG and sum(len(e.sets) for e in reading.entries) <= _stored_by(call)
    if alone and not health.minor and health.paused != "R1":
        return None
    first, *rest = stopped
    first = replace(first, lines=(*first.lines, msg("safety-nothing-stored")))
    return Outcome(replace(call.person, question=None), (first, *rest))


def _stored_by(call: Call) -> int:
    """How many sets of the edited message are stored."""
    workout = call.person.training.open
    stored = {s.set_id for s in call.given.rows.sets if s.message == call.message}
    return len(stored | {s.set_id for s in (workout.sets if workout else ()) if s.message == call.message})


def _held(call: Call, reading: Reading) -> bool:
    """Whether words want a workout, or sets of nobody knows what; which named exercises may be done is in log.py."""
    if reading.intent is not Intent.LOG:
        return reading.intent not in LOOKS_BACK
    return open_of(call, call.person).exercise is None and any(exercise_id(e) is None for e in reading.entries)


def _no_sets(call: Call, reading: Reading) -> Outcome | None:
    """Words without a set: a question about studies, plain soreness; while paused what leads on (R1)."""
    if reading.also == "body_weight" or reading.problem is not None:
        return None
    asked = None if asked_in_passing(call, call.event.text) else evidence.answering(call)
    if asked is not None:
        return asked
    line = soreness_line(call)
    if line is not None:
        return Outcome(call.person, (Say((line,), (), safety("R4", stops=False)),))
    stopped = paused_reply(call)
    return Outcome(call.person, stopped) if stopped else None
