"""Double progression: first reps, then load (R15); and stand-ins without a load, whose reps grow (R13)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from coach_core.facts import Reason
from coach_core.person import Lift
from coach_core.training.judge import Judged
from coach_core.training.loads import because, carried
from coach_core.training.moved import Change, Moved, cut_on, settled
from coach_core.training.plates import step
from coach_core.training.prescription import SetKind
from coach_core.training.program import Scheme
from coach_core.training.shape import HARDER, MOST_REPS, Ask, reps_of
from coach_core.training.slots import Drawn
from coach_core.training.weight import LoadKind
from coach_core.values import dataclass

CUT, TOO_EASY = Fraction(93, 100), Fraction(5, 100)
GATE, GATE_CAREFUL = 1, 2  # the least reserve of a success; the second for beginners and after a birth
CAREFUL_FROM = 4  # a reserve that is only asked after a birth and in easy weeks
TWO_REPS_FROM, TOO_EASY_FROM, MISSES = 4, 5, 2

# what was reached → the sentence where all sets had one load, and where they had several
SUCCESS = {
    "light": ("double-too-easy", "double-too-easy-most"),
    "past": ("double-step", "double-step-most"),
    "more": ("double-rep", "double-rep-most"),
}


@dataclass(frozen=True, slots=True)
class _Run:
    """One lift at the end of one workout."""

    ask: Ask
    lift: Lift
    done: Judged
    low: int
    high: int
    on: date

    @property
    def target(self) -> int:
        """The reps that were asked today."""
        return next((s.reps[0] for s in self.ask.shape if s.reps and s.kind is not SetKind.TOP), self.low)

    @property
    def ranged(self) -> bool:
        """Whether the program names a range of reps."""
        return self.high > self.low


def double(drawn: Sequence[Drawn], lift: Lift, done: Judged, on: date, light: bool) -> Moved:
    """Moves load and target of a lift by what was done today; a lighter day only gives a first load (R24, R28)."""
    ask = drawn[0].ask
    run = _Run(ask, lift, done, *_range(ask.slot.schemes), on)
    only_top = all(s.kind is SetKind.TOP for d in drawn for s in d.ask.shape)
    if done.lifted is None or (only_top and lift.load is not None):
        return Moved(lift)  # a single top set says nothing of the working load
    if light:
        return Moved(lift) if lift.load is not None else _first(run)
    if done.missed or done.nothing_left:
        return _missed(run)
    if not done.complete:
        return _hold(run, "held-open", "R21")
    if done.lighter and not done.all_lighter:
        return _hold(run, "held-lighter", "R15")
    if not done.keeps(_gate(run)):
        return _hold(run, "held-reserve", "R15")
    return _success(run)


def _gate(run: _Run) -> int:
    careful = any(s.goal_rir is not None and s.goal_rir >= CAREFUL_FROM for s in run.done.sets)
    return GATE_CAREFUL if careful or run.ask.today.beginner else GATE


def _range(schemes: tuple[Scheme, ...]) -> tuple[int, int]:
    low, high = next((s.reps for s in schemes if s.reps), (1, 1))
    return low, high if high is not None else low


def _success(run: _Run) -> Moved:
    """One rep more, two from a reserve of 4; past the range a step; much too easy another 5 %."""
    base = run.done.lifted
    assert base is not None
    grown = run.target + (2 if run.done.lowest >= TWO_REPS_FROM else 1)
    past, light = grown > run.high, run.done.lowest >= TOO_EASY_FROM
    one = step(base, run.ask.tool, run.ask.today.level)
    load = base.plus(one) if past else base
    if light:
        load = load.plus(max(one, base.times(TOO_EASY)))
    if load != base:
        load = carried(run.ask, load)  # 5 % are seldom a jump of plates
    key = SUCCESS["light" if light else "past" if past else "more"][len(set(run.done.loads)) > 1]
    target = (run.low if past else grown) if run.ranged else None
    reason = because("double", key, "R15", run.done.ids, lifted=base, load=load, reps=target or run.target)
    return _moved(run, replace(run.lift, load=load, target=target, misses=0, because=reason), reason)


def _missed(run: _Run) -> Moved:
    """A miss; the second one running takes 7 % off."""
    misses = run.lift.misses + 1
    load = run.lift.load or run.done.lifted
    assert load is not None
    if misses < MISSES:
        return _hold(run, "held-missed", "R15", misses)
    days, third = cut_on(run.lift, run.on)
    target = min(run.high, run.low + 1) if run.ranged else None
    less = carried(run.ask, load.times(CUT))
    reason = because("double", "cut-two-misses", "R15", _two(run), load=less, before=load, percent=7)
    lift = replace(run.lift, load=less, target=target, misses=0, backoffs=days, because=reason)
    deload = (because("deload", "deload-due", "R26", n=len(days), exercise=run.ask.exercise.id),) if third else ()
    return replace(_moved(run, lift, reason), notes=deload)


def _two(run: _Run) -> tuple[str, ...]:
    """The sets of the last workout and of this one."""
    return (*run.lift.last_sets, *run.done.ids)


def _hold(run: _Run, key: str, number: str, misses: int | None = None) -> Moved:
    """Load and target stay, and it is said why; a lift that had no load yet keeps the one that was lifted."""
    lift = run.lift if misses is None else replace(run.lift, misses=misses)
    if lift.load is not None:
        note = because("double", key, number, run.done.ids, exercise=run.ask.exercise.id)
        return Moved(replace(lift, because=note), notes=(note,))
    first = because("double", f"first-{key}", number, run.done.ids, load=run.done.lifted)
    return _moved(run, replace(lift, load=run.done.lifted, because=first), first)


def _first(run: _Run) -> Moved:
    """The first load of a lift on a lighter day (R11)."""
    told = next(s for s in run.done.sets if s.load is not None and s.load == run.done.lifted)
    reason = because("first-set", "load-first-set", "R11", (told.set_id,), picked=told.load)
    return _moved(run, replace(run.lift, load=run.done.lifted, because=reason), reason)


def _moved(run: _Run, lift: Lift, reason: Reason) -> Moved:
    reps = (run.target, run.target)
    after = (lift.target, lift.target) if lift.target is not None else reps
    same = lift.load == run.lift.load and after == reps
    change = Change(run.ask.exercise.id, reason, run.lift.load, lift.load, reps, after, run.ask.slot.number)
    return Moved(lift, () if same else (change,))


def grow(drawn: Sequence[Drawn], lift: Lift, done: Judged, on: date, light: bool) -> Moved:
    """A stand-in without a load: a rep more, two from a reserve of 4, up to 25; two misses: as written again (R13)."""
    target = min((reps[0] for d in drawn for s in d.ask.shape if (reps := s.reps)), default=0)
    exercise, slot = drawn[0].ask.exercise.id, drawn[0].ask.slot.number
    if not target or not done.sets or light:
        return Moved(lift)
    if done.missed or done.nothing_left:
        misses = (lift.misses + 1) % MISSES
        reason = because("grow", "held-missed", "R13", done.ids, exercise=exercise)
        return Moved(replace(lift, misses=misses, target=lift.target if misses else None), notes=(reason,))
    if not done.complete:
        return Moved(lift, notes=(because("grow", "held-open", "R21", done.ids, exercise=exercise),))
    if not done.keeps(GATE):
        return Moved(settled(lift), notes=(because("grow", "held-reserve", "R13", done.ids, exercise=exercise),))
    if target >= MOST_REPS:
        return _harder(drawn[0], lift, done)
    after = min(MOST_REPS, target + (2 if done.lowest >= TWO_REPS_FROM else 1))
    reason = because("grow", "reps-grown", "R13", done.ids, before=target, reps=after)
    change = Change(exercise, reason, reps_before=(target, target), reps_after=(after, after), slot=slot)
    return Moved(replace(lift, target=after, misses=0, because=reason), (change,))


def _harder(drawn: Drawn, lift: Lift, done: Judged) -> Moved:
    """As many reps as there can be: from now on it is harder instead, and the reps begin as they are written (R13)."""
    ask = drawn.ask
    low = next((r[0] for scheme in ask.slot.schemes if (r := reps_of("grow", None, scheme))), MOST_REPS)
    reason = because("grow", HARDER[ask.kind is LoadKind.BAND], "R13", done.ids, before=MOST_REPS, reps=low)
    reps = ((MOST_REPS, MOST_REPS), (low, low))
    change = Change(ask.exercise.id, reason, reps_before=reps[0], reps_after=reps[1], slot=ask.slot.number)
    return Moved(replace(lift, target=None, misses=0, because=reason), (change,))
