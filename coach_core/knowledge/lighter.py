"""A prescription within the limits of a person's health (R27, R29): other exercises, more reserve, more reps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from coach_core.facts import Reason
from coach_core.knowledge.limits import NO_LIMITS, Limits
from coach_core.training.exercise import Exercise, Tool
from coach_core.training.prescription import DayPlan, SetKind, SetPlan, SlotPlan


def limited(exercises: Mapping[str, Exercise], day: DayPlan, limits: Limits) -> DayPlan:
    """The day with every set that is still to do brought within the limits; sets that are done stay."""
    if limits is NO_LIMITS or limits == NO_LIMITS:
        return day
    day = _each_once(day, tuple(_slot(exercises, slot, limits) for slot in day.slots))
    return _without(day, limits.banned) if limits.banned else day


def _without(day: DayPlan, banned: tuple[str, ...]) -> DayPlan:
    """The day with what a professional forbade left out; what is done stays."""
    out = [s for s in day.slots if s.slot is not None and s.left and any(word in s.exercise for word in banned)]
    notes = tuple(Reason("health", "why-health-banned", values={"exercise": s.exercise}, source="R27") for s in out)
    slots = tuple(replace(s, skipped=True) if s in out else s for s in day.slots)
    return replace(day, slots=slots, notes=(*day.notes, *notes))


def _each_once(day: DayPlan, within: tuple[SlotPlan, ...]) -> DayPlan:
    """What stands in for several exercises is done once; of the others only the sets that are done stay."""
    pairs = tuple(zip(day.slots, within, strict=True))
    known = {new.exercise for old, new in pairs if old.exercise == new.exercise and new.slot is not None}
    slots: list[SlotPlan] = []
    dropped: dict[str, None] = {}
    for old, new in pairs:
        if old.exercise == new.exercise or new.exercise not in known or _begun(new):
            slots.append(new)
            known.add(new.exercise)
        elif done := tuple(s for s in old.sets if s.done is not None):
            slots.append(old.with_sets(done))
        else:
            dropped[new.exercise] = None
    notes = tuple(Reason("health", "why-health-once", values={"exercise": e}, source="R27, R29") for e in dropped)
    return replace(day, slots=tuple(slots), notes=(*day.notes, *notes))


def _begun(slot: SlotPlan) -> bool:
    return any(s.done is not None and s.done.exercise == slot.exercise for s in slot.work)


def _slot(exercises: Mapping[str, Exercise], slot: SlotPlan, limits: Limits) -> SlotPlan:
    instead = _instead(exercises, exercises.get(slot.exercise), limits)
    if instead is not None and _worth_swapping(slot, instead):
        slot = _swapped(slot, instead)
    sets = tuple(_set(s, limits) for s in slot.sets)
    if sets == slot.sets:
        return slot
    values = {"rir": limits.rir, "reps": limits.reps}
    reason = Reason("health", "why-health-lighter", values=values, source="R27, R29")
    return replace(slot, sets=sets, reasons=(*slot.reasons, reason))


def _worth_swapping(slot: SlotPlan, new: Exercise) -> bool:
    """Whether anything is left of it, or was already done with what stands in."""
    return any(s.done is None or s.done.exercise == new.id for s in slot.work)


def _instead(exercises: Mapping[str, Exercise], known: Exercise | None, limits: Limits) -> Exercise | None:
    """What stands in: the step of the ladder for every thrust, something without load where only the body is used."""
    if known is None or not known.lower:
        return None
    if limits.exercise is not None and known.thrust:
        return exercises[limits.exercise] if known.id != limits.exercise else None
    if not limits.bodyweight_only or known.tool is Tool.BODY:
        return None
    names = (*known.without.values(), *known.swaps)
    return next((e for n in names if (e := exercises[n]).tool is Tool.BODY), exercises["glute_bridge"])


def _swapped(slot: SlotPlan, new: Exercise) -> SlotPlan:
    sets = tuple(
        s if s.done is not None else replace(
            s, kind=SetKind.WORK, load=None, load_kind=new.load_kind, implements=1, plates=None, pct=None, tm=None,
            per_side=new.per_side,
        )
        for s in slot.sets if s.done is not None or s.kind is not SetKind.WARMUP
    )  # fmt: skip
    because = Reason("health", "why-health-instead", values={"old": slot.exercise, "new": new.id}, source="R27, R29")
    return replace(slot, exercise=new.id, planned=slot.planned or slot.exercise, sets=sets, because=because, note=None)


def _set(s: SetPlan, limits: Limits) -> SetPlan:
    if s.kind is SetKind.WARMUP or s.done is not None:
        return s
    rir = s.rir
    if limits.rir is not None and (rir is None or rir[0] < limits.rir):
        rir = (limits.rir, max(limits.rir, rir[1] if rir else 0))
    reps = s.reps
    if limits.reps is not None and reps is not None and reps[0] < limits.reps:
        reps = (limits.reps, None if reps[1] is None else max(limits.reps, reps[1]))
    return replace(s, rir=rir, reps=reps)
