"""Loads, plates, build-up, percents and training maxes of a slot: what each rests on."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from coach_core.commands.card_lines import plates_msg
from coach_core.commands.schemes import load_msg, load_of, to_spare
from coach_core.explaining.amounts import one, planned, trying
from coach_core.explaining.number import Number, View, near
from coach_core.facts import Reason, Simple
from coach_core.talk import msg
from coach_core.training.cite import cite
from coach_core.training.loads import because
from coach_core.training.plates import bar_of
from coach_core.training.prescription import SetKind, SetPlan, SlotPlan
from coach_core.training.top_set import THEN, thens
from coach_core.training.warmup import HEAVY, TOP
from coach_core.training.weight import LoadKind, Weight

FROM_TOP = ("backoff-from-top", "backoff-from-least")
SHARE = Decimal(90)  # percent of the estimated single that is the training max (R5)


def load(view: View, slot: SlotPlan) -> Iterator[Number]:
    """The load of each set that is prescribed, or why there is none; whatever else holds for the slot goes with it."""
    sets = tuple(s for s, line in planned(view, slot) if line is not None)
    main = slot.because.values.get("load") or (sets[0].load if sets else None)
    every = (slot.because, *slot.reasons, *view.day.notes)
    if not sets or main not in [s.load for s in sets]:
        label = load_msg(None, LoadKind.BODYWEIGHT) if not sets else load_msg(sets[0].load, sets[0].load_kind)
        yield one(view, slot, "load", label, every, [])
    for s in (s for s in _different(sets) if s.load is not None or main is None):  # one that was picked goes with it
        reasons = every if s.load == main else (_other(view, slot, s),)
        picked = [to_spare(s)] if s.load is None and s.load_kind is LoadKind.EXTERNAL else []
        several = [s.implements] if s.implements > 1 else []
        found = one(view, slot, "load", load_of(s), tuple(_spared(r, s) for r in reasons), [*picked, *several])
        yield _with(found, s.load) if s.load is not None else found
    for told in (r for r in slot.reasons if r.key == THEN and thens(slot)):
        if isinstance(will := told.values["load"], Weight):
            yield _with(one(view, slot, "load", load_msg(will, LoadKind.EXTERNAL), (told,), []), will)


def _spared(reason: Reason, s: SetPlan) -> Reason:
    """A weight that is to be picked leaves what is asked now, for the health perhaps more than usual (R29)."""
    if "spare" not in reason.values:
        return reason
    return Reason(reason.rule, reason.key, reason.sets, {**reason.values, "spare": to_spare(s)}, reason.source)


def _different(sets: tuple[SetPlan, ...]) -> list[SetPlan]:
    seen: dict[Weight | None, SetPlan] = {}
    for s in sets:
        seen.setdefault(s.load, s)
    return list(seen.values())


def _with(found: Number, weight: Weight) -> Number:
    values = (*found.values, weight.amount)
    return Number(found.kind, found.label, found.reasons, values, found.place, found.exercise)


def _other(view: View, slot: SlotPlan, s: SetPlan) -> Reason:
    """A second load in a slot: a back-off's percent until the top set is done (R10), else what moved it."""
    main, late = slot.because, view.today is not None and view.today.second_week
    if s.pct is not None and s.tm is not None and s.kind is SetKind.BACKOFF:
        moved = next((r for r in slot.reasons if r.key in FROM_TOP), None)
        values = {"load": s.load, "tm": s.tm, "pct": _plain(s.pct[late])}
        return moved or Reason("back-off", "number-backoff", main.sets, values, cite("R10"))
    told = next((r for r in slot.reasons if r.values.get("load") == s.load), None)
    if told is None and trying(slot):
        return main
    return told or Reason(main.rule, main.key, main.sets, {**main.values, "load": s.load}, main.source)


def _plain(pct: Decimal) -> float | int:
    return int(pct) if pct == int(pct) else float(pct)


