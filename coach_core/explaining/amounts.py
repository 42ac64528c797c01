"""How many sets and reps of a slot: the program's own, or what a rule made of them. Its effort is in efforts.py."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from coach_core.explaining.number import Number, View, numbers
from coach_core.facts import Reason
from coach_core.talk import Msg, msg
from coach_core.training.calibrate import MOST_SETS
from coach_core.training.cite import cite
from coach_core.training.loads import because
from coach_core.training.prescription import SetPlan, SlotPlan
from coach_core.training.program import Scheme, Slot
from coach_core.training.shape import LEAST_SETS, sets_count

Planned = Sequence[tuple[SetPlan, Scheme | None]]


def planned(view: View, slot: SlotPlan) -> Planned:
    """The work sets with the program's line that each comes from; None for sets that no line asks for."""
    program, today = view.slot(slot.slot), view.today
    if program is None or today is None:
        return [(s, None) for s in slot.work]
    lines: list[Scheme | None] = [x for x in program.schemes for _ in range(sets_count(today, x.sets))]
    lines = [program.schemes[0]] * len(slot.work) if trying(slot) else lines
    return list(zip(slot.work, [*lines, *[None] * len(slot.work)], strict=False))


def trying(slot: SlotPlan) -> bool:
    """Whether the slot looks for a first load (R16): its sets come one at a time."""
    return slot.because.rule == "calibrate"


def one(
    view: View, slot: SlotPlan, kind: str, label: Msg, reasons: Sequence[Reason], values: Sequence[float]
) -> Number:
    """A number of a slot."""
    place = f"{view.of}{slot.slot}"
    return Number(kind, label, tuple(reasons), numbers(values), place, slot.exercise)


def sets(view: View, slot: SlotPlan) -> Iterator[Number]:
    """How many sets: R38; fewer for beginners (R14) and after a gap (R24); as they come where a load is looked for."""
    program, many, left = view.slot(slot.slot), len(slot.work), len(slot.left)
    if program is None or not many:
        return
    reasons = [*_trying_sets(slot)] if trying(slot) else [r for x in program.schemes for r in _sets_of(view, x)]
    done = tuple(s.done.set_id for s in slot.work if s.done is not None)
    if done and left:
        reasons.append(Reason("logged", "number-left", done, {"n": left, "left": left}, cite("R37")))
    told = [v for r in reasons for v in (r.values.get("count"), r.values.get("n")) if isinstance(v, int)]
    yield one(view, slot, "sets", msg("button-why-sets", n=many, sets=many), reasons, [many, left, *told])


def _trying_sets(slot: SlotPlan) -> Iterator[Reason]:
    yield because("calibrate", "number-sets-trying", "R16", slot.because.sets, count=len(slot.work), most=MOST_SETS)


def _sets_of(view: View, line: Scheme) -> Iterator[Reason]:
    today = view.today
    assert today is not None
    now, usual = sets_count(today, line.sets), sets_count(replace(today, lighter=None), line.sets)
    share, lighter = today.block.beginner_sets, today.lighter
    if usual < line.sets:
        values = {"count": usual, "planned": line.sets, "percent": int(share * 100), "least": LEAST_SETS}
        yield Reason("beginner-volume", "number-sets-beginner", values=values, source=cite("R14"))
    elif now == line.sets:
        yield because("program", "number-sets", "R38", n=now, count=now, week=today.week)
    if lighter is not None and now < usual:
        yield because("gap", "number-sets-gap", "R24", count=now, planned=usual, days=lighter.gap_days)


def reps(view: View, slot: SlotPlan) -> Iterator[Number]:
    """How many reps: R38, today's target of a range (R15), grown without a load (R13), eight where a load is sought."""
    program = view.slot(slot.slot)
    for s, line in each(planned(view, slot), lambda s: s.reps):
        if s.reps is None or (program is None or line is None):
            continue
        low, high = s.reps
        key = "amount-amrap" if high is None else "amount-reps" if low == high else "amount-range"
        amount = msg(key, reps=low, low=low, high=high)
        reason = _reps(view, slot, program, s, line)
        values = [low, *([high] if high is not None else [])]
        yield one(view, slot, "reps", msg("button-why-reps", amount=amount), (reason,), values)


def _reps(view: View, slot: SlotPlan, program: Slot, s: SetPlan, line: Scheme) -> Reason:
    assert s.reps is not None and view.today is not None
    (low, high), lift = s.reps, view.person.training.lifts.get(slot.exercise)
    written = line.reps or s.reps
    sets_ = lift.last_sets if lift is not None and lift.target is not None else ()
    if trying(slot):
        return because("calibrate", "number-reps-trying", "R16", reps=low)
    if line.seconds is not None:
        return because("swap", "number-reps-swapped", "R22", reps=low, planned=line.seconds)
    if slot.because.rule == "grow":
        return because("grow", "number-reps-grow", "R13", sets_, reps=low, planned=written[0])
    if any(r.rule == "health" for r in slot.reasons) and low > written[0]:
        return Reason("health", "number-reps-health", values={"reps": low, "planned": written[0]}, source=cite("R29"))
    if high is None:
        return because("program", "number-reps-amrap", "R38", reps=low)
    if low == high and written[1] is not None and written[0] < written[1]:
        return because("double", "number-reps-target", "R15", sets_, reps=low, low=written[0], high=written[1])
    if low != high:
        return because("program", "number-reps-range", "R38", low=low, high=high)
    return because("program", "number-reps", "R38", reps=low, week=view.today.week)


def each(found: Planned, of: Callable[[SetPlan], object]) -> Iterator[tuple[SetPlan, Scheme | None]]:
    """The first set of each different value."""
    seen: list[object] = []
    for s, line in found:
        value = of(s)
        if value not in seen:
            seen.append(value)
            yield s, line
