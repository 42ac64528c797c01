"""What a lift that moved really takes when it comes next: the plan may set it otherwise then. Decides nothing."""

from __future__ import annotations

from datetime import timedelta

from coach_core.commands.place import program_of, today_of
from coach_core.facts import LoadChange
from coach_core.person import Person
from coach_core.talk import Msg, msg
from coach_core.training.prescribe import prescribe_day
from coach_core.training.prescription import SlotPlan
from coach_core.turn import Call

# reasons whose sentence ends in "… next"
SAY_THE_LOAD = ("double-step", "double-step-most", "double-too-easy", "double-too-easy-most", "still-light")
SOON = timedelta(days=2)  # the sessions are looked at as if the person came in time


def kept_or_said(call: Call, person: Person, change: LoadChange, line: Msg) -> Msg:
    """The line of a change; or, where the next session with the lift takes another load, one that tells that load."""
    if change.reason.key not in SAY_THE_LOAD or change.after is None:
        return line
    found = _next_time(call, person, change.exercise)
    if found is None:
        return msg("change-over", exercise=change.exercise, load=change.after)
    week, slot = found
    loads = [s.load for s in slot.work if s.load is not None]
    if not loads or change.after in loads:
        return line
    return msg("change-then", exercise=change.exercise, week=week, load=loads[0])


def comes_again(call: Call, person: Person, exercise: str) -> bool:
    """Whether the program has an exercise in a workout after the one that is open or next."""
    return _next_time(call, person, exercise, after=1) is not None


def _next_time(call: Call, person: Person, exercise: str, after: int = 0) -> tuple[int, SlotPlan] | None:
    """The week, and the slot, in which a lift comes next; None if the program ends before."""
    program, training = program_of(call, person), person.training
    plan = training.plan
    if program is None or plan is None or plan.finished:
        return None
    sessions = [(w, d) for w in range(plan.week, program.weeks + 1) for d in program.days]
    for week, day in sessions[plan.day + after :]:
        shown = prescribe_day(call.given.book, training, person.settings, week, day, today_of(call) + SOON)
        for slot in shown.slots:
            if exercise in (slot.exercise, slot.planned):
                return week, slot
    return None
