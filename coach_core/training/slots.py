"""One slot of a day, whole: loads that can be loaded, plates, sets done, warm-ups, reasons. Rules are in rules.py."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from coach_core.facts import Reason, SetDone
from coach_core.training.calibrate import calibrating
from coach_core.training.exercise import Tool
from coach_core.training.floor import no_less
from coach_core.training.gap import ramp_told
from coach_core.training.lighter import no_more
from coach_core.training.loads import Loads, because, loadable, off_the_table
from coach_core.training.plates import plates
from coach_core.training.prescription import SetKind, SetPlan, SlotPlan
from coach_core.training.program import Slot
from coach_core.training.rounding import in_words, rounded
from coach_core.training.rules import RULES
from coach_core.training.shape import Ask, ask_of
from coach_core.training.today import ONE, Today
from coach_core.training.top_set import then
from coach_core.training.weight import Weight
from coach_core.training.within import adjusted, leaves_alone
from coach_core.values import dataclass


@dataclass(frozen=True, slots=True)
class Drawn:
    """A slot as it was worked out: what was asked, what the rule gave, the plan that is shown."""

    ask: Ask
    loads: Loads
    plan: SlotPlan


def draw(today: Today, slot: Slot) -> Drawn:
    """Works out one slot of the day. Raises ``KeyError`` for a rule that is not in ``RULES``."""
    ask = ask_of(today, slot)
    ask, loads = calibrating(ask) if ask.way == "calibrate" else (ask, _loads(ask))
    values, moved = adjusted(ask, loads)
    sets = _sets(ask, values, loads.tm)
    load, why = next((s.load for s in sets if s.load), None), loads.because
    exact = next((v for v in values if v), None)
    if load is not None:
        why = in_words(
            Reason(why.rule, why.key, why.sets, {**why.values, "load": load}, why.source), exact or load, load
        )
    plan = SlotPlan(
        slot=slot.number,
        exercise=ask.exercise.id,
        sets=(*sets, *_on_top(ask)),
        because=why,
        reasons=(*rounded(ask, why, exact, load), *_other_reasons(ask), *moved, *then(ask, sets), *loads.reasons),
        planned=ask.choice.planned,
        skipped=ask.mark.skipped,
        stopped=ask.mark.pain,
        note=slot.note if ask.choice.planned is None else None,
    )
    return Drawn(ask, loads, plan)


def filled(drawn: Drawn, done: SetDone) -> Drawn | None:
    """The slot after one more set that changes nothing else in it; None where it has to be worked out anew."""
    ask, k = drawn.ask, len(drawn.ask.counting)
    plain = done.exercise == ask.exercise.id and not done.drop and not done.warmup
    if not plain or k >= len(ask.shape) or not _settled(drawn) or (k and done.set <= ask.counting[-1].set):
        return None
    sets = drawn.plan.sets
    odd = done.load is not None and done.load != sets[k].load and off_the_table(ask, done.load)
    if not leaves_alone(ask, ask.shape[k], done, first=k == 0) or odd:
        return None
    now = drawn.plan.with_sets((*sets[:k], sets[k].filled(done), *sets[k + 1 :]))
    return Drawn(ask.with_set(done), drawn.loads, now)


def _loads(ask: Ask) -> Loads:
    """What the slot's rule gives, held against a load found by trying (R16) and, after a gap, the last time (R24)."""
    loads = no_less(ask, RULES[ask.way](ask))
    return loads if ask.today.lighter is None else no_more(ask, loads, in_full(ask))


def in_full(ask: Ask) -> tuple[Weight | None, ...]:
    """The loads of a slot's sets as they would be without a gap, the way back from it, or pain."""
    usual = replace(ask, factor=ONE, today=replace(ask.today, lighter=None))
    return no_less(usual, RULES[ask.way](usual)).values


def _settled(drawn: Drawn) -> bool:
    """Whether the loads are known whatever follows: from before the workout, or from a set that came first (R11)."""
    lift, way, counting = drawn.ask.lift, drawn.ask.way, drawn.ask.counting
    if way in ("as-written", "grow") and drawn.loads.because.rule in ("as-written", "grow"):
        return True
    if way not in ("percent", "same", "double", "as-written"):
        return False
    if lift.tm is not None or (way == "percent" and lift.guess is not None):
        return True
    known = lift.load if way == "double" else lift.full_load if way in ("same", "as-written") else None
    own = drawn.ask.exercise.id  # of another exercise that was swapped away nothing follows (R22)
    return known is not None or any(s.load is not None and s.exercise == own for s in counting)


def _sets(ask: Ask, values: tuple[Weight | None, ...], tm: Weight | None) -> tuple[SetPlan, ...]:
    """The prescribed sets with number, load and what was done; a load is worked out once for all that share it."""
    done, many, tool, bar = ask.counting, len(ask.counting), ask.tool, ask.today.bar
    sets, before, load, sides = [], None, None, None
    for k, (plan, value) in enumerate(zip(ask.shape, values, strict=True)):
        if value is not before:
            before, load = value, loadable(ask, value)
            sides = plates(load, bar) if load is not None and tool is Tool.BAR else None
        sets.append(SetPlan(
            k + 1, plan.kind, load, plan.load_kind, plan.implements, sides, plan.pct, tm if plan.pct else None,
            plan.reps, plan.per_side, plan.seconds, plan.steps, plan.hold_s, plan.rir, plan.rest_s,
            done[k] if k < many else None,
        ))  # fmt: skip
    return tuple(sets)


def _on_top(ask: Ask) -> tuple[SetPlan, ...]:
    """Sets beyond those prescribed: drop sets and one more than asked."""
    if len(ask.done) <= len(ask.shape) and len(ask.done) == len(ask.counting):
        return ()
    drops = [s for s in ask.done if s.drop]
    beyond = sorted([*ask.counting[len(ask.shape) :], *drops], key=lambda s: s.set)
    return tuple(as_done(s, len(ask.shape) + k) for k, s in enumerate(beyond, 1))


def as_done(done: SetDone, number: int) -> SetPlan:
    """A set that nobody prescribed, as it was done."""
    kind = SetKind.WARMUP if done.warmup else SetKind.WORK
    reps = (done.reps, done.reps) if done.reps is not None else None
    return SetPlan(number, kind, done.load, done.load_kind, reps=reps, seconds=done.seconds, done=done)


def _other_reasons(ask: Ask) -> Iterable[Reason]:
    if ask.choice.why is not None:
        yield ask.choice.why
    if ask.ramp is not None and ask.factor < 1:
        yield ramp_told(ask.ramp, ask.lift.last_sets)
    if ask.lift.ease and not ask.mark.pain:
        yield because("ease", "ease-after-pain", "R28", percent=round(100 - 100 * ask.lift.ease))
