"""After a first load was found: it rises each session until 3 or fewer are left (R16). Finding it is calibrate.py."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from coach_core.facts import SetDone
from coach_core.person import Lift
from coach_core.training.judge import Judged
from coach_core.training.loads import because
from coach_core.training.moved import Change, Moved
from coach_core.training.plates import BAR_STEP, SMALLEST
from coach_core.training.sets import best_of, told
from coach_core.training.slots import Drawn
from coach_core.training.weight import Weight

ENOUGH = 3  # a reserve with which the weight is right
MOST = Fraction(10, 100)  # no step is more than this share of the load, one smallest jump apart


def light(done: Sequence[SetDone]) -> bool:
    """Whether more than three were left in every set whose reserve was told, and it was told in one at least."""
    left = [found for s in done if (found := told(s)) is not None]
    return bool(left) and min(left) > ENOUGH


def sought(drawn: Sequence[Drawn], lift: Lift, done: Judged) -> Moved:
    """The lift after one more full session at what was found: heavier while it is light, and then no more.

    Where the plan asks for more than what was found, the plan leads from then on.
    """
    if lift.found is None or done.lifted is None or not done.complete:
        return Moved(lift)
    if not lift.seeking or not light(done.sets) or done.missed:
        return Moved(replace(lift, seeking=False, found=None if _caught_up(drawn, lift.found) else lift.found))
    if done.lighter:
        return Moved(lift)
    base = max(done.lifted, lift.found)
    load, best = base.plus(one_step(base)), best_of(done.sets, cap=True)
    known = [tm for tm in (lift.tm, best[0] if best else None) if tm is not None]
    reason = because("calibrate", "still-light", "R16", done.ids, before=base, load=load)
    new = replace(lift, found=load, found_sets=done.ids, tm=max(known, default=None), because=reason)
    slot = drawn[0].ask.slot.number
    return Moved(new, (Change(drawn[0].ask.exercise.id, reason, base, load, slot=slot),))


def one_step(load: Weight) -> Weight:
    """The smaller of 5 kg / 10 lb and 10 % of the load, down to a jump of plates, and one jump at least."""
    smallest = SMALLEST[load.unit]
    most = min(Fraction(BAR_STEP[load.unit]), load.hundredths * MOST)
    return Weight(int(max(smallest, most // smallest * smallest)), load.unit)


def _caught_up(drawn: Sequence[Drawn], found: Weight) -> bool:
    return any(d.loads.because.key.startswith("load-percent") and _heaviest(d) > found for d in drawn)


def _heaviest(drawn: Drawn) -> Weight:
    return max((s.load for s in drawn.plan.sets if s.load), default=Weight(0, drawn.ask.today.unit))
