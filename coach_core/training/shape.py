"""The sets of a slot without their loads: how many, how many reps, reserve and rest. Loads are in rules.py."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import ceil

from coach_core.facts import Reason, SetDone
from coach_core.person import Lift, Mark
from coach_core.training.choose import Chosen, chosen, kind_of, way_of
from coach_core.training.cite import cite
from coach_core.training.exercise import Exercise
from coach_core.training.gap import exact
from coach_core.training.prescription import SetKind, SetPlan
from coach_core.training.program import Scheme, Slot
from coach_core.training.sets import work_of
from coach_core.training.today import Today
from coach_core.training.weight import LoadKind

FEWEST, FEW_BECOMES, MOST_REPS = 8, 12, 25  # a stand-in without load (R13)
LEAST_SETS = 2  # of a beginner (R14)

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
    shape: tuple[SetPlan, ...] = ()  # neither numbered nor loaded yet

    @property
    def exercise(self) -> Exercise:
        """The exercise that is done in the slot."""
        return self.choice.exercise

    @property
    def kind(self) -> LoadKind:
        """What the load of its sets is."""
        return kind_of(self.today, self.slot, self.choice)

    @property
    def factor(self) -> Fraction:
        """How much lighter than usual (R24, R28)."""
        return self.today.factor(self.lift, self.mark)


def ask_of(today: Today, slot: Slot) -> Ask:
    """Everything that the rules look at for one slot."""
    choice = chosen(today, slot)
    way, lift = way_of(today, slot, choice), today.lift(choice.exercise.id)
    done = work_of(s for s in today.sets if s.slot == slot.number)
    counting = tuple(s for s in done if not s.drop)
    ask = Ask(today, slot, choice, way, lift, today.mark(slot.number), done, counting)
    sets = [plan for scheme in slot.schemes for plan in _sets(ask, scheme)]
    return replace(ask, shape=tuple(sets))


def _sets(ask: Ask, scheme: Scheme) -> list[SetPlan]:
    slot, now = ask.slot, percent_now(ask.today, scheme)
    percent = ask.way == "percent"
    plain = not percent and scheme.kind in (SetKind.TOP, SetKind.BACKOFF)
    one = SetPlan(
        number=0,
        kind=SetKind.WORK if plain else scheme.kind,
        load_kind=ask.kind,
        implements=ask.exercise.implements,
        pct=scheme.pct if percent else None,
        reps=reps_of(ask, scheme),
        per_side=ask.exercise.per_side if ask.choice.planned else slot.per_side,
        seconds=scheme.seconds,
        steps=scheme.steps,
        hold_s=slot.hold_s,
        rir=_reserve(ask, slot.reserve(scheme)),
        rest_s=slot.rest(scheme, now),
    )
    return [one] * sets_count(ask.today, scheme.sets)


def percent_now(today: Today, scheme: Scheme) -> Decimal | None:
    """The percent of this week: a range's low end in the block's first week, its high end from then on (R6)."""
    return scheme.pct[today.second_week] if scheme.pct else None


def sets_count(today: Today, sets: int) -> int:
    """How many sets: fewer for beginners in a block that says so (R14), fewer after a long gap (R24)."""
    share = today.block.beginner_sets
    if today.beginner and share != 1:
        sets = min(sets, max(LEAST_SETS, int((sets * share).to_integral_value(ROUND_HALF_UP))))
    return max(1, ceil(sets * exact(today.lighter.sets))) if today.lighter else sets


def _reserve(ask: Ask, rir: tuple[int, int]) -> tuple[int, int]:
    least = ask.today.lighter.rir if ask.today.lighter else None
    return (max(rir[0], least), max(rir[1], least)) if least is not None else rir


def reps_of(ask: Ask, scheme: Scheme) -> Reps:
    """The reps of today: as written, at the target of a range (R15), or as a stand-in without load grows (R13)."""
    if scheme.reps is None:
        return None
    low, high = scheme.reps
    if ask.way == "grow":
        written = low if low >= FEWEST else FEW_BECOMES
        target = min(MOST_REPS, max(written, ask.lift.target or 0))
        return (target, target)
    if ask.way == "double" and high is not None and high > low:
        target = min(high, max(low, ask.lift.target if ask.lift.target is not None else low + 2))
        return (target, target)
    return scheme.reps


def fewer_sets(today: Today) -> tuple[Reason, ...]:
    """Says that a beginner does fewer sets in this block (R14)."""
    if not today.beginner or today.block.beginner_sets == 1:
        return ()
    percent = int(today.block.beginner_sets * 100)
    return (Reason("beginner-volume", "beginner-volume", values={"percent": percent}, source=cite("R14")),)
