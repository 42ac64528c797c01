"""Where and when a person is: local day, the workout that is open or next, its key in buttons. Shows nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from coach_core.commands.ids import new_ids
from coach_core.data.book import Book
from coach_core.data.shown import Shown
from coach_core.facts import Reason
from coach_core.knowledge.lighter import limited
from coach_core.knowledge.limits import stage_limits
from coach_core.notation.lexicon import phrase
from coach_core.person import Person, Plan, Training, Workout
from coach_core.reminding.occurrences import SPACED, in_a_row
from coach_core.reminding.times import DAY
from coach_core.training.plates import bar_of, plates
from coach_core.training.prescribe import prescribe, prescribe_day
from coach_core.training.prescription import DayPlan, SetKind, SetPlan, SlotPlan
from coach_core.training.program import Program
from coach_core.training.weight import LoadKind
from coach_core.turn import Call


def local(person: Person, at: datetime) -> datetime:
    """An instant on the person's clock; UTC until a zone is told."""
    return at.astimezone(ZoneInfo(person.settings.zone) if person.settings.zone else UTC)


def today_of(call: Call) -> date:
    """The person's local day."""
    return local(call.person, call.at).date()


def program_of(call: Call, person: Person) -> Program | None:
    """The program that the person is in."""
    plan = person.training.plan
    return call.given.book.programs.get(plan.program) if plan else None


def gap_days(plan: Plan | None, on: date) -> int | None:
    """Whole days since the last session with a hip thrust (R24)."""
    last = plan and (plan.last_thrust or plan.last_on)
    return (on - last).days if last else None


def key_of(training: Training) -> str:
    """What names this one session in a button: a deed of another session is recognised as old."""
    plan = training.plan
    if plan is None or (training.open is not None and training.open.program is None):
        return training.open.workout if training.open else "none"
    return f"{plan.run}.{plan.week}.{plan.day}.{plan.last_on.toordinal() if plan.last_on else 0}"


def opened(call: Call, person: Person) -> Person:
    """The person with a workout open: the one there is, else the next of the plan, else one without a program."""
    if person.training.open is not None:
        return person
    person, (workout,) = new_ids(person, "w", 1)
    on, plan, program = today_of(call), person.training.plan, program_of(call, person)
    fresh = Workout(workout=workout, opened_at=call.at, opened_on=on, gap_days=gap_days(plan, on))
    if plan is not None and program is not None and not plan.finished:
        fresh = replace(fresh, program=plan.program, week=plan.week, day=program.days[plan.day])
    return replace(person, training=replace(person.training, open=fresh))


def day_of(call: Call, person: Person) -> DayPlan:
    """The prescription of the open workout, or of the next one, with the person's own changes of today."""
    return shown_of(call, person).day


def shown_of(call: Call, person: Person) -> Shown:
    """The same with what else follows from it; worked out once for the same values."""
    workout = person.training.open
    on = workout.opened_on if workout else today_of(call)
    shows = call.given.book.shows
    return shows.of(person, on) or shows.keep(person, on, _day(call.given.book, person, on))


def day_named(call: Call, person: Person, week: int, day: str) -> DayPlan:
    """Any day of the person's program as it would be today. Raises ``KeyError`` if there is no such day."""
    book, on = call.given.book, today_of(call)
    planned = prescribe_day(book, person.training, person.settings, week, day, on)
    return limited(book.exercises, planned, stage_limits(person.health, on))


def _day(book: Book, person: Person, on: date) -> DayPlan:
    workout = person.training.open
    day = limited(
        book.exercises, prescribe(book, person.training, person.settings, on), stage_limits(person.health, on)
    )
    marks = workout.marks if workout else None
    if not marks or not any(mark.load for mark in marks.values()):
        return day
    slots = tuple(
        _own_load(person, s) if s.slot is not None and s.slot in marks and marks[s.slot].load else s for s in day.slots
    )
    return replace(day, slots=slots)


def _own_load(person: Person, slot: SlotPlan) -> SlotPlan:
    assert person.training.open is not None and slot.slot is not None
    load = person.training.open.marks[slot.slot].load
    assert load is not None
    bar = bar_of(person.settings)

    def changed(s: SetPlan) -> SetPlan:
        if s.done is not None or s.kind is SetKind.WARMUP or s.load is None:
            return s
        return replace(s, load=load, plates=plates(load, bar) if s.plates is not None else None)

    return replace(
        slot,
        sets=tuple(changed(s) for s in slot.sets),
        because=Reason("own", "why-own-load", values={"load": load}, source="R37"),
        reasons=(slot.because, *slot.reasons),
    )


