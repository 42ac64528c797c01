"""The warm-up sets of a day: the build-up before its first heavy lift, and those done. Their loads are in warmup.py."""

from __future__ import annotations

from functools import lru_cache

from coach_core.training.estimates import TM_SHARE
from coach_core.training.exercise import Tool
from coach_core.training.plates import plates
from coach_core.training.prescription import SetKind, SetPlan, SlotPlan
from coach_core.training.slots import Drawn, as_done
from coach_core.training.today import Today
from coach_core.training.warmup import ramp
from coach_core.training.weight import LoadKind, Weight


def with_warmups(today: Today, drawn: tuple[Drawn, ...]) -> tuple[SlotPlan, ...]:
    """The slots with the build-up before the first thrust with a bar, else the first main lift with one (R18)."""
    bars = [d for d in drawn if d.ask.exercise.tool is Tool.BAR and _first(d) and not d.plan.skipped]
    ready = [d for d in bars if d.ask.exercise.thrust] or [d for d in bars if d.ask.exercise.main]
    first, done = next(iter(ready), None), {s.slot for s in today.sets if s.warmup}
    return tuple(_with_warmup(today, d, d is first) if d is first or d.plan.slot in done else d.plan for d in drawn)


def _first(drawn: Drawn) -> Weight | None:
    """The first work set's load, where it was known before the workout."""
    known = drawn.ask.way != "calibrate" and drawn.plan.work
    return drawn.plan.work[0].load if known else None


def _with_warmup(today: Today, drawn: Drawn, built_up: bool) -> SlotPlan:
    planned = _ramp(today, drawn) if built_up else ()
    if not today.sets:
        return drawn.plan.with_sets((*planned, *drawn.plan.sets))
    done = sorted((s for s in today.sets if s.warmup and s.slot == drawn.plan.slot), key=lambda s: s.set)
    filled = [s.filled(done[k]) if k < len(done) else s for k, s in enumerate(planned)]
    beyond = [as_done(s, len(planned) + k) for k, s in enumerate(done[len(planned) :], 1)]
    return drawn.plan.with_sets((*filled, *beyond, *drawn.plan.sets))


def _ramp(today: Today, drawn: Drawn) -> tuple[SetPlan, ...]:
    first, tm = _first(drawn), drawn.loads.tm or drawn.ask.lift.tm
    if first is None:
        return ()
    return _built_up(first, tm, drawn.plan.work[0].kind is SetKind.TOP, today.bar)


@lru_cache(maxsize=4096)
def _built_up(first: Weight, tm: Weight | None, top: bool, bar: Weight) -> tuple[SetPlan, ...]:
    steps = ramp(first, tm.times(1 / TM_SHARE) if tm else None, top, bar)
    return tuple(_warmup(k, load, reps, bar) for k, (load, reps) in enumerate(steps, 1))


def _warmup(number: int, load: Weight | None, reps: int, bar: Weight) -> SetPlan:
    kind = LoadKind.EXTERNAL if load else LoadKind.BODYWEIGHT
    sides = plates(load, bar) if load else None
    return SetPlan(number, SetKind.WARMUP, load, kind, plates=sides, reps=(reps, reps))
