"""Every lift of a day moved by the rule of its slots, and the rises at the end of a week. The place is in onward.py."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from coach_core.facts import Reason
from coach_core.person import Lift, Plan, Tally
from coach_core.training import week
from coach_core.training.choose import chosen, way_of
from coach_core.training.double import double, grow
from coach_core.training.judge import Judged, judged
from coach_core.training.moved import Change, Moved
from coach_core.training.ramp import climbed, set_out
from coach_core.training.seeking import sought
from coach_core.training.seen import learned, remembered
from coach_core.training.slots import Drawn, draw
from coach_core.training.today import Today
from coach_core.values import dataclass

TM_WAYS = ("percent", "same", "calibrate")
ByReps = Callable[[Sequence[Drawn], Lift, Judged, date, bool], Moved]
BY_REPS: Mapping[str, ByReps] = {"double": double, "grow": grow}


@dataclass(frozen=True, slots=True)
class Progress:
    """What the rules gave so far: lifts, the week's tally, what moved, what there is to say."""

    lifts: Mapping[str, Lift]
    tally: Mapping[str, Tally]
    changes: tuple[Change, ...] = ()
    notes: tuple[Reason, ...] = ()

    def lift(self, exercise: str) -> Lift:
        """A lift as it is now."""
        return self.lifts.get(exercise, Lift())

    def with_(self, exercise: str, moved: Moved) -> Progress:
        """The same with one lift moved."""
        lifts = {**self.lifts, exercise: moved.lift}
        return replace(self, lifts=lifts, changes=self.changes + moved.changes, notes=self.notes + moved.notes)


def lifts_moved(today: Today, plan: Plan, on: date, trained: bool, at_place: bool) -> Progress:
    """Every lift of the day by its rule; then what each lift remembers, which no rule may see before."""
    drawn = tuple(draw(today, slot) for slot in today.slots)
    total = Progress(today.lifts, plan.tally)
    for exercise in dict.fromkeys(d.ask.exercise.id for d in drawn):
        own = tuple(d for d in drawn if d.ask.exercise.id == exercise)
        total = _one_lift(total, own, exercise, on, counts=trained, weekly=at_place)
    if not trained:
        return total
    hurt = frozenset(d.ask.exercise.id for d in drawn if d.plan.stopped)
    eased = frozenset(d.ask.exercise.id for d in drawn if d.ask.factor < 1)
    lifts = remembered(total.lifts, today.sets, on, today.lighter is not None, hurt, eased)
    return replace(total, lifts=climbed(set_out(_calibrated(lifts, drawn), today), drawn))


def _one_lift(
    total: Progress, drawn: tuple[Drawn, ...], exercise: str, on: date, *, counts: bool, weekly: bool
) -> Progress:
    """One lift of the day by the rules of its slots. ``weekly``: the day belongs to the running week."""
    eased = any(d.ask.factor < 1 for d in drawn) or drawn[0].ask.today.lighter is not None
    light = eased or any(d.plan.stopped for d in drawn)
    by_max = tuple(d for d in drawn if d.ask.way in TM_WAYS)
    if by_max and counts:
        total = _by_max(total, by_max, exercise, on, light, weekly)
    own = tuple(d for d in by_max if not d.ask.choice.swapped)
    if own and weekly:
        total = _with_tally(total, own, exercise, counts and not light)
    for way, rule in BY_REPS.items():
        slots = tuple(d for d in drawn if d.ask.way == way)
        if slots and counts:
            total = total.with_(exercise, rule(slots, total.lift(exercise), judged(slots), on, light))
    return total


def _by_max(total: Progress, drawn: tuple[Drawn, ...], exercise: str, on: date, light: bool, weekly: bool) -> Progress:
    done = judged(drawn)
    if not done.sets:
        return total
    total = total.with_(exercise, learned(drawn, total.lift(exercise)))
    if light or any(d.ask.way == "calibrate" for d in drawn):
        return total
    total = total.with_(exercise, sought(drawn, total.lift(exercise), done))
    moved = week.session(exercise, drawn[0].ask.slot.number, total.lift(exercise), done, on)
    told = weekly and not total.tally.get(exercise, Tally()).fine  # that it will not rise: once a week is enough
    return total.with_(exercise, replace(moved, notes=()) if told and not moved.changes else moved)


def _with_tally(total: Progress, drawn: tuple[Drawn, ...], exercise: str, counts: bool) -> Progress:
    """The week's tally of one lift; finding a first load does not count (R7, R16)."""
    counts = counts and all(d.ask.way != "calibrate" for d in drawn)
    sets = [s for d in drawn for s in d.ask.done if s.exercise == exercise]
    before = total.tally.get(exercise, Tally())
    tally = week.tallied(before, judged(drawn), sets, drawn[0].ask.today.day, counts=counts)
    return replace(total, tally={**total.tally, exercise: tally})


def _calibrated(lifts: Mapping[str, Lift], drawn: tuple[Drawn, ...]) -> Mapping[str, Lift]:
    """Calibration is over for a lift that had a set of it."""
    trying = (d for d in drawn if d.ask.way == "calibrate")
    over = {d.ask.slot.exercise for d in trying if any(s.load is not None for s in d.ask.counting)}
    return {**lifts, **{name: replace(lifts.get(name, Lift()), calibrate=False) for name in over}}


def risen(total: Progress, today: Today) -> Progress:
    """The end of a week: every lift with a percent slot in it may rise, once (R7, R23)."""
    plain = replace(today, marks={}, lifts=total.lifts)
    ways: dict[str, list[tuple[str, str]]] = {}
    for day, slots in today.block.days.items():
        for slot in slots:
            choice = chosen(plain, slot)
            ways.setdefault(choice.exercise.id, []).append((way_of(plain, slot, choice), day))
    for exercise, tally in total.tally.items():
        found = [(way, day) for way, day in ways.get(exercise, ()) if way in TM_WAYS]
        if any(way == "percent" for way, _ in found):
            days = {day for _, day in found}
            total = total.with_(exercise, week.rise(exercise, total.lift(exercise), tally, days))
    return total