def plates(view: View, slot: SlotPlan) -> Iterator[Number]:
    """The plates on each side of the bar (R3)."""
    bar = bar_of(view.person.settings)
    for s in _different((*slot.work, *slot.sets)):
        if s.load is None or s.plates is None:
            continue
        half = Weight((s.load.to(bar.unit).hundredths - bar.hundredths) // 2, bar.unit)
        key = "number-plates" if s.plates else "number-plates-empty"
        reason = because("plates", key, "R3", slot.because.sets, load=s.load, bar=bar, side=half)
        found = one(view, slot, "plates", plates_msg(s), (reason,), [p.number for p in s.plates])
        yield _with(found, half)


def percent(view: View, slot: SlotPlan) -> Iterator[Number]:
    """The percent of the training max (R6)."""
    seen: list[object] = []
    for s in slot.work:
        if s.pct is None or s.pct in seen:
            continue
        seen.append(s.pct)
        low, high = s.pct
        now = s.pct[view.today.second_week] if view.today is not None else low
        key = "number-percent" if low == high else "number-percent-range"
        values = {"pct": _plain(now), "low": _plain(low), "high": _plain(high)}
        reason = Reason("percent", key, values=values, source=cite("R6"))
        yield one(view, slot, "percent", msg("button-why-percent", pct=_plain(now)), (reason,), list(values.values()))


def maximum(view: View, slot: SlotPlan) -> Iterator[Number]:
    """The training max that the percents of the slot are taken of."""
    tm = next((s.tm for s in slot.work if s.tm is not None), None)
    told = next((r for r in slot.reasons if "tm" in r.values), slot.because)
    if tm is not None:
        yield _of_max(one(view, slot, "max", msg("button-why-max", tm=tm), (told,), []), tm)


def _of_max(found: Number, tm: Weight) -> Number:
    values = (*near(tm), SHARE)
    return Number(found.kind, found.label, found.reasons, values, found.place, found.exercise)


def lift_max(view: View) -> Iterator[Number]:
    """The training maxes of all lifts, in today's workout or not."""
    for name, lift in view.person.training.lifts.items():
        if lift.tm is not None and lift.because is not None:
            label = msg("button-why-max", tm=lift.tm)
            yield Number("max", label, (lift.because,), (*near(lift.tm), SHARE), name, name)


def build_up(view: View, slot: SlotPlan) -> Iterator[Number]:
    """The build-up before the first work set (R18)."""
    top = any(s.kind is SetKind.TOP for s in slot.work)
    first = _first_load(slot)
    for s in slot.sets:
        if s.kind is not SetKind.WARMUP or s.reps is None or first is None:
            continue
        reps = s.reps[0]
        share = next((share for share, many in (TOP if top else HEAVY) if many == reps), None)
        if share is None:
            continue
        reason = _built(view, slot, s, first, share, reps)
        label = msg("button-why-build", load=load_msg(s.load, s.load_kind), reps=reps)
        found = one(view, slot, "warmup", label, (reason,), [reps])
        yield _with(found, s.load) if s.load is not None else found


def _first_load(slot: SlotPlan) -> Weight | None:
    """The first work load as the plan has it, whatever weight the person chose for today."""
    told = (r.values.get("load") for r in (slot.reasons if slot.because.rule == "own" else (slot.because,)))
    return next((w for w in told if isinstance(w, Weight)), None)


def _built(view: View, slot: SlotPlan, s: SetPlan, first: Weight, share: Fraction, reps: int) -> Reason:
    values: dict[str, Simple] = {"reps": reps, "percent": int(share * 100), "first": first}
    sets = slot.because.sets
    if s.load is None:
        bar = bar_of(view.person.settings)
        return Reason("warm-up", "number-warmup-bare", sets, {**values, "bar": bar}, cite("R18"))
    key = "number-warmup-least" if s.load > first.times(share) else "number-warmup"
    return Reason("warm-up", key, sets, {**values, "load": s.load}, cite("R18"))
