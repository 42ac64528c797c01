"""What a person lifts: the open workout, the next one, or any day of a program. Derived each time, never stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from datetime import date
from itertools import takewhile
from typing import TYPE_CHECKING

from coach_core.facts import Reason, SetDone
from coach_core.person import Lift, Mark, Plan, Settings, Training, Workout
from coach_core.training.built_up import with_warmups
from coach_core.training.cite import cite
from coach_core.training.gap import gap_days, gap_note, in_force, reduction
from coach_core.training.memory import DrawnDay, Place
from coach_core.training.prescription import DayPlan, SetKind, SetPlan, SlotPlan
from coach_core.training.program import Program, Slot
from coach_core.training.shape import fewer_sets
from coach_core.training.slots import Drawn, as_done, draw, filled
from coach_core.training.today import Today
from coach_core.training.weight import Weight

if TYPE_CHECKING:
    from coach_core.data.book import Book

NO_MARKS: Mapping[int, Mark] = {}
NONE: frozenset[int | None] = frozenset()


def prescribe(book: Book, training: Training, settings: Settings, on: date) -> DayPlan:
    """The open workout; without one the next session of the plan, as if it began on the local day ``on``.

    A plan that is finished, and a person without a plan, get a day without slots.
    """
    plan, workout = training.plan, training.open
    if workout is not None:
        return _open(book, training, settings, workout)
    if plan is None or plan.program not in book.programs:
        return DayPlan(None, None, None, ())
    if plan.finished:
        done = Reason("program", "program-finished", values={"program": plan.program})
        return DayPlan(plan.program, None, None, (), notes=(done,))
    day = book.programs[plan.program].days[plan.day]
    return prescribe_day(book, training, settings, plan.week, day, on)


def prescribe_day(book: Book, training: Training, settings: Settings, week: int, day: str, on: date) -> DayPlan:
    """Any day of the person's program, as if it were done on ``on``. Raises ``KeyError`` if there is no such day."""
    plan = training.plan
    if plan is None:
        raise KeyError(day)
    known = _known(book, plan, training, settings, (week, day, gap_days(plan, on)))
    return _drawn(known, NO_MARKS, ())


def _open(book: Book, training: Training, settings: Settings, workout: Workout) -> DayPlan:
    plan = training.plan
    name, week, letter = workout.program, workout.week, workout.day
    if plan is None or name is None or name not in book.programs or week is None or letter is None:
        return DayPlan(name, week, letter, off_plan(workout.sets))
    gap = workout.gap_days if workout.gap_days is not None else gap_days(plan, workout.opened_on)
    plan = plan if plan.program == name else replace(plan, program=name)
    return _drawn(_known(book, plan, training, settings, (week, letter, gap)), workout.marks, workout.sets)


def _known(book: Book, plan: Plan, training: Training, settings: Settings, place: Place) -> DrawnDay:
    known = book.memory.day(plan, training.lifts, settings, place)
    if known is None:
        today = today_of(book, plan, training.lifts, settings, place[:2], place[2])
        known = DrawnDay(plan, training.lifts, settings, today)
        book.memory.keep(known, place)
    return known


def _drawn(known: DrawnDay, marks: Mapping[int, Mark], sets: tuple[SetDone, ...]) -> DayPlan:
    """The day with these marks and sets; slots that they do not touch stay as they were drawn."""
    if known.day is not None and known.sets is sets and known.marks is marks:
        return known.day
    if known.marks is marks and _one_more(known, sets):
        assert known.day is not None
        return known.day
    today = replace(known.today, marks=marks, sets=sets)
    drawn = tuple([_slot(known, today, slot) for slot in today.slots])
    notes = known.day.notes if known.day else _notes(today, drawn)
    slots = (*with_warmups(today, drawn), *off_plan(sets, known.day))
    known.day = DayPlan(today.program.name, today.week, today.day, slots, today.block.key, notes)
    known.marks, known.sets = marks, sets
    known.owners = _owners(drawn)
    return known.day


def _owners(drawn: Sequence[Drawn]) -> Mapping[str, Set[int | None]]:
    """The slots in which each exercise is done or was planned."""
    owners: dict[str, set[int | None]] = {}
    for plan in (d.plan for d in drawn):
        owners.setdefault(plan.exercise, set()).add(plan.slot)
        owners.setdefault(plan.planned or plan.exercise, set()).add(plan.slot)
    return owners


def _one_more(known: DrawnDay, sets: tuple[SetDone, ...]) -> bool:
    """One set more that only fills its place: the day with it there. False where more than that may change."""
    if known.day is None or known.sets is None or not sets or sets[:-1] != known.sets:
        return False
    new = sets[-1]
    if not known.owners.get(new.exercise, NONE) <= {new.slot}:
        return False
    mine = known.slots.get(new.slot or 0)
    drawn = filled(mine[2], new) if mine is not None else None
    if mine is None or drawn is None:
        return False
    known.slots[drawn.ask.slot.number] = (mine[0], (*mine[1], new), drawn)
    day, number = known.day, drawn.plan.slot
    slots = tuple([_shown(s, drawn) if s.slot == number else s for s in day.slots])
    known.day = DayPlan(day.program, day.week, day.day, slots, day.block, day.notes)
    known.sets = sets
    return True


