"""How the lifts went: training max, best estimate, last time. Estimates are called so (R4)."""

from __future__ import annotations

from coach_core.commands.answers import plain
from coach_core.commands.card_lines import last_time
from coach_core.person import Lift
from coach_core.talk import Msg, Say, msg
from coach_core.turn import Call, Outcome


def decide(call: Call) -> Outcome:
    """/progress"""
    lifts = {n: x for n, x in call.person.training.lifts.items() if x.last_on is not None}
    if not lifts:
        return Outcome(call.person, plain(call.person, msg("progress-empty")))
    newest = sorted(lifts.items(), key=lambda pair: (pair[1].last_on, pair[0]), reverse=True)
    lines = tuple(line for name, lift in newest[:12] for line in _lift(name, lift))
    return Outcome(call.person, (Say((msg("progress-head"), *lines)),))


def _lift(name: str, lift: Lift) -> list[Msg]:
    lines = [msg("progress-lift", exercise=name)]
    if lift.last_reps:
        lines.append(last_time(lift))
    if lift.best is not None:
        lines.append(msg("progress-best", best=lift.best))
    if lift.tm is not None:
        lines.append(msg("progress-tm", tm=lift.tm))
    return lines
