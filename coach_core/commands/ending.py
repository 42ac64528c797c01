"""The end of a program: well done, what was gained, and what may come next, one tap each. Moves nothing itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from coach_core.commands.place import local, program_of
from coach_core.facts import SetDone
from coach_core.person import Person, Training
from coach_core.talk import Button, Msg, Say, msg
from coach_core.training.program import Program
from coach_core.training.sets import estimate
from coach_core.training.weight import Weight
from coach_core.turn import Call, Outcome

MOST = 6  # lifts that are listed
ESTIMATE = "ending-estimate"


def is_near(call: Call) -> bool:
    """Whether the program is over or its last workout is on: what was gained is read from all facts."""
    person, program = call.person, program_of(call, call.person)
    plan = person.training.plan
    if plan is None or program is None:
        return False
    return plan.finished or (plan.week, plan.day + 1) == (program.weeks, len(program.days))


def is_over(call: Call, person: Person) -> Program | None:
    """The program that is done, where nothing else was begun since."""
    plan = person.training.plan
    return program_of(call, person) if plan is not None and plan.finished and person.training.open is None else None


def was_over(training: Training) -> bool:
    """Whether the program had come to its end."""
    return training.plan is not None and training.plan.finished


def ending(call: Call, person: Person, program: Program) -> Say:
    """The last word of a program, and the ways on."""
    gained = gains(call, person, program)
    estimated = any(line.key == ESTIMATE for line in gained)
    lines = (
        msg("ending-done", title=program.title, weeks=program.weeks),
        *((msg("ending-gained"), *gained) if gained else ()),
        *((msg("ending-estimates"),) if estimated else ()),
        msg("ending-next"),
    )
    return Say(lines, ways(program), {"ended": {"program": program.name}}, anchor="workout")


def ways(program: Program) -> tuple[tuple[Button, ...], ...]:
    """Another round, another program, workouts of one's own."""
    return (
        (Button(f"program:begin:{program.name}", msg("button-another-round")),),
        (Button("program:list", msg("button-other-program")), Button("program:own", msg("button-own-workouts"))),
    )


def own(call: Call) -> Outcome:
    """Training without a program: how it is told."""
    row = (Button("program:list", msg("button-other-program")),)
    return Outcome(replace(call.person, question=None), (Say((msg("ending-own"),), (row,)),))


def gains(call: Call, person: Person, program: Program) -> tuple[Msg, ...]:
    """The lifts of the program that grew since it began: main ones by the estimated single, else by load or reps."""
    plan, sets = person.training.plan, (s for s in call.given.rows.sets if not s.warmup)
    mine = [s for s in sets if plan is not None and _day(person, s) >= plan.started]
    since = [s for s in mine if s.program == program.name or s.workout is None]
    lifts, found = call.given.book.exercises, list[tuple[bool, Msg]]()
    for name in dict.fromkeys(s.exercise for s in sorted(since, key=lambda s: s.at)):
        mine = sorted((s for s in since if s.exercise == name), key=lambda s: s.at)
        main = name in lifts and lifts[name].main
        grown = (main and _estimated(name, mine)) or _loaded(person, name, mine) or _repeated(person, name, mine)
        found += [(not main, grown)] if grown else []
    return tuple(line for _, line in sorted(found, key=lambda pair: pair[0])[:MOST])


def _day(person: Person, done: SetDone) -> date:
    return local(person, done.at).date()


def _estimated(name: str, sets: Sequence[SetDone]) -> Msg | None:
    """From the first estimate of the run to its best one (R4)."""
    singles = [single for s in sets if (single := estimate(s)) is not None]
    best = max(singles, key=lambda w: w.kg, default=None)
    if best is None or not singles[0] < best:
        return None
    return msg(ESTIMATE, exercise=name, before=singles[0], best=best)


def _loaded(person: Person, name: str, sets: Sequence[SetDone]) -> Msg | None:
    """The heaviest of the first day against the heaviest of all."""
    first = _heaviest([s for s in sets if _day(person, s) == _day(person, sets[0])])
    most = _heaviest(sets)
    if first is None or most is None or not first < most:
        return None
    return msg("ending-load", exercise=name, before=first, load=most)


def _heaviest(sets: Sequence[SetDone]) -> Weight | None:
    return max((s.load for s in sets if s.load is not None and s.reps), key=lambda w: w.kg, default=None)


def _repeated(person: Person, name: str, sets: Sequence[SetDone]) -> Msg | None:
    """Without a load: the fewest reps of the first day against those of the last."""
    if any(s.load is not None or s.reps is None for s in sets):
        return None
    first = min(s.reps or 0 for s in sets if _day(person, s) == _day(person, sets[0]))
    last = min(s.reps or 0 for s in sets if _day(person, s) == _day(person, sets[-1]))
    return msg("ending-reps", exercise=name, before=first, reps=last) if last > first else None