def _shown(slot: SlotPlan, drawn: Drawn) -> SlotPlan:
    """The slot as it is shown, its warm-ups kept, with the sets as they are now."""
    warmups = [s for s in slot.sets if s.kind is SetKind.WARMUP]
    return drawn.plan.with_sets((*warmups, *drawn.plan.sets)) if warmups else drawn.plan


def _slot(known: DrawnDay, today: Today, slot: Slot) -> Drawn:
    mark, old = today.marks.get(slot.number), known.slots.get(slot.number)
    if old is not None and old[0] == mark and old[1] == _looked_at(today, slot, old[2]):
        return old[2]
    drawn = draw(today, slot)
    known.slots[slot.number] = (mark, _looked_at(today, slot, drawn), drawn)
    return drawn


def _looked_at(today: Today, slot: Slot, drawn: Drawn) -> tuple[SetDone, ...]:
    """The sets that a slot looks at: its own, and those of its lift wherever they were done."""
    names = (slot.exercise, drawn.plan.exercise)
    return tuple(s for s in today.sets if s.slot == slot.number or s.exercise in names)


def today_of(
    book: Book, plan: Plan, lifts: Mapping[str, Lift], settings: Settings, place: tuple[int, str], gap: int | None
) -> Today:
    """What a day's prescription looks at, before any set is done."""
    program = book.programs[plan.program]
    lighter = in_force(plan.reduction, reduction(gap, len(program.days), plan.last_gap))
    return Today(book, program, *place, settings, lifts, lighter)


def day_plan(today: Today) -> tuple[DayPlan, tuple[Drawn, ...]]:
    """The day as it is shown, and how each slot was worked out."""
    drawn = tuple(draw(today, slot) for slot in today.slots)
    notes = _notes(today, drawn)
    slots = with_warmups(today, drawn)
    return DayPlan(today.program.name, today.week, today.day, slots, today.block.key, notes), drawn


def _notes(today: Today, drawn: tuple[Drawn, ...]) -> tuple[Reason, ...]:
    """What holds for the whole day; a gap names the sets that it counts from, and those whose loads stay (R24)."""
    held = today.lighter is not None and today.lighter.repeat
    sets = [s for d in drawn for s in d.ask.lift.last_sets] if held else []
    sets += _last_thrusts(today) if today.lighter is not None else []
    gap = gap_note(today.lighter, tuple(dict.fromkeys(sets)))
    return (*gap, *_ramps(drawn), *fewer_sets(today))


def _ramps(drawn: tuple[Drawn, ...]) -> tuple[Reason, ...]:
    """That loads are still on their way back after a long gap (R24)."""
    ramps = [(d.ask.ramp, d.ask.lift.last_sets) for d in drawn if d.ask.ramp is not None and d.ask.factor < 1]
    if not ramps:
        return ()
    days = max(ramp.days for ramp, _ in ramps if ramp is not None)
    sets = tuple(dict.fromkeys(s for _, some in ramps for s in some))
    return (Reason("gap", "gap-back", sets, {"days": days}, cite("R24")),)


def _last_thrusts(today: Today) -> Sequence[str]:
    """The sets of thrusts on the last day that had any."""
    known = today.book.exercises
    done = [(x.last_on, x.last_sets) for n, x in today.lifts.items() if x.last_on and n in known and known[n].thrust]
    last = max((on for on, _ in done), default=None)
    return [s for on, sets in done if on == last for s in sets]


def off_plan(sets: tuple[SetDone, ...], before: DayPlan | None = None) -> tuple[SlotPlan, ...]:
    """Exercises that were done beside the plan, in the order of their first sets; nothing is left to do in them.

    ``before``: the day as it was drawn last, whose sets need not be drawn again.
    """
    done: dict[str, list[SetDone]] = {}
    for s in sets:
        if s.slot is None:
            done.setdefault(s.exercise, []).append(s)
    there = {slot.exercise: slot.sets for slot in before.slots if slot.slot is None} if before is not None else {}
    return tuple(_loose(name, some, there.get(name, ())) for name, some in done.items())


def _loose(exercise: str, sets: Sequence[SetDone], there: tuple[SetPlan, ...]) -> SlotPlan:
    reason = Reason("off-plan", "off-plan", tuple([s.set_id for s in sets]), source=cite("R22"))
    same = sum(1 for _ in takewhile(lambda pair: pair[0].done is pair[1], zip(there, sets, strict=False)))
    return SlotPlan(None, exercise, (*there[:same], *(as_done(s, s.set) for s in sets[same:])), reason)


def plain_day(book: Book, program: Program, week: int, day: str, settings: Settings, tm: Weight | None) -> DayPlan:
    """A day of a program for nobody in particular; ``tm`` is the training max of its first percent lift.

    Raises ``KeyError`` for a week or a day that the program has not.
    """
    main = next((s.exercise for b in program.blocks for d in program.days for s in b.days[d] if _percent(s)), None)
    lifts = {main: Lift(tm=tm)} if main and tm else {}
    return day_plan(Today(book, program, week, day, settings, lifts))[0]


def _percent(slot: Slot) -> bool:
    return any(s.pct for s in slot.schemes)
