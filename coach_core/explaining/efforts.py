"""Reserve, rest, hold, seconds and steps of a slot: the program's own, or what a rule made of them."""

from __future__ import annotations

from collections.abc import Iterator

from coach_core.commands.card_lines import rest_msg
from coach_core.explaining.amounts import each, one, planned, trying
from coach_core.explaining.number import Number, View
from coach_core.facts import Reason, Simple
from coach_core.talk import msg
from coach_core.training.cite import cite
from coach_core.training.loads import because
from coach_core.training.prescription import SlotPlan
from coach_core.training.program import Scheme, Slot
from coach_core.training.shape import percent_now


def reserve(view: View, slot: SlotPlan) -> Iterator[Number]:
    """How many reps to leave: R38, more after a gap (R24) or for the health (R27, R29); what it does is R9."""
    program = view.slot(slot.slot)
    for s, line in each(planned(view, slot), lambda s: s.rir):
        if s.rir is None or program is None or line is None:
            continue
        low, high = s.rir
        values: dict[str, Simple] = {"low": low, "high": high}
        key = "button-why-reserve" if low == high else "button-why-reserve-range"
        told = _reserve(view, slot, s.rir, program.reserve(line), values)
        rule = because("reserve-cap", "number-reserve-rule", "R9")
        yield one(view, slot, "reserve", msg(key, low=low, high=high), (told, rule), [low, high])


def _reserve(
    view: View, slot: SlotPlan, now: tuple[int, int], written: tuple[int, int], values: dict[str, Simple]
) -> Reason:
    lighter = view.today.lighter if view.today is not None else None
    if trying(slot):
        return Reason("calibrate", "number-reserve-trying", values=values, source=cite("R16"))
    if now > written and lighter is not None and lighter.rir is not None and now[0] == lighter.rir:
        values |= {"planned": written[0], "days": lighter.gap_days}
        return Reason("gap", "number-reserve-gap", values=values, source=cite("R24"))
    if now > written:
        return Reason("health", "number-reserve-health", values={**values, "planned": written[0]}, source=cite("R29"))
    key = "number-reserve" if now[0] == now[1] else "number-reserve-range"
    return Reason("program", key, values=values, source=cite("R38"))


def rest(view: View, slot: SlotPlan) -> Iterator[Number]:
    """How long to rest: R19, or the program's own word."""
    program = view.slot(slot.slot)
    for s, line in each(planned(view, slot), lambda s: s.rest_s):
        if s.rest_s is not None and program is not None and line is not None:
            low, high = s.rest_s
            yield one(view, slot, "rest", rest_msg(s.rest_s), (_rest(view, program, s.rest_s, line),), [low, high])


def _rest(view: View, program: Slot, rest_s: tuple[int, int], line: Scheme) -> Reason:
    assert view.program is not None and view.today is not None
    usual, pct = view.program.defaults, percent_now(view.today, line)
    main = view.book.exercises[program.exercise].main if program.exercise in view.book.exercises else False
    low, high = rest_s
    values: dict[str, Simple] = {"low": _clock(low), "high": _clock(high), "seconds": low, "seconds_high": high}
    heavy, key = program.heavy, "number-rest-own" if low == high else "number-rest-own-range"
    if heavy is not None and rest_s == heavy.seconds and pct is not None and pct >= heavy.from_pct:
        key, values = "number-rest-heavy", {**values, "pct": float(heavy.from_pct)}
    elif main and rest_s == usual.rest_s:
        key = "number-rest-main"
    elif not main and rest_s == usual.accessory_s:
        key = "number-rest-other"
    return Reason("rest", key, values=values, source=cite("R19"))


def _clock(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02d}"


def hold(view: View, slot: SlotPlan) -> Iterator[Number]:
    """How long a rep is held at the top (R36)."""
    for s, _ in each(planned(view, slot), lambda s: s.hold_s):
        if s.hold_s is not None:
            reason = because("hold", "number-hold", "R36", seconds=s.hold_s)
            yield one(view, slot, "hold", msg("hold", seconds=s.hold_s), (reason,), [s.hold_s])


def duration(view: View, slot: SlotPlan) -> Iterator[Number]:
    """Seconds of a hold, steps of a walk: the program's own (R38)."""
    for s, line in each(planned(view, slot), lambda s: (s.seconds, s.steps)):
        if line is not None and s.seconds is not None:
            reason = _seconds(s.seconds, line)
            yield one(view, slot, "time", msg("amount-seconds", seconds=s.seconds), (reason,), [s.seconds])
        if line is not None and s.steps is not None:
            reason = because("program", "number-steps", "R38", steps=s.steps)
            yield one(view, slot, "steps", msg("amount-steps", steps=s.steps), (reason,), [s.steps])


def _seconds(now: int, line: Scheme) -> Reason:
    if line.seconds is not None:
        return because("program", "number-seconds", "R38", seconds=now)
    planned = line.reps[0] if line.reps else line.steps or 0
    return because("swap", "number-seconds-swapped", "R22", seconds=now, planned=planned)
