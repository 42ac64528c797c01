"""The lines of one exercise on the workout message: what to do, what was done, plates, rest, last time, cue."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby

from coach_core.commands.place import day_of
from coach_core.commands.schemes import done_msgs, schemes, warmup_msgs
from coach_core.commands.tools import tool_lines
from coach_core.person import Lift, Person
from coach_core.talk import Msg, msg
from coach_core.training.plates import bar_of
from coach_core.training.prescription import SetKind, SetPlan, SlotPlan
from coach_core.training.shape import HARDER
from coach_core.training.top_set import once_lifted
from coach_core.training.weight import Weight
from coach_core.turn import Call

NOTHING = msg("nothing")


def slot_lines(call: Call, person: Person, slot: SlotPlan, current: bool) -> tuple[Msg, ...]:
    """One exercise: name, what to do, what was done, plates, rest, last time, cue."""
    done = tuple(s.done for s in slot.work if s.done is not None)
    name = msg(_state(slot, current), slot=slot.slot, exercise=slot.exercise)
    lines: list[Msg] = [NOTHING, name]
    lines += tool_lines(call.given.book.exercises, person, day_of(call, person).slots, slot)
    for exercise, group in groupby(done, lambda s: s.exercise):
        sets = done_msgs(tuple(group))
        own = exercise == slot.exercise
        lines.append(
            msg("slot-done-sets", sets=sets) if own else msg("slot-done-instead", exercise=exercise, sets=sets)
        )
    if slot.left:
        lines += _to_do(person, slot)
        lines += _cue(call, slot) if current else []
    return tuple(lines)


def _cue(call: Call, slot: SlotPlan) -> list[Msg]:
    """The program's own cue, else the exercise's; nothing where there is neither: an exercise of the person's own."""
    known = call.given.book.exercises.get(slot.exercise)
    cue = slot.note or (f"cue-{slot.exercise}" if known is not None and known.taught else None)
    return [msg("cue-line", cue=msg(cue))] if cue else []


def _state(slot: SlotPlan, current: bool) -> str:
    if slot.slot is None:
        return "slot-extra"
    if slot.stopped:
        return "slot-stopped"
    if slot.skipped:
        return "slot-skipped"
    if not slot.left:
        return "slot-finished"
    return "slot-open" if current else "slot-waits"


def _to_do(person: Person, slot: SlotPlan) -> list[Msg]:
    parts = [tuple(some) for _, some in groupby(slot.left, lambda s: (s.rir, s.hold_s, s.rest_s))]
    lines = _whole(slot) if len(parts) == 1 else [line for some in parts for line in _part(person, slot, some)]
    harder = next((r.key for r in slot.reasons if r.key in HARDER), None)
    lines += [msg(f"slot-{harder}")] if harder else []
    last = person.training.lifts.get(slot.exercise)
    if last is not None and last.last_on is not None and last.last_reps:
        lines.append(last_time(last))
    return lines


def _whole(slot: SlotPlan) -> list[Msg]:
    """Sets that are all done alike: what to do, plates, build-up, and once how hard."""
    lines = [msg("slot-todo", schemes=schemes(slot.left)), *_plates(slot.left)]
    return [*lines, *_build_up(slot), *_effort(slot.left[0])]


def _part(person: Person, slot: SlotPlan, sets: tuple[SetPlan, ...]) -> list[Msg]:
    """A top set, or its back-offs: each with its own reserve and rest."""
    lines = [msg("slot-todo", schemes=schemes(sets)), *_plates(sets)]
    if sets[0].kind is SetKind.BACKOFF:
        lines += _after_top(slot, once_lifted(slot, bar_of(person.settings)), sets[0])
    first = _build_up(slot) if sets[0] is slot.left[0] else []
    return [*lines, *first, *_effort(sets[0])]


def _after_top(slot: SlotPlan, then: SlotPlan, shown: SetPlan) -> list[Msg]:
    """What a back-off comes to once the top set is lifted as it stands, where that is another load (R10)."""
    top = next((s.load for s in slot.left if s.kind is SetKind.TOP), None)
    back = next((s for s in then.left if s.number == shown.number), shown)
    if top is None or back.load == shown.load:
        return []
    return [msg("slot-after-top", top=top, load=back.load), *_plates((back,))]


def _build_up(slot: SlotPlan) -> list[Msg]:
    warmups = warmup_msgs(slot.sets)
    return [msg("slot-ramp", sets=warmups)] if warmups and not any(s.done for s in slot.work) else []


def _plates(sets: Sequence[SetPlan]) -> list[Msg]:
    seen: dict[Weight, SetPlan] = {}
    for s in sets:
        if s.load is not None and s.plates is not None:
            seen.setdefault(s.load, s)
    if len(seen) == 1:
        return [plates_msg(s) for s in seen.values()]
    return [msg("plates-for", load=load, plates=plates_msg(s)) for load, s in seen.items()]


def plates_msg(s: SetPlan) -> Msg:
    """The plates on each side of the bar."""
    if not s.plates:
        return msg("plates-empty")
    return msg("plates", plates=tuple(msg("plain-number", number=w.amount) for w in s.plates))


def keep_msg(rir: tuple[int, int]) -> Msg:
    """How many repetitions stay in reserve."""
    low, high = rir
    return msg("keep-reserve", n=high, rir=low) if low == high else msg("keep-range", low=low, high=high)


def _effort(s: SetPlan) -> list[Msg]:
    parts = []
    if s.rir is not None:
        parts.append(keep_msg(s.rir))
    if s.hold_s:
        parts.append(msg("hold", seconds=s.hold_s))
    if s.rest_s is not None:
        parts.append(rest_msg(s.rest_s))
    return [msg("effort", parts=tuple(parts))] if parts else []


@lru_cache(maxsize=256)
def rest_msg(rest: tuple[int, int]) -> Msg:
    """ "rest 2:30" or "rest 2:00–3:00"."""
    low, high = (f"{s // 60}:{s % 60:02d}" for s in rest)
    return msg("rest", rest=low) if low == high else msg("rest-range", low=low, high=high)


def last_time(lift: Lift) -> Msg:
    """What was lifted last time, sets of one load together."""
    pairs = zip(lift.last_loads, lift.last_reps, strict=False)
    groups = [(load, [reps for _, reps in group]) for load, group in groupby(pairs, lambda pair: pair[0])]
    sets = tuple(_several(load, tuple(msg("amount-reps", reps=r) for r in reps)) for load, reps in groups)
    return msg("last-time", sets=sets, on=lift.last_on)


def _several(load: Weight | None, amounts: tuple[Msg, ...]) -> Msg:
    if load is None:
        return msg("sets-bare", amounts=amounts)
    return msg("sets-done", load=msg("load-external", load=load), amounts=amounts)
