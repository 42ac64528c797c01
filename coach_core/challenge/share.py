"""How much of a workout is the plan done: only sets that count, and none far below what was asked for (C2). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import cast

from coach_core.facts import SetDone, WorkoutDone
from coach_core.training.weight import LoadKind, Unit, weigh

Data = Mapping[str, object]
HALF, WHOLE = Fraction(1, 2), Fraction(1)
PAIN = "pain"  # the mark of an exercise that it stopped


def share_of(done: WorkoutDone, sets: Iterable[SetDone]) -> tuple[int, int] | None:
    """How many of the prescribed work sets were done, by its sets that count, in thousandths too. None off the plan."""
    if done.program is None:
        return None
    by_slot: dict[int | None, list[SetDone]] = {}
    for s in sets:
        by_slot.setdefault(s.slot, []).append(s)
    asked = made = 0
    for slot in exercises(done):
        work = prescribed(slot)
        good = sum(is_plan(s, slot, work) for s in by_slot.get(cast("int | None", slot["slot"]), ()) if work)
        asked += len(work)
        made += min(good, sum(bool(plan["done"]) for plan in work))
    return made, 1000 * made // asked if asked else 1000


def exercises(done: WorkoutDone) -> Sequence[Data]:
    """What was prescribed, as it stood at the end."""
    return cast(Sequence[Data], done.plan.get("exercises", ()))


def hurt(done: WorkoutDone) -> bool:
    """Whether pain stopped something of a workout: then nothing of it that was not done is missed (C3)."""
    return any(slot.get("stopped") for slot in exercises(done)) or PAIN in done.marks.values()


def prescribed(slot: Data) -> Sequence[Data]:
    """The work sets that were asked for: one more that somebody did has neither rest nor reserve nor percent."""
    work = [plan for plan in cast(Sequence[Data], slot["sets"]) if plan["kind"] != "warmup"]
    return [plan for plan in work if _asked(plan)] or work


def _asked(plan: Data) -> bool:
    return any(plan.get(what) for what in ("rest_s", "rir", "pct"))


def is_plan(s: SetDone, slot: Data, work: Sequence[Data]) -> bool:
    """Whether a set is what was asked for: half of the weight at least, and of weight times repetitions.

    What was asked for is as the coach had made it by then: lighter after a break, after a miss or for pain. An
    exercise that pain stopped had been as light as it was for that.
    """
    plan = work[min(max(s.set, 1), len(work)) - 1]
    if s.goal_reps is None and s.goal_rir is None and (plan.get("reps") or plan.get("rir")):
        return False
    seconds = cast("int | None", plan.get("seconds"))
    if seconds and s.seconds is not None:
        return 2 * s.seconds >= seconds
    reps = Fraction(s.reps, s.goal_reps) if s.goal_reps and s.reps is not None else WHOLE
    if slot.get("stopped"):
        return True
    load = WHOLE if s.exercise != slot["exercise"] else of_load(s, plan)
    return load >= HALF and load * reps >= HALF


def of_load(s: SetDone, plan: Data) -> Fraction:
    """The load as a share of what was prescribed; 1 where there is none to compare, as with the own body and bands."""
    asked, unit = plan.get("load"), plan.get("unit")
    kinds = (s.load_kind, plan.get("load_kind"))
    if asked is None or unit is None or s.load is None or kinds != (LoadKind.EXTERNAL, LoadKind.EXTERNAL.value):
        return WHOLE
    return s.load.kg / weigh(str(asked), Unit(str(unit))).kg
