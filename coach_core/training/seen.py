"""What a lift remembers of a workout whatever its rule: last time, best estimate, first load. No progression."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from coach_core.facts import Reason, SetDone
from coach_core.person import Lift
from coach_core.training.kept import kept
from coach_core.training.loads import because
from coach_core.training.moved import Change, Moved
from coach_core.training.seeking import light
from coach_core.training.sets import best_of, estimate, heaviest, missed, record_load, work_of, worth
from coach_core.training.slots import Drawn
from coach_core.training.weight import Weight

Lifts = Mapping[str, Lift]


def remembered(
    lifts: Lifts,
    sets: Iterable[SetDone],
    on: date,
    lighter: bool,
    hurt: frozenset[str],
    eased: frozenset[str] = frozenset(),
) -> dict[str, Lift]:
    """The lifts with what was done in a workout.

    ``lighter``: all of it was, after a gap; ``eased``: these lifts were; ``hurt``: stopped by pain.
    """
    work = work_of(sets)
    new = dict(lifts)
    for exercise in dict.fromkeys(s.exercise for s in work):
        own = tuple(s for s in sorted(work, key=lambda s: (s.at, s.slot or 0, s.set)) if s.exercise == exercise)
        new[exercise] = _remember(lifts.get(exercise, Lift()), own, on, lighter or exercise in eased, exercise in hurt)
    return new


def _remember(lift: Lift, sets: tuple[SetDone, ...], on: date, lighter: bool, hurt: bool) -> Lift:
    heavy = heaviest(sets)
    if lift.last_on is not None and on < lift.last_on:  # told later than what came after it
        return replace(lift, best=_best(lift, sets), heaviest=record_load(sets, lift.heaviest))
    new = replace(
        lift,
        last_on=on,
        last_sets=tuple(s.set_id for s in sets),
        last_load=heavy.load if heavy else lift.last_load,
        last_reps=tuple(s.reps for s in sets if s.reps is not None),
        last_loads=tuple(s.load for s in sets if s.reps is not None),
        best=_best(lift, sets),
        heaviest=record_load(sets, lift.heaviest),
        ease=lift.ease if hurt else None,
    )
    eased = lighter or (lift.ease is not None and not hurt)
    if heavy is None or (eased and lift.full_load is not None):
        return new
    new = _with_kept(new, sets)
    found = best_of(sets, cap=True)
    return replace(new, guess=found[0], guess_sets=(found[1].set_id,)) if found and lift.tm is None else new


def _with_kept(lift: Lift, sets: tuple[SetDone, ...]) -> Lift:
    """What the next day without a percent repeats (R33).

    A load found by trying that left less than asked comes down to it (R16); missed reps are counted instead (R8).
    """
    held = kept(sets)
    if held is None:
        return lift
    new = replace(lift, full_load=held.load, full_sets=held.sets, full_above=held.above, full_cut=held.percent)
    light_enough = lift.found is None or held.above is None or lift.found <= held.load
    if light_enough or any(missed(s) for s in sets):
        return new
    return replace(new, found=held.load, found_sets=held.sets)


def _best(lift: Lift, sets: Iterable[SetDone]) -> Weight | None:
    singles = [single for s in sets if (single := estimate(s)) is not None]
    known = [lift.best] if lift.best is not None else []
    return max((*known, *singles), key=lambda w: w.kg, default=None)


def learned(drawn: Sequence[Drawn], lift: Lift) -> Moved:
    """A percent lift that had no training max takes the one that its workout went by or gave (R11, R12, R16)."""
    if lift.tm is not None:
        return Moved(lift)
    by_percent = next((d for d in drawn if d.ask.way == "percent"), None)
    trying = next((d for d in drawn if d.ask.way == "calibrate"), None)
    if trying is not None and trying.ask.counting:
        return _calibrated(trying, lift)
    if by_percent is None or by_percent.loads.tm is None or not by_percent.ask.done:
        return Moved(lift)
    return _known(by_percent, lift, by_percent.loads.tm, by_percent.loads.why_max)


def _calibrated(drawn: Drawn, lift: Lift) -> Moved:
    last = next((s for s in reversed(drawn.ask.counting) if s.load is not None), None)
    if last is None:
        return Moved(lift)  # nothing was found: the search begins again
    tm, load = worth(last, cap=True), last.load
    reason = because("calibrate", "calibrated", "R16", (last.set_id,), load=load, tm=tm)
    new = replace(lift, tm=tm, load=load, full_load=load, full_sets=(last.set_id,), because=reason)
    new = replace(new, found=load, found_sets=(last.set_id,), seeking=light((last,)))
    return Moved(new, (Change(drawn.ask.exercise.id, reason, None, load, slot=drawn.ask.slot.number),))


def _known(drawn: Drawn, lift: Lift, tm: Weight, reason: Reason) -> Moved:
    change = Change(drawn.ask.exercise.id, reason, None, tm, slot=drawn.ask.slot.number)
    return Moved(replace(lift, tm=tm, guess=None, guess_sets=(), because=reason), (change,))
