"""The sets of a slot without their loads: how many, how many reps, reserve and rest. Loads are in rules.py."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import ceil

from coach_core.facts import Reason, SetDone
from coach_core.person import Lift, Mark, Ramp
from coach_core.training.choose import Chosen, Sketch, sketch_of, tries
from coach_core.training.cite import cite
from coach_core.training.counted import counted_as
from coach_core.training.exercise import Exercise, Tool
from coach_core.training.gap import exact, lasts, ramp_of
from coach_core.training.prescription import SetKind, SetPlan
from coach_core.training.program import Scheme, Slot
from coach_core.training.sets import work_of
from coach_core.training.today import Today
from coach_core.training.weight import LoadKind
from coach_core.values import dataclass

FEWEST, FEW_BECOMES, MOST_REPS = 8, 12, 25  # a stand-in without load (R13)
LEAST_SETS = 2  # of a beginner (R14)
HARDER = ("reps-out-body", "reps-out-band")  # what comes after so many reps: without a tool, with a band (R13)

Reps = tuple[int, int | None] | None


@dataclass(frozen=True, slots=True)
class Ask:
    """One slot of a day: what is asked, of which lift, by which rule, and what was done so far."""

    today: Today
    slot: Slot
    choice: Chosen
    way: str
    lift: Lift
    mark: Mark
    done: tuple[SetDone, ...]  # work sets of the slot, in order
    counting: tuple[SetDone, ...]  # those that fill prescribed sets: drop sets come on top
    kind: LoadKind  # what the load of its sets is
    tool: Tool  # what carries it
    factor: Fraction  # how much lighter than usual (R24, R28)
    shape: tuple[SetPlan, ...] = ()  # neither numbered nor loaded yet

    @property
    def exercise(self) -> Exercise:
        """The exercise that is done in the slot."""
        return self.choice.exercise

    @property
    def ramp(self) -> Ramp | None:
        """How far the slot's work has come back after a long gap; None while that still makes it lighter itself."""
        return None if lasts(self.today.lighter) else ramp_of(self.lift, self.way)

    def with_set(self, done: SetDone) -> Ask:
        """The same with one more set that fills a prescribed one."""
        return Ask(
            self.today, self.slot, self.choice, self.way, self.lift, self.mark, (*self.done, done),
            (*self.counting, done), self.kind, self.tool, self.factor, self.shape,
        )  # fmt: skip


def ask_of(today: Today, slot: Slot) -> Ask:
    """Everything that the rules look at for one slot."""
    mark = today.mark(slot.number)
    sketch = sketch_of(today, slot, mark)
    choice, lift = sketch.choice, today.lift(sketch.choice.exercise.id)
    way = "calibrate" if tries(today, slot, choice, sketch.way) else sketch.way
    done = work_of([s for s in today.sets if s.slot == slot.number]) if today.sets else ()
    counting = tuple([s for s in done if not s.drop])
    factor, shape = today.factor(lift, mark, ramp_of(lift, way)), _shape(today, sketch, way, lift.target)
    return Ask(today, slot, choice, way, lift, mark, done, counting, sketch.kind, sketch.tool, factor, shape)


def _shape(today: Today, sketch: Sketch, way: str, grown: int | None) -> tuple[SetPlan, ...]:
    """The sets of the slot; those of an everyday rule are remembered."""
    lighter = today.lighter
    sets, rir = (lighter.sets, lighter.rir) if lighter else (None, None)
    variant = (today.second_week, today.beginner, sets, rir, grown)
    known = sketch.shapes.get(variant) if way == sketch.way else None
    if known is None:
        found = [plan for scheme in sketch.slot.schemes for plan in _sets(today, sketch, way, grown, scheme)]
        known = tuple(found)
        if way == sketch.way:
            sketch.shapes[variant] = known
    return known


def _sets(today: Today, sketch: Sketch, way: str, grown: int | None, scheme: Scheme) -> list[SetPlan]:
    slot, now = sketch.slot, percent_now(today, scheme)
    percent = way == "percent"
    plain = way not in ("percent", "double") and scheme.kind in (SetKind.TOP, SetKind.BACKOFF)
    one = SetPlan(
        number=0,
        kind=SetKind.WORK if plain else scheme.kind,
        load_kind=sketch.kind,
        implements=sketch.choice.exercise.implements,
        pct=scheme.pct if percent else None,
        reps=reps_of(way, grown, scheme),
        per_side=sketch.choice.exercise.per_side if sketch.choice.planned else slot.per_side,
        seconds=scheme.seconds,
        steps=scheme.steps,
        hold_s=slot.hold_s,
        rir=_reserve(today, slot.reserve(scheme)),
        rest_s=slot.rest(scheme, now),
    )
    if sketch.choice.planned is not None:
        one = counted_as(one, timed=sketch.choice.exercise.timed)
    return [one] * sets_count(today, scheme.sets)


def percent_now(today: Today, scheme: Scheme) -> Decimal | None:
    """The percent of this week: a range's low end in the block's first week, its high end from then on (R6)."""
    return scheme.pct[today.second_week] if scheme.pct else None


def sets_count(today: Today, sets: int) -> int:
    """How many sets: fewer for beginners in a block that says so (R14), fewer after a long gap (R24)."""
    share = today.block.beginner_sets
    if today.beginner and share != 1:
        sets = min(sets, max(LEAST_SETS, int((sets * share).to_integral_value(ROUND_HALF_UP))))
    return max(1, ceil(sets * exact(today.lighter.sets))) if today.lighter else sets


def _reserve(today: Today, rir: tuple[int, int]) -> tuple[int, int]:
    least = today.lighter.rir if today.lighter else None
    return (max(rir[0], least), max(rir[1], least)) if least is not None else rir


def reps_of(way: str, grown: int | None, scheme: Scheme) -> Reps:
    """The reps of today: as written, at the target of a range (R15), or as a stand-in without load grows (R13)."""
    if scheme.reps is None:
        return None
    low, high = scheme.reps
    if way == "grow":
        target = min(MOST_REPS, max(low if low >= FEWEST else FEW_BECOMES, grown or 0))
        return (target, target)
    if way == "double" and high is not None and high > low:
        target = min(high, max(low, grown if grown is not None else low + 2))
        return (target, target)
    return scheme.reps


def fewer_sets(today: Today) -> tuple[Reason, ...]:
    """Says that a beginner does fewer sets in this block (R14)."""
    if not today.beginner or today.block.beginner_sets == 1:
        return ()
    percent = int(today.block.beginner_sets * 100)
    return (Reason("beginner-volume", "beginner-volume", values={"percent": percent}, source=cite("R14")),)
