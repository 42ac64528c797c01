"""Percent lifts: two misses running (R8), the week's tally, and the rise at its end (R7, R23)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from fractions import Fraction

from coach_core.facts import Reason, SetDone
from coach_core.person import Lift, Tally
from coach_core.training.judge import Judged
from coach_core.training.loads import because
from coach_core.training.moved import Change, Moved, cut_on
from coach_core.training.sets import best_of
from coach_core.training.weight import Unit, Weight

CUT, MISSES = Fraction(93, 100), 2
SHARE, HEAVY_FROM = Fraction(5, 100), 60  # kg
BIG = {Unit.KG: Weight(500, Unit.KG), Unit.LB: Weight(1000, Unit.LB)}
SMALL = {Unit.KG: Weight(250, Unit.KG), Unit.LB: Weight(500, Unit.LB)}
TWO_STEPS_FROM = 4  # lowest reserve of the week


def session(exercise: str, slot: int, lift: Lift, done: Judged, on: date) -> Moved:
    """Counts misses running; the second takes 7 % off the training max at once (R8). Says why nothing will rise."""
    if not done.missed:
        return Moved(replace(lift, misses=0 if done.complete else lift.misses), notes=_stays(exercise, done))
    if lift.misses + 1 < MISSES or lift.tm is None:
        return Moved(replace(lift, misses=min(lift.misses + 1, MISSES - 1)), notes=_stays(exercise, done))
    days, third = cut_on(lift, on)
    after, sets = lift.tm.times(CUT), (*lift.last_sets, *done.ids)
    reason = because("two-misses", "tm-cut", "R8", sets, before=lift.tm, tm=after, percent=7)
    change = Change(exercise, reason, lift.tm, after, slot=slot)
    deload = (because("deload", "deload-due", "R26", n=len(days), exercise=exercise),) if third else ()
    found = lift.found.times(CUT) if lift.found else None
    return Moved(replace(lift, tm=after, found=found, misses=0, backoffs=days, because=reason), (change,), deload)


def _stays(exercise: str, done: Judged) -> tuple[Reason, ...]:
    why = (
        (done.missed, "tm-held-missed", "R7"),
        (done.under_cap, "tm-held-reserve", "R7"),
        (done.lighter, "tm-held-lighter", "R7"),
        (not done.complete and bool(done.sets), "tm-held-open", "R21"),
    )
    found = next(((key, number) for is_so, key, number in why if is_so), None)
    return (because("weekly-rise", found[0], found[1], done.ids, exercise=exercise),) if found else ()


def tallied(tally: Tally, done: Judged, extra: Iterable[SetDone], day: str, *, counts: bool) -> Tally:
    """The week's tally with one more workout of the lift; one that does not count keeps the week from rising."""
    fine = counts and done.complete and not (done.missed or done.under_cap or done.lighter)
    lowest = [float(done.lowest)] if done.sets else []
    lowest += [tally.lowest_rir] if tally.lowest_rir is not None else []
    best = best_of((*done.sets, *extra))
    better = best is not None and (tally.best_tm is None or tally.best_tm < best[0])
    return Tally(
        fine=tally.fine and fine,
        lowest_rir=min(lowest, default=None),
        best_tm=best[0] if best and better else tally.best_tm,
        best_set=best[1].set_id if best and better else tally.best_set,
        sets=(*tally.sets, *done.ids),
        days=(*tally.days, day),
    )


def rise(exercise: str, lift: Lift, tally: Tally, days: set[str]) -> Moved:
    """The training max after a week; ``days`` are those on which the program has the lift (R7)."""
    if lift.tm is None or not tally.fine or not days <= set(tally.days):
        return Moved(lift)
    two = tally.lowest_rir is not None and tally.lowest_rir >= TWO_STEPS_FROM
    step = one_step(lift.tm).times(2 if two else 1)
    raised = lift.tm.plus(step)
    if tally.best_tm is not None and raised < tally.best_tm:
        return _risen(exercise, lift, tally.best_tm, "tm-rise-set", (tally.best_set or "",))
    return _risen(exercise, lift, raised, "tm-rise-two" if two else "tm-rise", tally.sets, step)


def one_step(tm: Weight) -> Weight:
    """The smaller of 5 % and 5 kg / 10 lb, under 60 kg 2.5 kg / 5 lb, in the training max's own unit."""
    return min((BIG if tm.kg >= HEAVY_FROM else SMALL)[tm.unit], tm.times(SHARE))


def _risen(
    exercise: str, lift: Lift, after: Weight, key: str, sets: tuple[str, ...], step: Weight | None = None
) -> Moved:
    values = {"before": lift.tm, "tm": after, **({"step": step} if step is not None else {})}
    reason = because("weekly-rise", key, "R7", sets, **values)
    return Moved(replace(lift, tm=after, because=reason), (Change(exercise, reason, lift.tm, after),))
