"""The way back to full loads after a long gap (R24): where each lift stands after a workout. Loads are in rules.py."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import count

from coach_core.person import Lift, Ramp
from coach_core.training.gap import exact, lasts, ramp_of, row
from coach_core.training.judge import judged
from coach_core.training.loads import loadable
from coach_core.training.rules import RULES
from coach_core.training.sets import lifted_as_asked
from coach_core.training.slots import Drawn, in_full
from coach_core.training.today import Today

FULL, STEP, WITHIN = 100, 10, 5  # percent; percent a workout; workouts of a lift within which it is back
NEARLY = 97  # percent from which on it is the full load
Lifts = Mapping[str, Lift]


def set_out(lifts: Lifts, today: Today) -> Lifts:
    """The lifts at the first workout after a long gap: each begins its way back where that gap left it."""
    now = today.lighter
    if now is None or not now.fresh or not lasts(now):
        return lifts
    start = round(FULL * exact(now.load))

    def begun(known: Ramp | None) -> Ramp:
        least = min(start, known.percent) if known is not None else start
        return Ramp(least, pace(least), now.gap_days)

    known = {name for name, lift in today.lifts.items() if lift.tm or lift.guess or lift.load or lift.full_load}
    return {
        name: replace(lift, ramp_max=begun(lift.ramp_max), ramp_load=begun(lift.ramp_load)) if name in known else lift
        for name, lift in lifts.items()
    }


def climbed(lifts: Lifts, drawn: Sequence[Drawn]) -> Lifts:
    """The lifts after a workout: those that were done as far on as what was really lifted allows."""
    new = dict(lifts)
    for exercise, way, slots in _by_rule(drawn):
        lift = new.get(exercise, Lift())
        ramp = ramp_of(lift, way)
        share = max(_shares(slots), default=None) if ramp is not None else None
        if ramp is None or share is None:
            continue
        after = _after(ramp, share, slots)
        if after is None:
            new[exercise] = replace(lift, ramp_max=None, ramp_load=None)
        elif way == "percent":
            new[exercise] = replace(lift, ramp_max=after, ramp_load=_along(lift.ramp_load, after))
        else:
            new[exercise] = replace(lift, ramp_load=after, ramp_max=_along(lift.ramp_max, after))
    return new


def _along(other: Ramp | None, after: Ramp) -> Ramp | None:
    """What the lift does by another rule comes along as long as it was not done itself."""
    found = row(other.days) if other is not None else None
    if other is None or found is None or other.percent != round(FULL * exact(found.load)):
        return other
    return after if after.percent > other.percent else other


def pace(percent: int) -> int:
    """By how many percent a workout has to rise to be at the full load within five: 10 at least."""
    return next(step for step in count(STEP) if _risen(percent, step) >= NEARLY)


def _risen(percent: int, step: int) -> int:
    for _ in range(WITHIN):
        percent = percent * (FULL + step) // FULL
    return percent


def _after(ramp: Ramp, share: Fraction, slots: Sequence[Drawn]) -> Ramp | None:
    """A step above what was lifted, or the same again where reps or reserve were missed; None at the full load."""
    done, at = judged(slots), max(1, round(FULL * share))
    step = pace(at) if lasts(slots[0].ask.today.lighter) else ramp.step
    percent = at if done.missed or done.under_cap else at * (FULL + step) // FULL
    return replace(ramp, percent=percent, step=step) if percent < NEARLY else None


def _shares(slots: Iterable[Drawn]) -> Iterator[Fraction]:
    """How much of its full load each set was done with: as it was meant, before rounding, where that was lifted.

    A set that was made lighter in the workout (R9, R10) counts with what was lifted.
    """
    for drawn in slots:
        for plan, meant, full in zip(drawn.plan.sets, drawn.loads.values, in_full(drawn.ask), strict=False):
            done = plan.done
            if done is None or done.exercise != drawn.ask.exercise.id or not (done.load and meant and full):
                continue
            as_meant = lifted_as_asked(done, loadable(drawn.ask, meant))
            yield (max(meant.kg, done.load.kg) if as_meant else done.load.kg) / full.kg


def _by_rule(drawn: Sequence[Drawn]) -> Iterator[tuple[str, str, list[Drawn]]]:
    """The slots of each lift that go by one rule."""
    for exercise, way in dict.fromkeys((d.ask.exercise.id, d.ask.way) for d in drawn if d.ask.way in RULES):
        yield exercise, way, [d for d in drawn if (d.ask.exercise.id, d.ask.way) == (exercise, way)]
