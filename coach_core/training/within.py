"""Adjusting the sets that remain by those that were done: reserve (R9, R17), back-off (R10). Nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from coach_core.facts import Reason, SetDone
from coach_core.training.loads import Loads, because, loadable, share
from coach_core.training.plates import SMALLEST
from coach_core.training.prescription import SetKind, SetPlan
from coach_core.training.sets import missed, spare
from coach_core.training.shape import Ask
from coach_core.training.top_set import ratio_of
from coach_core.training.weight import Weight

CUTS = {"cut-missed": Fraction(90, 100), "cut-reserve": Fraction(95, 100)}
AT_LEAST = {"cut-missed": "cut-missed-least", "cut-reserve": "cut-reserve-least"}
RAISE = Fraction(105, 100)
RAISE_PERCENT = 5
UNDER, OVER = 1, 3  # more than 1 rep of reserve under the target, or 3 over it, change the sets that follow
ADJUSTED = ("percent", "same", "double")


@dataclass(frozen=True, slots=True)
class _Moved:
    """A change that a set made: after which one, of what, to what share; it is told once all loads are known."""

    after: int
    done: SetDone
    share: Fraction
    factor: Fraction


@dataclass(slots=True)
class _Walk:
    """What is known after the sets walked through so far."""

    bases: tuple[Weight | None, ...] = ()
    by_max: bool = False  # a training max is known
    factor: Fraction = Fraction(1)
    top: SetDone | None = None
    top_plan: SetPlan | None = None
    found: dict[str, _Moved] = field(default_factory=dict)
    back_off: Reason | None = None


def adjusted(ask: Ask, loads: Loads) -> tuple[tuple[Weight | None, ...], tuple[Reason, ...]]:
    """The loads of all sets before rounding, each as it stood after the sets done before it; and why they moved."""
    if not ask.counting:
        return loads.values, ()
    walk, values = _Walk(loads.values, loads.tm is not None), list[Weight | None]()
    for k, plan in enumerate(ask.shape):
        base = _back_off(ask, walk, plan, k)
        value = share(base, walk.factor, ask.today.unit) if base and walk.factor != 1 else base
        values.append(value)
        done = ask.counting[k] if k < len(ask.counting) else None
        last, own = k == len(ask.shape) - 1, done is not None and done.exercise == ask.exercise.id
        if done is not None and own and not last and ask.way in ADJUSTED:
            _judge(ask, walk, plan, done, base, k)
    moved = [_told(ask, walk, key, move, values[move.after + 1]) for key, move in walk.found.items()]
    return tuple(values), (*((walk.back_off,) if walk.back_off else ()), *moved)


def _told(ask: Ask, walk: _Walk, key: str, move: _Moved, value: Weight | None) -> Reason:
    """What the sets that follow were to be, by how many percent they move, and the load that they come to."""
    base, unit = walk.bases[move.after + 1], ask.today.unit
    before = share(base, move.factor / move.share, unit) if base else None
    rule, number = ("within", "R17") if key == "raise-light" else ("reserve-cap", "R9")
    percent = abs(int(100 - 100 * move.share)) if key != "raise-light" else RAISE_PERCENT
    load = loadable(ask, value)
    if value is not None and load is not None and load > value:
        key = AT_LEAST.get(key, key)  # nothing lighter can be loaded
    values = {"percent": percent, "before": before, "load": load}
    return because(rule, key, number, (move.done.set_id,), **values)


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
        walk.found[key] = _Moved(k, done, CUTS[key], factor)


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
        walk.found["raise-light"] = _Moved(0, done, factor, factor)
