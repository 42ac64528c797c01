"""Adjusting the sets that remain by those that were done: reserve (R9, R17), back-off (R10). Nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from coach_core.facts import Reason, SetDone
from coach_core.training.loads import Loads, because, loadable, share
from coach_core.training.plates import SMALLEST
from coach_core.training.prescription import SetKind, SetPlan
from coach_core.training.sets import missed, told
from coach_core.training.shape import Ask
from coach_core.training.weight import Weight

CUT_RESERVE, CUT_MISSED, RAISE = Fraction(95, 100), Fraction(90, 100), Fraction(105, 100)
UNDER, OVER = 2, 3  # reps of reserve beside the target that change the sets that follow
ADJUSTED = ("percent", "same", "double")


@dataclass(slots=True)
class _Walk:
    """What is known after the sets walked through so far."""

    factor: Fraction = Fraction(1)
    top: SetDone | None = None
    top_plan: SetPlan | None = None
    reasons: dict[str, Reason] = field(default_factory=dict)


def adjusted(ask: Ask, loads: Loads) -> tuple[tuple[Weight | None, ...], tuple[Reason, ...]]:
    """The loads of all sets before rounding, each as it stood after the sets done before it; and why they moved."""
    walk, values = _Walk(), []
    for k, (plan, planned) in enumerate(zip(ask.shape, loads.values, strict=True)):
        base = _back_off(ask, walk, plan, planned)
        value = share(base, walk.factor, ask.today.unit) if base and walk.factor != 1 else base
        values.append(value)
        done = ask.counting[k] if k < len(ask.counting) else None
        last, own = k == len(ask.shape) - 1, done is not None and done.exercise == ask.exercise.id
        if done is not None and own and not last and ask.way in ADJUSTED:
            _judge(ask, walk, plan, done, base, first=k == 0)
    return tuple(values), tuple(walk.reasons.values())


def _back_off(ask: Ask, walk: _Walk, plan: SetPlan, planned: Weight | None) -> Weight | None:
    """R10: the top set really lifted times back-off percent over top percent."""
    if plan.kind is not SetKind.BACKOFF or walk.top is None or walk.top.load is None or walk.top_plan is None:
        return planned
    if plan.pct is None or walk.top_plan.pct is None:
        return planned
    late = ask.today.second_week
    ratio = Fraction(plan.pct[late]) / Fraction(walk.top_plan.pct[late])
    walk.reasons["back-off"] = because(
        "back-off", "backoff-from-top", "R10", (walk.top.set_id,), top=walk.top.load,
        pct=float(plan.pct[late]), of=float(walk.top_plan.pct[late]),
    )  # fmt: skip
    return share(walk.top.load, ratio, ask.today.unit)


def leaves_alone(ask: Ask, plan: SetPlan, done: SetDone, *, first: bool) -> bool:
    """Whether a set that fills ``plan`` changes none of those that remain: nothing of ``adjusted`` applies to it."""
    if ask.way not in ADJUSTED:
        return True
    if plan.kind is SetKind.TOP or missed(done, plan.reps[0] if plan.reps else None):
        return False
    left = told(done) if first else None
    goal = _goal(plan, done)
    return left is None or goal - UNDER < left < goal + OVER


def _goal(plan: SetPlan, done: SetDone) -> float:
    return done.goal_rir if done.goal_rir is not None else (plan.rir or (0, 0))[0]


def _judge(ask: Ask, walk: _Walk, plan: SetPlan, done: SetDone, base: Weight | None, *, first: bool) -> None:
    if plan.kind is SetKind.TOP and done.load is not None:
        walk.top, walk.top_plan = done, plan
    goal, left = _goal(plan, done), told(done)
    if missed(done, plan.reps[0] if plan.reps else None):
        _cut(ask, walk, plan, done, base, CUT_MISSED, "cut-missed")
    elif first and left is not None and left <= goal - UNDER:
        _cut(ask, walk, plan, done, base, CUT_RESERVE, "cut-reserve")
    elif first and left is not None and left >= goal + OVER and ask.way == "double":
        _raise(ask, walk, done, base)


def _cut(ask: Ask, walk: _Walk, plan: SetPlan, done: SetDone, base: Weight | None, share_: Fraction, key: str) -> None:
    """R9: a share of what was lifted, never above what was planned; a top set's own back-off already follows it."""
    if base is None and ask.way == "percent":
        return  # the set was picked: the training max that it gave knows already how hard it was
    ratio = Fraction(1) if plan.kind is SetKind.TOP else _lifted(ask, walk, done, base)
    factor = ratio * share_
    if factor < walk.factor:
        walk.factor = factor
        percent = int(100 - 100 * share_)
        walk.reasons[key] = because("reserve-cap", key, "R9", (done.set_id,), percent=percent)


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
        walk.reasons["raise"] = because("within", "raise-light", "R17", (done.set_id,), percent=5)
