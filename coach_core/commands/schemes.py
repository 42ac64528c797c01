"""Prescribed and done sets as short messages: "4×12 · 37.5 kg", "100 kg × 10, 10, 8". No decisions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from coach_core.facts import SetDone
from coach_core.talk import Msg, msg
from coach_core.training.known import SPARE
from coach_core.training.prescription import SetKind, SetPlan
from coach_core.training.weight import LoadKind, Weight


def to_spare(s: SetPlan) -> int:
    """Reps to spare of a weight that is to be picked: 3, or as many as are to be left (R11)."""
    return max(SPARE, s.rir[0] if s.rir else 0)


def load_of(s: SetPlan) -> Msg:
    """The load of a prescribed set."""
    return load_msg(s.load, s.load_kind, s.implements)


def load_msg(load: Weight | None, kind: LoadKind, implements: int = 1) -> Msg:
    """A load as a person reads it: a number, "pick a weight", "bodyweight", "band", "+10 kg"."""
    if kind is LoadKind.EXTERNAL and load is None:
        return msg("load-pick") if implements == 1 else msg("load-pick-each")
    if kind is LoadKind.EXTERNAL and implements > 1:
        return msg("load-each", load=load, implements=implements)
    if load is None:
        return msg("load-band") if kind is LoadKind.BAND else msg("load-bodyweight")
    return msg(f"load-{kind.value}", load=load)


def amount_msg(s: SetPlan) -> Msg:
    """What is to be done in one set: reps, a range, as many as possible, seconds or steps."""
    if s.seconds is not None:
        return msg("amount-seconds", seconds=s.seconds)
    if s.steps is not None:
        return msg("amount-steps", steps=s.steps)
    low, high = s.reps or (0, None)
    if high is None:
        return msg("amount-amrap", low=low)
    return msg("amount-reps", reps=low) if low == high else msg("amount-range", low=low, high=high)


def scheme_msg(sets: Sequence[SetPlan]) -> Msg:
    """Equal sets as one scheme: "4×12 · 37.5 kg"."""
    first = sets[0]
    return msg(
        "scheme-side" if first.per_side else "scheme",
        sets=len(sets),
        amount=amount_msg(first),
        load=load_of(first),
    )


def schemes(sets: Iterable[SetPlan]) -> tuple[Msg, ...]:
    """All work sets, equal neighbours together."""

    def same(s: SetPlan) -> tuple[object, ...]:
        return (s.kind, s.load, s.load_kind, s.reps, s.seconds, s.steps)

    return tuple(scheme_msg(tuple(group)) for _, group in groupby(sets, same))


def set_amount(done: SetDone) -> Msg:
    """What was done in one set."""
    if done.seconds is not None:
        return msg("amount-seconds", seconds=done.seconds)
    if done.reps_left is not None and done.reps_left != done.reps_right:
        return msg("amount-sides", left=done.reps_left, right=done.reps_right)
    if done.distance_m is not None and done.reps is None:
        return msg("amount-metres", metres=done.distance_m)
    if done.failed:
        return msg("amount-missed", reps=done.reps or 0)
    return msg("amount-reps", reps=done.reps if done.reps is not None else 0)


def set_label(done: SetDone) -> Msg:
    """One set as a button names it: "Romanian deadlift 2: 60 kg × 12"."""
    load = _done_load(done.load, done.load_kind, 1)
    return msg("set-label", exercise=done.exercise, set=done.set, load=load, amount=set_amount(done))


def set_example(done: SetDone) -> Msg:
    """How another value of a set may be typed: one rep less, or 5 seconds less."""
    if done.seconds is not None:
        return msg("amount-seconds", seconds=max(5, done.seconds - 5))
    reps = max(1, (done.reps or 10) - 1)
    return msg("set-example", load=done.load, reps=reps) if done.load else msg("amount-reps", reps=reps)


def reserve_msg(done: SetDone) -> Msg | None:
    """The effort as it was told."""
    if done.rpe is not None:
        return msg("told-rpe", rpe=done.rpe)
    return msg("told-rir", rir=done.rir) if done.rir is not None else None


def done_msgs(sets: Sequence[SetDone], implements: int = 1) -> tuple[Msg, ...]:
    """Sets as they were done, those of one load together: "100 kg × 10, 10"."""
    if len(sets) == 1:
        return (_row(sets, implements),)
    groups = [tuple(group) for _, group in groupby(sets, lambda s: (s.load, s.load_kind))]
    return tuple([_row(group, implements, first=n == 0) for n, group in enumerate(groups)])


def _row(several: Sequence[SetDone], implements: int, *, first: bool = True) -> Msg:
    """Sets of one load. Without one it is named all the same behind others, lest theirs seems to go on."""
    load, kind, last = several[0].load, several[0].load_kind, len(several) - 1
    amounts = tuple([_amount_told(s, both=k == last and s.reps_left is not None) for k, s in enumerate(several)])
    if load is None and kind is not LoadKind.EXTERNAL and first:
        return msg("sets-bare", amounts=amounts)
    return msg("sets-done", load=_done_load(load, kind, implements), amounts=amounts)


def _amount_told(done: SetDone, *, both: bool) -> Msg:
    """The amount with the effort that was told; ``both``: that it was done on each side, said once behind a row."""
    amount = set_amount(done)
    if both and done.reps_left == done.reps_right:
        amount = msg("amount-each-side", amount=amount)
    told = reserve_msg(done)
    return msg("set-told", amount=amount, told=told) if told else amount


def _done_load(load: Weight | None, kind: LoadKind, implements: int) -> Msg:
    """Unlike a prescription, a done set without a load was done without one: nothing is to be picked."""
    if load is None and kind is LoadKind.EXTERNAL:
        return msg("load-none")
    return load_msg(load, kind, implements)


def warmup_msgs(sets: Iterable[SetPlan]) -> tuple[Msg, ...]:
    """The build-up: "20 kg × 8"."""
    return tuple(
        msg("sets-done", load=load_msg(s.load, s.load_kind), amounts=(amount_msg(s),))
        for s in sets
        if s.kind is SetKind.WARMUP
    )
