"""How one lift did in one workout, over all its slots. What follows from it is in week.py and double.py."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from coach_core.facts import SetDone
from coach_core.training.loads import loadable
from coach_core.training.prescription import SetPlan
from coach_core.training.sets import lacking, lifted_as_asked, missed, reserve, told
from coach_core.training.slots import Drawn
from coach_core.training.weight import Weight
from coach_core.values import dataclass


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules look at: the prescribed sets that were done with that very exercise."""

    sets: tuple[SetDone, ...]
    complete: bool  # every prescribed set was logged
    missed: bool  # a set stayed under its reps
    nothing_left: bool  # a set was told to have nothing left where that was not asked
    under_cap: bool  # a told reserve under the one that was asked
    lighter: bool  # a set was done with less than was asked
    all_lighter: bool  # every one was
    lowest: Decimal  # the lowest reserve; what was not told counts as prescribed
    easiest_low: Decimal  # the low end of the reserve that was asked

    def keeps(self, least: int) -> bool:
        """Whether every set kept so many reps, or as many as were asked if those were fewer."""
        return self.lowest >= min(Decimal(least), self.easiest_low)

    @property
    def ids(self) -> tuple[str, ...]:
        """The sets looked at."""
        return tuple(s.set_id for s in self.sets)

    @property
    def loads(self) -> tuple[Weight, ...]:
        """Their loads."""
        return tuple(s.load for s in self.sets if s.load is not None)

    @property
    def lifted(self) -> Weight | None:
        """The load that at least half of the sets reached."""
        return sorted(self.loads)[(len(self.loads) - 1) // 2] if self.loads else None


def judged(drawn: Sequence[Drawn]) -> Judged:
    """Judges all slots of one lift together (R20, R21)."""
    asked = [pair for d in drawn for pair in _pairs(d)]
    done = [(plan, s) for plan, s in asked if s is not None]
    low = [Decimal((plan.rir or (0, 0))[0]) for plan, _ in asked]
    lighter = [not lifted_as_asked(s, plan.load) for plan, s in done]
    left = [(reserve(s, (plan.rir or (0, 0))[0]), told(s), _cap(plan, s)) for plan, s in done]
    return Judged(
        sets=tuple(s for _, s in done),
        complete=_complete(asked, drawn),
        missed=any(missed(s, plan.reps[0] if plan.reps else None) for plan, s in done),
        nothing_left=any(t == 0 and cap > 0 for _, t, cap in left),
        under_cap=any(t is not None and t < cap for _, t, cap in left),
        lighter=any(lighter),
        all_lighter=all(lighter),
        lowest=min((r for r, _, _ in left), default=Decimal(0)),
        easiest_low=min(low, default=Decimal(0)),
    )


def _complete(asked: Sequence[tuple[SetPlan, SetDone | None]], drawn: Sequence[Drawn]) -> bool:
    """Every prescribed set was logged with its reps, and nothing was stopped by pain."""
    full = all(s is not None and not lacking(s, plan.reps[0] if plan.reps else None) for plan, s in asked)
    return bool(asked) and full and not any(d.plan.stopped for d in drawn)


def _pairs(drawn: Drawn) -> Iterable[tuple[SetPlan, SetDone | None]]:
    """Each prescribed set and the set that filled it; one done with another exercise does not count (R22)."""
    for plan, value in zip(drawn.plan.sets, drawn.loads.values, strict=False):
        own = plan.done is not None and plan.done.exercise == drawn.ask.exercise.id
        yield replace(plan, load=_asked(drawn, plan, value)), plan.done if own else None


def _asked(drawn: Drawn, plan: SetPlan, value: Weight | None) -> Weight | None:
    """The load that a set is held against: the lightest of what was shown and what was meant.

    A load that was raised within the workout is an offer (R17), and so is the bar where the rule gave less (R3). In a
    past that was corrected a set is not held against a load that nobody was shown.
    """
    rounded = loadable(drawn.ask, value)
    meant = min(value, rounded) if value is not None and rounded is not None else rounded
    shown = drawn.ask.today.asked.get((drawn.ask.slot.number, plan.number))
    loads = [w for w in (plan.load, meant, shown) if w is not None]
    return min(loads) if plan.load is not None and loads else None


def _cap(plan: SetPlan, done: SetDone) -> Decimal:
    cap = done.goal_rir if done.goal_rir is not None else (plan.rir or (0, 0))[0]
    return Decimal(str(cap))