def slot_for(day: DayPlan, exercise: str | None) -> SlotPlan | None:
    """The slot that a named exercise means: one with sets left first; the open one if nothing is named."""
    if exercise is None or (day.open is not None and day.open.exercise == exercise):
        return day.open
    own = [s for s in day.slots if s.exercise == exercise and s.slot is not None]
    fits = own or [s for s in day.slots if s.planned == exercise and s.slot is not None]
    return next((s for s in fits if s.left), fits[0] if fits else None)


def stands_in(call: Call, slot: SlotPlan, exercise: str, name: str | None, loaded: bool) -> bool:
    """Whether sets of the planned exercise are those of the one that stands in for it: not if its own bar is named,
    nor with a weight where a band or the body is used. Loads of one lift say nothing of another (R22). What the person
    swapped away is meant by its name: only "hip thrust" may be the paused hip thrust that is done instead.
    """
    if _swapped(call, slot) and not _part_of(call, name, slot.exercise):
        return False
    if not loaded:
        return True
    if slot.left and slot.left[0].load_kind is not LoadKind.EXTERNAL:
        return False
    return " ".join(phrase(name or "")) != exercise.replace("_", " ")


def _swapped(call: Call, slot: SlotPlan) -> bool:
    """Whether the person chose the exercise of a slot; the coach's own choice is for want of equipment."""
    workout = call.person.training.open
    mark = workout.marks.get(slot.slot) if workout is not None and slot.slot is not None else None
    return mark is not None and mark.exercise is not None


def _part_of(call: Call, name: str | None, exercise: str) -> bool:
    """Whether all the words of a name, unless it is the person's own, stand in a name of the exercise."""
    words = set(phrase(name or ""))
    if not words or any(phrase(own) == phrase(name or "") for own, _ in call.person.settings.names):
        return False
    return any(words <= set(form.split()) for form in call.given.book.lexicon.forms.get(exercise, ()))


def nearly(call: Call, day: DayPlan, exercise: str | None, name: str | None) -> SlotPlan | None:
    """The one slot whose name has all the words that were written, where what was written is not in the workout
    itself: "bridge" is the single-leg glute bridge of a day that has no other. A name that is another lift's is left
    alone: squats are no Bulgarian split squat.
    """
    slots = [s for s in day.slots if s.slot is not None]
    if not name or any(exercise in (s.exercise, s.planned) for s in slots):
        return None
    known = call.given.book.exercises
    if exercise is not None and exercise in known:  # its variants are one lift where they are thrusts and bridges
        slots = [s for s in slots if known[exercise].thrust and s.exercise in known and known[s.exercise].thrust]
    fits = [s for s in slots if _part_of(call, name, s.exercise)]
    return fits[0] if len(fits) == 1 else None


def last_trained(person: Person) -> date | None:
    """The day of the last workout of the plan, or of thrusts beside it."""
    plan = person.training.plan
    return max((d for d in (plan.last_on, plan.last_thrust) if d), default=None) if plan is not None else None


def rested_on(person: Person) -> date | None:
    """The first day that is far enough from the last workout, or from thrusts beside the plan (R32)."""
    last = last_trained(person)
    between = DAY if in_a_row(person.settings.days or ()) else SPACED
    return last + between if last is not None else None


def too_soon(person: Person, at: datetime) -> date | None:
    """The day of the last workout if it is less than 48 h ago; the person's own training day is early enough (R32)."""
    plan, now = person.training.plan, local(person, at)
    if plan is None or plan.last_on is None:
        return None
    days, last = (now.date() - plan.last_on).days, plan.last_at
    own_day = days >= SPACED.days and now.weekday() in (person.settings.days or ())
    early = days < SPACED.days or (last is not None and at - last < SPACED and not own_day)
    return plan.last_on if early else None


def next_day(person: Person, after: datetime) -> date:
    """The day of the next workout: the one it was moved to, else a training day if some are set. 48 h after the last
    one, unless days in a row were chosen (R32).
    """
    plan = person.training.plan
    today = local(person, after).date()
    if plan is not None and plan.moved_to is not None and plan.moved_to >= today:
        return plan.moved_to
    soonest = max(today, rested_on(person) or today)
    days: Sequence[int] = person.settings.days or range(7)
    return next(d for k in range(8) if (d := soonest + timedelta(days=k)).weekday() in days)
