"""Adjusting the sets that remain by those that were done: reserve (R9, R17), back-off (R10). Nothing is stored."""

from __future__ import annotations

from dataclasses import field
from fractions import Fraction

from coach_core.facts import Reason, SetDone
from coach_core.training.cuts import CUTS, Moving, cut_said, cut_to
from coach_core.training.loads import Loads, because, loadable, share
from coach_core.training.plates import SMALLEST
from coach_core.training.prescription import SetKind, SetPlan
from coach_core.training.sets import missed, spare
from coach_core.training.shape import Ask
from coach_core.training.top_set import ratio_of
from coach_core.training.weight import Weight
from coach_core.values import dataclass

RAISE = Fraction(105, 100)
RAISE_PERCENT = 5
UNDER, OVER = 1, 3  # more than 1 rep of reserve under the target, or 3 over it, change the sets that follow
ADJUSTED = ("percent", "same", "double")


@dataclass(slots=True)
class _Walk:
    """What is known after the sets walked through so far."""

    bases: tuple[Weight | None, ...] = ()
    by_max: bool = False  # a training max is known
    factor: Fraction = Fraction(1)
    top: SetDone | None = None
    top_plan: SetPlan | None = None
    found: dict[str, Moving] = field(default_factory=dict)
    back_off: Reason | None = None
    cut: Moving | None = None  # the last one


def adjusted(ask: Ask, loads: Loads) -> tuple[tuple[Weight | None, ...], tuple[Reason, ...]]:
    """The loads of all sets before rounding, each as it stood after the sets done before it; and why they moved."""
    if not ask.counting:
        return loads.values, ()
    walk, values = _Walk(loads.values, loads.tm is not None), list[Weight | None]()
    for k, plan in enumerate(ask.shape):
        base = _back_off(ask, walk, plan, k)
        value = _moved(ask, walk, base) if base and walk.factor != 1 else base
        values.append(value)
        done = ask.counting[k] if k < len(ask.counting) else None
        last, own = k == len(ask.shape) - 1, done is not None and done.exercise == ask.exercise.id
        if done is not None and own and not last and ask.way in ADJUSTED:
            _judge(ask, walk, plan, done, base, k)
    moved = [_told(ask, walk, key, move, values[move.after + 1]) for key, move in walk.found.items()]
    return tuple(values), (*((walk.back_off,) if walk.back_off else ()), *moved)


def _moved(ask: Ask, walk: _Walk, base: Weight) -> Weight:
    """The load of a set after what was done before it; after a cut what comes nearest to it (R9)."""
    value = share(base, walk.factor, ask.today.unit)
    return value if walk.cut is None else cut_to(ask, walk.cut, base, value)


def _told(ask: Ask, walk: _Walk, key: str, move: Moving, value: Weight | None) -> Reason:
    """What the sets that follow were to be, by how many percent they move, and the load that they come to."""
    base, load = walk.bases[move.after + 1], loadable(ask, value)
    if key != "raise-light" and base is not None and load is not None:
        return cut_said(ask, move, key, base, load)
    values = {"percent": RAISE_PERCENT, "before": move.before(ask, base) if base else None, "load": load}
    return because("within", "raise-light", "R17", (move.done.set_id,), **values)


def _back_off(ask: Ask, walk: _Walk, plan: SetPlan, k: int) -> Weight | None:
    """R10: the top set really lifted times back-off percent over top percent."""
    planned = walk.bases[k]
    if plan.kind is not SetKind.BACKOFF or walk.top is None or walk.top.load is None or walk.top_plan is None:
        return planned
    ratio, late = ratio_of(ask, walk.top_plan, plan), ask.today.second_week
    if ratio is None or plan.pct is None or walk.top_plan.pct is None:
        return planned
    value = share(walk.top.load, ratio, ask.today.unit)
    walk.bases = (*walk.bases[:k], value, *walk.bases[k + 1 :])
    load = loadable(ask, value)
    key = "backoff-from-least" if load is not None and load > value else "backoff-from-top"
    walk.back_off = walk.back_off or because(
        "back-off", key, "R10", (walk.top.set_id,), top=walk.top.load, load=load,
        pct=float(plan.pct[late]), of=float(walk.top_plan.pct[late]),
    )  # fmt: skip
    return value


def leaves_alone(ask: Ask, plan: SetPlan, done: SetDone, *, first: bool) -> bool:
    """Whether a set that fills ``plan`` changes none of those that remain: nothing of ``adjusted`` applies to it."""
    if ask.way not in ADJUSTED:
        return True
    if plan.kind is SetKind.TOP or missed(done, plan.reps[0] if plan.reps else None):
        return False
    left = spare(done, plan.reps[0] if plan.reps else None) if first else None
    goal = _goal(plan, done)
    return left is None or goal - UNDER <= left < goal + OVER


def _goal(plan: SetPlan, done: SetDone) -> float:
    return done.goal_rir if done.goal_rir is not None else (plan.rir or (0, 0))[0]


def _judge(ask: Ask, walk: _Walk, plan: SetPlan, done: SetDone, base: Weight | None, k: int) -> None:
    if plan.kind is SetKind.TOP and done.load is not None:
        walk.top, walk.top_plan = done, plan
    reps = plan.reps[0] if plan.reps else None
    goal, left = _goal(plan, done), spare(done, reps)
    if missed(done, reps):
        _cut(ask, walk, plan, done, base, k, "cut-missed")
    elif k == 0 and left is not None and left < goal - UNDER:
        _cut(ask, walk, plan, done, base, k, "cut-reserve")
    elif k == 0 and left is not None and left >= goal + OVER and ask.way == "double":
        _raise(ask, walk, done, base)


def _cut(ask: Ask, walk: _Walk, plan: SetPlan, done: SetDone, base: Weight | None, k: int, key: str) -> None:
    """R9: a share of what was lifted, never above what was planned; a top set's own back-off already follows it.

    Nothing to cut where what follows is not known, or where this set gave the training max: that knows how hard it was.
    """
    if walk.bases[k + 1] is None or (base is None and walk.by_max):
        return
    ratio = Fraction(1) if plan.kind is SetKind.TOP else _lifted(ask, walk, done, base)
    factor = ratio * CUTS[key]
    if factor < walk.factor:
        walk.factor = factor
        walk.cut = walk.found[key] = Moving(k, done, CUTS[key], factor)


def _lifted(ask: Ask, walk: _Walk, done: SetDone, base: Weight | None) -> Fraction:
    """What was lifted over what was planned before rounding; as planned where it was the load that was shown."""
    if base is None or done.load is None:
        return walk.factor
    shown = loadable(ask, share(base, walk.factor, ask.today.unit))
    if shown is not None and shown.kg == done.load.kg:
        return walk.factor
    return done.load.kg / base.kg


def _raise(ask: Ask, walk: _Walk, done: SetDone, base: Weight | None) -> None:
    """R17: rep work that is too light gets 5 % more, a beginner's at most one jump of plates."""
    alike = len({s.reps for s in ask.shape}) == 1
    if base is None or not alike or ask.factor < 1 or ask.today.lighter is not None:
        return
    shown = loadable(ask, base)
    if shown is None or done.load is None or done.load < shown:
        return
    factor = RAISE
    if ask.today.beginner:
        factor = min(factor, (base.kg + Weight(SMALLEST[base.unit], base.unit).kg) / base.kg)
    if loadable(ask, share(base, factor, ask.today.unit)) != shown:
        walk.factor = factor
        walk.found["raise-light"] = Moving(0, done, factor, factor)
